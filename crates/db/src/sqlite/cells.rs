//! Values on their way into `SQLite`, and out of it.

use rusqlite::types::{ToSql, ToSqlOutput, ValueRef};

use crate::row::Cells;
use crate::{Error, Result, Value};

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let bound = match self {
            Self::Text(Some(text)) => ValueRef::Text(text.as_bytes()),
            Self::Int(Some(int)) => ValueRef::Integer(*int),
            Self::Bool(Some(bool)) => ValueRef::Integer(i64::from(*bool)),
            Self::Id(Some(id)) => ValueRef::Blob(id),
            Self::Bytes(Some(bytes)) => ValueRef::Blob(bytes),
            Self::Text(None) | Self::Int(None) | Self::Bool(None) | Self::Id(None) | Self::Bytes(None) => {
                ValueRef::Null
            }
        };
        Ok(ToSqlOutput::Borrowed(bound))
    }
}

impl Cells for rusqlite::Row<'_> {
    fn text(&self, at: usize) -> Result<Option<&str>> {
        match self.get_ref(at)? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(text) => str::from_utf8(text).map(Some).map_err(|_| broken(at)),
            other => Err(wrong(at, "text", other)),
        }
    }

    fn int(&self, at: usize) -> Result<Option<i64>> {
        match self.get_ref(at)? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(int) => Ok(Some(int)),
            other => Err(wrong(at, "a whole number", other)),
        }
    }

    fn bool(&self, at: usize) -> Result<Option<bool>> {
        match self.get_ref(at)? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(int) => Ok(Some(int != 0)),
            other => Err(wrong(at, "yes or no", other)),
        }
    }

    fn bytes(&self, at: usize) -> Result<Option<&[u8]>> {
        match self.get_ref(at)? {
            ValueRef::Null => Ok(None),
            ValueRef::Blob(bytes) => Ok(Some(bytes)),
            other => Err(wrong(at, "bytes", other)),
        }
    }
}

fn wrong(at: usize, wanted: &str, found: ValueRef<'_>) -> Error {
    Error::Column(format!("{} is not {wanted} but {}", at + 1, found.data_type()))
}

fn broken(at: usize) -> Error {
    Error::Column(format!("{} holds text that is not UTF-8", at + 1))
}
