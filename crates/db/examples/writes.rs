//! Measures durable changes: `cargo run --release -p db --example writes -- [ADDRESS] [CLIENTS] [SECONDS]`.
//!
//! A change is what the product makes: a counter of the workspace, a row, and an event. Prints changes
//! a second, how long one waits (p50, p99, most), and what a small look costs.
#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

use std::time::{Duration, Instant};

use db::{Db, FromRow, Result, Row, Settings, Tx};

const TABLES: &[db::Migration] = &[db::Migration {
    number: 1,
    name: "measured tables",
    sql: "
        CREATE TABLE workspaces (id {BYTES} PRIMARY KEY, last_event BIGINT NOT NULL);
        CREATE TABLE deals (workspace_id {BYTES} NOT NULL, id BIGINT NOT NULL, name {TEXT} NOT NULL,
            amount BIGINT NOT NULL, stage {TEXT} NOT NULL, changed_at BIGINT NOT NULL, PRIMARY KEY (workspace_id, id));
        CREATE TABLE events (workspace_id {BYTES} NOT NULL, number BIGINT NOT NULL, kind {TEXT} NOT NULL,
            deal_id BIGINT NOT NULL, recorded_at BIGINT NOT NULL, particulars {TEXT} NOT NULL,
            PRIMARY KEY (workspace_id, number));",
}];

const COUNT: &str = "UPDATE workspaces SET last_event = last_event + 1 WHERE id = $1 RETURNING last_event";
const MOVE: &str = "UPDATE deals SET stage = $3, changed_at = $4 WHERE workspace_id = $1 AND id = $2";
const RECORD: &str = "INSERT INTO events (workspace_id, number, kind, deal_id, recorded_at, particulars)
    VALUES ($1, $2, $3, $4, $5, $6)";
const PLANT: &str = "INSERT INTO deals (workspace_id, id, name, amount, stage, changed_at)
    VALUES ($1, $2, $3, $4, $5, $6)";
const LOOK: &str = "SELECT id, name, amount, stage, changed_at FROM deals WHERE workspace_id = $1 AND id = $2";
const DEALS: i64 = 10_000;
const WORKSPACE: [u8; 16] = [7; 16];

struct Deal;

impl FromRow for Deal {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        let _ = (row.int("id")?, row.text("name")?, row.int("amount")?, row.text("stage")?, row.int("changed_at")?);
        Ok(Self)
    }
}

#[tokio::main]
async fn main() {
    let mut given = std::env::args().skip(1);
    let folder = tempfile::tempdir_in(".").unwrap();
    let file = folder.path().join("writes.db").display().to_string();
    let address = given.next().filter(|address| address != "-").unwrap_or(file);
    let clients: i64 = given.next().map_or(64, |count| count.parse().unwrap());
    let seconds: u64 = given.next().map_or(5, |count| count.parse().unwrap());
    let db = Db::open(&address, Settings::default()).unwrap();
    plant(&db);
    let (began, mut waits) = (Instant::now(), Vec::new());
    let end = began + Duration::from_secs(seconds);
    let working: Vec<_> = (0..clients).map(|client| tokio::spawn(changing(db.clone(), client, end))).collect();
    for client in working {
        waits.extend(client.await.unwrap());
    }
    tell("changes", began.elapsed(), waits);
    look(&db).await;
}

fn plant(db: &Db) {
    db.migrate(TABLES).unwrap();
    db.write_blocking(WORKSPACE, |mut tx: Tx<'_>| {
        tx.run("DELETE FROM events", &[])?;
        tx.run("DELETE FROM deals", &[])?;
        tx.run("DELETE FROM workspaces", &[])?;
        tx.run("INSERT INTO workspaces (id, last_event) VALUES ($1, 0)", &[WORKSPACE.into()])?;
        let deals: Vec<_> = (0..DEALS)
            .map(|id| vec![WORKSPACE.into(), id.into(), "A deal".into(), 1_000_i64.into(), "new".into(), 0_i64.into()])
            .collect();
        tx.batch(PLANT, &deals)
    })
    .unwrap();
}

async fn changing(db: Db, client: i64, end: Instant) -> Vec<Duration> {
    let (mut waits, mut deal) = (Vec::new(), client * 131);
    while Instant::now() < end {
        let began = Instant::now();
        deal = (deal + 7_919) % DEALS;
        let changed: Result<u64> = db
            .write(WORKSPACE, move |mut tx: Tx<'_>| {
                let number: i64 = tx.find(COUNT, &[WORKSPACE.into()])?.unwrap();
                tx.run(MOVE, &[WORKSPACE.into(), deal.into(), "won".into(), number.into()])?;
                let particulars = r#"{"amount":{"minor":100000,"currency":"EUR"},"from":"offer"}"#;
                let event =
                    [WORKSPACE.into(), number.into(), "deal_won".into(), deal.into(), 0.into(), particulars.into()];
                tx.run(RECORD, &event)
            })
            .await;
        changed.unwrap();
        waits.push(began.elapsed());
    }
    waits
}

async fn look(db: &Db) {
    const STATEMENTS: i64 = 200_000;
    let began = Instant::now();
    let looked: Result<()> = db
        .read_long(|mut tx: Tx<'_>| {
            for id in 0..STATEMENTS {
                tx.find::<Deal>(LOOK, &[WORKSPACE.into(), (id * 7_919 % DEALS).into()])?;
            }
            Ok(())
        })
        .await;
    looked.unwrap();
    println!("looks: {:.2} µs a statement", began.elapsed().as_secs_f64() * 1e6 / 200_000.0);
}

fn tell(what: &str, took: Duration, mut waits: Vec<Duration>) {
    waits.sort_unstable();
    let at = |hundredths: usize| waits[(waits.len() - 1) * hundredths / 100];
    println!("{what}: {} in {took:.1?}: p50 {:.1?}, p99 {:.1?}, most {:.1?}", waits.len(), at(50), at(99), at(100));
    println!("{what}: {} a second", waits.len() as u128 * 1_000 / took.as_millis());
}
