//! What tests stand on: a fresh database on either engine, a clock that is set, a browser's manners.
//!
//! Everything here runs on `SQLite`, and on `PostgreSQL` where `TEST_POSTGRES` names a server;
//! `cargo x test` does both, and `cargo x postgres COMMAND` does the second for one command.
#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "what tests stand on may panic")]

mod app;
mod clock;
mod connection;
mod database;
mod fresh;
mod process;
mod template;
mod visitor;
mod world;

pub use app::App;
pub use clock::{Clock, clock};
pub use connection::{Connection, Reply};
pub use database::{Database, database, database_alone};
pub use process::{Process, Used, cpu_ms};
pub use visitor::{Answer, Visitor};
pub use world::{World, in_scene};
