//! Changes that share a commit.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use crate::place::{GROUP, Place, count, insert, settings};
use db::{Db, Error, Result, Settings, Tx};
use tokio::time::timeout;

#[tokio::test]
async fn a_change_that_fails_takes_no_other_with_it() {
    for place in Place::all("takes_no_other") {
        let db = place.numbers();
        let changing = |n| {
            let db = db.clone();
            tokio::spawn(async move { db.write(GROUP, insert(n / 2)).await })
        };
        let changes: Vec<_> = (0..200_i64).map(changing).collect();
        let mut taken = 0;
        for change in changes {
            match change.await.unwrap() {
                Ok(touched) => assert_eq!(touched, 1),
                Err(error) => {
                    assert_eq!(error, Error::Taken);
                    taken += 1;
                }
            }
        }
        assert_eq!((count(&db), taken), (100, 100));
    }
}

#[tokio::test]
async fn a_change_that_swallows_a_failure_is_undone_and_told_so() {
    for place in Place::all("swallows") {
        let db = place.numbers();
        let swallowed: Result<()> = db
            .write(GROUP, |mut tx: Tx<'_>| {
                tx.run("INSERT INTO numbers (n) VALUES ($1)", &[1.into()])?;
                let _ = tx.run("INSERT INTO numbers (n) VALUES ($1)", &[1.into()]);
                Ok(())
            })
            .await;
        assert_eq!(swallowed, Err(Error::Taken));
        assert_eq!(count(&db), 0);
    }
}

#[tokio::test]
async fn a_change_that_panics_leaves_nothing_and_stops_nobody() {
    for place in Place::all("panics") {
        let db = place.numbers();
        let panicked: Result<()> = db
            .write(GROUP, |mut tx: Tx<'_>| {
                tx.run("INSERT INTO numbers (n) VALUES ($1)", &[1.into()])?;
                panic!("a bug in the domain")
            })
            .await;
        assert!(matches!(panicked, Err(Error::Engine(_))));
        assert_eq!((db.write(GROUP, insert(2)).await, count(&db)), (Ok(1), 1));
    }
}

#[tokio::test]
async fn a_commit_that_is_refused_fails_only_the_change_to_blame() {
    for place in Place::all("refused_commit") {
        let db = place.open();
        crate::place::run(&db, "CREATE TABLE owners (id BIGINT PRIMARY KEY)");
        crate::place::run(
            &db,
            "CREATE TABLE numbers (n BIGINT PRIMARY KEY,
                owner BIGINT REFERENCES owners (id) DEFERRABLE INITIALLY DEFERRED)",
        );
        let owned = |n: i64, owner: Option<i64>| {
            let values = [n.into(), owner.into()];
            let db = db.clone();
            let work = move |mut tx: Tx<'_>| tx.run("INSERT INTO numbers (n, owner) VALUES ($1, $2)", &values);
            tokio::spawn(async move { db.write(GROUP, work).await })
        };
        let changes: Vec<_> = (0..50).map(|n| owned(n, (n == 25).then_some(1))).collect();
        let mut failed = Vec::new();
        for (n, change) in changes.into_iter().enumerate() {
            failed.extend(change.await.unwrap().is_err().then_some(n));
        }
        assert_eq!((count(&db), failed), (49, vec![25]));
    }
}

/// Lets the only writer wait inside a change until the sender is dropped.
async fn occupied(db: &Db) -> mpsc::Sender<()> {
    let (release, held) = mpsc::channel::<()>();
    let (started, mut inside) = tokio::sync::mpsc::channel(1);
    let held = std::sync::Mutex::new(held);
    let db = db.clone();
    tokio::spawn(async move {
        let work = move |_: Tx<'_>| {
            let _ = started.try_send(());
            let _ = held.lock().unwrap().recv();
            Ok::<(), Error>(())
        };
        db.write(GROUP, work).await
    });
    inside.recv().await.unwrap();
    release
}

#[tokio::test]
async fn a_full_queue_of_changes_says_busy_and_keeps_what_waits() {
    for place in Place::all("full_queue") {
        let db = place.numbers_with(Settings { writes_waiting: 2, writers: 1, ..settings() });
        let release = occupied(&db).await;
        let mut waiting = [Box::pin(db.write(GROUP, insert(1))), Box::pin(db.write(GROUP, insert(2)))];
        for change in &mut waiting {
            assert!(timeout(Duration::ZERO, change).await.is_err());
        }
        assert_eq!(db.write(GROUP, insert(3)).await, Err(Error::Busy));
        drop(release);
        for change in waiting {
            assert_eq!(change.await, Ok(1));
        }
        assert_eq!(count(&db), 2);
    }
}

#[tokio::test]
async fn a_change_whose_asker_has_left_is_made_all_the_same() {
    for place in Place::all("asker_left") {
        let db = place.numbers_with(Settings { writers: 1, ..settings() });
        let release = occupied(&db).await;
        assert!(timeout(Duration::ZERO, db.write(GROUP, insert(1))).await.is_err());
        drop(release);
        assert_eq!((db.write(GROUP, insert(2)).await, count(&db)), (Ok(1), 2));
    }
}

#[tokio::test]
async fn two_programs_on_one_database_lose_no_change() {
    for place in Place::all("two_programs") {
        let (one, other) = (place.numbers(), place.open());
        let made = Arc::new(AtomicUsize::new(0));
        let changes: Vec<_> = (0..200)
            .map(|n| {
                let (db, made) = (if n % 2 == 0 { one.clone() } else { other.clone() }, Arc::clone(&made));
                tokio::spawn(async move {
                    db.write(GROUP, insert(n)).await.unwrap();
                    made.fetch_add(1, Ordering::Relaxed);
                })
            })
            .collect();
        for change in changes {
            change.await.unwrap();
        }
        assert_eq!((count(&other), made.load(Ordering::Relaxed)), (200, 200));
    }
}
