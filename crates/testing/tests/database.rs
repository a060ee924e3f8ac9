//! Databases for tests are fresh and alike on both engines.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::thread;

use db::{Db, Result, Tx};
use testing::{Database, database, database_alone};

fn count_one(test: &Database) {
    let workspace = test.workspace;
    let sql = "INSERT INTO counters (workspace_id, name, last) VALUES ($1, 'boats', 1)";
    let counted: Result<u64> =
        test.db.write_blocking(workspace, move |mut tx: Tx<'_>| tx.run(sql, &[workspace.into()]));
    assert_eq!(counted, Ok(1));
}

fn counters(db: &Db, workspace: [u8; 16]) -> i64 {
    let sql = "SELECT COUNT(*) AS counters FROM counters WHERE workspace_id = $1";
    let found: Result<Option<i64>> = db.read_blocking(move |mut tx: Tx<'_>| tx.find(sql, &[workspace.into()]));
    found.unwrap().unwrap()
}

fn all_counters(db: &Db) -> i64 {
    let sql = "SELECT COUNT(*) AS counters FROM counters";
    let found: Result<Option<i64>> = db.read_blocking(move |mut tx: Tx<'_>| tx.find(sql, &[]));
    found.unwrap().unwrap()
}

#[test]
fn a_test_sees_its_own_rows_and_nobody_elses() {
    let (one, two) = (database(), database());
    count_one(&one);
    assert_eq!((counters(&one.db, one.workspace), counters(&two.db, two.workspace)), (1, 0));
    assert_ne!((&one.name, one.seed), (&two.name, two.seed));
}

#[test]
fn a_database_of_its_own_holds_nothing_from_elsewhere() {
    count_one(&database());
    let alone = database_alone();
    assert_eq!(all_counters(&alone.db), 0);
    count_one(&alone);
    assert_eq!(all_counters(&alone.another_server()), 1);
}

#[test]
fn another_server_sees_the_same_database() {
    let here = database();
    count_one(&here);
    assert_eq!(counters(&here.another_server(), here.workspace), 1);
}

#[test]
fn many_tests_may_begin_at_once() {
    let begun: Vec<_> = (0..8).map(|_| thread::spawn(|| count_one(&database()))).collect();
    for test in begun {
        test.join().unwrap();
    }
}
