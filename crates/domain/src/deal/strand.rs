//! One ordered run of tiles: everything with one status, or in one stage, by one key. Lists and board
//! columns are made of such runs.

use db::Value;

use super::filter::{Order, Sort};
use super::scope::{Narrowed, Scope, in_scope, left_over, tiles, with_word};
use super::tile::Tile;
use crate::fold::fold;
use crate::{Result, Scene, Stage, Status};

/// A run of tiles.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strand<'s> {
    /// The status of all of them.
    pub(super) status: Status,
    /// The stage of all of them, or any.
    pub(super) stage: Option<&'s Stage>,
    /// In which order; never by stage.
    pub(super) order: Order,
    /// Only those without anything to sort by, by number.
    pub(super) keyless: bool,
}

/// Where a tile stands in a run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) key: Key,
    pub(super) number: i64,
}

/// What a run is sorted by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    /// Nothing.
    None,
    /// An amount.
    Number(i64),
    /// A folded name, or a day.
    Text(String),
}

impl Key {
    fn of(tile: &Tile, sort: Sort) -> Self {
        let text = |day: Option<jiff::civil::Date>| day.map_or(Self::None, |day| Self::Text(day.to_string()));
        match sort {
            Sort::Title => Self::Text(fold(&tile.title)),
            Sort::Amount => tile.amount_minor.map_or(Self::None, Self::Number),
            Sort::Close => text(tile.expected_close),
            Sort::Age | Sort::Stage => text(tile.stage_entered_on),
            Sort::Owner => Self::Text(fold(&tile.owner.1)),
        }
    }

    /// As it stands in a cursor.
    pub(super) fn write(&self) -> String {
        match self {
            Self::None => String::new(),
            Self::Number(number) => number.to_string(),
            Self::Text(text) => text.clone(),
        }
    }

    /// Reads what [`Self::write`] wrote of a run in this order.
    pub(super) fn read(text: &str, sort: Sort) -> Option<Self> {
        if sort == Sort::Amount { text.parse().ok().map(Self::Number) } else { Some(Self::Text(text.to_owned())) }
    }
}

impl Strand<'_> {
    /// The first `limit` tiles behind `after` (nothing: from the beginning), with their places.
    pub(super) fn tiles(
        &self,
        scene: &mut Scene<'_>,
        narrowed: &Narrowed,
        after: Option<&Place>,
        limit: usize,
    ) -> Result<Vec<(Place, Tile)>> {
        let scope = match (self.stage, &narrowed.scope) {
            (Some(stage), Scope::All) => &Scope::Stage(stage.key.clone()),
            (_, scope) => scope,
        };
        let mut values = narrowed.values(scope, self.status, self.stage);
        let first = if self.order.down { i64::MAX } else { i64::MIN };
        values.push(after.map_or(first, |place| place.number).into());
        values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
        if !self.keyless {
            values.push(self.key(after));
        }
        let tiles: Vec<Tile> = scene.all(statement(scope, self.order, self.keyless), &values)?;
        let place = |tile: &Tile| {
            let key = if self.keyless { Key::None } else { Key::of(tile, self.order.sort) };
            Place { key, number: tile.number }
        };
        Ok(tiles.into_iter().map(|tile| (place(&tile), tile)).collect())
    }

    /// The key to begin behind.
    fn key(&self, after: Option<&Place>) -> Value {
        match (after.map(|place| &place.key), self.order.sort, self.order.down) {
            (Some(Key::Number(number)), ..) => (*number).into(),
            (Some(Key::Text(text)), ..) => text.as_str().into(),
            (_, Sort::Amount, down) => (if down { i64::MAX } else { i64::MIN }).into(),
            (_, _, down) => (if down { "\u{10ffff}" } else { "" }).into(),
        }
    }
}

/// Those with a key, in the order of it and of their numbers.
macro_rules! keyed {
    ($scope:expr, $from:ident, $key:literal, $beyond:literal, $way:literal) => {
        concat!(
            keyed!(@ $from),
            left_over!(),
            $scope,
            " AND (", $key, ", d.number) ", $beyond, " ($18, $16) ORDER BY ", $key, " ", $way, ", d.number ", $way,
            " LIMIT $17"
        )
    };
    (@ deals) => { tiles!() };
    (@ owners) => { tiles!(by_owner) };
}

/// Those without a key, in the order of their numbers.
macro_rules! keyless {
    ($scope:expr, $key:literal, $beyond:literal, $way:literal) => {
        concat!(
            tiles!(),
            left_over!(),
            $scope,
            " AND ",
            $key,
            " IS NULL AND d.number ",
            $beyond,
            " $16 ORDER BY d.number ",
            $way,
            " LIMIT $17"
        )
    };
}

/// The statement that reads a run.
fn statement(scope: &Scope, order: Order, keyless: bool) -> &'static str {
    match (order.sort, order.down, keyless) {
        (Sort::Title, false, _) => in_scope!(scope, keyed, deals, "d.title_key", ">", "ASC"),
        (Sort::Title, true, _) => in_scope!(scope, keyed, deals, "d.title_key", "<", "DESC"),
        (Sort::Amount, false, false) => in_scope!(scope, keyed, deals, "d.amount_minor", ">", "ASC"),
        (Sort::Amount, true, false) => in_scope!(scope, keyed, deals, "d.amount_minor", "<", "DESC"),
        (Sort::Amount, false, true) => in_scope!(scope, keyless, "d.amount_minor", ">", "ASC"),
        (Sort::Amount, true, true) => in_scope!(scope, keyless, "d.amount_minor", "<", "DESC"),
        (Sort::Close, false, false) => in_scope!(scope, keyed, deals, "d.expected_close", ">", "ASC"),
        (Sort::Close, true, false) => in_scope!(scope, keyed, deals, "d.expected_close", "<", "DESC"),
        (Sort::Close, false, true) => in_scope!(scope, keyless, "d.expected_close", ">", "ASC"),
        (Sort::Close, true, true) => in_scope!(scope, keyless, "d.expected_close", "<", "DESC"),
        (Sort::Age | Sort::Stage, false, false) => in_scope!(scope, keyed, deals, "d.stage_entered_on", ">", "ASC"),
        (Sort::Age | Sort::Stage, true, false) => in_scope!(scope, keyed, deals, "d.stage_entered_on", "<", "DESC"),
        (Sort::Age | Sort::Stage, false, true) => in_scope!(scope, keyless, "d.stage_entered_on", ">", "ASC"),
        (Sort::Age | Sort::Stage, true, true) => in_scope!(scope, keyless, "d.stage_entered_on", "<", "DESC"),
        (Sort::Owner, false, _) => in_scope!(scope, keyed, owners, "m.name_key", ">", "ASC"),
        (Sort::Owner, true, _) => in_scope!(scope, keyed, owners, "m.name_key", "<", "DESC"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_survives_a_cursor() {
        for (sort, key) in [(Sort::Amount, Key::Number(-5)), (Sort::Title, Key::Text("5".into()))] {
            assert_eq!(Key::read(&key.write(), sort), Some(key));
        }
    }
}
