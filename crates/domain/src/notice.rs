//! News for one person: who added them to a deal, asked them for help, thanked them, won with them.

use db::{FromRow, Row};

use crate::event::{Names, Told, named, with_numbers};
use crate::{Error, Result, Scene};

/// One piece of news.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// What happened, with names.
    pub told: Told,
    /// The person's part in it: `added`, `asked`, `thanked`, `answered`, `credited`.
    pub part: String,
    /// Seen already.
    pub seen: bool,
}

/// The parts in an event that make it news for a person.
const PARTS: [&str; 5] = ["added", "asked", "thanked", "answered", "credited"];

impl Notice {
    /// The person's news older than event number `before`, newest first, at most `limit`.
    pub fn list(scene: &mut Scene<'_>, before: i64, limit: i64) -> Result<Vec<Self>> {
        let me = scene.actor.id;
        let lines: Vec<Line> = scene.all(LIST, &[me.into(), before.into(), limit.into()])?;
        let numbers: Vec<i64> = lines.iter().map(|line| line.number).collect();
        let (entries, subjects) = with_numbers(scene, &numbers)?;
        let mut told = named(scene, entries, &subjects, Names::default())?;
        let notice = |line: Line| {
            let at = told.iter().position(|told| told.entry.number == line.number)?;
            Some(Self { told: told.swap_remove(at), part: line.part, seen: line.seen })
        };
        Ok(lines.into_iter().filter_map(notice).collect())
    }

    /// Everything up to event number `newest` has been seen by the person. What was seen stays seen.
    pub fn see(scene: &mut Scene<'_>, newest: i64) -> Result<()> {
        let me = scene.actor.member().ok_or(Error::Forbidden)?;
        scene.run(SEE, &[me.into(), newest.into()]).map(drop)
    }
}

/// Keeps an event as news for those whose part in it makes it so, but for who did it themselves. What
/// an import brings is no news.
pub(crate) fn keep(
    scene: &mut Scene<'_>,
    number: i64,
    subjects: &[(&'static str, [u8; 16], &'static str)],
) -> Result<()> {
    if scene.import.is_some() {
        return Ok(());
    }
    let me = scene.actor.id;
    let news = subjects
        .iter()
        .filter(|(kind, id, part)| *kind == "member" && PARTS.contains(part) && *id != crate::id::Id::bytes(me));
    let rows = news.map(|(_, id, part)| vec![(*id).into(), number.into(), (*part).into()]).collect();
    scene.batch(KEEP, rows)
}

struct Line {
    number: i64,
    part: String,
    seen: bool,
}

impl FromRow for Line {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let number = row.int("event_number")?;
        Ok(Self { number, part: row.text("kind")?, seen: number <= row.int("notices_seen")? })
    }
}

const LIST: &str = "
    SELECT n.event_number, n.kind, m.notices_seen
    FROM notices n JOIN members m ON m.workspace_id = n.workspace_id AND m.id = n.member_id
    WHERE n.workspace_id = $1 AND n.member_id = $2 AND n.event_number < $3
    ORDER BY n.event_number DESC LIMIT $4";

const KEEP: &str = "
    INSERT INTO notices (workspace_id, member_id, event_number, kind) VALUES ($1, $2, $3, $4)
    ON CONFLICT DO NOTHING";

const SEE: &str = "
    UPDATE members SET notices_seen = $3 WHERE workspace_id = $1 AND id = $2 AND notices_seen < $3";
