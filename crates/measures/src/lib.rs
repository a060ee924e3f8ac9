//! The arithmetic of Paceline: money, calendars, burndown, forecast, survival, intervals.
//!
//! Pure functions over plain values. Nothing here knows a clock, a database, a page or a person;
//! dates, seeds and amounts come in, figures go out. Amounts are whole minor units in `i64`, rounded
//! half to even once at the end; dates are civil dates. The formulas are those of
//! `docs/definitions.md`; each module names its own.

pub mod burndown;
pub mod calendar;
pub mod conformance;
pub mod forecast;
pub mod holidays;
pub mod interval;
pub mod money;
pub mod path;
pub mod period;
pub mod rounding;
pub mod scorecard;
pub mod shrinkage;
pub mod split;
pub mod survival;
pub mod xmr;

pub use burndown::Burndown;
pub use calendar::{Calendar, WorkingDays, WorkingWeek};
pub use money::{Currency, Money};
pub use period::Period;
