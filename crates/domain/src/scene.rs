use db::{FromRow, Tx, Value};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::id::Id;
use crate::{Actor, Error, ImportId, Result, WorkspaceId};

/// One look or one change in progress: who acts, when, from which browser tab, inside which
/// transaction. Nothing reaches the database without one.
///
/// A change holds its workspace from the start, so that what it reads is still true when it writes,
/// with any number of servers on one database.
pub struct Scene<'s> {
    /// Who acts.
    pub actor: Actor,
    /// The instant of the whole scene, in microseconds since 1970 UTC.
    pub now: i64,
    /// The browser tab that asked, which needs no telling of its own change.
    pub tab: Option<String>,
    /// The import that is running, when this scene is a part of one.
    pub import: Option<ImportId>,
    /// The transaction.
    pub tx: Tx<'s>,
    dice: Dice,
}

/// Where new identities come from: a seed drawn outside, so that a change run again makes the same ones.
#[derive(Debug, Clone)]
pub struct Dice {
    seed: [u8; 7],
    drawn: u32,
}

impl Dice {
    /// Dice that fall as `seed` says.
    #[must_use]
    pub fn new(seed: [u8; 7]) -> Self {
        Self { seed, drawn: 0 }
    }

    /// The next `UUIDv7`: 48 bits of milliseconds, then a count that keeps the order of making, then
    /// the seed.
    fn uuid(&mut self, now: i64) -> [u8; 16] {
        let count = self.drawn;
        self.drawn += 1;
        let mut tail = [0; 10];
        tail[3..].copy_from_slice(&self.seed);
        (tail[0], tail[1], tail[2]) = (low_byte(count >> 14), low_byte(count >> 6), low_byte(count & 0x3f));
        let millis = u64::try_from(now / 1000).unwrap_or(0);
        *uuid::Builder::from_unix_timestamp_millis(millis, &tail).into_uuid().as_bytes()
    }
}

impl<'s> Scene<'s> {
    /// A scene in `tx`.
    #[must_use]
    pub fn new(actor: Actor, now: i64, tab: Option<String>, dice: Dice, tx: Tx<'s>) -> Self {
        Self { actor, now, tab, import: None, tx, dice }
    }

    /// Holds the actor's workspace until the commit.
    pub fn hold_workspace(&mut self) -> Result<()> {
        let held = self.tx.run(HOLD, &[self.workspace().into()])?;
        if held == 1 { Ok(()) } else { Err(Error::NotFound) }
    }

    /// The workspace that everything here happens in.
    #[must_use]
    pub fn workspace(&self) -> WorkspaceId {
        self.actor.workspace.id
    }

    /// A new identity.
    pub fn new_id<I: Id>(&mut self) -> I {
        I::of(self.dice.uuid(self.now))
    }

    /// The next number that people see, counted per workspace and `name`.
    pub fn next_number(&mut self, name: &'static str) -> Result<i64> {
        self.next_numbers(name, 1)
    }

    /// The first of the next `count` numbers, counted per workspace and `name`.
    pub(crate) fn next_numbers(&mut self, name: &'static str, count: usize) -> Result<i64> {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let last: i64 = self.find(NEXT_NUMBERS, &[name.into(), count.into()])?.ok_or(Error::NotFound)?;
        Ok(last - count + 1)
    }

    /// Today in `zone`.
    #[must_use]
    pub fn today_in(&self, zone: &TimeZone) -> Date {
        day_of(self.now, zone)
    }

    /// Today in the workspace's own time zone.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today_in(&self.actor.workspace.zone())
    }

    /// The rows of a query whose first value is the workspace.
    pub(crate) fn all<T: FromRow>(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<T>> {
        let bound = self.bound(values);
        Ok(self.tx.all(sql, &bound)?)
    }

    /// The first row of a query whose first value is the workspace.
    pub(crate) fn find<T: FromRow>(&mut self, sql: &'static str, values: &[Value]) -> Result<Option<T>> {
        let bound = self.bound(values);
        Ok(self.tx.find(sql, &bound)?)
    }

    /// Runs a statement whose first value is the workspace; how many rows it touched.
    pub(crate) fn run(&mut self, sql: &'static str, values: &[Value]) -> Result<u64> {
        let bound = self.bound(values);
        Ok(self.tx.run(sql, &bound)?)
    }

    /// Runs a statement once for each of `rows`, whose first value is the workspace.
    pub(crate) fn batch(&mut self, sql: &'static str, mut rows: Vec<Vec<Value>>) -> Result<()> {
        if rows.is_empty() {
            return Ok(());
        }
        let workspace = self.workspace();
        for row in &mut rows {
            row.insert(0, workspace.into());
        }
        Ok(self.tx.batch(sql, &rows).map(drop)?)
    }

    fn bound(&self, values: &[Value]) -> Vec<Value> {
        let mut bound = Vec::with_capacity(values.len() + 1);
        bound.push(self.workspace().into());
        bound.extend_from_slice(values);
        bound
    }
}

fn low_byte(number: u32) -> u8 {
    number.to_le_bytes()[0]
}

/// The calendar day of an instant (microseconds since 1970 UTC) in `zone`.
#[must_use]
pub fn day_of(instant: i64, zone: &TimeZone) -> Date {
    Timestamp::from_microsecond(instant).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone()).date()
}

const HOLD: &str = "UPDATE workspaces SET last_event = last_event WHERE id = $1";

const NEXT_NUMBERS: &str = "
    INSERT INTO counters (workspace_id, name, last) VALUES ($1, $2, $3)
    ON CONFLICT (workspace_id, name) DO UPDATE SET last = counters.last + excluded.last RETURNING last";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_keep_the_order_of_making_and_fall_the_same_again() {
        let mut dice = Dice::new([9; 7]);
        let first: Vec<_> = (0..5_000).map(|_| dice.uuid(1_700_000_000_000_000)).collect();
        assert!(first.is_sorted() && first.windows(2).all(|pair| pair[0] != pair[1]));
        let mut again = Dice::new([9; 7]);
        assert!(first.iter().all(|id| *id == again.uuid(1_700_000_000_000_000)));
    }
}
