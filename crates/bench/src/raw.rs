//! The control of queries and changes: the same rows, straight through the `SQLite` library on a copy of
//! the same data, in one thread, with prepared statements and the same commit mode.

mod board;
mod changing;

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::asking::Act;
use crate::load::count;
use crate::median::at;

/// How long one act is repeated.
const LENGTH: Duration = Duration::from_millis(400);

/// What one act costs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    /// Processor time of one, in milliseconds.
    pub(crate) cpu_ms: f64,
    /// The wait for half of them, in milliseconds.
    pub(crate) p50_ms: f64,
}

/// A copy of the data under the bare library.
pub(crate) struct Raw {
    connection: Connection,
    board: board::Board,
    changing: changing::Changing,
}

impl Raw {
    /// A copy of the data in `folder`, which no server has open.
    pub(crate) fn copy(folder: &Path) -> Self {
        let file = folder.join("raw.db");
        for end in ["", "-wal"] {
            let from = folder.join(format!("paceline.db{end}"));
            if from.exists() {
                fs::copy(from, folder.join(format!("raw.db{end}"))).unwrap();
            }
        }
        let connection = open(&file);
        let (board, changing) = (board::Board::of(&connection), changing::Changing::of(&connection));
        Self { connection, board, changing }
    }

    /// What the act costs raw, where a limit is about that.
    pub(crate) fn cost(&mut self, act: Act) -> Option<Cost> {
        let Self { connection, board, changing } = self;
        match act {
            Act::Board => Some(repeated(|| board.read(connection))),
            Act::Create => Some(repeated(|| changing.create(connection))),
            Act::Move => Some(repeated(|| changing.shift(connection))),
            Act::Open | Act::List | Act::Today | Act::Insight => None,
        }
    }
}

/// A connection as the product opens one.
pub(crate) fn open(file: &Path) -> Connection {
    let connection = Connection::open(file).unwrap();
    let pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                   PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;";
    connection.execute_batch(pragmas).unwrap();
    connection.set_prepared_statement_cache_capacity(64);
    connection
}

fn repeated(mut act: impl FnMut()) -> Cost {
    let (before, began) = (thread_cpu_ms(), Instant::now());
    let mut waits = Vec::new();
    while began.elapsed() < LENGTH {
        let begin = Instant::now();
        act();
        waits.push(begin.elapsed());
    }
    let cpu_ms = (thread_cpu_ms() - before) / count(waits.len());
    waits.sort_unstable();
    Cost { cpu_ms, p50_ms: at(&waits, 50) }
}

/// The processor time of this thread so far, in milliseconds: user and kernel, as `proc(5)` has it.
pub(crate) fn thread_cpu_ms() -> f64 {
    let stat = fs::read_to_string("/proc/thread-self/stat").unwrap_or_default();
    let fields = stat.rsplit_once(") ").map_or("", |(_, fields)| fields);
    let ticks: u32 = fields.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u32>().ok()).sum();
    f64::from(ticks) * 10.0
}

/// The wait for half of some calls of `fdatasync` behind 4 KiB each, in milliseconds.
pub(crate) fn sync_ms(folder: &Path) -> f64 {
    let mut file = File::create(folder.join("sync")).unwrap();
    let mut waits: Vec<Duration> = (0..60)
        .map(|_| {
            file.write_all(&[7; 4096]).unwrap();
            let begin = Instant::now();
            file.sync_data().unwrap();
            begin.elapsed()
        })
        .collect();
    waits.sort_unstable();
    at(&waits, 50)
}
