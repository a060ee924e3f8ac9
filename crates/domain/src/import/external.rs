//! What sources call things: how a second import knows what the first one brought.

use std::collections::HashMap;

use db::{FromRow, Row, Value};

use crate::id::maybe;
use crate::many::{Many, find_any, many};
use crate::{Result, Scene};

/// A thing that came in before.
#[derive(Debug, Clone)]
pub(super) struct Before {
    /// What the source calls it.
    pub name: String,
    /// Which one it is here.
    pub id: [u8; 16],
    /// What its row said.
    pub hash: Vec<u8>,
}

/// Those of `names` that came in before from `source`, by name.
pub(super) fn before(
    scene: &mut Scene<'_>,
    source: &str,
    kind: &'static str,
    names: impl Iterator<Item = String>,
) -> Result<HashMap<String, Before>> {
    let keys: Vec<Value> = names.map(Value::from).collect();
    let found: Vec<Before> = find_any(scene, KNOWN, &[source.into(), kind.into()], &keys)?;
    Ok(found.into_iter().map(|before| (before.name.clone(), before)).collect())
}

/// One row to be kept: what the source calls it, which one it is here, what its row said.
pub(super) type Kept = (String, [u8; 16], [u8; 16]);

/// Keeps that these came in now, or what their rows say now.
pub(super) fn keep(scene: &mut Scene<'_>, source: &str, kind: &'static str, kept: Vec<Kept>) -> Result<()> {
    let import = maybe(scene.import);
    let row = |(name, id, hash): Kept| {
        vec![source.into(), kind.into(), name.into(), id.into(), Value::from(hash.as_slice()), import.clone()]
    };
    let rows = kept.into_iter().map(row).collect();
    scene.batch(KEEP, rows)
}

impl FromRow for Before {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { name: row.text("external_id")?, id: row.id("subject_id")?, hash: row.bytes("row_hash")? })
    }
}

const KNOWN: Many = many!(
    behind two more,
    "SELECT external_id, subject_id, row_hash FROM external_ids
     WHERE workspace_id = $1 AND source = $2 AND kind = $3 AND external_id IN "
);

const KEEP: &str = "
    INSERT INTO external_ids (workspace_id, source, kind, external_id, subject_id, row_hash, import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (workspace_id, source, kind, external_id) DO UPDATE SET row_hash = excluded.row_hash";
