//! News for each person. It is kept in the transaction that makes it, so that a bell rings at once; this
//! makes the same from the log.

use super::Follower;
use crate::event::{Entry, Subject};
use crate::{Result, Scene};

pub(super) const NOTICES: Follower = Follower { name: "notices", take_in, forget };

fn take_in(scene: &mut Scene<'_>, entries: &[Entry], _: &[Subject]) -> Result<()> {
    let (Some(first), Some(last)) = (entries.first(), entries.last()) else { return Ok(()) };
    scene.run(KEEP, &[first.number.into(), last.number.into()]).map(drop)
}

fn forget(scene: &mut Scene<'_>) -> Result<()> {
    scene.run(FORGET, &[]).map(drop)
}

const FORGET: &str = "DELETE FROM notices WHERE workspace_id = $1";

/// One person has one part at most that makes an event news for them.
const KEEP: &str = "
    INSERT INTO notices (workspace_id, member_id, event_number, kind)
    SELECT s.workspace_id, s.subject_id, s.number, MIN(s.role)
    FROM event_subjects s JOIN events e ON e.workspace_id = s.workspace_id AND e.number = s.number
    WHERE s.workspace_id = $1 AND s.number >= $2 AND s.number <= $3 AND s.subject_kind = 'member'
      AND s.role IN ('added', 'asked', 'thanked', 'answered', 'credited')
      AND e.import_id IS NULL AND (e.actor_id IS NULL OR e.actor_id <> s.subject_id)
    GROUP BY s.workspace_id, s.subject_id, s.number
    ON CONFLICT DO NOTHING";
