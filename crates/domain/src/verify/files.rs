//! A file that was attached is there as a whole, and nothing is there that belongs to no file.

use db::{FromRow, Row};

use super::{Finding, MOST};
use crate::{FileId, Id, Result, Scene};

pub(super) fn findings(scene: &mut Scene<'_>) -> Result<Vec<Finding>> {
    let broken: Vec<Broken> = scene.all(BROKEN, &[])?;
    let told = |file: Broken| {
        Finding::new("files", format!("{}: {} bytes instead of {}", file.id.text(), file.found, file.bytes))
    };
    let mut findings: Vec<Finding> = broken.into_iter().take(MOST).map(told).collect();
    let lost: i64 = scene.find(LOST, &[])?.unwrap_or(0);
    if lost > 0 {
        findings.push(Finding::new("files", format!("{lost} chunks belong to no file")));
    }
    Ok(findings)
}

struct Broken {
    id: FileId,
    bytes: i64,
    found: i64,
}

impl FromRow for Broken {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { id: FileId::of(row.id("id")?), bytes: row.int("bytes")?, found: row.int("found")? })
    }
}

const BROKEN: &str = "
    SELECT b.id, b.bytes, b.found FROM (
      SELECT f.id, f.bytes, (SELECT CAST(COALESCE(SUM(LENGTH(c.content)), 0) AS BIGINT) FROM file_chunks c
        WHERE c.workspace_id = f.workspace_id AND c.file_id = f.id) AS found
      FROM files f WHERE f.workspace_id = $1 AND f.attached_at IS NOT NULL) b
    WHERE b.found <> b.bytes";

const LOST: &str = "
    SELECT COUNT(*) AS lost FROM file_chunks c WHERE c.workspace_id = $1
      AND NOT EXISTS (SELECT 1 FROM files f WHERE f.workspace_id = c.workspace_id AND f.id = c.file_id)";
