use domain::Told;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Named, instant};

/// Something that happened. Kinds are listed in `docs/events.md`; names never change, new ones come.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Event {
    /// Its number in the workspace.
    pub(crate) number: i64,
    /// What happened: `deal_won`.
    pub(crate) kind: String,
    /// Who did it; nobody when the program did.
    pub(crate) actor: Option<Named>,
    /// When it happened.
    #[schema(format = DateTime)]
    pub(crate) occurred_at: String,
    /// The day it counts for.
    #[schema(format = Date)]
    pub(crate) effective_on: String,
    /// When the system learned of it.
    #[schema(format = DateTime)]
    pub(crate) recorded_at: String,
    /// What it is about.
    pub(crate) subjects: Vec<Subject>,
    /// Its particulars.
    #[schema(value_type = Object)]
    pub(crate) particulars: serde_json::Value,
}

/// Something that an event is about.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Subject {
    /// `deal`, `account`, `contact`, `member`, `product` or `team`.
    pub(crate) kind: String,
    /// The number that people see.
    pub(crate) number: i64,
    /// Its name or title.
    pub(crate) name: String,
    /// Its part in what happened.
    pub(crate) role: String,
}

impl From<Told> for Event {
    fn from(told: Told) -> Self {
        let subject = |named: domain::Named| Subject {
            kind: named.kind,
            number: named.number,
            name: named.name,
            role: named.role,
        };
        Self {
            number: told.entry.number,
            kind: told.entry.kind_name,
            actor: told.actor.map(Named::of),
            occurred_at: instant(told.entry.occurred_at),
            effective_on: told.entry.effective_on,
            recorded_at: instant(told.entry.recorded_at),
            subjects: told.subjects.into_iter().map(subject).collect(),
            particulars: told.entry.particulars,
        }
    }
}
