//! The log: numbered without gaps up to the newest, every subject of an event that is there.

use super::{Finding, MOST};
use crate::{Result, Scene};

pub(super) fn findings(scene: &mut Scene<'_>) -> Result<Vec<Finding>> {
    let newest: i64 = scene.find(NEWEST, &[])?.unwrap_or(0);
    let (counted, last): (i64, i64) = (scene.find(COUNT, &[])?.unwrap_or(0), scene.find(LAST, &[])?.unwrap_or(0));
    let mut findings = Vec::new();
    if last != newest {
        findings.push(Finding::new("log", format!("the newest event is {last}, and the workspace counts {newest}")));
    }
    if counted != last {
        let gaps: Vec<i64> = scene.all(GAPS, &[last.into(), most().into()])?;
        let gap = |number: i64| Finding::new("log", format!("event {} is missing", number + 1));
        findings.extend(gaps.into_iter().map(gap));
        let first: Option<i64> = scene.find(FIRST, &[])?;
        if first.is_some_and(|first| first != 1) {
            findings.push(Finding::new("log", "event 1 is missing"));
        }
    }
    let orphans: Vec<i64> = scene.all(ORPHANS, &[most().into()])?;
    let orphan =
        |number| Finding::new("log", format!("something is told to be about event {number}, which is not there"));
    findings.extend(orphans.into_iter().map(orphan));
    Ok(findings)
}

fn most() -> i64 {
    i64::try_from(MOST).unwrap_or(i64::MAX)
}

const NEWEST: &str = "SELECT last_event FROM workspaces WHERE id = $1";

const COUNT: &str = "SELECT COUNT(*) FROM events WHERE workspace_id = $1";

const FIRST: &str = "SELECT number FROM events WHERE workspace_id = $1 ORDER BY number LIMIT 1";

const LAST: &str = "SELECT number FROM events WHERE workspace_id = $1 ORDER BY number DESC LIMIT 1";

const GAPS: &str = "
    SELECT e.number FROM events e
    WHERE e.workspace_id = $1 AND e.number < $2 AND NOT EXISTS (
      SELECT 1 FROM events n WHERE n.workspace_id = $1 AND n.number = e.number + 1)
    ORDER BY e.number LIMIT $3";

const ORPHANS: &str = "
    SELECT DISTINCT s.number FROM event_subjects s
    WHERE s.workspace_id = $1 AND NOT EXISTS (
      SELECT 1 FROM events e WHERE e.workspace_id = $1 AND e.number = s.number)
    ORDER BY s.number LIMIT $2";
