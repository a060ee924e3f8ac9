//! Files come in: read, looked at, brought in, stopped, brought in again, taken back.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod agents;
mod asking;
mod by_hand;
mod dump;
mod event_logs;
mod insights;
mod maven;
mod ranges;
mod refusing;
mod spectrum;
mod stopping;
mod theatre;
mod undoing;
