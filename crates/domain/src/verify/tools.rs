//! What is kept of tools belongs to tools, deals and people that are there.

use db::{FromRow, Row};

use super::{Finding, MOST};
use crate::{Result, Scene};

pub(super) fn findings(scene: &mut Scene<'_>) -> Result<Vec<Finding>> {
    let lost: Vec<Lost> = scene.all(LOST, &[])?;
    let told = |lost: Lost| Finding::new("tools", format!("{} rows of {} belong to nothing", lost.rows, lost.what));
    Ok(lost.into_iter().take(MOST).map(told).collect())
}

struct Lost {
    what: String,
    rows: i64,
}

impl FromRow for Lost {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { what: row.text("what")?, rows: row.int("lost")? })
    }
}

const LOST: &str = "
    SELECT l.what, COUNT(*) AS lost FROM (
      SELECT 'tools' AS what FROM tools t WHERE t.workspace_id = $1
        AND NOT EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = $1 AND m.id = t.owner_id)
      UNION ALL
      SELECT 'tool_places' FROM tool_places p WHERE p.workspace_id = $1
        AND NOT EXISTS (SELECT 1 FROM tools t WHERE t.workspace_id = $1 AND t.id = p.tool_id)
      UNION ALL
      SELECT 'tool_uses' FROM tool_uses u WHERE u.workspace_id = $1 AND (
        NOT EXISTS (SELECT 1 FROM tools t WHERE t.workspace_id = $1 AND t.id = u.tool_id)
        OR NOT EXISTS (SELECT 1 FROM deals d WHERE d.workspace_id = $1 AND d.id = u.deal_id))
      UNION ALL
      SELECT 'deal_scores' FROM deal_scores s WHERE s.workspace_id = $1 AND (
        NOT EXISTS (SELECT 1 FROM tools t WHERE t.workspace_id = $1 AND t.id = s.tool_id)
        OR NOT EXISTS (SELECT 1 FROM deals d WHERE d.workspace_id = $1 AND d.id = s.deal_id))
      UNION ALL
      SELECT 'deal_contacts' FROM deal_contacts b WHERE b.workspace_id = $1 AND (
        NOT EXISTS (SELECT 1 FROM contacts c WHERE c.workspace_id = $1 AND c.id = b.contact_id)
        OR NOT EXISTS (SELECT 1 FROM deals d WHERE d.workspace_id = $1 AND d.id = b.deal_id))) l
    GROUP BY l.what ORDER BY l.what";
