use std::ops::ControlFlow;

use crate::engine::Engine;
use crate::{Error, FromRow, Result, Row, Value};

/// The inside of a transaction: the only place from which SQL is run.
///
/// It remembers the first statement that failed. A change that swallows a failure is not kept, and a
/// look that swallows one is not answered: `PostgreSQL` would refuse everything after it.
pub struct Tx<'s> {
    engine: &'s mut (dyn Engine + 's),
    failure: &'s mut Option<Error>,
}

impl<'s> Tx<'s> {
    pub(crate) fn new(engine: &'s mut (dyn Engine + 's), failure: &'s mut Option<Error>) -> Self {
        Self { engine, failure }
    }

    /// All rows of a query.
    pub fn all<T: FromRow>(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.look(sql, values, |row| {
            found.push(T::from_row(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// The first row of a query, if there is one.
    pub fn find<T: FromRow>(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<T>> {
        let mut found = None;
        self.look(sql, values, |row| {
            found = Some(T::from_row(row)?);
            Ok(ControlFlow::Break(()))
        })?;
        Ok(found)
    }

    /// Runs a statement; returns how many rows it touched.
    pub fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64> {
        let touched = keepable(values).and_then(|()| self.engine.run(sql, values));
        self.remembered(touched)
    }

    /// Runs a statement once for each of `rows`, without waiting in between; returns how many rows it
    /// touched in all.
    pub fn batch(&mut self, sql: &'static str, rows: &[Vec<Value>]) -> Result<u64> {
        let touched = rows.iter().try_for_each(|values| keepable(values)).and_then(|()| self.engine.batch(sql, rows));
        self.remembered(touched)
    }

    /// Walks a long list in its order, `page` rows in memory at a time, whatever its length.
    ///
    /// `sql` gives the key of a row in its first column, orders by it, and takes `values` and then the
    /// size of a page; the last of `values` is the key to begin behind. To walk all deals:
    ///
    /// ```text
    /// SELECT id, … FROM deals WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3
    /// values: the workspace, an id of zeros
    /// ```
    ///
    /// # Errors
    /// What the query or `f` says; [`Error::Engine`] when the key does not grow.
    pub fn each<T, E>(
        &mut self,
        sql: &'static str,
        values: &[Value],
        page: i64,
        mut f: impl FnMut(T) -> Result<(), E>,
    ) -> Result<(), E>
    where
        T: FromRow,
        E: From<Error>,
    {
        let Some((begin, fixed)) = values.split_last() else {
            return Err(Error::Engine("a walk needs a key to begin behind".into()).into());
        };
        let mut key = begin.clone();
        loop {
            let values: Vec<Value> = fixed.iter().cloned().chain([key.clone(), page.into()]).collect();
            let (rows, last) = self.page(sql, &values, &key)?;
            let full = i64::try_from(rows.len()) == Ok(page);
            rows.into_iter().try_for_each(&mut f)?;
            match last {
                Some(last) if full && last == key => {
                    return Err(Error::Engine("the key of a walk does not grow".into()).into());
                }
                Some(last) if full => key = last,
                _ => return Ok(()),
            }
        }
    }

    /// One page of a walk, and the key of its last row.
    fn page<T: FromRow>(
        &mut self,
        sql: &'static str,
        values: &[Value],
        key: &Value,
    ) -> Result<(Vec<T>, Option<Value>)> {
        let (mut rows, mut last) = (Vec::new(), None);
        self.look(sql, values, |row| {
            last = Some(row.first_like(key)?);
            rows.push(T::from_row(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok((rows, last))
    }

    fn look(
        &mut self,
        sql: &'static str,
        values: &[Value],
        mut take: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>>,
    ) -> Result<()> {
        let looked = keepable(values).and_then(|()| self.engine.look(sql, values, &mut take));
        self.remembered(looked)
    }

    fn remembered<T>(&mut self, outcome: Result<T>) -> Result<T> {
        outcome.inspect_err(|error| {
            self.failure.get_or_insert_with(|| error.clone());
        })
    }
}

/// Both engines refuse what one of them cannot keep.
fn keepable(values: &[Value]) -> Result<()> {
    let has_nul = |value: &Value| matches!(value, Value::Text(Some(text)) if text.contains('\0'));
    if values.iter().any(has_nul) { Err(Error::Nul) } else { Ok(()) }
}
