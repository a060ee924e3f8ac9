//! Long lists, a page at a time: each page begins behind the last row of the one before, so that the
//! hundredth costs what the first one costs.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::{FromRow, Value};

use crate::{Result, Scene};

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// What the next page begins behind; nothing when this is the last one.
    pub after: Option<String>,
}

impl<T> Page<T> {
    /// A page of at most `size` rows, of which one more was read to see whether there is another page.
    pub(crate) fn of(mut rows: Vec<T>, size: usize, cursor: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > size;
        rows.truncate(size);
        let after = rows.last().filter(|_| more).map(|row| cursor(row).write());
        Self { rows, after }
    }
}

/// The place of a row in an order: the key it is sorted by, and its number among equals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Cursor {
    pub(crate) key: String,
    pub(crate) number: i64,
}

impl Cursor {
    /// As it stands in addresses: nothing in it means anything to others.
    pub(crate) fn write(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}.{}", self.number, self.key))
    }

    /// Reads what [`Self::write`] wrote; nothing when it is anything else, which is the first page.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text.trim()).ok()?).ok()?;
        let (number, key) = text.split_once('.')?;
        Some(Self { key: key.to_owned(), number: number.parse().ok()? })
    }
}

/// The places of fifty identities in a statement, behind the workspace.
macro_rules! fifty {
    () => {
        "($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, \
         $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, $44, $45, $46, \
         $47, $48, $49, $50, $51)"
    };
}
pub(crate) use fifty;

const FIFTY: usize = 50;

/// The rows of a query about many things, fifty at a time: a page never asks once for each of its rows.
pub(crate) fn for_each_of<T: FromRow>(scene: &mut Scene<'_>, sql: &'static str, wanted: &[Value]) -> Result<Vec<T>> {
    let mut found = Vec::new();
    for some in wanted.chunks(FIFTY) {
        let filling = some.last().into_iter().cycle().take(FIFTY - some.len());
        let values: Vec<Value> = some.iter().chain(filling).cloned().collect();
        found.extend(scene.all::<T>(sql, &values)?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_an_address_whatever_its_key_holds() {
        let cursor = Cursor { key: "a.b ü\u{10ffff}".into(), number: -3 };
        assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        assert_eq!(Cursor::read("no cursor"), None);
    }
}
