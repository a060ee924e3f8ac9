//! One connection to a `PostgreSQL` server.

mod cells;
mod connect;
mod error;
mod listen;

use std::collections::HashMap;
use std::mem;
use std::ops::ControlFlow;

use futures_util::TryStreamExt;
use futures_util::future::{join, try_join_all};
use tokio::runtime::Runtime;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Statement};

use crate::columns::Columns;
use crate::engine::{Engine, STATEMENTS_KEPT, StatementKey, Taking, key};
use crate::{Error, Result, Row, Value};

pub(crate) use connect::connected;
pub(crate) use listen::listen;

/// The most statements of a batch that are on their way at once.
const IN_FLIGHT: usize = 256;

/// A connection, the statements prepared on it, and the commands that travel with the next one.
///
/// `BEGIN`, `SAVEPOINT` and `RELEASE` answer nothing that anybody waits for, so they are held back and
/// sent together with what follows: a change costs one journey for each of its statements.
pub(crate) struct Session {
    runtime: Runtime,
    client: Client,
    statements: HashMap<StatementKey, Prepared>,
    held_back: String,
}

struct Prepared {
    statement: Statement,
    columns: Columns,
}

impl Session {
    fn new(runtime: Runtime, client: Client) -> Self {
        Self { runtime, client, statements: HashMap::new(), held_back: String::new() }
    }

    /// Prepares `sql` if it is new. Returns what is still held back.
    fn prepare(&mut self, sql: &'static str) -> Result<String> {
        if self.statements.contains_key(&key(sql)) {
            return Ok(mem::take(&mut self.held_back));
        }
        if self.statements.len() >= STATEMENTS_KEPT {
            self.statements.clear();
        }
        let held_back = mem::take(&mut self.held_back);
        let prepared = self.runtime.block_on(async {
            let (sent, prepared) = join(send(&self.client, &held_back), self.client.prepare(sql)).await;
            sent.and(prepared)
        });
        let statement = self.judged(prepared)?;
        let columns = Columns::new(statement.columns().iter().map(tokio_postgres::Column::name));
        self.statements.insert(key(sql), Prepared { statement, columns });
        Ok(String::new())
    }

    /// Tells errors apart; a statement whose tables were altered behind it is prepared anew.
    fn judged<T>(&mut self, outcome: Result<T, tokio_postgres::Error>) -> Result<T> {
        outcome.map_err(|error| {
            if error::is_outdated(&error) {
                self.statements.clear();
                return Error::Contended;
            }
            error::judged(&error, self.client.is_closed())
        })
    }
}

async fn send(client: &Client, commands: &str) -> Result<(), tokio_postgres::Error> {
    if commands.is_empty() { Ok(()) } else { client.batch_execute(commands).await }
}

fn bound(values: &[Value]) -> impl ExactSizeIterator<Item = &(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync))
}

impl Engine for Session {
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64> {
        let held_back = self.prepare(sql)?;
        let statement = &self.statements[&key(sql)].statement;
        let touched = self.runtime.block_on(async {
            let running = self.client.execute_raw(statement, bound(values));
            let (sent, touched) = join(send(&self.client, &held_back), running).await;
            sent.and(touched)
        });
        self.judged(touched)
    }

    fn look(&mut self, sql: &'static str, values: &[Value], take: &mut Taking<'_>) -> Result<()> {
        let held_back = self.prepare(sql)?;
        let Prepared { statement, .. } = &self.statements[&key(sql)];
        let rows: Result<Vec<_>, _> = self.runtime.block_on(async {
            let asking = async { self.client.query_raw(statement, bound(values)).await?.try_collect().await };
            let (sent, rows) = join(send(&self.client, &held_back), asking).await;
            sent.and(rows)
        });
        let rows = self.judged(rows)?;
        let columns = &self.statements[&key(sql)].columns;
        for row in &rows {
            if take(&Row::new(row, columns))? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn batch(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<u64> {
        let mut touched = 0;
        for rows in rows.chunks(IN_FLIGHT) {
            let held_back = self.prepare(sql)?;
            let statement = &self.statements[&key(sql)].statement;
            let done = self.runtime.block_on(async {
                let running = rows.iter().map(|values| self.client.execute_raw(statement, bound(values)));
                let (sent, done) = join(send(&self.client, &held_back), try_join_all(running)).await;
                sent.and(done)
            });
            touched += self.judged(done)?.into_iter().sum::<u64>();
        }
        Ok(touched)
    }

    fn script(&mut self, sql: &str) -> Result<()> {
        let commands = mem::take(&mut self.held_back) + sql;
        let done = self.runtime.block_on(self.client.batch_execute(&commands));
        self.judged(done)
    }

    fn open_look(&mut self) -> Result<()> {
        self.held_back.push_str("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;");
        Ok(())
    }

    fn open_group(&mut self) -> Result<()> {
        self.held_back.push_str("BEGIN;");
        Ok(())
    }

    fn open_change(&mut self) -> Result<()> {
        self.held_back.push_str("SAVEPOINT change;");
        Ok(())
    }

    fn keep_change(&mut self) -> Result<()> {
        self.held_back.push_str("RELEASE change;");
        Ok(())
    }

    fn drop_change(&mut self) -> Result<()> {
        self.held_back.push_str("ROLLBACK TO change; RELEASE change;");
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        match self.script("COMMIT") {
            Err(Error::Unreachable) => Err(Error::Unknown),
            committed => committed,
        }
    }

    fn rollback(&mut self) {
        if self.held_back.starts_with("BEGIN") {
            self.held_back.clear(); // nothing has begun yet
        } else {
            self.held_back.clear();
            let _ = self.script("ROLLBACK"); // fails when the connection is gone, and the work with it
        }
    }
}
