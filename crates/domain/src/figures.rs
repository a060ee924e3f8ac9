//! What the product counts. Every figure is a function of dated facts, targets, calendars and a day: of
//! the ledger, the stages visited, the terms and shares as they were, never of what a deal says now. So
//! any past day can be seen, and nothing that became true later leaks into it.

mod across;
mod burndown;
mod deals;
pub mod forecast;
mod freezing;
mod gaps;
pub mod insight;
mod ledger;
mod open;
mod party;
mod path;
mod spans;
mod steps;
mod team;
mod today;
mod whose;

pub use across::{AcrossKind, AcrossLine, requests};
pub use burndown::{Drawn, Source, burndown};
pub use deals::{DealFigures, DealsAsked, deals};
pub use freezing::{Adjustment, SnapshotLine, freeze, freeze_due, snapshots};
pub use gaps::{Gap, Gaps};
pub use ledger::LedgerLine;
pub use open::OpenDeal;
pub(crate) use open::days_between;
pub use party::{Party, Person};
pub use path::{PathStep, PathToQuota, path};
pub use steps::{Evidence, NextStep, Rule, Snoozed, StepDraft, finish_step, next_steps, snooze_step};
pub use team::{TeamDay, team};
pub use today::{Today, today};
pub use whose::Whose;
