//! The log. Every change of state is told here, in the transaction that makes it.

mod about;
mod feed;
mod kind;
mod log;

use db::Value;
use jiff::civil::Date;
use serde_json::{Map, Value as Json};

pub use about::told_about;
pub(crate) use about::{told_knowing, with_numbers};
pub use feed::{Named, Told, feed};
pub(crate) use feed::{Names, named};
pub use kind::{Area, Audience, Kind};
pub use log::{Entry, Subject, history, since, topics_since};

use crate::id::{Id, maybe};
use crate::{Error, Result, Scene, notice};

/// Something that happened, on its way into the log.
#[derive(Debug, Clone)]
pub struct Event {
    kind: Kind,
    subjects: Vec<(&'static str, [u8; 16], &'static str)>,
    particulars: Map<String, Json>,
    occurred_at: Option<i64>,
    effective_on: Option<Date>,
}

impl Event {
    /// An event of this kind, so far about nothing.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self { kind, subjects: Vec::new(), particulars: Map::new(), occurred_at: None, effective_on: None }
    }

    /// It is about this thing, in the role that has the thing's own name.
    #[must_use]
    pub fn about<I: Id>(self, id: I) -> Self {
        self.about_as(id, I::KIND)
    }

    /// It is about this thing, in a role of its own (`owner`, `credited`, `added`).
    #[must_use]
    pub fn about_as<I: Id>(mut self, id: I, role: &'static str) -> Self {
        let subject = (I::KIND, id.bytes(), role);
        if !self.subjects.contains(&subject) {
            self.subjects.push(subject);
        }
        self
    }

    /// It is about this thing, if there is one.
    #[must_use]
    pub fn about_any<I: Id>(self, id: Option<I>) -> Self {
        match id {
            Some(id) => self.about(id),
            None => self,
        }
    }

    /// One particular of it.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.particulars.insert(name.to_owned(), value.into());
        self
    }

    /// It counts for this day: a calendar day in the home team's time zone, today unless said.
    #[must_use]
    pub fn effective(mut self, day: Date) -> Self {
        self.effective_on = Some(day);
        self
    }

    /// It happened at this instant (microseconds since 1970 UTC), now unless said.
    #[must_use]
    pub fn occurred(mut self, at: i64) -> Self {
        self.occurred_at = Some(at);
        self
    }

    /// Appends to the log; the number it got.
    pub(crate) fn record(self, scene: &mut Scene<'_>) -> Result<i64> {
        record_all(scene, vec![self])
    }

    fn row(&self, scene: &Scene<'_>, number: i64) -> Vec<Value> {
        let effective_on = self.effective_on.unwrap_or_else(|| scene.today()).to_string();
        vec![
            number.into(),
            self.kind.name().into(),
            1_i64.into(),
            scene.actor.kind.name().into(),
            maybe(scene.actor.member()),
            self.occurred_at.unwrap_or(scene.now).into(),
            effective_on.into(),
            scene.now.into(),
            scene.tab.clone().into(),
            maybe(scene.import),
            self.kind.audience().name().into(),
            serde_json::to_string(&self.particulars).unwrap_or_default().into(),
        ]
    }
}

/// Appends events to the log in their order; the number of the first. The workspace's counter row is
/// locked until the commit, so events become visible in the order of their numbers on both engines.
pub(crate) fn record_all(scene: &mut Scene<'_>, events: Vec<Event>) -> Result<i64> {
    let count = i64::try_from(events.len()).unwrap_or(i64::MAX);
    let last: i64 = scene.find(NEXT_NUMBERS, &[count.into()])?.ok_or(Error::NotFound)?;
    let first = last - count + 1;
    let (mut rows, mut subjects) = (Vec::with_capacity(events.len()), Vec::new());
    for (number, event) in (first..).zip(events) {
        rows.push(event.row(scene, number));
        notice::keep(scene, number, &event.subjects)?;
        subjects.extend(event.subjects.into_iter().map(|(kind, id, role)| (kind, id, number, role)));
    }
    // In the order of the index, neighbours are written together.
    subjects.sort_unstable();
    let subject = |(kind, id, number, role): (&str, [u8; 16], i64, &str)| {
        vec![kind.into(), id.into(), number.into(), role.into()]
    };
    let subjects = subjects.into_iter().map(subject).collect();
    scene.batch(INSERT, rows)?;
    scene.batch(INSERT_SUBJECT, subjects)?;
    Ok(first)
}

const NEXT_NUMBERS: &str = "UPDATE workspaces SET last_event = last_event + $2 WHERE id = $1 RETURNING last_event";

const INSERT: &str = "
    INSERT INTO events (workspace_id, number, kind, version, actor_kind, actor_id, occurred_at, effective_on,
      recorded_at, request_id, import_id, audience, particulars)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

const INSERT_SUBJECT: &str = "
    INSERT INTO event_subjects (workspace_id, subject_kind, subject_id, number, role) VALUES ($1, $2, $3, $4, $5)";
