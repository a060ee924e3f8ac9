use serde::Serialize;
use utoipa::ToSchema;

use super::instant;

/// An import of files.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Import {
    /// The number that people see.
    pub(crate) number: i64,
    /// Where its deals come from.
    pub(crate) source: String,
    /// `draft`, `running`, `finished`, `undoing` or `undone`.
    pub(crate) state: String,
    /// How many rows its files have.
    pub(crate) rows_in_all: i64,
    /// How many are dealt with.
    pub(crate) rows_done: i64,
    /// How many made something new.
    pub(crate) rows_new: i64,
    /// How many changed something known.
    pub(crate) rows_changed: i64,
    /// How many said nothing new.
    pub(crate) rows_unchanged: i64,
    /// How many did not come in.
    pub(crate) rows_refused: i64,
    /// When it was started.
    #[schema(format = DateTime)]
    pub(crate) created_at: String,
    /// When its last row was dealt with.
    #[schema(format = DateTime)]
    pub(crate) finished_at: Option<String>,
    /// When it was taken back.
    #[schema(format = DateTime)]
    pub(crate) undone_at: Option<String>,
}

impl From<domain::import::Import> for Import {
    fn from(import: domain::import::Import) -> Self {
        Self {
            number: import.number,
            rows_unchanged: import.rows_unchanged(),
            state: import.state.name().to_owned(),
            source: import.source,
            rows_in_all: import.rows_in_all,
            rows_done: import.rows_done,
            rows_new: import.rows_new,
            rows_changed: import.rows_changed,
            rows_refused: import.rows_refused,
            created_at: instant(import.created_at),
            finished_at: import.finished_at.map(instant),
            undone_at: import.undone_at.map(instant),
        }
    }
}
