//! Long lists, a page at a time: each page begins behind the last row of the one before, so that the
//! hundredth costs what the first one costs.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
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
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
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
