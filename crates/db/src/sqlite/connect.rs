//! Opening an `SQLite` file.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use super::{Session, checkpoints};
use crate::dialect::Lane;
use crate::engine::Engine;
use crate::threads::Ended;
use crate::{Durability, Error, Result, Settings};

/// How long a connection waits for another process that writes, in milliseconds. The writer tries a
/// few times.
const PATIENCE: i32 = 1_000;

/// How long migrations wait for those of another process, in milliseconds.
const MIGRATING: i32 = 600_000;

/// How long the first statements of a connection are tried.
const GREETING: Duration = Duration::from_secs(10);

/// How many instructions of `SQLite`'s machine pass between two looks at the clock: some tens of
/// microseconds.
const INSTRUCTIONS: i32 = 4_000;

/// Opens the file, and lends the connection to `serve` for its lifetime.
pub(crate) fn connected(
    path: &str,
    lane: Lane,
    settings: &Settings,
    serve: &mut dyn FnMut(&mut dyn Engine) -> Ended,
) -> Result<Ended> {
    let mut connection = Connection::open(path)?;
    let patience = if lane == Lane::Upkeep { MIGRATING } else { PATIENCE };
    connection.busy_handler(Some(move |tries| {
        thread::sleep(Duration::from_millis(1));
        tries < patience
    }))?;
    greet(&connection, &pragmas(lane, settings))?;
    let limit = limited(&mut connection, lane, settings)?;
    let checkpoints =
        (lane == Lane::Write).then(|| checkpoints::beside(path, &mut connection, settings.durability)).transpose()?;
    let ended = serve(&mut Session::new(&connection, limit));
    if let Some(thread) = checkpoints {
        // of two connections that close at once, each may leave the log to the other
        checkpoints::end(&mut connection, thread);
    }
    drop(connection);
    // A file has no connection to lose: what its disk refused once must not be tried again, because
    // the system may have forgotten the pages and would call the second try a success.
    Ok(if ended == Ended::Lost { Ended::Broken } else { ended })
}

/// Runs the first statements of a connection. Where two programs make the same file at once, one of
/// them is told that it is busy without being allowed to wait, so it asks again.
fn greet(connection: &Connection, pragmas: &str) -> Result<()> {
    let begun = Instant::now();
    loop {
        match connection.execute_batch(pragmas).map_err(Error::from) {
            Err(Error::Contended) if begun.elapsed() < GREETING => thread::sleep(Duration::from_millis(2)),
            greeted => return greeted,
        }
    }
}

/// The cache of a connection in KiB, negative as `SQLite` wants it: the server stays small.
fn pragmas(lane: Lane, settings: &Settings) -> String {
    let synchronous = synchronous(settings.durability);
    let common = format!("PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous};");
    let mapped = settings.mapped_bytes;
    match lane {
        Lane::Write => format!(
            "{common} PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY;
             PRAGMA journal_size_limit = 67108864;"
        ),
        Lane::Page | Lane::Long => {
            let cache = if lane == Lane::Page { 8192 } else { 2048 };
            format!("{common} PRAGMA query_only = ON; PRAGMA cache_size = -{cache}; PRAGMA mmap_size = {mapped};")
        }
        Lane::Upkeep => format!("{common} PRAGMA foreign_keys = OFF;"),
    }
}

/// Whether `SQLite` waits for the disk.
pub(super) fn synchronous(durability: Durability) -> &'static str {
    match durability {
        Durability::Full => "FULL",
        Durability::Off => "OFF",
    }
}

/// When the statement under way has to end.
pub(super) struct Limit {
    start: Instant,
    length: Duration,
    /// Microseconds after `start`.
    end: AtomicU64,
}

impl Limit {
    /// A statement begins.
    pub(super) fn begin(&self) {
        self.end.store(self.passed().saturating_add(micros(self.length)), Ordering::Relaxed);
    }

    fn over(&self) -> bool {
        self.passed() > self.end.load(Ordering::Relaxed)
    }

    fn passed(&self) -> u64 {
        micros(self.start.elapsed())
    }
}

fn micros(span: Duration) -> u64 {
    u64::try_from(span.as_micros()).unwrap_or(u64::MAX)
}

fn limited(connection: &mut Connection, lane: Lane, settings: &Settings) -> Result<Option<Arc<Limit>>> {
    if lane != Lane::Page {
        return Ok(None);
    }
    let limit = Arc::new(Limit { start: Instant::now(), length: settings.page_limit, end: AtomicU64::new(u64::MAX) });
    let watched = Arc::clone(&limit);
    connection.progress_handler(INSTRUCTIONS, Some(move || watched.over()))?;
    Ok(Some(limit))
}
