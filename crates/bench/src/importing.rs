//! Bringing in a file, beside inserting its rows raw.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::median::median;
use crate::options::Options;
use crate::raw::{open, thread_cpu_ms};
use crate::site::folder;

/// Rows of the file.
pub(crate) const ROWS: usize = 9_000;

/// An import beside its controls, in milliseconds of processor time.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Imported {
    pub(crate) cpu_ms: f64,
    /// From start to end, as a person waits.
    pub(crate) wall_ms: f64,
    /// The row of each deal and one event for each, raw.
    pub(crate) bare_ms: f64,
    /// Every row that the import wrote, raw.
    pub(crate) full_ms: f64,
}

/// Three imports, each beside the same rows.
pub(crate) fn measure(options: &Options) -> Imported {
    let rounds: Vec<Imported> = (0..3).map(|_| once(options)).collect();
    let of = |figure: fn(&Imported) -> f64| median(rounds.iter().map(figure).collect());
    Imported {
        cpu_ms: of(|round| round.cpu_ms),
        wall_ms: of(|round| round.wall_ms),
        bare_ms: of(|round| round.bare_ms),
        full_ms: of(|round| round.full_ms),
    }
}

fn once(options: &Options) -> Imported {
    let folder = folder(options);
    let data = folder.path().join("data");
    paceline(options, &data, &["setup", "--name", "Bench"]);
    // what a command leaves in the write-ahead log comes into the file first
    open(&data.join("paceline.db")).execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    std::fs::copy(data.join("paceline.db"), folder.path().join("bare.db")).unwrap();
    std::fs::copy(data.join("paceline.db"), folder.path().join("full.db")).unwrap();
    let file = folder.path().join("deals.csv");
    std::fs::write(&file, rows()).unwrap();
    let began = Instant::now();
    let refused = folder.path().join("refused").display().to_string();
    let cpu_ms = paceline(options, &data, &["import", "--yes", "--refused", &refused, &file.display().to_string()]);
    let wall_ms = began.elapsed().as_secs_f64() * 1e3;
    let made = open(&data.join("paceline.db"));
    let deals: i64 = made.query_row("SELECT COUNT(*) FROM deals", [], |row| row.get(0)).unwrap();
    assert_eq!(usize::try_from(deals), Ok(ROWS), "not every row came in");
    let commits = made.query_row("SELECT COUNT(DISTINCT recorded_at) FROM events", [], |row| row.get::<_, u32>(0));
    let commits = usize::try_from(commits.unwrap()).unwrap();
    let bare_ms = insert(&made, &folder.path().join("bare.db"), &["deals", "events"], commits, "LIMIT 9000");
    let full_ms = insert(&made, &folder.path().join("full.db"), &EVERYTHING, commits, "");
    Imported { cpu_ms, wall_ms, bare_ms, full_ms }
}

/// Every table that an import of deals writes, but the totals.
const EVERYTHING: [&str; 11] = [
    "accounts",
    "members",
    "products",
    "deals",
    "deal_terms",
    "stage_visits",
    "deal_shares",
    "ledger_entries",
    "search_words",
    "events",
    "event_subjects",
];

/// Runs a command to its end; the processor time that it took, in milliseconds.
fn paceline(options: &Options, data: &Path, words: &[&str]) -> f64 {
    let before = children_cpu_ms();
    let output = Command::new(&options.paceline).args(words).arg("--data").arg(data).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    children_cpu_ms() - before
}

/// The processor time of every child that has ended, in milliseconds: fields 16 and 17 of `proc(5)`.
fn children_cpu_ms() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks: u32 = fields.split(' ').skip(13).take(2).filter_map(|ticks| ticks.parse::<u32>().ok()).sum();
    f64::from(ticks) * 10.0
}

/// A statement and what it is run with.
struct Rows {
    sql: String,
    rows: Vec<Vec<Value>>,
}

/// Inserts the rows of these tables into a fresh file in as many commits as the import made, each with the kept totals,
/// so that the control has the product's commit mode; the processor time in milliseconds.
fn insert(made: &Connection, file: &Path, tables: &[&str], commits: usize, some: &str) -> f64 {
    let mut target = open(file);
    let all: Vec<Rows> = tables.iter().map(|table| read(made, table, some)).collect();
    let totals = read(made, "stage_totals", "");
    let before = thread_cpu_ms();
    for commit in 0..commits {
        let tx = target.transaction().unwrap();
        for Rows { sql, rows } in &all {
            fill(&tx, sql, &rows[rows.len() * commit / commits..rows.len() * (commit + 1) / commits]);
        }
        fill(&tx, &totals.sql, &totals.rows);
        tx.commit().unwrap();
    }
    thread_cpu_ms() - before
}

fn fill(tx: &Connection, sql: &str, rows: &[Vec<Value>]) {
    let mut statement = tx.prepare_cached(sql).unwrap();
    for row in rows {
        statement.execute(rusqlite::params_from_iter(row)).unwrap();
    }
}

/// The statement and the rows that fill a table, in the order in which they came in: ids grow.
fn read(made: &Connection, table: &str, some: &str) -> Rows {
    let (verb, grows) = match table {
        "event_subjects" => ("IGNORE", "number"),
        "search_words" => ("IGNORE", "subject_id"),
        "stage_totals" => ("REPLACE", "stage_key"),
        _ => ("IGNORE", "2"),
    };
    let mut all = made.prepare(&format!("SELECT * FROM {table} ORDER BY {grows} {some}")).unwrap();
    let columns = all.column_count();
    let places: Vec<String> = (1..=columns).map(|place| format!("?{place}")).collect();
    let row = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get(column)).collect();
    let rows = all.query_map([], row).unwrap().map(Result::unwrap).collect();
    Rows { sql: format!("INSERT OR {verb} INTO {table} VALUES ({})", places.join(", ")), rows }
}

/// A file as other programs export it.
fn rows() -> String {
    let mut text =
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n".to_owned();
    for row in 0..ROWS {
        let (agent, product, account) = (row * 7 % 30, row * 5 % 7, row * 11 % 1_800);
        let (month, day) = (row % 12 + 1, row * 3 % 28 + 1);
        let value = 500 + row * 37 % 9_000;
        let end = match row % 4 {
            0 | 1 => format!("Won,2025-{month:02}-{day:02},2026-{:02}-{day:02},{value}", row % 9 + 1),
            2 => format!("Lost,2025-{month:02}-{day:02},2026-{:02}-{day:02},0", row % 9 + 1),
            _ => format!("Engaging,2025-{month:02}-{day:02},,"),
        };
        writeln!(text, "OP{row:06},Agent Number{agent},Product {product},Customer {account},{end}").unwrap();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_has_so_many_rows_and_a_header() {
        assert_eq!(rows().lines().count(), ROWS + 1);
    }
}
