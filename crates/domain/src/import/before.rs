//! What known things were before an import changed them: their rows, written down so that an undo can
//! write them back.

use std::collections::BTreeMap;

use db::{FromRow, Row, Value};
use serde_json::Value as Json;

use super::before_tables::{ACCOUNT, DEAL, PRODUCT, Table};
use super::undoing::worked_on;
use crate::deal::Totals;
use crate::id::{Id, maybe};
use crate::{AccountId, Deal, DealId, ImportId, Result, Scene, search};

/// The rows of one thing, by table.
type Rows = BTreeMap<String, Vec<Vec<Json>>>;

fn tables(kind: &str) -> &'static [Table] {
    match kind {
        "deal" => DEAL,
        "account" => ACCOUNT,
        _ => PRODUCT,
    }
}

/// Writes down a thing as it is, unless this import has done so already.
pub(super) fn keep(scene: &mut Scene<'_>, kind: &'static str, id: [u8; 16]) -> Result<()> {
    let mut rows = Rows::new();
    for table in tables(kind) {
        rows.insert(table.name.to_owned(), (table.read)(scene, id)?);
    }
    let rows = serde_json::to_string(&rows).unwrap_or_default();
    scene.run(KEEP, &[maybe(scene.import), kind.into(), id.into(), rows.into()]).map(drop)
}

/// Makes at most `most` things that nobody has worked on since event number `since` what they were before
/// the import; how many.
pub(super) fn give_back(scene: &mut Scene<'_>, import: ImportId, since: i64, most: i64) -> Result<usize> {
    let kept: Vec<Kept> = scene.all(UNTOUCHED, &[import.into(), since.into(), most.into()])?;
    for kept in &kept {
        write_back(scene, kept)?;
        scene.run(FORGET, &[import.into(), kept.kind.as_str().into(), kept.id.into()])?;
    }
    Ok(kept.len())
}

fn write_back(scene: &mut Scene<'_>, kept: &Kept) -> Result<()> {
    let mut totals = Totals::of(scene.workspace());
    if kept.kind == "deal" {
        totals.add(&Deal::with_id(scene, DealId::of(kept.id))?, -1);
    }
    let rows: Rows = serde_json::from_str(&kept.rows).unwrap_or_default();
    for table in tables(&kept.kind) {
        scene.run(table.delete, &[kept.id.into()])?;
        let rows = rows.get(table.name).into_iter().flatten();
        let rows = rows.map(|row| row.iter().zip(table.columns).map(|(cell, column)| column.1.value(cell)).collect());
        let rows: Vec<Vec<Value>> = rows.collect();
        scene.batch(table.insert, rows)?;
    }
    match kept.kind.as_str() {
        "deal" => {
            let deal = Deal::with_id(scene, DealId::of(kept.id))?;
            totals.add(&deal, 1);
            totals.write(scene)?;
            search::keep(scene, deal.id, &deal.title)
        }
        "account" => {
            let account = crate::Account::with_id(scene, AccountId::of(kept.id))?;
            search::keep(scene, account.id, &account.name)
        }
        _ => Ok(()),
    }
}

struct Kept {
    kind: String,
    id: [u8; 16],
    rows: String,
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { kind: row.text("subject_kind")?, id: row.id("subject_id")?, rows: row.text("rows_before")? })
    }
}

const KEEP: &str = "
    INSERT INTO import_befores (workspace_id, import_id, subject_kind, subject_id, rows_before)
    VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";

const UNTOUCHED: &str = concat!(
    "SELECT b.subject_kind, b.subject_id, b.rows_before FROM import_befores b
     WHERE b.workspace_id = $1 AND b.import_id = $2 AND ",
    worked_on!("NOT EXISTS" "b.subject_kind", "b.subject_id"),
    " ORDER BY b.subject_kind, b.subject_id LIMIT $4"
);

const FORGET: &str = "
    DELETE FROM import_befores
    WHERE workspace_id = $1 AND import_id = $2 AND subject_kind = $3 AND subject_id = $4";
