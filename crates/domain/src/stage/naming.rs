//! The names and keys of stages, those that are gone among them.

use std::collections::HashSet;

use super::Stage;
use crate::{Result, Scene, fold};

impl Stage {
    /// The names of all stages that ever were, by key: of those that are gone, the last one they had.
    pub fn names(scene: &mut Scene<'_>) -> Result<Vec<(String, String)>> {
        Ok(scene.all::<Called>(NAMES, &[])?.into_iter().map(|called| (called.key, called.name)).collect())
    }

    /// The keys of all stages that ever were, drafts among them.
    pub(crate) fn keys(scene: &mut Scene<'_>) -> Result<HashSet<String>> {
        Ok(scene.all(KEYS, &[])?.into_iter().collect())
    }
}

/// A key that no stage ever had: programs know stages by it.
pub(crate) fn free_key(scene: &mut Scene<'_>, name: &str, stages: &[Stage]) -> Result<String> {
    let ever = Stage::keys(scene)?;
    let taken = |key: &str| stages.iter().any(|stage| stage.key == key) || ever.contains(key);
    Ok(fold::free_key(name, "stage", taken))
}

struct Called {
    key: String,
    name: String,
}

impl db::FromRow for Called {
    fn from_row(row: &db::Row<'_>) -> db::Result<Self> {
        Ok(Self { key: row.text("stage_key")?, name: row.text("name")? })
    }
}

const KEYS: &str = "SELECT DISTINCT stage_key FROM stages WHERE workspace_id = $1";

/// What nobody worked by is no name.
const NAMES: &str = "
    SELECT s.stage_key, s.name FROM stages s
    WHERE s.workspace_id = $1 AND s.version = (
      SELECT MAX(l.version) FROM stages l
      JOIN process_versions v ON v.workspace_id = l.workspace_id AND v.process_id = l.process_id
        AND v.version = l.version AND v.state IN ('live', 'trial', 'retired')
      WHERE l.workspace_id = $1 AND l.process_id = s.process_id AND l.stage_key = s.stage_key)
    ORDER BY s.stage_key";
