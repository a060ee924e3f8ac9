//! The board: a column for each stage, the newest arrivals on top, and what stands in each in all.

use db::{FromRow, Row};
use jiff::ToSpan;
use jiff::civil::Date;
use measures::money::Money;

use super::filter::{Filter, Order, Sort};
use super::listing::{read, stage_groups};
use super::parts::{in_scope, left_over, one_more_word, with_first_word, with_member};
use super::scope::{Narrowed, Scope};
use super::strand::Strand;
use super::tile::{Tile, complete};
use super::{Deal, currency};
use crate::paging::Page;
use crate::{Error, Process, Result, Scene, Stage, Status};

/// Tiles of a column at first, and each time somebody asks for more.
const TILES: usize = 20;

/// For how many days a closed deal stays on the board.
const RECENT: i64 = 30;

/// The newest arrivals first.
const NEWEST: Order = Order { sort: Sort::Age, down: true };

/// Deals by stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// The columns, in the order of the stages: the open ones, then won and lost.
    pub columns: Vec<Column>,
}

/// One stage of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The stage.
    pub stage: Stage,
    /// Its first tiles, the newest arrivals on top.
    pub tiles: Vec<Tile>,
    /// What the next tiles begin behind, if there are more.
    pub after: Option<String>,
    /// What stands in it in all; of a closed stage, everything that was ever won or lost. Nothing where
    /// a filter would make that a long count.
    pub total: Option<Total>,
    /// A closed stage shows what was closed since this day.
    pub since: Option<Date>,
}

/// How much stands in a stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Total {
    /// How many deals.
    pub deals: i64,
    /// What they are worth, a sum for each currency.
    pub sums: Vec<Money>,
}

impl Deal {
    /// The board of the deals that the filter leaves. A partner sees only deals they are on.
    pub fn board(scene: &mut Scene<'_>, filter: &Filter) -> Result<Board> {
        let stages = columns_of(scene, filter)?;
        let mut columns = Vec::with_capacity(stages.len());
        let narrowed = Narrowed::of(scene, filter)?;
        let totals = match &narrowed {
            Some(narrowed) => totals(scene, narrowed, &stages)?,
            None => Vec::new(),
        };
        let ordered = stages.iter().filter(|stage| stage.kind == Status::Open);
        let ordered = ordered.chain(stages.iter().filter(|stage| stage.kind != Status::Open));
        for stage in ordered.filter(|stage| filter.stage.as_ref().is_none_or(|key| *key == stage.key)) {
            let page = column(scene, narrowed.as_ref(), stage, "")?;
            let total = totals.iter().find(|(key, _)| *key == stage.key).map(|(_, total)| total.clone());
            columns.push(Column {
                stage: stage.clone(),
                tiles: page.rows,
                after: page.after,
                total,
                since: since(scene, stage),
            });
        }
        let mut tiles: Vec<_> = columns.iter_mut().flat_map(|column| &mut column.tiles).collect();
        complete(scene, &mut tiles, &stages)?;
        Ok(Board { columns })
    }

    /// More tiles of one column, behind `after`.
    pub fn column(scene: &mut Scene<'_>, filter: &Filter, stage: &str, after: &str) -> Result<Page<Tile>> {
        let stages = columns_of(scene, filter)?;
        let stage = stages.iter().find(|known| known.key == stage).ok_or(Error::NotFound)?;
        let narrowed = Narrowed::of(scene, filter)?;
        let mut page = column(scene, narrowed.as_ref(), stage, after)?;
        let mut tiles: Vec<_> = page.rows.iter_mut().collect();
        complete(scene, &mut tiles, &stages)?;
        Ok(page)
    }
}

