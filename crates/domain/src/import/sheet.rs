//! A file of rows and columns: its separator, its header and its rows.

use csv::{ByteRecord, ReaderBuilder, StringRecord};

use super::dialect;
use super::text::{Encoded, decoded};

/// The most bytes of one file.
pub const MOST_BYTES: usize = 64 << 20;

/// The separators that are tried, the likeliest first.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// How many records are looked at to find separator and header.
const SAMPLE: usize = 60;

/// How far down a header may stand.
const HEADER_WITHIN: usize = 12;

/// The most columns that are looked at.
const MOST_COLUMNS: usize = 500;

/// Why a file cannot be read at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// There is nothing in it.
    Empty,
    /// It is no text: a workbook, a picture, a compressed file.
    NotText,
    /// It is larger than [`MOST_BYTES`].
    TooLarge,
}

impl Unreadable {
    /// The sentence for people: its id in the texts.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Empty => "import-unreadable-empty",
            Self::NotText => "import-unreadable-not-text",
            Self::TooLarge => "import-unreadable-too-large",
        }
    }
}

/// One row below the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of the file on which it begins, counted from 1.
    pub line: u64,
    /// Its cells; fewer or more than there are columns when the row is ragged.
    pub cells: StringRecord,
}

/// A file of rows and columns, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// How its bytes became text.
    pub encoded: Encoded,
    /// What stands between two cells.
    pub separator: char,
    /// The line of the header.
    pub header_line: u64,
    /// The columns' names, each once; a column without a name is called by its place.
    pub header: Vec<String>,
    /// Every row below the header that is not blank.
    pub rows: Vec<Row>,
}

impl Sheet {
    /// Reads the bytes of a file.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        if bytes.len() > MOST_BYTES {
            return Err(Unreadable::TooLarge);
        }
        let (text, encoded) = decoded(bytes).ok_or(Unreadable::NotText)?;
        let (text, said) = without_declaration(&text);
        let separator = said.unwrap_or_else(|| separator_of(text));
        let mut rows: Vec<Row> = records(text, separator).filter(|row| !is_blank(&row.cells)).collect();
        let header_at = header_of(&rows).ok_or(Unreadable::Empty)?;
        let below = rows.split_off(header_at + 1);
        let header = rows.pop().ok_or(Unreadable::Empty)?;
        Ok(Self {
            encoded,
            separator: char::from(separator),
            header_line: header.line,
            header: named(&header.cells),
            rows: below,
        })
    }
}

/// Spreadsheets may say their separator on a first line: `sep=;`.
fn without_declaration(text: &str) -> (&str, Option<u8>) {
    let line = text.lines().next().unwrap_or_default();
    let said = line.trim().trim_matches('"').strip_prefix("sep=").and_then(|rest| rest.bytes().next());
    match said.filter(|separator| SEPARATORS.contains(separator)) {
        Some(separator) => (text[line.len()..].trim_start_matches(['\r', '\n']), Some(separator)),
        None => (text, None),
    }
}

/// The separator that parts the first records into the most columns, evenly.
fn separator_of(text: &str) -> u8 {
    let evenness = |separator: u8| {
        let widths: Vec<usize> = records(text, separator).take(SAMPLE).map(|row| row.cells.len()).collect();
        let widest = widths.iter().copied().filter(|width| *width > 1).max_by_key(|width| {
            let same = widths.iter().filter(|other| *other == width).count();
            (same, *width)
        });
        let width = widest.unwrap_or(1);
        let same = widths.iter().filter(|other| **other == width).count();
        (if width > 1 { same } else { 0 }, width)
    };
    let best = |best: (u8, (usize, usize)), separator: u8| {
        let evenness = evenness(separator);
        if evenness > best.1 { (separator, evenness) } else { best }
    };
    SEPARATORS.into_iter().fold((b',', (0, 0)), best).0
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = Row> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    let (mut record, mut lines) = (ByteRecord::new(), Lines { text: text.as_bytes(), at: 0, line: 1 });
    std::iter::from_fn(move || {
        // Text in memory is read without failure; a failure would end the file here.
        let more = reader.read_byte_record(&mut record).unwrap_or(false);
        let begins = record.position().map_or(0, csv::Position::byte);
        more.then(|| Row { line: lines.of(begins), cells: as_text(&record) })
    })
}

/// Counts lines as an editor does. The reader's own count stops short of blank lines before a record, and
/// knows no line that ends with a carriage return alone.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of the first cell at or after this byte, which must not lie before the last one asked for.
    fn of(&mut self, begins: u64) -> u64 {
        let begins = usize::try_from(begins).unwrap_or(usize::MAX);
        while let Some(byte) = self.text.get(self.at) {
            let ends_a_line = matches!(byte, b'\r' | b'\n');
            if self.at >= begins && !ends_a_line {
                break;
            }
            let half = *byte == b'\r' && self.text.get(self.at + 1) == Some(&b'\n');
            self.line += u64::from(ends_a_line && !half);
            self.at += 1;
        }
        self.line
    }
}

fn as_text(record: &ByteRecord) -> StringRecord {
    StringRecord::from_byte_record(record.clone())
        .unwrap_or_else(|_| StringRecord::from_byte_record_lossy(record.clone()))
}

fn is_blank(cells: &StringRecord) -> bool {
    cells.iter().all(|cell| cell.trim().is_empty())
}

/// The row that knows the most column names; the first one when none knows any.
fn header_of(rows: &[Row]) -> Option<usize> {
    let known = |row: &Row| row.cells.iter().take(MOST_COLUMNS).filter(|cell| dialect::knows(cell)).count();
    let counts: Vec<usize> = rows.iter().take(HEADER_WITHIN).map(known).collect();
    let most = counts.iter().copied().max()?;
    if most < 2 { Some(0) } else { counts.iter().position(|count| *count == most) }
}

/// Names for all columns, each once.
fn named(cells: &StringRecord) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (place, cell) in (1..).zip(cells.iter().take(MOST_COLUMNS)) {
        let plain = cell.trim().trim_end_matches('*').trim();
        let base = if plain.is_empty() { format!("column {place}") } else { plain.chars().take(120).collect() };
        let mut name = base.clone();
        let mut count = 2;
        while names.contains(&name) {
            name = format!("{base} ({count})");
            count += 1;
        }
        names.push(name);
    }
    names
}

#[cfg(test)]
mod tests;
