//! Values on their way into `PostgreSQL`, and out of it.

use bytes::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::row::Cells;
use crate::{Error, Result, Value};

type Failure = Box<dyn std::error::Error + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, to: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
        match self {
            Self::Text(Some(text)) if <&str as ToSql>::accepts(to) => text.to_sql(to, out),
            Self::Int(Some(int)) => whole(*int, to, out),
            Self::Bool(Some(bool)) if *to == Type::BOOL => bool.to_sql(to, out),
            Self::Id(Some(id)) if *to == Type::BYTEA => id.as_slice().to_sql(to, out),
            Self::Bytes(Some(bytes)) if *to == Type::BYTEA => bytes.to_sql(to, out),
            Self::Text(None) | Self::Int(None) | Self::Bool(None) | Self::Id(None) | Self::Bytes(None) => {
                Ok(IsNull::Yes)
            }
            other => Err(format!("{other:?} does not fit where {to} is wanted").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// The server decides how wide a whole number is where it stands.
fn whole(int: i64, to: &Type, out: &mut BytesMut) -> Result<IsNull, Failure> {
    match *to {
        Type::INT8 => int.to_sql(to, out),
        Type::INT4 => i32::try_from(int)?.to_sql(to, out),
        Type::INT2 => i16::try_from(int)?.to_sql(to, out),
        _ => Err(format!("{int} does not fit where {to} is wanted").into()),
    }
}

/// A whole number of any width.
struct Whole(i64);

impl<'a> FromSql<'a> for Whole {
    fn from_sql(from: &Type, raw: &'a [u8]) -> Result<Self, Failure> {
        Ok(Self(match *from {
            Type::INT2 => i16::from_sql(from, raw)?.into(),
            Type::INT4 => i32::from_sql(from, raw)?.into(),
            _ => i64::from_sql(from, raw)?,
        }))
    }

    fn accepts(from: &Type) -> bool {
        matches!(*from, Type::INT2 | Type::INT4 | Type::INT8)
    }
}

impl Cells for tokio_postgres::Row {
    fn text(&self, at: usize) -> Result<Option<&str>> {
        self.try_get(at).map_err(|error| wrong(&error))
    }

    fn int(&self, at: usize) -> Result<Option<i64>> {
        let whole = self.try_get::<_, Option<Whole>>(at).map_err(|error| wrong(&error))?;
        Ok(whole.map(|Whole(int)| int))
    }

    fn bool(&self, at: usize) -> Result<Option<bool>> {
        self.try_get(at).map_err(|error| wrong(&error))
    }

    fn bytes(&self, at: usize) -> Result<Option<&[u8]>> {
        self.try_get(at).map_err(|error| wrong(&error))
    }
}

fn wrong(error: &tokio_postgres::Error) -> Error {
    let reason = std::error::Error::source(error).map(ToString::to_string);
    Error::Column(reason.map_or_else(|| error.to_string(), |reason| format!("{error}: {reason}")))
}
