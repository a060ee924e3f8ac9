//! What goes in comes out, on both engines.

use crate::place::{GROUP, Place};
use db::{Error, FromRow, Migration, Result, Row, Tx, Value};

const TABLE: &[Migration] = &[Migration {
    number: 1,
    name: "one of each",
    sql: "CREATE TABLE kinds (n BIGINT PRIMARY KEY, t {TEXT}, i BIGINT, b BOOLEAN, id {BYTES}, x {BYTES})",
}];
const INSERT: &str = "INSERT INTO kinds (n, t, i, b, id, x) VALUES ($1, $2, $3, $4, $5, $6)";
const ALL: &str = "SELECT n, t, i, b, id, x FROM kinds ORDER BY n";

#[derive(Debug, Clone, PartialEq, Default)]
struct Kinds {
    text: Option<String>,
    int: Option<i64>,
    bool: Option<bool>,
    id: Option<[u8; 16]>,
    bytes: Option<Vec<u8>>,
}

impl FromRow for Kinds {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self {
            bytes: row.maybe_bytes("x")?,
            text: row.maybe_text("t")?,
            int: row.maybe_int("i")?,
            bool: row.maybe_bool("b")?,
            id: row.maybe_id("id")?,
        })
    }
}

fn written() -> Vec<Kinds> {
    let some = |text: &str, int, bool, id, bytes: &[u8]| Kinds {
        text: Some(text.into()),
        int: Some(int),
        bool: Some(bool),
        id: Some(id),
        bytes: Some(bytes.into()),
    };
    vec![
        Kinds::default(),
        some("", i64::MIN, false, [0; 16], b""),
        some("Größe, 東京, 🚲 and 'quotes' $1 ?1", i64::MAX, true, [255; 16], b"\0\x01\xff"),
    ]
}

#[tokio::test]
async fn every_kind_of_value_comes_back_as_it_went() {
    for place in Place::all("come_back") {
        let db = place.open();
        db.migrate(TABLE).unwrap();
        let rows: Vec<Vec<Value>> = (0..)
            .zip(written())
            .map(|(n, one)| {
                vec![Value::from(n), one.text.into(), one.int.into(), one.bool.into(), one.id.into(), one.bytes.into()]
            })
            .collect();
        assert_eq!(db.write(GROUP, move |mut tx: Tx<'_>| tx.batch(INSERT, &rows)).await, Ok(3));
        assert_eq!(db.read(|mut tx: Tx<'_>| tx.all::<Kinds>(ALL, &[])).await, Ok(written()));
    }
}

#[tokio::test]
async fn a_column_that_is_empty_missing_or_of_another_kind_is_named() {
    struct Wrong(Vec<Error>);
    impl FromRow for Wrong {
        fn from_row(row: &Row<'_>) -> Result<Self> {
            let failures = [row.int("i").err(), row.int("nowhere").err(), row.text("n").err(), row.id("x").err()];
            Ok(Self(failures.into_iter().flatten().collect()))
        }
    }
    for place in Place::all("wrong_columns") {
        let db = place.open();
        db.migrate(TABLE).unwrap();
        crate::place::run(&db, "INSERT INTO kinds (n) VALUES (1)");
        let Wrong(failures) = db.read(|mut tx: Tx<'_>| tx.find(ALL, &[])).await.unwrap().unwrap();
        assert_eq!(failures.len(), 4);
        assert_eq!(failures[0], Error::Column("i is empty".into()));
        assert_eq!(failures[1], Error::Column("nowhere is not in the query".into()));
        assert!(failures.iter().all(|failure| matches!(failure, Error::Column(_))));
    }
}

#[tokio::test]
async fn values_are_meant_by_number_wherever_they_stand() {
    for place in Place::all("by_number") {
        let db = place.numbers();
        let found = |mut tx: Tx<'_>| {
            tx.find::<i64>(
                "SELECT COUNT(*) FROM numbers WHERE n > $2 AND n < $1 AND '$3' = '$3'",
                &[3.into(), 1.into()],
            )
        };
        crate::place::run(&db, "INSERT INTO numbers (n) VALUES (1), (2), (3)");
        assert_eq!(db.read(found).await, Ok(Some(1)));
        let short = |mut tx: Tx<'_>| tx.all::<i64>("SELECT n FROM numbers WHERE n > $1", &[]);
        assert!(db.read(short).await.is_err());
    }
}

#[tokio::test]
async fn a_batch_with_a_taken_row_keeps_none() {
    for place in Place::all("batches") {
        let db = place.numbers();
        let rows: Vec<Vec<Value>> = (0..1_000_i64).map(|n| vec![(n % 999).into()]).collect();
        let batch = move |mut tx: Tx<'_>| tx.batch("INSERT INTO numbers (n) VALUES ($1)", &rows);
        assert_eq!(db.write(GROUP, batch).await, Err(Error::Taken));
        assert_eq!(crate::place::count(&db), 0);
        let none = |mut tx: Tx<'_>| tx.batch("INSERT INTO numbers (n) VALUES ($1)", &[]);
        assert_eq!(db.write(GROUP, none).await, Ok(0));
    }
}
