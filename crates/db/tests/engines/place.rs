//! Where a test runs: in a new `SQLite` file, and in a new schema of `PostgreSQL` where
//! `TEST_POSTGRES` names a database.

use db::{Db, Durability, Result, Settings, Tx};

pub const GROUP: [u8; 16] = [1; 16];

pub struct Place {
    pub address: String,
    _folder: Option<tempfile::TempDir>,
}

impl Place {
    /// Every engine there is, each with nothing in it. `test` is unlike that of any other test.
    pub fn all(test: &str) -> Vec<Self> {
        [Some(Self::sqlite()), Self::postgres(test)].into_iter().flatten().collect()
    }

    pub fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let address = folder.path().join("test.db").display().to_string();
        Self { address, _folder: Some(folder) }
    }

    pub fn postgres(test: &str) -> Option<Self> {
        let address = std::env::var("TEST_POSTGRES").ok()?;
        let db = Db::open(&address, Settings::default()).unwrap();
        for sql in [format!("DROP SCHEMA IF EXISTS {test} CASCADE"), format!("CREATE SCHEMA {test}")] {
            run(&db, sql.leak());
        }
        let address = format!("{address}?options=-csearch_path%3D{test}&application_name={test}");
        Some(Self { address, _folder: None })
    }

    pub fn open(&self) -> Db {
        self.open_with(settings())
    }

    pub fn open_with(&self, settings: Settings) -> Db {
        Db::open(&self.address, settings).unwrap()
    }

    /// With one table of numbers that are unlike each other.
    pub fn numbers(&self) -> Db {
        self.numbers_with(settings())
    }

    pub fn numbers_with(&self, settings: Settings) -> Db {
        let db = self.open_with(settings);
        run(&db, "CREATE TABLE numbers (n BIGINT PRIMARY KEY)");
        db
    }
}

pub fn settings() -> Settings {
    Settings { durability: Durability::Off, ..Settings::default() }
}

pub fn run(db: &Db, sql: &'static str) -> u64 {
    db.write_blocking(GROUP, move |mut tx: Tx<'_>| tx.run(sql, &[])).unwrap()
}

/// A change that adds one number.
pub fn insert(n: i64) -> impl Fn(Tx<'_>) -> Result<u64> + Send + 'static {
    move |mut tx| tx.run("INSERT INTO numbers (n) VALUES ($1)", &[n.into()])
}

pub fn find(db: &Db, sql: &'static str) -> i64 {
    let found: Result<Option<i64>> = db.read_blocking(move |mut tx: Tx<'_>| tx.find(sql, &[]));
    found.unwrap().unwrap()
}

pub fn count(db: &Db) -> i64 {
    find(db, "SELECT COUNT(*) FROM numbers")
}
