//! Giving back the rows that did not come in, each with its reason, as a file that can be mended and
//! handed over again.

use std::collections::HashMap;

use db::{FromRow, Row};
use measures::money::Currency;

use super::reading::Reading;
use super::refusal::Refusal;
use super::{Import, Stored};
use crate::export::{Cell, csv_lines};
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
        let head = self.header.iter().map(String::as_str).chain([named.0, named.1]).map(Cell::from).collect();
        let row = |(line, cells, refusal): &(u64, Vec<String>, Refusal)| {
            let mut row: Vec<Cell> = cells.iter().map(|cell| Cell::Text(cell.clone())).collect();
            row.resize(row.len().max(self.header.len()), Cell::Empty);
            row.extend([Cell::Text(line.to_string()), Cell::Text(say(&refusal.problem()))]);
            row
        };
        let mut file = "\u{feff}".as_bytes().to_vec();
        file.extend(csv_lines([head].into_iter().chain(self.rows.iter().map(row))));
        file
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
