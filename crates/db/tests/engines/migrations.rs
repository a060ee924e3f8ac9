//! Tables come up to date once, whoever starts.

use std::sync::Barrier;
use std::thread;

use crate::place::Place;
use db::{Error, Migration};

const FIRST: Migration = Migration {
    number: 1,
    name: "people",
    sql: "CREATE TABLE people (id {BYTES} PRIMARY KEY, name {TEXT} NOT NULL);
        CREATE INDEX people_by_name ON people (name);",
};
const SECOND: Migration =
    Migration { number: 2, name: "ages", sql: "ALTER TABLE people ADD COLUMN age BIGINT NOT NULL DEFAULT 0" };
const BROKEN: Migration =
    Migration { number: 3, name: "nonsense", sql: "ALTER TABLE people ADD COLUMN size BIGINT; ALTER TABLE nobody" };
const OLD: &[Migration] = &[FIRST];
const NEW: &[Migration] = &[FIRST, SECOND];

fn numbers(taken: &[&Migration]) -> Vec<i64> {
    taken.iter().map(|step| step.number).collect()
}

#[test]
fn a_program_takes_the_steps_that_are_missing() {
    for place in Place::all("missing_steps") {
        let db = place.open();
        assert_eq!(numbers(&db.migrate(OLD).unwrap()), [1]);
        assert_eq!(numbers(&db.migrate(NEW).unwrap()), [2]);
        assert_eq!(db.migrate(NEW), Ok(vec![]));
        assert_eq!(crate::place::find(&db, "SELECT COUNT(*) FROM people WHERE age = 0"), 0);
    }
}

#[test]
fn programs_that_start_together_take_each_step_once() {
    for place in Place::all("start_together") {
        let together = Barrier::new(4);
        let start = || {
            together.wait();
            numbers(&place.open().migrate(NEW).unwrap())
        };
        let mut taken = thread::scope(|scope| {
            let starting: Vec<_> = (0..4).map(|_| scope.spawn(start)).collect();
            starting.into_iter().flat_map(|started| started.join().unwrap()).collect::<Vec<_>>()
        });
        taken.sort_unstable();
        assert_eq!(taken, [1, 2]);
    }
}

#[test]
fn a_database_of_a_newer_program_is_left_alone() {
    for place in Place::all("newer") {
        let db = place.open();
        db.migrate(NEW).unwrap();
        assert_eq!(db.migrate(OLD), Err(Error::Newer { database: 2, program: 1 }));
    }
}

#[test]
fn a_database_that_went_another_way_is_left_alone() {
    const OTHER: &[Migration] = &[Migration { number: 1, name: "animals", ..FIRST }, SECOND];
    for place in Place::all("another_way") {
        let db = place.open();
        db.migrate(OLD).unwrap();
        assert!(matches!(db.migrate(OTHER), Err(Error::Engine(_))));
    }
}

#[test]
fn a_step_that_fails_leaves_nothing_and_is_named() {
    const FAILING: &[Migration] = &[FIRST, SECOND, BROKEN];
    const MENDED: &[Migration] =
        &[FIRST, SECOND, Migration { sql: "ALTER TABLE people ADD COLUMN size BIGINT", ..BROKEN }];
    for place in Place::all("failing_step") {
        let db = place.open();
        let Err(Error::Engine(told)) = db.migrate(FAILING) else { panic!("the step must fail") };
        assert!(told.starts_with("migration 3 nonsense"), "{told}");
        assert_eq!(numbers(&db.migrate(MENDED).unwrap()), [3]);
    }
}

#[test]
fn a_step_that_leaves_rows_pointing_at_nothing_is_refused() {
    const DANGLING: &[Migration] = &[
        Migration {
            number: 1,
            name: "homes",
            sql: "CREATE TABLE streets (id BIGINT PRIMARY KEY);
                CREATE TABLE homes (id BIGINT PRIMARY KEY, street BIGINT REFERENCES streets (id));",
        },
        Migration { number: 2, name: "a home nowhere", sql: "INSERT INTO homes (id, street) VALUES (1, 7)" },
    ];
    for place in Place::all("dangling") {
        let db = place.open();
        assert!(matches!(db.migrate(DANGLING), Err(Error::Engine(_))));
        assert_eq!(crate::place::find(&db, "SELECT COUNT(*) FROM homes"), 0);
    }
}

#[test]
fn statements_prepared_before_a_step_work_after_it() {
    const ALL: &str = "SELECT * FROM people";
    for place in Place::all("prepared_before") {
        let db = place.open();
        db.migrate(OLD).unwrap();
        let look = move || db.read_blocking(|mut tx: db::Tx<'_>| tx.all::<[u8; 16]>(ALL, &[]));
        assert_eq!(look(), Ok(vec![]));
        place.open().migrate(NEW).unwrap();
        assert_eq!(look(), Ok(vec![]));
    }
}
