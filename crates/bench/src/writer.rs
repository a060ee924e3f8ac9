//! The writer alone: how many durable changes a second 64 clients make, where a change is a row, a
//! counter and an event.

use std::time::{Duration, Instant};

use db::{Db, Migration, Settings, Tx};

use crate::load::count;
use crate::median::at;

const CLIENTS: i64 = 64;
const DEALS: i64 = 10_000;
const LENGTH: Duration = Duration::from_secs(3);
const WORKSPACE: [u8; 16] = [7; 16];

/// What the writer did.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Written {
    /// Changes a second.
    pub(crate) rate: f64,
    pub(crate) p50: f64,
    pub(crate) p99: f64,
}

/// Three runs; the one in the middle.
pub(crate) fn measure() -> Written {
    let mut runs: Vec<Written> = (0..3).map(|_| run()).collect();
    runs.sort_by(|one, other| one.rate.total_cmp(&other.rate));
    runs[1]
}

fn run() -> Written {
    let folder = tempfile::tempdir_in(".").unwrap();
    let db = Db::open(&folder.path().join("writes.db").display().to_string(), Settings::default()).unwrap();
    plant(&db);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let began = Instant::now();
    let mut waits = runtime.block_on(async {
        let end = began + LENGTH;
        let clients: Vec<_> = (0..CLIENTS).map(|client| tokio::spawn(changing(db.clone(), client, end))).collect();
        let mut waits = Vec::new();
        for client in clients {
            waits.extend(client.await.unwrap());
        }
        waits
    });
    let took = began.elapsed();
    waits.sort_unstable();
    Written { rate: count(waits.len()) / took.as_secs_f64(), p50: at(&waits, 50), p99: at(&waits, 99) }
}

fn plant(db: &Db) {
    db.migrate(TABLES).unwrap();
    let planted: db::Result<u64> = db.write_blocking(WORKSPACE, |mut tx: Tx<'_>| {
        tx.run("INSERT INTO workspaces (id, last_event) VALUES ($1, 0)", &[WORKSPACE.into()])?;
        let deals: Vec<_> =
            (0..DEALS).map(|id| vec![WORKSPACE.into(), id.into(), "new".into(), 0_i64.into()]).collect();
        tx.batch("INSERT INTO deals (workspace_id, id, stage, changed_at) VALUES ($1, $2, $3, $4)", &deals)
    });
    planted.unwrap();
}

async fn changing(db: Db, client: i64, end: Instant) -> Vec<Duration> {
    let (mut waits, mut deal) = (Vec::new(), client * 131);
    while Instant::now() < end {
        let began = Instant::now();
        deal = (deal + 7_919) % DEALS;
        let changed: db::Result<u64> = db
            .write(WORKSPACE, move |mut tx: Tx<'_>| {
                let number: i64 = tx.find(COUNT, &[WORKSPACE.into()])?.unwrap_or(0);
                tx.run(MOVE, &[WORKSPACE.into(), deal.into(), "won".into(), number.into()])?;
                let particulars = r#"{"amount":{"minor":100000,"currency":"EUR"},"from":"offer"}"#;
                tx.run(RECORD, &[WORKSPACE.into(), number.into(), "deal_won".into(), deal.into(), particulars.into()])
            })
            .await;
        changed.unwrap();
        waits.push(began.elapsed());
    }
    waits
}

const TABLES: &[Migration] = &[Migration {
    number: 1,
    name: "measured tables",
    sql: "
        CREATE TABLE workspaces (id {BYTES} PRIMARY KEY, last_event BIGINT NOT NULL);
        CREATE TABLE deals (workspace_id {BYTES} NOT NULL, id BIGINT NOT NULL, stage {TEXT} NOT NULL,
          changed_at BIGINT NOT NULL, PRIMARY KEY (workspace_id, id));
        CREATE TABLE events (workspace_id {BYTES} NOT NULL, number BIGINT NOT NULL, kind {TEXT} NOT NULL,
          deal_id BIGINT NOT NULL, particulars {TEXT} NOT NULL, PRIMARY KEY (workspace_id, number));",
}];

const COUNT: &str = "UPDATE workspaces SET last_event = last_event + 1 WHERE id = $1 RETURNING last_event";

const MOVE: &str = "UPDATE deals SET stage = $3, changed_at = $4 WHERE workspace_id = $1 AND id = $2";

const RECORD: &str = "
    INSERT INTO events (workspace_id, number, kind, deal_id, particulars) VALUES ($1, $2, $3, $4, $5)";
