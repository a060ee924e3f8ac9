//! A `PostgreSQL` server that breaks connections.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::place::{GROUP, Place, count, insert, run};
use db::{Db, Error, Result, Tx};

const END_OTHERS: &str = "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE pid <> pg_backend_pid() AND application_name = $1";
const END_MYSELF: &str = "SELECT pg_terminate_backend(pg_backend_pid())";

#[tokio::test]
async fn a_change_and_a_look_outlive_their_connections() {
    let Some(place) = Place::postgres("outlive") else { return };
    let db = place.numbers();
    let other = Db::open(&std::env::var("TEST_POSTGRES").unwrap(), crate::place::settings()).unwrap();
    for n in 0..3 {
        let ended: Option<i64> =
            other.read_blocking(|mut tx: Tx<'_>| tx.find(END_OTHERS, &["outlive".into()])).unwrap();
        assert!(ended >= Some(3), "the writer, the readers, the listener: {ended:?}");
        assert_eq!(db.write(GROUP, insert(n)).await, Ok(1));
        assert_eq!(count(&db), n + 1);
        assert_eq!(db.read(|mut tx: Tx<'_>| tx.find("SELECT COUNT(*) FROM numbers", &[])).await, Ok(Some(n + 1)));
    }
}

#[tokio::test]
async fn a_change_whose_connection_breaks_on_the_way_is_made_once() {
    let Some(place) = Place::postgres("on_the_way") else { return };
    let db = place.numbers();
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tries);
    let made = db.write(GROUP, move |mut tx: Tx<'_>| {
        let made = tx.run("INSERT INTO numbers (n) VALUES (1)", &[])?;
        if counted.fetch_add(1, Ordering::Relaxed) == 0 {
            tx.find::<bool>(END_MYSELF, &[])?;
        }
        Ok::<_, Error>(made)
    });
    assert_eq!(made.await, Ok(1));
    assert_eq!((count(&db), tries.load(Ordering::Relaxed)), (1, 2));
}

#[tokio::test]
async fn a_commit_of_unknown_outcome_is_told_and_never_run_again() {
    let Some(place) = Place::postgres("unknown_outcome") else { return };
    let db = place.numbers();
    run(
        &db,
        "CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql
            AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'",
    );
    run(
        &db,
        "CREATE CONSTRAINT TRIGGER breaking AFTER INSERT ON numbers DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (NEW.n = 13) EXECUTE FUNCTION break_off()",
    );
    let tries = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&tries);
    let unknown: Result<u64> = db
        .write(GROUP, move |mut tx: Tx<'_>| {
            counted.fetch_add(1, Ordering::Relaxed);
            tx.run("INSERT INTO numbers (n) VALUES (13)", &[])
        })
        .await;
    assert_eq!((unknown, tries.load(Ordering::Relaxed)), (Err(Error::Unknown), 1));
    assert_eq!(db.write(GROUP, insert(2)).await, Ok(1));
}

#[test]
fn a_server_that_is_not_there_is_told_at_once() {
    let opened = Db::open("postgres://nobody@127.0.0.1:9/nothing", crate::place::settings());
    assert_eq!(opened.err(), Some(Error::Unreachable));
}
