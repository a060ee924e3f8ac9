//! Every row of a workspace as text, to be compared.

use std::collections::BTreeMap;

use db::{FromRow, Row};
use domain::MIGRATIONS;

use crate::theatre::Theatre;

/// What the log and the imports themselves remember, and numbers that are never given twice.
const REMEMBERED: [&str; 8] = [
    "counters",
    "events",
    "event_subjects",
    "imports",
    "import_files",
    "import_refusals",
    "import_befores",
    "workspaces",
];

/// Columns of a table: name, and whether it holds bytes, text, a number or a truth.
fn tables() -> BTreeMap<&'static str, Vec<(&'static str, &'static str)>> {
    let mut tables: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for migration in MIGRATIONS {
        let mut table = "";
        for line in migration.sql.lines() {
            let words: Vec<&'static str> = line.split([' ', '(', ',']).filter(|word| !word.is_empty()).collect();
            match words.as_slice() {
                ["CREATE", "TABLE", name, ..] => table = name,
                [column, kind @ ("{BYTES}" | "{TEXT}" | "BIGINT" | "BOOLEAN"), ..] if line.starts_with("  ") => {
                    tables.entry(table).or_default().push((column, kind));
                }
                _ => {}
            }
        }
    }
    tables.retain(|_, columns| columns.iter().any(|column| column.0 == "workspace_id"));
    tables
}

struct Line(String);

thread_local! {
    static COLUMNS: std::cell::RefCell<Vec<(&'static str, &'static str)>> = const { std::cell::RefCell::new(Vec::new()) };
}

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let cell = |(column, kind): &(&'static str, &'static str)| {
            let cell = match *kind {
                "{BYTES}" => format!("{:02x?}", row.maybe_bytes(column)?),
                "{TEXT}" => format!("{:?}", row.maybe_text(column)?),
                "BOOLEAN" => format!("{:?}", row.bool(column)?),
                _ => format!("{:?}", row.maybe_int(column)?),
            };
            Ok(format!("{column}={cell}"))
        };
        let cells = COLUMNS.with_borrow(|columns| columns.iter().map(cell).collect::<db::Result<Vec<_>>>())?;
        Ok(Self(cells.join(" ")))
    }
}

/// All rows of one table that fulfil a condition, without some columns, in an order of their own.
pub fn rows(theatre: &Theatre, table: &str, without: &[&str], condition: &str) -> Vec<String> {
    let columns: Vec<_> = tables()[table].iter().filter(|column| !without.contains(&column.0)).copied().collect();
    let names: Vec<&str> = columns.iter().map(|column| column.0).collect();
    let sql: &'static str =
        format!("SELECT {} FROM {table} WHERE workspace_id = $1 AND {condition}", names.join(", ")).leak();
    let id = theatre.workspace.id;
    let lines: db::Result<Vec<Line>> = theatre.db.read_blocking(move |mut tx| {
        COLUMNS.set(columns.clone());
        tx.all(sql, &[id.into()])
    });
    let mut lines: Vec<String> = lines.unwrap().into_iter().map(|line| line.0).collect();
    lines.sort();
    lines
}

/// Every row of every table but those that only remember.
pub fn everything(theatre: &Theatre) -> Vec<String> {
    let tables = tables();
    let told = tables.keys().filter(|table| !REMEMBERED.contains(table));
    told.flat_map(|table| {
        let lines = rows(theatre, table, &[], "workspace_id = $1").into_iter();
        lines.map(move |line| format!("{table}: {line}")).collect::<Vec<_>>()
    })
    .filter(|line| !(line.starts_with("stage_totals") && line.contains("deals=Some(0)")))
    .collect()
}
