//! Reading the log.

use std::collections::BTreeSet;

use db::{FromRow, Row};
use serde_json::Value as Json;

use super::Kind;
use crate::id::Id;
use crate::{MemberId, Result, Scene, WorkspaceId};

/// One line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its number in the workspace.
    pub number: i64,
    /// What kind of thing happened; nothing for a kind that a newer program wrote.
    pub kind: Option<Kind>,
    /// The kind's name in the log.
    pub kind_name: String,
    /// Who did it, unless the program or nobody.
    pub actor: Option<MemberId>,
    /// When it happened, in microseconds since 1970 UTC.
    pub occurred_at: i64,
    /// The day it counts for.
    pub effective_on: String,
    /// When the system learned of it, in microseconds since 1970 UTC.
    pub recorded_at: i64,
    /// Its particulars.
    pub particulars: Json,
}

impl FromRow for Entry {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let kind_name = row.text("kind")?;
        Ok(Self {
            number: row.int("number")?,
            kind: Kind::named(&kind_name),
            kind_name,
            actor: row.maybe_id("actor_id")?.map(MemberId::of),
            occurred_at: row.int("occurred_at")?,
            effective_on: row.text("effective_on")?,
            recorded_at: row.int("recorded_at")?,
            particulars: serde_json::from_str(&row.text("particulars")?).unwrap_or_default(),
        })
    }
}

/// Something that an event is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Subject {
    /// The event.
    pub number: i64,
    /// The kind of thing.
    pub kind: String,
    /// Which one.
    pub id: [u8; 16],
    /// Its part in what happened.
    pub role: String,
}

impl FromRow for Subject {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            number: row.int("number")?,
            kind: row.text("subject_kind")?,
            id: row.id("subject_id")?,
            role: row.text("role")?,
        })
    }
}

/// What happened to one thing, newest first: at most `limit` events older than number `before`.
/// Private events are left out but for the person's own.
pub fn history<I: Id>(scene: &mut Scene<'_>, id: I, before: i64, limit: i64) -> Result<Vec<Entry>> {
    let me = scene.actor.id;
    scene.all(HISTORY, &[I::KIND.into(), id.bytes().into(), before.into(), me.into(), limit.into()])
}

/// The log after event `number`, oldest first, at most `limit` lines, with what each is about.
pub fn since(scene: &mut Scene<'_>, number: i64, limit: i64) -> Result<(Vec<Entry>, Vec<Subject>)> {
    let entries: Vec<Entry> = scene.all(SINCE, &[number.into(), limit.into()])?;
    let last = entries.last().map_or(number, |entry| entry.number);
    let subjects = scene.all(SUBJECTS_BETWEEN, &[number.into(), last.into()])?;
    Ok((entries, subjects))
}

/// Topics that changed, with the browser tab that asked for it when one did.
pub type TabTopics = (Option<String>, BTreeSet<String>);

/// What changed after event `number`, as topics for live pages, with the browser tab that asked for
/// it when one did; and the number of the newest event. Asked by the server itself, for everybody:
/// topics name things and carry nothing about them.
pub fn topics_since(tx: &mut db::Tx<'_>, workspace: WorkspaceId, number: i64) -> db::Result<(i64, Vec<TabTopics>)> {
    let told: Vec<Told> = tx.all(TOLD, &[workspace.into(), number.into()])?;
    let subjects: Vec<Subject> = tx.all(SUBJECTS_AFTER, &[workspace.into(), number.into()])?;
    let newest = told.last().map_or(number, |told| told.number);
    let changes = told.into_iter().map(|told| {
        let areas = Kind::named(&told.kind).map_or(&[][..], Kind::areas);
        let mut topics: BTreeSet<String> = areas.iter().map(|area| area.topic().to_owned()).collect();
        let from = subjects.partition_point(|subject| subject.number < told.number);
        let of_event = subjects[from..].iter().take_while(|subject| subject.number == told.number);
        topics.extend(of_event.map(|subject| topic(&subject.kind, subject.id)));
        (told.request_id, topics)
    });
    Ok((newest, changes.collect()))
}

fn topic(kind: &str, id: [u8; 16]) -> String {
    format!("{kind}:{}", crate::DealId::of(id).text())
}

struct Told {
    number: i64,
    kind: String,
    request_id: Option<String>,
}

impl FromRow for Told {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { number: row.int("number")?, kind: row.text("kind")?, request_id: row.maybe_text("request_id")? })
    }
}

// A list of numbers, not a join: with a join SQLite walks the whole log in its order.
const HISTORY: &str = "
    SELECT e.number, e.kind, e.actor_id, e.occurred_at, e.effective_on, e.recorded_at, e.particulars
    FROM events e
    WHERE e.workspace_id = $1 AND (e.audience <> 'private' OR e.actor_id = $5) AND e.number IN (
      SELECT DISTINCT number FROM event_subjects
      WHERE workspace_id = $1 AND subject_kind = $2 AND subject_id = $3 AND number < $4
      ORDER BY number DESC LIMIT $6)
    ORDER BY e.number DESC";

const SINCE: &str = "
    SELECT number, kind, actor_id, occurred_at, effective_on, recorded_at, particulars
    FROM events WHERE workspace_id = $1 AND number > $2 ORDER BY number LIMIT $3";

const SUBJECTS_BETWEEN: &str = "
    SELECT number, subject_kind, subject_id, role FROM event_subjects
    WHERE workspace_id = $1 AND number > $2 AND number <= $3 ORDER BY number";

const TOLD: &str = "
    SELECT number, kind, request_id FROM events
    WHERE workspace_id = $1 AND number > $2 ORDER BY number LIMIT 2000";

const SUBJECTS_AFTER: &str = "
    SELECT number, subject_kind, subject_id, role FROM event_subjects
    WHERE workspace_id = $1 AND number > $2 AND number <= $2 + 2000 ORDER BY number";
