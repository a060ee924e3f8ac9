//! A server with many deals, somebody signed in, and the control beside it.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use db::{Db, FromRow, Row, Settings};
use tempfile::TempDir;
use testing::{Connection, Process};

use crate::options::Options;

/// The workspace's short name.
const WORKSPACE: &str = "bench";

/// A site under measurement.
pub(crate) struct Site {
    pub(crate) server: Process,
    pub(crate) control: Process,
    /// Who may change everything.
    pub(crate) admin: Connection,
    /// Who sells.
    pub(crate) seller: Connection,
    /// Deals that are open: number and stage.
    pub(crate) open: Vec<(i64, String)>,
    /// How many people there are, numbered from 1.
    pub(crate) members: usize,
    /// How many deals there are.
    pub(crate) deals: u32,
    /// Names of some customers.
    pub(crate) accounts: Vec<String>,
    /// How long making the data took.
    pub(crate) made_in: Duration,
    pub(crate) folder: TempDir,
    postgres: bool,
}

impl Site {
    /// Makes the data and starts both. `before` sees the data before the server does.
    pub(crate) fn open(options: &Options, deals: u32, before: impl FnOnce(&Path)) -> Self {
        let folder = folder(options);
        let place = place(options, folder.path());
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        let began = Instant::now();
        let made = Command::new(&options.paceline)
            .args(["bench-data", "--json", "--deals", &deals.to_string()])
            .args(&place)
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let made_in = began.elapsed();
        let told: serde_json::Value = serde_json::from_slice(&made.stdout).unwrap();
        let members = told["members"].as_u64().and_then(|count| usize::try_from(count).ok()).unwrap();
        let said = |name: &str| told[name].as_str().unwrap().to_owned();
        before(folder.path());
        let (open, accounts) = look(options, folder.path());
        let server = Process::serve(&options.paceline, &place);
        let control = Process::start(Command::new(std::env::current_exe().unwrap()).arg("control"));
        let sign_in = |email: &str| {
            let connection = Connection::open(server.address()).unwrap();
            connection.sign_in(WORKSPACE, email, &said("password")).unwrap()
        };
        let (admin, seller) = (sign_in(&said("admin")), sign_in(&said("seller")));
        let postgres = options.database.is_some();
        Self { server, control, admin, seller, open, members, deals, accounts, made_in, folder, postgres }
    }

    /// Connections of the same person.
    pub(crate) fn clients(&self, of: &Connection, count: usize) -> Vec<Connection> {
        (0..count).map(|_| of.again(self.server.address()).unwrap()).collect()
    }

    /// The processor time so far of the server, and of every process of `PostgreSQL` when it is in use.
    pub(crate) fn cost(&self) -> impl Fn() -> f64 + Sync + use<> {
        let (id, postgres) = (self.server.id(), self.postgres);
        move || testing::cpu_ms(id) + if postgres { postgres_cpu_ms() } else { 0.0 }
    }

    /// Kills the server and starts it again; how long until the first page was there.
    pub(crate) fn restart(&mut self, options: &Options, path: &str) -> Duration {
        let place = place(options, self.folder.path());
        let place: Vec<&str> = place.iter().map(String::as_str).collect();
        let began = Instant::now();
        let server = Process::serve(&options.paceline, &place);
        let mut visitor = self.admin.again(server.address()).unwrap();
        assert_eq!(visitor.get(path).unwrap().status, 200);
        let took = began.elapsed();
        self.server = server;
        self.admin = visitor;
        self.seller = self.seller.again(self.server.address()).unwrap();
        took
    }
}

/// A folder beside the build: on a disk, where memory file systems would flatter.
pub(crate) fn folder(options: &Options) -> TempDir {
    let beside: PathBuf = options.paceline.parent().map(Path::to_path_buf).unwrap_or_default();
    tempfile::Builder::new().prefix("bench-").tempdir_in(beside).unwrap()
}

/// How a command is told where the data is.
pub(crate) fn place(options: &Options, folder: &Path) -> Vec<String> {
    let mut place = vec!["--data".to_owned(), folder.display().to_string()];
    if let Some(url) = &options.database {
        place.extend(["--database".to_owned(), url.clone()]);
    }
    place
}

struct Open(i64, String);

impl FromRow for Open {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(row.int("number")?, row.text("stage_key")?))
    }
}

fn look(options: &Options, folder: &Path) -> (Vec<(i64, String)>, Vec<String>) {
    let file = folder.join("paceline.db").display().to_string();
    let db = Db::open(options.database.as_deref().unwrap_or(&file), Settings::default()).unwrap();
    let open: db::Result<Vec<Open>> =
        db.read_blocking(|mut tx| tx.all("SELECT number, stage_key FROM deals WHERE status = 'open'", &[]));
    let accounts: db::Result<Vec<String>> =
        db.read_blocking(|mut tx| tx.all("SELECT name FROM accounts ORDER BY number LIMIT 500", &[]));
    db.close();
    (open.unwrap().into_iter().map(|open| (open.0, open.1)).collect(), accounts.unwrap())
}

fn postgres_cpu_ms() -> f64 {
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    ids.filter(|id| std::fs::read_to_string(format!("/proc/{id}/comm")).is_ok_and(|name| name.trim() == "postgres"))
        .map(testing::cpu_ms)
        .sum()
}
