//! What tests stand on: a fresh database on either engine, a clock that is set, a browser's manners.
//!
//! Everything here runs on `SQLite`, and on `PostgreSQL` where `TEST_POSTGRES` names a server;
//! `cargo x test` does both, and `cargo x postgres COMMAND` does the second for one command.
#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "what tests stand on may panic")]

mod clock;
mod database;
mod fresh;
mod template;
mod visitor;

pub use clock::{Clock, clock};
pub use database::{Database, database, database_alone};
pub use visitor::{Answer, Visitor};
