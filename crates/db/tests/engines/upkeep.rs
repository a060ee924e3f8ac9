//! Backups, checks, durability, and the word that something changed.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::place::{GROUP, Place, count, find, insert, run, settings};
use db::{Db, Error, Result, Settings, Tx};
use tokio::time::timeout;

/// Twice as many halves as numbers, at every moment.
fn pair(n: i64) -> impl Fn(Tx<'_>) -> Result<u64> + Send + 'static {
    move |mut tx| {
        tx.run("INSERT INTO numbers (n) VALUES ($1)", &[n.into()])?;
        tx.batch("INSERT INTO halves (n) VALUES ($1)", &[vec![n.into()], vec![n.into()]])
    }
}

#[test]
fn a_backup_under_writing_is_whole() {
    let place = Place::sqlite();
    let db = place.numbers();
    run(&db, "CREATE TABLE halves (n BIGINT NOT NULL REFERENCES numbers (n))");
    (0..2_000).for_each(|n| assert_eq!(db.write_blocking(GROUP, pair(n)), Ok(2)));
    let copy = format!("{}.backup", place.address);
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            for n in 2_000.. {
                db.write_blocking(GROUP, pair(n)).unwrap();
                if stop.load(Ordering::Relaxed) {
                    break;
                }
            }
        });
        let copied = db.backup(Path::new(&copy));
        stop.store(true, Ordering::Relaxed);
        assert_eq!(copied, Ok(()));
    });
    let copied = Db::open(&copy, settings()).unwrap();
    assert_eq!(copied.check(), Ok(vec![]));
    assert!(count(&copied) >= 2_000);
    assert_eq!(find(&copied, "SELECT COUNT(*) FROM halves"), 2 * count(&copied));
    assert!(matches!(db.backup(Path::new(&copy)), Err(Error::Engine(_))), "a backup replaces nothing");
}

#[test]
fn postgres_is_not_backed_up_as_a_file() {
    let Some(place) = Place::postgres("no_file") else { return };
    assert!(matches!(place.open().backup(Path::new("copy.db")), Err(Error::Unsupported(_))));
}

#[test]
fn a_sound_database_has_no_problems() {
    for place in Place::all("sound") {
        assert_eq!(place.numbers().check(), Ok(vec![]));
    }
}

#[test]
fn rows_that_point_at_nothing_are_found() {
    let place = Place::sqlite();
    let db = place.numbers();
    run(&db, "CREATE TABLE halves (n BIGINT NOT NULL REFERENCES numbers (n))");
    let refused = db.write_blocking(GROUP, |mut tx: Tx<'_>| tx.run("INSERT INTO halves (n) VALUES (1)", &[]));
    assert!(refused.is_err(), "references are enforced");
    db.close();
    let file = rusqlite::Connection::open(&place.address).unwrap();
    file.execute_batch("PRAGMA foreign_keys = OFF; INSERT INTO halves (n) VALUES (1)").unwrap();
    drop(file);
    assert_eq!(place.open().check().unwrap().len(), 1);
}

#[test]
fn an_answer_waits_for_the_disk() {
    let place = Place::sqlite();
    let db = place.open_with(Settings::default());
    let synchronous: Result<Option<i64>> =
        db.write_blocking(GROUP, |mut tx: Tx<'_>| tx.find("PRAGMA synchronous", &[]));
    assert_eq!(synchronous, Ok(Some(2)), "2 is FULL");
}

#[test]
fn a_closed_database_is_one_file() {
    let place = Place::sqlite();
    let db = place.numbers();
    db.write_blocking(GROUP, insert(1)).unwrap();
    db.close();
    assert!(!Path::new(&format!("{}-wal", place.address)).exists());
    assert_eq!(count(&place.open()), 1);
    // several that close at once would leave the log to each other
    for round in 2..60 {
        let db = place.open_with(Settings { readers: 6, ..Settings::default() });
        db.write_blocking(GROUP, insert(round)).unwrap();
        db.close();
        assert!(!Path::new(&format!("{}-wal", place.address)).exists(), "round {round}");
    }
}

#[test]
fn the_log_starts_anew_beside_a_writer_that_never_rests() {
    const MIB: u64 = 1 << 20;
    let place = Place::sqlite();
    let db = place.numbers();
    run(&db, "CREATE TABLE pictures (n BIGINT PRIMARY KEY, picture BLOB NOT NULL)");
    let log = || std::fs::metadata(format!("{}-wal", place.address)).unwrap().len() / MIB;
    // on a busy machine the log starts anew later, but it does while the writer goes on
    let anew = (0..1_000_i64).find(|n| {
        let values = [(*n).into(), vec![0; 1 << 20].into()];
        let drawn = move |mut tx: Tx<'_>| tx.run("INSERT INTO pictures (n, picture) VALUES ($1, $2)", &values);
        assert_eq!(db.write_blocking(GROUP, drawn), Ok(1));
        *n >= 200 && log() < n.unsigned_abs() / 2
    });
    assert!(anew.is_some(), "1,000 MiB were written, {} are in the log", log());
}

#[tokio::test]
async fn whoever_watches_learns_of_a_change_made_here() {
    for place in Place::all("learns") {
        let db = place.numbers();
        let mut changes = db.changes();
        let before = *changes.borrow_and_update();
        db.write(GROUP, insert(1)).await.unwrap();
        assert!(*changes.borrow_and_update() > before);
    }
}

#[tokio::test]
async fn an_instance_hears_of_a_change_made_by_another() {
    let Some(place) = Place::postgres("hears") else { return };
    let (one, other) = (place.numbers(), place.open());
    let mut changes = other.changes();
    let patience = Duration::from_secs(20);
    timeout(patience, changes.wait_for(|count| *count > 0)).await.unwrap().unwrap(); // it listens
    let before = *changes.borrow_and_update();
    one.write(GROUP, insert(1)).await.unwrap();
    timeout(patience, changes.wait_for(|count| *count > before)).await.unwrap().unwrap();
}

#[tokio::test]
async fn watching_ends_with_the_database() {
    for place in Place::all("watching_ends") {
        let db = place.open();
        let mut changes = db.changes();
        tokio::task::spawn_blocking(move || db.close()).await.unwrap();
        timeout(Duration::from_secs(20), async { while changes.changed().await.is_ok() {} }).await.unwrap();
    }
}
