use std::path::{Path, PathBuf};

use db::{Db, Durability, Settings, Tx};
use tempfile::TempDir;

use crate::{fresh, template};

/// A database for one test, with every table of the product.
pub struct Database {
    /// The database.
    pub db: Db,
    /// An identity for a workspace, which no other test has.
    pub workspace: [u8; 16],
    /// A name for a workspace, which no other test has; it is its address, too.
    pub name: String,
    /// Where identities may be drawn from, so that no other test draws the same.
    pub seed: [u8; 8],
    address: String,
    _folder: Option<TempDir>,
}

/// A database whose workspaces are this test's own. On `SQLite` it is a file of its own; on
/// `PostgreSQL` all tests share one, and what is unlike in [`Database`] keeps them apart.
#[must_use]
pub fn database() -> Database {
    server().map_or_else(on_sqlite, on_postgres)
}

/// A database that is wholly this test's own on either engine, for tests that count all workspaces,
/// stop the server or restore a copy.
#[must_use]
pub fn database_alone() -> Database {
    server().map_or_else(on_sqlite, |address| {
        let schema = fresh::name();
        let shared = Db::open(&address, settings()).unwrap();
        let make: &'static str = format!("CREATE SCHEMA {schema}").leak();
        shared.write_blocking([0; 16], move |mut tx: Tx<'_>| tx.run(make, &[])).unwrap();
        on_postgres(format!("{address}?options=-csearch_path%3D{schema}&application_name={schema}"))
    })
}

impl Database {
    /// A second handle on the same database, as another server would have it.
    #[must_use]
    pub fn another_server(&self) -> Db {
        Db::open(&self.address, settings()).unwrap()
    }

    /// What opens this database: `postgres://…`, or the path of a file that goes with the test.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }
}

fn server() -> Option<String> {
    std::env::var("TEST_POSTGRES").ok()
}

fn on_postgres(address: String) -> Database {
    let db = Db::open(&address, settings()).unwrap();
    db.migrate(domain::MIGRATIONS).unwrap();
    opened(db, address, None)
}

fn on_sqlite() -> Database {
    let folder = tempfile::tempdir_in(memory()).unwrap();
    let file = folder.path().join("paceline.db");
    std::fs::copy(template::of(domain::MIGRATIONS), &file).unwrap();
    let address = file.to_str().unwrap().to_owned();
    opened(Db::open(&address, settings()).unwrap(), address, Some(folder))
}

fn opened(db: Db, address: String, folder: Option<TempDir>) -> Database {
    let (workspace, name, seed) = (fresh::id(), fresh::name(), fresh::seed());
    Database { db, workspace, name, seed, address, _folder: folder }
}

/// As small as it gets: many tests run at once.
pub(crate) fn settings() -> Settings {
    Settings { readers: 1, long_readers: 1, writers: 1, durability: Durability::Off, ..Settings::default() }
}

/// A folder in memory where the system has one.
fn memory() -> PathBuf {
    let shared = Path::new("/dev/shm");
    if shared.is_dir() { shared.to_path_buf() } else { std::env::temp_dir() }
}
