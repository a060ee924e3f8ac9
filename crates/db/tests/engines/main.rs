//! The database on both engines: `SQLite` always, `PostgreSQL` where `TEST_POSTGRES` names one.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod groups;
mod losses;
mod migrations;
mod place;
mod reading;
mod upkeep;
mod values;