/// The stages that a board shows: those of one process.
fn columns_of(scene: &mut Scene<'_>, filter: &Filter) -> Result<Vec<Stage>> {
    let mut stages = Stage::all(scene)?;
    let process = match filter.process.as_deref() {
        Some(key) => Some(Process::keyed(scene, key)?.id),
        None => {
            let held = |key: &String| stages.iter().find(|stage| stage.key == *key);
            filter.stage.as_ref().and_then(held).or(stages.first()).map(|stage| stage.process)
        }
    };
    stages.retain(|stage| Some(stage.process) == process);
    Ok(stages)
}

fn column(scene: &mut Scene<'_>, narrowed: Option<&Narrowed>, stage: &Stage, after: &str) -> Result<Page<Tile>> {
    let strand = Strand { status: stage.kind, stage: Some(stage), order: NEWEST, keyless: false };
    let nothing = Page { rows: Vec::new(), after: None };
    match (narrowed, stage.kind) {
        (None, _) => Ok(nothing),
        // a closed deal is stuck nowhere
        (Some(narrowed), Status::Won | Status::Lost) if narrowed.by_stage() => Ok(nothing),
        (Some(narrowed), Status::Open) => read(scene, narrowed, &stage_groups(strand), after, TILES),
        (Some(narrowed), Status::Won | Status::Lost) => {
            let recent = narrowed.clone().since(since(scene, stage));
            read(scene, &recent, &[vec![strand]], after, TILES)
        }
    }
}

fn since(scene: &Scene<'_>, stage: &Stage) -> Option<Date> {
    (stage.kind != Status::Open).then(|| scene.today().saturating_sub(RECENT.days()))
}

/// What stands in each stage: read where it is kept, counted where a filter leaves something out.
fn totals(scene: &mut Scene<'_>, narrowed: &Narrowed, stages: &[Stage]) -> Result<Vec<(String, Total)>> {
    let mut totals: Vec<(String, Total)> = Vec::new();
    let Some(process) = stages.first().map(|stage| stage.process) else { return Ok(totals) };
    let mut sums: Vec<Sum> = Vec::new();
    if let Some((scope, id)) = narrowed.kept_totals(scene) {
        totals.extend(stages.iter().map(|stage| (stage.key.clone(), Total::default())));
        sums = scene.all(KEPT, &[process.into(), scope.into(), id.into()])?;
    } else {
        for stage in stages.iter().filter(|stage| stage.kind == Status::Open) {
            totals.push((stage.key.clone(), Total::default()));
            let scope = &narrowed.scope.within(Some(stage), false);
            let values = narrowed.values(scope, stage.kind, Some(stage));
            sums.extend(scene.all::<Sum>(in_scope!(scope, counted, all: [], stage: [], narrow: []), &values)?);
        }
    }
    for sum in sums {
        if let Some((_, total)) = totals.iter_mut().find(|(key, _)| *key == sum.stage) {
            total.deals += sum.deals;
            total.sums.extend(sum.money.filter(|money| money.minor != 0));
        }
    }
    Ok(totals)
}

struct Sum {
    stage: String,
    deals: i64,
    money: Option<Money>,
}

impl FromRow for Sum {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let currency = currency(row, "currency")?;
        let money = row.maybe_int("minor")?.map(|minor| Money { minor, currency });
        Ok(Self { stage: row.text("stage_key")?, deals: row.int("deals")?, money })
    }
}

/// The number of deals and the sum in one stage, by currency.
macro_rules! counted {
    ($from:expr, $scope:literal,) => {
        concat!(
            "SELECT d.stage_key, d.currency, COUNT(*) AS deals, CAST(SUM(d.amount_minor) AS BIGINT) AS minor
             FROM ",
            $from,
            " WHERE d.workspace_id = $1",
            left_over!(),
            $scope,
            " GROUP BY d.stage_key, d.currency ORDER BY d.currency"
        )
    };
}
use counted;

const KEPT: &str = "
    SELECT stage_key, currency, deals, minor FROM stage_totals
    WHERE workspace_id = $1 AND process_id = $2 AND scope = $3 AND scope_id = $4 ORDER BY currency";
