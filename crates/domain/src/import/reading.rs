//! The files of an import, read: what each is, what its columns say and how they write it. Nothing here
//! knows what the workspace holds, so it runs outside of the database's threads.

use std::collections::BTreeMap;

use measures::money::Currency;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::amounts::{Point, point_of};
use super::days::{DayOrder, Order, order_of};
use super::dialect::{recognised, squashed};
use super::field::{Field, FileKind};
use super::rows::{Line, lines};
use super::sheet::{Row, Sheet, Unreadable};

/// A file as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What was chosen by hand. Whatever is not chosen is proposed; [`super::Preview::choices`] has all of
/// it, and is what an import keeps.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices {
    /// Where the files come from: ids are told apart by it. By default it is made of the column names.
    #[serde(default)]
    pub source: Option<String>,
    /// Which of two small numbers is the day, where no value of a column shows it.
    #[serde(default)]
    pub day_order: Option<DayOrder>,
    /// By file name.
    #[serde(default)]
    pub files: BTreeMap<String, FileChoice>,
    /// Stages by the folded name that the file has: the name in the workspace, known or new.
    #[serde(default)]
    pub stages: BTreeMap<String, String>,
    /// Products likewise.
    #[serde(default)]
    pub products: BTreeMap<String, String>,
    /// Accounts likewise.
    #[serde(default)]
    pub accounts: BTreeMap<String, String>,
    /// The open stage in which deals stood before they were won or lost.
    #[serde(default)]
    pub stood_in: Option<String>,
}

/// What was chosen for one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileChoice {
    /// What its rows are.
    #[serde(default)]
    pub kind: Option<FileKind>,
    /// By column name: what it says; `null` for nothing that matters.
    #[serde(default)]
    pub columns: BTreeMap<String, Option<Field>>,
}

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it says; nothing when it does not matter.
    pub field: Option<Field>,
    /// The order of day and month, where it has days that need one; open while nobody said it.
    pub day_order: Option<DayOrder>,
    /// Days can be read in two ways, and neither a value nor a choice says which.
    pub ambiguous: bool,
    /// What stands before the decimals of its amounts.
    pub point: Point,
}

/// A file, read.
#[derive(Debug, Clone)]
pub struct ReadFile {
    /// Its name.
    pub name: String,
    /// What its rows are; nothing when nobody knows.
    pub kind: Option<FileKind>,
    /// Its rows; or why there are none.
    pub sheet: Result<Sheet, Unreadable>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Where its rows come from.
    pub source: String,
    pub(super) content: Vec<u8>,
}

/// The files of an import, read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Every file, in the order of the import: what others name comes first.
    pub files: Vec<ReadFile>,
    /// What was chosen.
    pub choices: Choices,
    pub(super) currency: Currency,
    pub(super) lines: Vec<Line>,
}

impl Reading {
    /// Reads files as `choices` say; `currency` is the workspace's.
    #[must_use]
    pub fn of(uploads: Vec<Upload>, choices: &Choices, currency: Currency) -> Self {
        let mut files: Vec<ReadFile> = uploads.into_iter().map(|upload| ReadFile::of(upload, choices)).collect();
        files.sort_by_key(|file| (file.kind.is_none(), file.kind));
        let mut reading = Self { files, choices: choices.clone(), currency, lines: Vec::new() };
        reading.lines = lines(&reading);
        reading
    }

    /// How many rows there are in all files that are known.
    #[must_use]
    pub fn rows(&self) -> i64 {
        i64::try_from(self.lines.len()).unwrap_or(i64::MAX)
    }

    /// Files of this kind.
    pub(super) fn of_kind(&self, kind: FileKind) -> impl Iterator<Item = (usize, &ReadFile)> {
        self.files.iter().enumerate().filter(move |(_, file)| file.kind == Some(kind))
    }

