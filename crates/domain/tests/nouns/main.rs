//! What the nouns promise, each in its own part, on a real database.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod contacts;
mod criteria;
mod drafts;
mod files;
mod followers;
mod guides;
mod house;
mod lists;
mod passing;
mod process;
mod remapping;
mod scorecards;
mod theatre;
mod tools;
mod tools_met;
mod verified;
mod versions;
