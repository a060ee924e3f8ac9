//! Bringing the tables of a database up to what the program knows: forward only.

use crate::dialect::Dialect;
use crate::engine::Engine;
use crate::writing::TRIES;
use crate::{Error, FromRow, Result, Row, Tx};

/// One step of the tables. Once released it never changes.
#[derive(Debug, PartialEq, Eq)]
pub struct Migration {
    /// Its place in the list, growing.
    pub number: i64,
    /// What it does, in a word or two.
    pub name: &'static str,
    /// Its statements, with `{BYTES}`, `{TEXT}` and `{BY_KEY}` for what the engines name differently.
    pub sql: &'static str,
}

/// A step that a database has taken.
struct Taken {
    number: i64,
    name: String,
}

impl FromRow for Taken {
    fn from_row(row: &Row<'_>) -> Result<Self> {
        Ok(Self { number: row.int("number")?, name: row.text("name")? })
    }
}

/// The row that holds back every other instance while one migrates. The inserting of it is harmless
/// when done twice.
const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS migrations (number BIGINT PRIMARY KEY, name {TEXT} NOT NULL);
    CREATE TABLE IF NOT EXISTS migration_lock (id BIGINT PRIMARY KEY, held BIGINT NOT NULL);
    INSERT INTO migration_lock (id, held) VALUES (1, 0) ON CONFLICT DO NOTHING;";

const LOCK: &str = "UPDATE migration_lock SET held = held + 1 WHERE id = 1";
const TAKEN: &str = "SELECT number, name FROM migrations ORDER BY number";
const RECORD: &str = "INSERT INTO migrations (number, name) VALUES ($1, $2)";

/// Takes every step that is missing, each in a transaction of its own, and returns those it took.
/// Another instance that does the same waits, and then finds them taken.
pub(crate) fn migrate(
    engine: &mut dyn Engine,
    dialect: Dialect,
    migrations: &'static [Migration],
) -> Result<Vec<&'static Migration>> {
    let tables = dialect.migration(TABLES);
    // Where two instances create the same table at once, one of them fails in one of several ways.
    persistently(engine, |_| true, |engine| engine.script(&tables))?;
    let mut taken = Vec::new();
    let contended = |error: &Error| *error == Error::Contended;
    while let Some(step) = persistently(engine, contended, |engine| step(engine, dialect, migrations))? {
        taken.push(step);
    }
    Ok(taken)
}

/// Does `work` in a transaction, and a few times more when it fails with an error that `passes`.
fn persistently<T>(
    engine: &mut dyn Engine,
    passes: impl Fn(&Error) -> bool,
    mut work: impl FnMut(&mut dyn Engine) -> Result<T>,
) -> Result<T> {
    let mut tries = 0;
    loop {
        tries += 1;
        let done = engine.open_group().and_then(|()| work(engine)).and_then(|done| engine.commit().map(|()| done));
        if done.is_err() {
            engine.rollback();
        }
        if tries == TRIES || !done.as_ref().is_err_and(&passes) {
            return done;
        }
    }
}

/// Takes the next step, if one is missing.
fn step(
    engine: &mut dyn Engine,
    dialect: Dialect,
    migrations: &'static [Migration],
) -> Result<Option<&'static Migration>> {
    let mut failure = None;
    let mut tx = Tx::new(engine, &mut failure);
    tx.run(LOCK, &[])?;
    let taken: Vec<Taken> = tx.all(TAKEN, &[])?;
    let Some(next) = missing(&taken, migrations)? else { return Ok(None) };
    tx.run(RECORD, &[next.number.into(), next.name.into()])?;
    engine.script(&dialect.migration(next.sql)).map_err(|error| named(next, error))?;
    if let Some(dangling) = dialect.dangling() {
        let found: Option<String> = Tx::new(engine, &mut failure).find(dangling, &[])?;
        if let Some(table) = found {
            return Err(named(next, Error::Engine(format!("rows of {table} point at nothing"))));
        }
    }
    Ok(Some(next))
}

fn named(migration: &Migration, error: Error) -> Error {
    match error {
        Error::Engine(told) => Error::Engine(format!("migration {} {}: {told}", migration.number, migration.name)),
        other => other,
    }
}

/// The first step that the database has not taken; an error when it has gone another way.
fn missing(taken: &[Taken], migrations: &'static [Migration]) -> Result<Option<&'static Migration>> {
    let program = migrations.last().map_or(0, |last| last.number);
    let database = taken.last().map_or(0, |last| last.number);
    if database > program {
        return Err(Error::Newer { database, program });
    }
    if !migrations.is_sorted_by(|one, next| one.number < next.number) {
        return Err(Error::Engine("the migrations are not in order".into()));
    }
    let differs =
        taken.iter().zip(migrations).find(|(taken, known)| taken.number != known.number || taken.name != known.name);
    match differs {
        Some((taken, _)) => Err(Error::Engine(format!(
            "the database took migration {} {}, which this program does not know",
            taken.number, taken.name
        ))),
        None => Ok(migrations.get(taken.len())),
    }
}
