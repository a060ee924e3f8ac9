//! What the nouns promise, each in its own part, on a real database.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod followers;
mod lists;
mod theatre;
mod verified;
