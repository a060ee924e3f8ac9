//! Moving committed pages from the log into the file, beside the writer: no change waits for it.

use std::thread::{self, JoinHandle};

use crossbeam_channel::{Receiver, bounded};
use rusqlite::Connection;

use super::connect::synchronous;
use crate::{Durability, Error, Result};

/// Pages of log between two checkpoints: 12 MiB. Pages that change again and again are moved once.
const STEP: i32 = 3_000;

/// Pages of log after which the writer finishes the checkpoint itself, so that the log starts anew:
/// 32 MiB. Beside a writer that never rests, a checkpoint never reaches the end of the log.
const MOST: i32 = 8_000;

/// Starts a thread that checkpoints whenever `writer` has filled another [`STEP`], until [`end`].
pub(super) fn beside(path: &str, writer: &mut Connection, durability: Durability) -> Result<JoinHandle<()>> {
    let (wake, due) = bounded(1);
    let mut done = 0;
    writer.wal_hook(Some(move |log: &mut rusqlite::hooks::Wal, pages: i32| {
        if pages < done {
            done = 0;
        }
        if pages >= MOST {
            // The change is committed, and an error here would say that it is not. What is busy now
            // is tried again after the next commit.
            let _ = log.checkpoint();
        } else if pages >= done + STEP {
            done = pages;
            let _ = wake.try_send(()); // one that waits is enough
        }
        Ok(())
    }))?;
    let path = path.to_owned();
    let settings = format!("PRAGMA synchronous = {}; PRAGMA cache_size = -64;", synchronous(durability));
    let thread = thread::Builder::new().name("db-checkpoint".into());
    thread.spawn(move || checkpoint(&path, &settings, &due)).map_err(|error| Error::Engine(error.to_string()))
}

/// Ends the thread beside this writer, and waits for it.
pub(super) fn end(writer: &mut Connection, thread: JoinHandle<()>) {
    let _ = writer.wal_hook(None::<fn(&mut rusqlite::hooks::Wal, i32) -> rusqlite::Result<()>>);
    let _ = thread.join();
}

/// What fails here is tried again with the next step; the log keeps every page until then.
fn checkpoint(path: &str, settings: &str, due: &Receiver<()>) {
    let Ok(connection) = Connection::open(path) else { return };
    let _ = connection.execute_batch(settings);
    while due.recv().is_ok() {
        let _ = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
    }
}
