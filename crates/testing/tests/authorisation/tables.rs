//! Whether the two workspaces are as they were: the rows of every table, and how far their logs have come.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use db::Tx;
use domain::MIGRATIONS;
use testing::{App, World};

/// Sign-ins and tokens are made for the test itself.
const OWN: [&str; 4] = ["sessions", "api_tokens", "leases", "workspaces"];

/// How many rows each table has of the world and of the company elsewhere, and how long their logs are.
pub(crate) fn counts(app: &App, foreign: &World) -> Vec<(&'static str, i64)> {
    let counts = tables().into_iter().map(|table| (table, number(app, foreign, count_of(table))));
    let logs = number(app, foreign, "SELECT CAST(SUM(last_event) AS BIGINT) FROM workspaces WHERE id IN ($1, $2)");
    counts.chain([("the logs", logs)]).collect()
}

fn tables() -> Vec<&'static str> {
    let lines = MIGRATIONS.iter().flat_map(|migration| migration.sql.lines());
    let named = lines.filter_map(|line| line.strip_prefix("CREATE TABLE ")?.split_whitespace().next());
    named.filter(|table| !OWN.contains(table)).collect()
}

/// The query of a table: the same text each time, for the database keeps it by its place in memory.
fn count_of(table: &str) -> &'static str {
    static KNOWN: LazyLock<Mutex<HashMap<String, &'static str>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap();
    let made = || &*format!("SELECT COUNT(*) FROM {table} WHERE workspace_id IN ($1, $2)").leak();
    known.entry(table.to_owned()).or_insert_with(made)
}

fn number(app: &App, foreign: &World, sql: &'static str) -> i64 {
    let (ours, theirs) = (app.world.workspace.id, foreign.workspace.id);
    let values = [ours.into(), theirs.into()];
    let found: db::Result<Option<i64>> = app.database.db.read_blocking(move |mut tx: Tx<'_>| tx.find(sql, &values));
    found.unwrap().unwrap_or(0)
}
