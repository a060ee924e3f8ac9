//! One connection to an `SQLite` file.

mod cells;
mod checkpoints;
mod connect;
mod error;
mod upkeep;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;
use std::sync::Arc;

use rusqlite::{Connection, Statement};

use crate::columns::Columns;
use crate::dialect::Dialect;
use crate::engine::{Engine, STATEMENTS_KEPT, StatementKey, Taking, key};
use crate::{Error, Result, Row, Value};

pub(crate) use connect::connected;
pub(crate) use upkeep::{backup, check};

use connect::Limit;
use error::uncommitted;

/// A connection, and the statements prepared on it.
pub(crate) struct Session<'c> {
    connection: &'c Connection,
    statements: HashMap<StatementKey, Prepared<'c>>,
    limit: Option<Arc<Limit>>,
}

struct Prepared<'c> {
    statement: Statement<'c>,
    columns: Columns,
}

impl<'c> Session<'c> {
    fn new(connection: &'c Connection, limit: Option<Arc<Limit>>) -> Self {
        Self { connection, statements: HashMap::new(), limit }
    }

    fn prepared(&mut self, sql: &'static str) -> Result<&mut Prepared<'c>> {
        if let Some(limit) = &self.limit {
            limit.begin();
        }
        if self.statements.len() >= STATEMENTS_KEPT && !self.statements.contains_key(&key(sql)) {
            self.statements.clear();
        }
        match self.statements.entry(key(sql)) {
            Entry::Occupied(kept) => Ok(kept.into_mut()),
            Entry::Vacant(place) => {
                let statement = self.connection.prepare(&Dialect::Sqlite.statement(sql))?;
                let columns = Columns::new(statement.column_names());
                Ok(place.insert(Prepared { statement, columns }))
            }
        }
    }
}

impl Prepared<'_> {
    fn bind(&mut self, values: &[Value]) -> Result<()> {
        let (wanted, given) = (self.statement.parameter_count(), values.len());
        if wanted != given {
            return Err(Error::Engine(format!("the statement takes {wanted} values and was given {given}")));
        }
        for (at, value) in values.iter().enumerate() {
            self.statement.raw_bind_parameter(at + 1, value)?;
        }
        Ok(())
    }

    fn run(&mut self, values: &[Value]) -> Result<u64> {
        self.bind(values)?;
        Ok(self.statement.raw_execute()? as u64)
    }
}

impl Engine for Session<'_> {
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64> {
        self.prepared(sql)?.run(values)
    }

    fn look(&mut self, sql: &'static str, values: &[Value], take: &mut Taking<'_>) -> Result<()> {
        let prepared = self.prepared(sql)?;
        prepared.bind(values)?;
        let mut rows = prepared.statement.raw_query();
        while let Some(row) = rows.next()? {
            if take(&Row::new(row, &prepared.columns))? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(())
    }

    fn batch(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<u64> {
        let prepared = self.prepared(sql)?;
        rows.iter().map(|values| prepared.run(values)).sum()
    }

    fn script(&mut self, sql: &str) -> Result<()> {
        Ok(self.connection.execute_batch(sql)?)
    }

    fn open_look(&mut self) -> Result<()> {
        self.run("BEGIN", &[]).map(drop)
    }

    /// Takes the write lock at once, so that no change fails half-way for want of it.
    fn open_group(&mut self) -> Result<()> {
        self.run("BEGIN IMMEDIATE", &[]).map(drop)
    }

    fn open_change(&mut self) -> Result<()> {
        self.run("SAVEPOINT change", &[]).map(drop)
    }

    fn keep_change(&mut self) -> Result<()> {
        self.run("RELEASE change", &[]).map(drop)
    }

    fn drop_change(&mut self) -> Result<()> {
        self.run("ROLLBACK TO change", &[])?;
        self.run("RELEASE change", &[]).map(drop)
    }

    fn commit(&mut self) -> Result<()> {
        let commit = &mut self.prepared("COMMIT")?.statement;
        commit.raw_execute().map(drop).map_err(uncommitted)
    }

    fn rollback(&mut self) {
        let _ = self.run("ROLLBACK", &[]); // fails when the engine has rolled back already
    }
}
