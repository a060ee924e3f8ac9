//! What the pages about people and figures promise, in front of the whole router and a real database.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod settings;
mod teams;
mod today;
mod world;
