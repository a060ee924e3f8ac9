//! What was acknowledged stays, whatever happens to the server: a real process, on either engine.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod backups;
mod commands;
mod house;
mod instances;
mod kills;
