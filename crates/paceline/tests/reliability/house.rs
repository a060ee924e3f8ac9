//! A real installation of one test: made by the program itself, served by processes of it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use db::{Db, FromRow, Settings};
use tempfile::TempDir;
use testing::{Connection, Database, Process, database_alone};

/// The program under test.
const PACELINE: &str = env!("CARGO_BIN_EXE_paceline");

/// An installation with a few deals.
pub(crate) struct House {
    folder: TempDir,
    /// On `PostgreSQL`, a database of its own.
    postgres: Option<Database>,
    admin: String,
    password: String,
}

impl House {
    /// An installation with so many deals, on a disk where there is no server to test on.
    pub(crate) fn with_deals(count: u32) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let postgres = std::env::var_os("TEST_POSTGRES").map(|_| database_alone());
        let mut house = Self { folder, postgres, admin: String::new(), password: String::new() };
        let made = house.run(&["bench-data", "--json", "--deals", &count.to_string()]);
        let told: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
        told["admin"].as_str().unwrap().clone_into(&mut house.admin);
        told["password"].as_str().unwrap().clone_into(&mut house.password);
        house
    }

    /// Whether it stands on `PostgreSQL`.
    pub(crate) fn on_postgres(&self) -> bool {
        self.postgres.is_some()
    }

    /// A path in the test's own folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Starts a server on it.
    pub(crate) fn serve(&self) -> Process {
        let place = self.place();
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        Process::serve(Path::new(PACELINE), &place)
    }

    /// Somebody who may change everything, signed in.
    pub(crate) fn admin(&self, server: &Process) -> Connection {
        Connection::open(server.address()).unwrap().sign_in("bench", &self.admin, &self.password).unwrap()
    }

    /// Runs a command on it to its good end.
    pub(crate) fn run(&self, words: &[&str]) -> Output {
        ran(Command::new(PACELINE).args(words).args(self.place()))
    }

    /// Runs a command on it that may end badly.
    pub(crate) fn try_to(&self, words: &[&str]) -> Output {
        Command::new(PACELINE).args(words).args(self.place()).output().unwrap()
    }

    /// Writes to the database behind the product's back.
    pub(crate) fn tamper(&self, sql: &'static str) {
        let db = Db::open(&self.address(), Settings::default()).unwrap();
        let done: db::Result<u64> = db.write_blocking([0; 16], move |mut tx| tx.run(sql, &[]));
        db.close();
        assert!(done.unwrap() > 0, "{sql}");
    }

    /// The rows of a query, beside the server.
    pub(crate) fn rows<T: FromRow + Send + 'static>(&self, sql: &'static str) -> Vec<T> {
        rows(&self.address(), sql)
    }

    fn address(&self) -> String {
        let file = || self.folder.path().join("data/paceline.db").display().to_string();
        self.postgres.as_ref().map_or_else(file, |database| database.address().to_owned())
    }

    fn place(&self) -> Vec<String> {
        let mut place = vec!["--data".to_owned(), self.folder.path().join("data").display().to_string()];
        if let Some(database) = &self.postgres {
            place.extend(["--database".to_owned(), database.address().to_owned()]);
        }
        place
    }
}

/// Runs a command that must succeed.
pub(crate) fn ran(command: &mut Command) -> Output {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    output
}

/// A command of the program under test.
pub(crate) fn paceline() -> Command {
    Command::new(PACELINE)
}

/// The rows of a query on any database.
pub(crate) fn rows<T: FromRow + Send + 'static>(address: &str, sql: &'static str) -> Vec<T> {
    let db = Db::open(address, Settings::default()).unwrap();
    let found: db::Result<Vec<T>> = db.read_blocking(move |mut tx| tx.all(sql, &[]));
    db.close();
    found.unwrap()
}
