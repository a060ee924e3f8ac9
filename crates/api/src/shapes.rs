//! How things look in JSON. Money is minor units with a currency, days are ISO dates, instants are RFC
//! 3339, and everything is named by the number that people see.

mod deal;
mod drafts;
mod event;
mod given;
mod me;
mod money;
mod named;
mod problem;

pub(crate) use deal::{Deal, DealLine, DealTeam};
pub(crate) use drafts::{Closure, DealChange, DealTeamSet, NewDeal, NextStepSet, Reopening, StageChange};
pub(crate) use event::Event;
pub(crate) use given::Given;
pub(crate) use me::Me;
pub(crate) use money::Money;
pub(crate) use named::{Named, Nothing};
pub(crate) use problem::{FieldProblem, Problem};

use jiff::Timestamp;

/// An instant (microseconds since 1970 UTC) after RFC 3339.
pub(crate) fn instant(micros: i64) -> String {
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH).to_string()
}

/// A day as ISO has it.
pub(crate) fn day(day: Option<jiff::civil::Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
