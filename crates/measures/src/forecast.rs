//! What a period will bring: the probability of each open deal, and of the target.
//!
//! Three steps, each a module:
//! 1. [`History`] counts what became of past deals, by stage and age in the stage.
//! 2. [`Model`] turns the counts into daily chances of leaving (competing risks: won, lost, moved) and
//!    answers with which probability a deal is won within so many days.
//! 3. [`simulate`] plays the rest of the period many times, from a seed, and counts.
//!
//! [`brier`] and [`log_loss`] score what was said once it is known what came.

mod guard;
mod history;
mod model;
mod outcomes;
mod score;
mod simulation;

pub use self::guard::{Guarded, NEEDED_CLOSED, NEEDED_DAYS, guard, percent};
pub use self::history::{Exit, History, Visit};
pub use self::model::{Model, PRIOR_DEALS};
pub use self::score::{brier, log_loss};
pub use self::simulation::{Chance, Forecast, NewBusiness, RUNS, Shared, Simulation, exact, expected, simulate};
