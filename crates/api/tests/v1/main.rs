//! The API as programs use it: the whole router in process.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod asking_again;
mod deals;
mod document;
mod figures;
mod files;
mod nouns;
mod office;
mod process;
mod refusals;
