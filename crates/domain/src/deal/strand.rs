//! One ordered run of tiles: everything with one status, or in one stage, by one key. Lists and board
//! columns are made of such runs.

use db::Value;

use super::filter::{Order, Sort};
use super::parts::{in_scope, left_over, one_more_word, tiles, with_first_word, with_member};
use super::scope::{Narrowed, Scope};
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
        let scope = &narrowed.scope.within(self.stage, matches!(self.order.sort, Sort::Age | Sort::Stage));
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
    ($from:expr, $scope:literal, $key:literal, $beyond:literal, $way:literal) => {
        keyed!(@ $from, $scope, $key, $beyond, $way)
    };
    (@ $from:expr, $scope:expr, $key:literal, $beyond:literal, $way:literal) => {
        concat!(
            tiles!($from),
            $scope,
            " AND (",
            $key,
            ", d.number) ",
            $beyond,
            " ($18, $16) ORDER BY ",
            $key,
            " ",
            $way,
            ", d.number ",
            $way,
            " LIMIT $17"
        )
    };
    ($from:expr, $scope:literal, arrived $beyond:literal, $way:literal) => {
        keyed!(@ $from, concat!($scope, " AND d.stage_entered_on >= $8"), "d.stage_entered_on", $beyond, $way)
    };
}

/// Those without a key, in the order of their numbers.
macro_rules! keyless {
    ($from:expr, $scope:literal, $column:literal, $beyond:literal, $way:literal) => {
        concat!(
            tiles!($from),
            $scope,
            " AND ",
            $column,
            " IS NULL AND d.number ",
            $beyond,
            " $16 ORDER BY d.number ",
            $way,
            " LIMIT $17"
        )
    };
}

/// Both ways of an order: by a column that is an index, and by the same made something else, which
/// is none; in one stage, the order of arriving is an index of its own.
macro_rules! runs {
    ($scope:expr, $down:expr, arriving) => {
        if $down {
            in_scope!($scope, keyed, all: ["d.stage_entered_on", "<", "DESC"], stage: [arrived "<", "DESC"],
                narrow: ["NULLIF(d.stage_entered_on, '')", "<", "DESC"])
        } else {
            in_scope!($scope, keyed, all: ["d.stage_entered_on", ">", "ASC"], stage: [arrived ">", "ASC"],
                narrow: ["NULLIF(d.stage_entered_on, '')", ">", "ASC"])
        }
    };
    ($scope:expr, $down:expr, without $column:literal) => {
        if $down {
            in_scope!($scope, keyless, all: [$column, "<", "DESC"], stage: [$column, "<", "DESC"],
                narrow: [$column, "<", "DESC"])
        } else {
            in_scope!($scope, keyless, all: [$column, ">", "ASC"], stage: [$column, ">", "ASC"],
                narrow: [$column, ">", "ASC"])
        }
    };
    ($scope:expr, $down:expr, $column:literal, $made:literal) => {
        if $down {
            in_scope!($scope, keyed, all: [$column, "<", "DESC"], stage: [$made, "<", "DESC"],
                narrow: [$made, "<", "DESC"])
        } else {
            in_scope!($scope, keyed, all: [$column, ">", "ASC"], stage: [$made, ">", "ASC"],
                narrow: [$made, ">", "ASC"])
        }
    };
}

/// The statement that reads a run.
fn statement(scope: &Scope, order: Order, keyless: bool) -> &'static str {
    let down = order.down;
    match (order.sort, keyless) {
        (Sort::Title, _) => {
            runs!(scope, down, "d.title_key", "NULLIF(d.title_key, '')")
        }
        (Sort::Amount, false) => {
            runs!(scope, down, "d.amount_minor", "NULLIF(d.amount_minor, -1)")
        }
        (Sort::Amount, true) => runs!(scope, down, without "d.amount_minor"),
        (Sort::Close, false) => {
            runs!(scope, down, "d.expected_close", "NULLIF(d.expected_close, '')")
        }
        (Sort::Close, true) => runs!(scope, down, without "d.expected_close"),
        (Sort::Age | Sort::Stage, false) => {
            runs!(scope, down, arriving)
        }
        (Sort::Age | Sort::Stage, true) => runs!(scope, down, without "d.stage_entered_on"),
        (Sort::Owner, _) => by_owner(scope, down),
    }
}

