//! Figures: targets, burndowns, what was won and lost, forecasts, as of any day.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod burndowns;
mod deals;
mod forecasts;
mod freezing;
mod histories;
mod targets;
mod theatre;
mod todays;
