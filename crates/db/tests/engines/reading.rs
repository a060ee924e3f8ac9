//! Looking: lanes, limits, long lists.

use std::sync::{Mutex, mpsc};
use std::time::Duration;

use crate::place::{GROUP, Place, count, insert, settings};
use db::{Error, Result, Settings, Tx};
use tokio::time::timeout;

const ENDLESS: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000000000)
    SELECT COUNT(*) FROM n";
const WALK: &str = "SELECT n FROM numbers WHERE n > $1 ORDER BY n LIMIT $2";

#[tokio::test]
async fn a_page_is_not_kept_waiting_by_one_long_statement() {
    for place in Place::all("statement_limit") {
        let db = place.open_with(Settings { page_limit: Duration::from_millis(30), ..settings() });
        let endless: Result<Option<i64>> = db.read(|mut tx: Tx<'_>| tx.find(ENDLESS, &[])).await;
        assert_eq!(endless, Err(Error::TooLong));
        let next: Result<Option<i64>> = db.read(|mut tx: Tx<'_>| tx.find("SELECT 1", &[])).await;
        assert_eq!(next, Ok(Some(1)));
    }
}

#[tokio::test]
async fn long_work_has_no_limit() {
    const LONG: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000)
        SELECT COUNT(*) FROM n";
    for place in Place::all("no_limit") {
        let db = place.open_with(Settings { page_limit: Duration::from_millis(10), ..settings() });
        let page: Result<Option<i64>> = db.read(|mut tx: Tx<'_>| tx.find(LONG, &[])).await;
        let long: Result<Option<i64>> = db.read_long(|mut tx: Tx<'_>| tx.find(LONG, &[])).await;
        assert_eq!((page, long), (Err(Error::TooLong), Ok(Some(400_000))));
    }
}

#[tokio::test]
async fn a_full_lane_says_busy_while_the_other_goes_on() {
    for place in Place::all("full_lane") {
        let db = place.open_with(Settings { readers: 1, reads_waiting: 1, ..settings() });
        let (release, held) = mpsc::channel::<()>();
        let (started, mut inside) = tokio::sync::mpsc::channel(1);
        let held = Mutex::new(held);
        let occupied = db.clone();
        tokio::spawn(async move {
            let work = move |_: Tx<'_>| {
                let _ = started.try_send(());
                let _ = held.lock().unwrap().recv();
                Ok::<(), Error>(())
            };
            occupied.read(work).await
        });
        inside.recv().await.unwrap();
        let one = |mut tx: Tx<'_>| tx.find::<i64>("SELECT 1", &[]);
        let mut waiting = Box::pin(db.read(one));
        assert!(timeout(Duration::ZERO, &mut waiting).await.is_err());
        assert_eq!(db.read(one).await, Err(Error::Busy));
        assert_eq!(db.read_long(one).await, Ok(Some(1)));
        drop(release);
        assert_eq!(waiting.await, Ok(Some(1)));
    }
}

#[tokio::test]
async fn a_look_shows_one_moment_and_changes_nothing() {
    for place in Place::all("one_moment") {
        let db = place.numbers();
        let writer = db.clone();
        let moment: Result<(i64, i64)> = db.read_blocking(move |mut tx: Tx<'_>| {
            let before = tx.find("SELECT COUNT(*) FROM numbers", &[])?.unwrap();
            writer.write_blocking(GROUP, insert(1))?;
            Ok((before, tx.find("SELECT COUNT(*) FROM numbers", &[])?.unwrap()))
        });
        assert_eq!((moment, count(&db)), (Ok((0, 0)), 1));
        assert!(matches!(db.read(insert(2)).await, Err(Error::Engine(_))));
        assert_eq!(count(&db), 1);
    }
}

#[tokio::test]
async fn a_look_that_swallows_a_failure_is_told_so() {
    for place in Place::all("swallowing_look") {
        let db = place.numbers();
        let swallowed: Result<()> = db
            .read(|mut tx: Tx<'_>| {
                let _ = tx.find::<i64>("SELECT n FROM letters", &[]);
                Ok(())
            })
            .await;
        assert!(matches!(swallowed, Err(Error::Engine(_))));
    }
}

#[tokio::test]
async fn a_long_list_is_walked_once_in_order_whatever_the_page() {
    for place in Place::all("walked") {
        let db = place.numbers();
        let rows: Vec<_> = (1..=100_i64).map(|n| vec![n.into()]).collect();
        let inserted = db.write(GROUP, move |mut tx: Tx<'_>| tx.batch("INSERT INTO numbers (n) VALUES ($1)", &rows));
        assert_eq!(inserted.await, Ok(100));
        for page in [1, 7, 50, 100, 101] {
            let walk = move |mut tx: Tx<'_>| {
                let mut seen = Vec::new();
                tx.each(WALK, &[0.into()], page, |n: i64| {
                    seen.push(n);
                    Ok::<(), Error>(())
                })?;
                Ok::<_, Error>(seen)
            };
            assert_eq!(db.read_long(walk).await, Ok((1..=100).collect()));
        }
    }
}

#[tokio::test]
async fn a_walk_ends_with_the_first_refusal_and_never_circles() {
    for place in Place::all("walk_ends") {
        let db = place.numbers();
        for n in 1..=3 {
            db.write(GROUP, insert(n)).await.unwrap();
        }
        let refusing =
            |mut tx: Tx<'_>| tx.each(WALK, &[0.into()], 2, |n: i64| if n < 3 { Ok(()) } else { Err(Error::Taken) });
        assert_eq!(db.read(refusing).await, Err(Error::Taken));
        let circling = |mut tx: Tx<'_>| {
            tx.each("SELECT n FROM numbers WHERE n > $1 - 1 ORDER BY n LIMIT $2", &[0.into()], 1, |_: i64| {
                Ok::<(), Error>(())
            })
        };
        assert!(matches!(db.read(circling).await, Err(Error::Engine(_))));
    }
}
