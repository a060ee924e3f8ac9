//! Giving back the rows that did not come in, each with its reason, as a file that can be mended and
//! handed over again.

use std::collections::HashMap;

use csv::{Terminator, WriterBuilder};
use db::{FromRow, Row};
use measures::money::Currency;

use super::reading::Reading;
use super::refusal::Refusal;
use super::{Import, Stored};
use crate::{Problem, Result, Scene};

/// The rows of one file that did not come in.
#[derive(Debug, Clone)]
pub struct Refused {
    /// The file.
    pub file: String,
    /// Its columns.
    pub header: Vec<String>,
    /// Each row: its line, its cells as they were, and why.
    pub rows: Vec<(u64, Vec<String>, Refusal)>,
}

/// Why rows did not come in, by the place of their file and by line.
#[derive(Debug, Clone, Default)]
pub struct Refusals(HashMap<(usize, u64), Refusal>);

impl Import {
    /// Why rows did not come in. Operations and admin only.
    pub fn refusals(&self, scene: &mut Scene<'_>) -> Result<Refusals> {
        super::must_look(scene)?;
        let found: Vec<Found> = scene.all(REFUSALS, &[self.id.into()])?;
        Ok(Refusals(found.into_iter().map(|found| ((found.file, found.line), found.refusal)).collect()))
    }
}

impl Stored {
    /// The rows that did not come in, by file. `currency` is the workspace's.
    #[must_use]
    pub fn refused(self, refusals: &Refusals, currency: Currency) -> Vec<Refused> {
        let reading = Reading::of(self.uploads, &self.choices, currency);
        let of_file = |(place, file): (usize, &super::ReadFile)| {
            let rows = file.rows().iter().filter_map(|row| {
                let refusal = refusals.0.get(&(place, row.line))?.clone();
                Some((row.line, row.cells.iter().map(str::to_owned).collect(), refusal))
            });
            let header = file.columns.iter().map(|column| column.name.clone()).collect();
            Refused { file: file.name.clone(), header, rows: rows.collect() }
        };
        reading.files.iter().enumerate().map(of_file).filter(|refused| !refused.rows.is_empty()).collect()
    }
}

impl Refused {
    /// The file as it is given back: RFC 4180, with a mark for UTF-8, the line and the reason behind the
    /// columns; `named` are the names of those two, `say` puts a reason into words. No cell becomes a
    /// formula in a spreadsheet.
    #[must_use]
    pub fn csv(&self, named: (&str, &str), say: impl Fn(&Problem) -> String) -> Vec<u8> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .flexible(true)
            .from_writer("\u{feff}".as_bytes().to_vec());
        let mut write = |cells: Vec<String>| {
            // Writing into memory does not fail.
            let _ = writer.write_record(cells.iter().map(|cell| harmless(cell)));
        };
        write(self.header.iter().cloned().chain([named.0.to_owned(), named.1.to_owned()]).collect());
        for (line, cells, refusal) in &self.rows {
            let mut cells = cells.clone();
            cells.resize(cells.len().max(self.header.len()), String::new());
            cells.extend([line.to_string(), say(&refusal.problem())]);
            write(cells);
        }
        writer.into_inner().unwrap_or_default()
    }
}

/// A cell that a spreadsheet does not take for a formula.
#[must_use]
pub fn harmless(cell: &str) -> String {
    let plain_number = cell.strip_prefix(['-', '+']).is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
    });
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !plain_number {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

struct Found {
    file: usize,
    line: u64,
    refusal: Refusal,
}

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let refusal =
            serde_json::from_str(&row.text("reason")?).map_err(|error| db::Error::Engine(error.to_string()))?;
        Ok(Self {
            file: usize::try_from(row.int("position")?).unwrap_or(0),
            line: u64::try_from(row.int("line")?).unwrap_or(0),
            refusal,
        })
    }
}

const REFUSALS: &str = "
    SELECT position, line, reason FROM import_refusals WHERE workspace_id = $1 AND import_id = $2
    ORDER BY position, line";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_becomes_a_formula() {
        let cells = ["=1+1", "+cmd", "-cmd", "@SUM", "\tx", "\rx", "-5", "+3.5", "plain", ""];
        let harmless: Vec<String> = cells.iter().map(|cell| harmless(cell)).collect();
        assert_eq!(harmless, ["'=1+1", "'+cmd", "'-cmd", "'@SUM", "'\tx", "'\rx", "-5", "+3.5", "plain", ""]);
    }
}
