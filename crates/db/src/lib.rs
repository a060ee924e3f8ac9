//! One code path to `SQLite` and `PostgreSQL`. Nothing in here knows the product.
//!
//! Work is a plain function over a [`Tx`], sent to a thread that owns its connection: one thread
//! writes (on `PostgreSQL` a few, each for its share of the groups), a few read. SQL is written once,
//! with `$1` placeholders, for both engines.

mod columns;
mod dialect;
mod engine;
mod error;
mod migrations;
mod postgres;
mod reading;
mod row;
mod settings;
mod sqlite;
mod threads;
mod tx;
mod value;
mod work;
mod writing;

pub use error::{Error, Result};
pub use migrations::Migration;
pub use row::{FromRow, Row};
pub use settings::{Durability, Settings};
pub use tx::Tx;
pub use value::Value;

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::thread::{self, JoinHandle};

use crossbeam_channel::{Sender, TrySendError, bounded};
use dialect::{Lane, Place};
use reading::Reader;
use threads::{Ended, Notices, start};
use tokio::sync::{oneshot, watch};
use work::{Change, Job, job};
use writing::Writer;

/// A handle on the database. Cheap to clone; the threads end when the last handle is dropped.
#[derive(Clone)]
pub struct Db {
    parts: Arc<Parts>,
}

struct Parts {
    place: Place,
    settings: Settings,
    writers: Vec<Sender<Change>>,
    pages: Sender<Job>,
    long: Sender<Job>,
    notices: Notices,
    reading: Vec<JoinHandle<()>>,
    writing: Vec<JoinHandle<()>>,
}

impl Db {
    /// Opens `postgres://…` or the path of an `SQLite` file, which is made when it is missing.
    ///
    /// # Errors
    /// [`Error::Unreachable`] when there is no server; [`Error::Engine`] when the file cannot be used.
    pub fn open(address: &str, settings: Settings) -> Result<Self> {
        let place = Place::parse(address);
        let notices = Notices::new();
        let (mut writing, mut readers) = (Vec::new(), Vec::new());
        let mut writers = Vec::new();
        for number in 0..place.writers(&settings) {
            let (queue, changes) = bounded(settings.writes_waiting);
            let writer = Writer::new(changes, notices.clone());
            writing.push(start(&format!("db-write-{number}"), &place, Lane::Write, &settings, writer)?);
            writers.push(queue);
        }
        let mut reading = |name: &str, lane, count| {
            let (queue, jobs) = bounded(settings.reads_waiting);
            for _ in 0..usize::max(count, 1) {
                readers.push(start(name, &place, lane, &settings, Reader::new(jobs.clone()))?);
            }
            Ok::<_, Error>(queue)
        };
        let pages = reading("db-page", Lane::Page, settings.readers)?;
        let long = reading("db-long", Lane::Long, settings.long_readers)?;
        // writers tell of their changes, so whoever listens ends with them
        writing.extend(place.listen(&notices)?);
        let parts = Parts { place, settings, writers, pages, long, notices, reading: readers, writing };
        Ok(Self { parts: Arc::new(parts) })
    }

    /// Makes one change. It is durable, and visible to others, once this returns `Ok`; nothing of it
    /// is left when it fails. `work` may run more than once, so it must have no other effect.
    ///
    /// Changes of one `group` (a workspace) are made one after the other and share commits; those of
    /// different groups never share one.
    ///
    /// # Errors
    /// [`Error::Busy`] when too much waits, [`Error::Unknown`] when the connection broke in the
    /// commit, and whatever `work` or its first failing statement said.
    pub async fn write<T, E>(
        &self,
        group: [u8; 16],
        work: impl Fn(Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, settled) = oneshot::channel();
        offer(self.writer(&group), Change { group, job: job(work, answer) })?;
        settled.await.map_err(|_| Error::Closed)?
    }

