use crate::columns::Columns;
use crate::{Error, Result, Value};

/// A row being read, by column name.
pub struct Row<'r> {
    cells: &'r dyn Cells,
    columns: &'r Columns,
}

/// The cells of one row, by position, as an engine hands them out.
pub(crate) trait Cells {
    fn text(&self, at: usize) -> Result<Option<&str>>;
    fn int(&self, at: usize) -> Result<Option<i64>>;
    fn bool(&self, at: usize) -> Result<Option<bool>>;
    fn bytes(&self, at: usize) -> Result<Option<&[u8]>>;
}

macro_rules! readers {
    ($($what:literal $one:ident $maybe:ident $type:ty),+ $(,)?) => {$(
        #[doc = concat!("The ", $what, " in `column`. Fails when it holds nothing, or something else.")]
        pub fn $one(&self, column: &str) -> Result<$type> {
            self.$maybe(column)?.ok_or_else(|| Error::Column(format!("{column} is empty")))
        }

        #[doc = concat!("The ", $what, " in `column`, if there is one. Fails when it holds something else.")]
        pub fn $maybe(&self, column: &str) -> Result<Option<$type>> {
            <$type>::from_cell(self.cells, self.position(column)?)
        }
    )+};
}

impl<'r> Row<'r> {
    pub(crate) fn new(cells: &'r dyn Cells, columns: &'r Columns) -> Self {
        Self { cells, columns }
    }

    readers! {
        "text" text maybe_text String,
        "whole number" int maybe_int i64,
        "yes or no" bool maybe_bool bool,
        "id" id maybe_id [u8; 16],
        "bytes" bytes maybe_bytes Vec<u8>,
    }

    fn position(&self, column: &str) -> Result<usize> {
        self.columns.position(column).ok_or_else(|| Error::Column(format!("{column} is not in the query")))
    }

    /// The first column, of the same kind as `example`.
    pub(crate) fn first_like(&self, example: &Value) -> Result<Value> {
        Ok(match example {
            Value::Text(_) => String::from_cell(self.cells, 0)?.into(),
            Value::Int(_) => i64::from_cell(self.cells, 0)?.into(),
            Value::Bool(_) => bool::from_cell(self.cells, 0)?.into(),
            Value::Id(_) => <[u8; 16]>::from_cell(self.cells, 0)?.into(),
            Value::Bytes(_) => Vec::from_cell(self.cells, 0)?.into(),
        })
    }
}

/// How a type is read from a row.
pub trait FromRow: Sized {
    /// Reads one row.
    fn from_row(row: &Row<'_>) -> Result<Self>;
}

/// How a type is read from one cell.
trait FromCell: Sized {
    fn from_cell(cells: &dyn Cells, at: usize) -> Result<Option<Self>>;
}

impl FromCell for String {
    fn from_cell(cells: &dyn Cells, at: usize) -> Result<Option<Self>> {
        Ok(cells.text(at)?.map(str::to_owned))
    }
}

impl FromCell for i64 {
    fn from_cell(cells: &dyn Cells, at: usize) -> Result<Option<Self>> {
        cells.int(at)
    }
}

impl FromCell for bool {
    fn from_cell(cells: &dyn Cells, at: usize) -> Result<Option<Self>> {
        cells.bool(at)
    }
}

impl FromCell for [u8; 16] {
    fn from_cell(cells: &dyn Cells, at: usize) -> Result<Option<Self>> {
        let id = cells.bytes(at)?.map(Self::try_from).transpose();
        id.map_err(|_| Error::Column(format!("{} is not an id of 16 bytes", at + 1)))
    }
}

impl FromCell for Vec<u8> {
    fn from_cell(cells: &dyn Cells, at: usize) -> Result<Option<Self>> {
        Ok(cells.bytes(at)?.map(<[u8]>::to_owned))
    }
}

macro_rules! queries_of_one_column {
    ($($type:ty),+) => {$(
        /// A query of one column.
        impl FromRow for $type {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                Option::<$type>::from_row(row)?.ok_or_else(|| Error::Column("1 is empty".into()))
            }
        }

        /// A query of one column that may hold nothing.
        impl FromRow for Option<$type> {
            fn from_row(row: &Row<'_>) -> Result<Self> {
                <$type>::from_cell(row.cells, 0)
            }
        }
    )+};
}

queries_of_one_column!(String, i64, bool, [u8; 16], Vec<u8>);
