use std::ops::ControlFlow;

use crate::{Result, Row, Value};

/// What a connection can do. One thread owns it for its whole life.
pub(crate) trait Engine {
    /// Runs a statement; returns how many rows it touched.
    fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64>;

    /// Shows the rows of a query to `take` until it has enough.
    fn look(&mut self, sql: &'static str, values: &[Value], take: &mut Taking<'_>) -> Result<()>;

    /// Runs a statement once for each of `rows`; returns how many rows it touched in all.
    fn batch(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<u64>;

    /// Runs several statements that take no values.
    fn script(&mut self, sql: &str) -> Result<()>;

    /// Starts a look at one consistent moment.
    fn open_look(&mut self) -> Result<()>;

    /// Starts the transaction of a group of changes.
    fn open_group(&mut self) -> Result<()>;

    /// Starts one change of the group.
    fn open_change(&mut self) -> Result<()>;

    /// Keeps that change.
    fn keep_change(&mut self) -> Result<()>;

    /// Forgets that change.
    fn drop_change(&mut self) -> Result<()>;

    /// Makes the group durable. [`crate::Error::Unknown`] when nobody can know whether it is.
    fn commit(&mut self) -> Result<()>;

    /// Ends a transaction and forgets it.
    fn rollback(&mut self);
}

/// Takes one row; says whether more are wanted.
pub(crate) type Taking<'t> = dyn FnMut(&Row<'_>) -> Result<ControlFlow<()>> + 't;

/// Finds a statement by the place of its text, which never changes: cheaper than by the text.
pub(crate) type StatementKey = (usize, usize);

pub(crate) fn key(sql: &'static str) -> StatementKey {
    (sql.as_ptr() as usize, sql.len())
}

/// The most statements that a connection keeps prepared; with more it forgets all of them.
pub(crate) const STATEMENTS_KEPT: usize = 512;
