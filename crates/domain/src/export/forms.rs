//! How what stands in a column becomes a cell.

use db::Row;
use jiff::Timestamp;
use measures::money::Money;

use super::Cell;
use crate::deal::currency;
use crate::{FileId, Id};

pub(super) fn text(row: &Row<'_>, column: &'static str) -> db::Result<Cell> {
    Ok(row.maybe_text(column)?.map_or(Cell::Empty, Cell::Text))
}

pub(super) fn number(row: &Row<'_>, column: &'static str) -> db::Result<Cell> {
    Ok(row.maybe_int(column)?.map_or(Cell::Empty, Cell::Number))
}

pub(super) fn truth(row: &Row<'_>, column: &'static str) -> db::Result<Cell> {
    Ok(row.maybe_bool(column)?.map_or(Cell::Empty, Cell::Truth))
}

/// Microseconds since 1970 UTC, as ISO text.
pub(super) fn instant(row: &Row<'_>, column: &'static str) -> db::Result<Cell> {
    let instant = row.maybe_int(column)?.and_then(|at| Timestamp::from_microsecond(at).ok());
    Ok(instant.map_or(Cell::Empty, |instant| Cell::Text(instant.to_string())))
}

/// Minor units of the row's currency, as an exact amount.
pub(super) fn money(row: &Row<'_>, column: &'static str) -> db::Result<Cell> {
    exact(row, column, "currency")
}

/// Minor units of the workspace's currency, as an exact amount.
pub(super) fn credit(row: &Row<'_>, column: &'static str) -> db::Result<Cell> {
    exact(row, column, "workspace_currency")
}

fn exact(row: &Row<'_>, column: &'static str, of: &'static str) -> db::Result<Cell> {
    let Some(minor) = row.maybe_int(column)? else { return Ok(Cell::Empty) };
    Ok(Cell::Text(Money { minor, currency: currency(row, of)? }.decimal()))
}

/// Which file, as its address has it.
pub(super) fn file(row: &Row<'_>, column: &'static str) -> db::Result<Cell> {
    Ok(Cell::Text(FileId::of(row.id(column)?).text()))
}