/// By the owner's name: all deals come owner by owner.
fn by_owner(scope: &Scope, down: bool) -> &'static str {
    match (scope, down) {
        (Scope::All, false) => {
            keyed!(
                "members o CROSS JOIN deals d",
                " AND o.workspace_id = $1 AND d.owner_id = o.id AND d.status = $14 AND $12 = ''",
                "o.name_key",
                ">",
                "ASC"
            )
        }
        (Scope::All, true) => {
            keyed!(
                "members o CROSS JOIN deals d",
                " AND o.workspace_id = $1 AND d.owner_id = o.id AND d.status = $14 AND $12 = ''",
                "o.name_key",
                "<",
                "DESC"
            )
        }
        _ => runs!(scope, down, "m.name_key", "NULLIF(m.name_key, '')"),
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

    /// How `SQLite` will run it.
    fn plan(db: &db::Db, sql: &'static str) -> String {
        struct Step(String);
        impl db::FromRow for Step {
            fn from_row(row: &db::Row<'_>) -> db::Result<Self> {
                Ok(Self(row.text("detail")?))
            }
        }
        let explained: &'static str = format!("EXPLAIN QUERY PLAN {sql}").leak();
        let values = vec![Value::Text(None); (1..=18).rev().find(|at| sql.contains(&format!("${at}"))).unwrap()];
        let steps: db::Result<Vec<Step>> = db.read_blocking(move |mut tx| tx.all(explained, &values));
        steps.unwrap().into_iter().map(|step| step.0 + "\n").collect()
    }

    #[test]
    fn every_order_of_everything_and_every_column_is_an_index() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("plans.db");
        let db = db::Db::open(file.to_str().unwrap(), db::Settings::default()).unwrap();
        db.migrate(crate::MIGRATIONS).unwrap();
        let me = crate::id::Id::of([1; 16]);
        let columns = [Scope::Stage(String::new()), Scope::OwnerIn(me), Scope::TeamIn(crate::id::Id::of([1; 16]))];
        let columns = columns.into_iter().map(|scope| (scope, Sort::Age));
        for (scope, sort) in Sort::ALL.into_iter().map(|sort| (Scope::All, sort)).chain(columns) {
            for (down, keyless) in [(false, false), (true, false), (false, true), (true, true)] {
                let plan = plan(&db, statement(&scope, Order { sort, down }, keyless));
                let sorted = plan.contains("TEMP B-TREE FOR ORDER BY") || plan.contains("SCAN d");
                assert!(!sorted, "{scope:?} {sort:?} {down} {keyless}\n{plan}");
            }
        }
        let scopes = [
            (Scope::Owner(crate::id::Id::of([1; 16])), "deals_owner"),
            (Scope::Team(crate::id::Id::of([1; 16])), "deals_team"),
            (Scope::Account(crate::id::Id::of([1; 16])), "deals_account"),
            (Scope::On(crate::id::Id::of([1; 16])), "deals_1 (workspace_id=? AND id=?)"),
            (Scope::Word(String::new()), "deals_1 (workspace_id=? AND id=?)"),
            (Scope::Stage(String::new()), "deals_stage"),
            (Scope::OwnerIn(crate::id::Id::of([1; 16])), "deals_owner"),
            (Scope::TeamIn(crate::id::Id::of([1; 16])), "deals_team"),
        ];
        for (scope, index) in scopes {
            let sorts =
                if matches!(scope, Scope::OwnerIn(_) | Scope::TeamIn(_)) { &[Sort::Age][..] } else { &Sort::ALL };
            for &sort in sorts {
                let plan = plan(&db, statement(&scope, Order { sort, down: false }, false));
                let led = [format!("SEARCH d USING INDEX {index}"), format!("autoindex_{index}")];
                assert!(led.iter().any(|led| plan.contains(led)), "{scope:?} {sort:?}\n{plan}");
            }
        }
    }
}
