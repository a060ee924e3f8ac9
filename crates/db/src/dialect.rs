//! The differences between the engines: nothing else in the product asks which one it is.

use std::borrow::Cow;
use std::path::Path;

use crate::engine::Engine;
use crate::threads::{Ended, Notices};
use crate::{Error, Result, Settings, postgres, sqlite};

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Changes.
    Write,
    /// Looks for pages, with a limit for each statement.
    Page,
    /// Long looks.
    Long,
    /// Migrations.
    Upkeep,
}

/// Which SQL is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// The text of a statement. `SQLite` numbers `$1` by its first appearance and `?1` by its number;
    /// ours are meant by number.
    pub(crate) fn statement(self, sql: &'static str) -> Cow<'static, str> {
        match self {
            Self::Sqlite if sql.contains('$') => Cow::Owned(numbered(sql)),
            Self::Sqlite | Self::Postgres => Cow::Borrowed(sql),
        }
    }

    /// The text of a migration, with what the engines name differently: types, and `{BY_KEY}` behind a
    /// table whose rows `SQLite` is to keep in the order of their key: one tree less to write and to look
    /// through. It is for tables that are only asked by the beginning of their key. Where a row has other
    /// indexes, `SQLite` takes the walk through all of a workspace for cheaper than one of those.
    pub(crate) fn migration(self, sql: &str) -> String {
        let [bytes, text, by_key] = match self {
            Self::Sqlite => ["BLOB", "TEXT", "WITHOUT ROWID"],
            Self::Postgres => ["BYTEA", "TEXT COLLATE \"C\"", ""],
        };
        sql.replace("{BYTES}", bytes).replace("{TEXT}", text).replace("{BY_KEY}", by_key)
    }

    /// A query for whatever a migration left pointing at nothing, where the engine does not refuse it.
    pub(crate) fn dangling(self) -> Option<&'static str> {
        match self {
            Self::Sqlite => Some("SELECT DISTINCT \"table\" FROM pragma_foreign_key_check"),
            Self::Postgres => None,
        }
    }
}

/// `$` before a digit becomes `?`, but not between quotes.
fn numbered(sql: &str) -> String {
    let mut quoted = false;
    let mut following = sql.chars().skip(1);
    let translated = sql.chars().map(|letter| {
        let next = following.next();
        quoted ^= letter == '\'';
        let place = letter == '$' && !quoted && next.is_some_and(|next| next.is_ascii_digit());
        if place { '?' } else { letter }
    });
    translated.collect()
}

/// Where the data is.
#[derive(Debug, Clone)]
pub(crate) enum Place {
    Sqlite(String),
    Postgres(String),
}

impl Place {
    pub(crate) fn parse(address: &str) -> Self {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Self::Postgres(address.to_owned())
        } else {
            Self::Sqlite(address.to_owned())
        }
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "SQLite",
            Self::Postgres(_) => "PostgreSQL",
        }
    }

    /// How many threads write.
    pub(crate) fn writers(&self, settings: &Settings) -> usize {
        match self {
            Self::Sqlite(_) => 1,
            Self::Postgres(_) => settings.writers.max(1),
        }
    }

    /// Opens a connection, and lends it to `serve` for its lifetime.
    pub(crate) fn connected(
        &self,
        lane: Lane,
        settings: &Settings,
        serve: &mut dyn FnMut(&mut dyn Engine) -> Ended,
    ) -> Result<Ended> {
        match self {
            Self::Sqlite(path) => sqlite::connected(path, lane, settings, serve),
            Self::Postgres(url) => postgres::connected(url, lane, settings, serve),
        }
    }

    /// Starts telling other instances of changes, and hearing of theirs, where the engine can.
    pub(crate) fn listen(&self, notices: &Notices) -> Result<Option<std::thread::JoinHandle<()>>> {
        match self {
            Self::Sqlite(_) => Ok(None),
            Self::Postgres(url) => postgres::listen(url, notices).map(Some),
        }
    }

    pub(crate) fn backup(&self, to: &Path) -> Result<()> {
        match self {
            Self::Sqlite(path) => sqlite::backup(path, to),
            Self::Postgres(_) => Err(Error::Unsupported("a PostgreSQL database is not copied as a file")),
        }
    }

    pub(crate) fn check(&self) -> Result<Vec<String>> {
        match self {
            Self::Sqlite(path) => sqlite::check(path),
            Self::Postgres(_) => Ok(Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Dialect;

    #[test]
    fn only_places_are_translated() {
        let sql = "SELECT '$1', $2 WHERE a = $1 AND b = 'it''s $3' AND c = $12";
        let translated = "SELECT '$1', ?2 WHERE a = ?1 AND b = 'it''s $3' AND c = ?12";
        assert_eq!(Dialect::Sqlite.statement(sql), translated);
        assert_eq!(Dialect::Postgres.statement(sql), sql);
    }
}