    /// Looks at one consistent moment of the database, for a page: each statement has
    /// [`Settings::page_limit`].
    ///
    /// # Errors
    /// [`Error::Busy`] when too much waits, [`Error::TooLong`], and whatever `work` or its first
    /// failing statement said.
    pub async fn read<T, E>(&self, work: impl Fn(Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        look(&self.parts.pages, work).await
    }

    /// Looks at one consistent moment of the database for as long as it takes, in a lane of its own.
    ///
    /// # Errors
    /// [`Error::Busy`] when too much waits, and whatever `work` or its first failing statement said.
    pub async fn read_long<T, E>(&self, work: impl Fn(Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        look(&self.parts.long, work).await
    }

    /// As [`Db::write`], from a thread that may wait, and never from inside a change; a full queue is
    /// waited for.
    ///
    /// # Errors
    /// As [`Db::write`].
    pub fn write_blocking<T, E>(
        &self,
        group: [u8; 16],
        work: impl Fn(Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, settled) = sync_channel(1);
        let change = Change { group, job: job(work, answer) };
        self.writer(&group).send(change).map_err(|_| Error::Closed)?;
        settled.recv().map_err(|_| Error::Closed)?
    }

    /// As [`Db::read_long`], from a thread that may wait, and never from inside another long look; a
    /// full queue is waited for.
    ///
    /// # Errors
    /// As [`Db::read_long`].
    pub fn read_blocking<T, E>(&self, work: impl Fn(Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let (answer, settled) = sync_channel(1);
        self.parts.long.send(job(work, answer)).map_err(|_| Error::Closed)?;
        settled.recv().map_err(|_| Error::Closed)?
    }

    /// Takes every migration that the database has not taken yet, and returns those. Waits for another
    /// instance that does the same. Blocks.
    ///
    /// # Errors
    /// [`Error::Newer`] when the database is ahead of `migrations`, [`Error::Engine`] when it has taken
    /// others than these or a statement fails; the steps before that one are kept.
    pub fn migrate(&self, migrations: &'static [Migration]) -> Result<Vec<&'static Migration>> {
        let Parts { place, settings, .. } = &*self.parts;
        let mut taken = Err(Error::Closed);
        // A thread of its own, because a connection to PostgreSQL cannot be used from an async one.
        let done = thread::scope(|scope| {
            let work = || {
                place.connected(Lane::Upkeep, settings, &mut |engine| {
                    taken = migrations::migrate(engine, place.dialect(), migrations);
                    Ended::Closed
                })
            };
            scope.spawn(work).join().unwrap_or(Err(Error::Closed))
        });
        done.and(taken)
    }

    /// A count that grows with every commit made here, and (on `PostgreSQL`) with every word from
    /// another instance. It may miss others' changes while the server cannot be reached, and always
    /// misses other processes on an `SQLite` file: look once a second as well.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.parts.notices.subscribe()
    }

    /// Waits until writing has been given up, because the disk refused what it had been given: the
    /// program should stop. Changes fail from then on; never ends while all is well.
    pub async fn broken(&self) {
        let mut broken = self.parts.notices.broken();
        let _ = broken.wait_for(|broken| *broken).await; // this handle keeps the other end
    }

    /// Copies one consistent moment of an `SQLite` database to the new file `to`, while others go on
    /// reading and writing. The file is there when it is whole. Blocks.
    ///
    /// # Errors
    /// [`Error::Unsupported`] on `PostgreSQL`; [`Error::Engine`] when `to` exists or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<()> {
        self.parts.place.backup(to)
    }

    /// What is wrong with the stored data: nothing, if all is well. Blocks, and reads everything.
    ///
    /// # Errors
    /// Whatever the engine says when it cannot look.
    pub fn check(&self) -> Result<Vec<String>> {
        self.read_blocking(|mut tx: Tx<'_>| tx.find::<i64>("SELECT 1", &[]).map(drop))?;
        self.parts.place.check()
    }

    /// The name of the engine: `SQLite` or `PostgreSQL`.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        self.parts.place.name()
    }

    /// Ends every thread and waits for it, if this is the last handle; an `SQLite` file then stands
    /// alone, without its log. Blocks.
    pub fn close(self) {
        let Some(Parts { writers, pages, long, notices, reading, writing, .. }) = Arc::into_inner(self.parts) else {
            return;
        };
        let join = |threads: Vec<JoinHandle<()>>| {
            for thread in threads {
                let _ = thread.join(); // it has answered everybody
            }
        };
        drop((pages, long, notices));
        join(reading);
        // who closes an SQLite file last puts its log into it; of two that close at once, neither may
        drop(writers);
        join(writing);
    }

    fn writer(&self, group: &[u8; 16]) -> &Sender<Change> {
        let share = group.iter().fold(0_usize, |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
        &self.parts.writers[share % self.parts.writers.len()]
    }
}

async fn look<T, E>(lane: &Sender<Job>, work: impl Fn(Tx<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
where
    T: Send + 'static,
    E: From<Error> + Send + 'static,
{
    let (answer, settled) = oneshot::channel();
    offer(lane, job(work, answer))?;
    settled.await.map_err(|_| Error::Closed)?
}

fn offer<W>(queue: &Sender<W>, work: W) -> Result<()> {
    queue.try_send(work).map_err(|refused| match refused {
        TrySendError::Full(_) => Error::Busy,
        TrySendError::Disconnected(_) => Error::Closed,
    })
}