    /// What tells this import from others: its files and what was chosen.
    pub(super) fn fingerprint(&self, choices: &Choices) -> Vec<u8> {
        let mut hash = Sha256::new();
        for file in &self.files {
            hash.update(Sha256::digest(&file.content));
        }
        hash.update(serde_json::to_vec(choices).unwrap_or_default());
        hash.finalize().to_vec()
    }
}

impl ReadFile {
    fn of(upload: Upload, choices: &Choices) -> Self {
        let choice = choices.files.get(&upload.name).cloned().unwrap_or_default();
        let sheet = Sheet::read(&upload.content);
        let header: &[String] = sheet.as_ref().map(|sheet| sheet.header.as_slice()).unwrap_or_default();
        let known = recognised(header, choice.kind);
        let kind = known.as_ref().map(|(kind, _)| *kind);
        let fields = known.map_or_else(|| vec![None; header.len()], |(_, fields)| fields);
        let source = choices.source.clone().unwrap_or_else(|| source_of(header, &fields));
        let columns = match &sheet {
            Ok(sheet) => columns(sheet, &chosen(header, fields, &choice), choices.day_order),
            Err(_) => Vec::new(),
        };
        Self { name: upload.name, kind, sheet, columns, source, content: upload.content }
    }

    /// The column that says this, by its place.
    pub(super) fn place(&self, field: Field) -> Option<usize> {
        self.columns.iter().position(|column| column.field == Some(field))
    }

    /// Its rows.
    pub(super) fn rows(&self) -> &[Row] {
        self.sheet.as_ref().map(|sheet| sheet.rows.as_slice()).unwrap_or_default()
    }

    /// Everything about it, as a choice.
    pub(super) fn choice(&self) -> FileChoice {
        let columns = self.columns.iter().map(|column| (column.name.clone(), column.field)).collect();
        FileChoice { kind: self.kind, columns }
    }
}

/// The proposed fields, but what was chosen by hand goes first; a field that was chosen is nowhere else.
fn chosen(header: &[String], proposed: Vec<Option<Field>>, choice: &FileChoice) -> Vec<Option<Field>> {
    let by_hand: Vec<Field> = choice.columns.values().flatten().copied().collect();
    let field = |(name, proposed): (&String, Option<Field>)| match choice.columns.get(name) {
        Some(chosen) => *chosen,
        None => proposed.filter(|field| !by_hand.contains(field)),
    };
    header.iter().zip(proposed).map(field).collect()
}

/// Where rows come from when nobody says it: the same known columns come from the same program.
fn source_of(header: &[String], fields: &[Option<Field>]) -> String {
    let known = header.iter().zip(fields).filter(|(_, field)| field.is_some());
    let mut names: Vec<String> = known.map(|(name, _)| squashed(name)).collect();
    names.sort();
    let hash = Sha256::digest(names.join("\n"));
    let tail: String = hash.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    format!("file-{tail}")
}

fn columns(sheet: &Sheet, fields: &[Option<Field>], order: Option<DayOrder>) -> Vec<Column> {
    let values = |place: usize| {
        let cells = sheet.rows.iter().filter_map(move |row| row.cells.get(place)).map(str::trim);
        cells.filter(|cell| !cell.is_empty())
    };
    let days = |place: usize| match fields[place] {
        Some(field) if field.is_day() => order_of(values(place)),
        _ => Order::Needless,
    };
    let orders: Vec<Order> = (0..fields.len()).map(days).collect();
    // What one column shows holds for the whole file.
    let shown = orders.iter().find_map(|order| if let Order::Shown(order) = order { Some(*order) } else { None });
    let column = |(place, name): (usize, &String)| {
        let day_order = match orders[place] {
            Order::Needless => None,
            Order::Shown(order) => Some(order),
            Order::Open => shown.or(order),
        };
        let counts = fields[place].is_some_and(Field::is_amount);
        Column {
            name: name.clone(),
            field: fields[place],
            day_order,
            ambiguous: orders[place] == Order::Open && day_order.is_none(),
            point: if counts { point_of(values(place)) } else { Point::Dot },
        }
    };
    sheet.header.iter().enumerate().map(column).collect()
}
