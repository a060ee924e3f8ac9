//! Many deals: as a board by stage, or as a table.

use axum::extract::{Query, RawQuery};
use domain::{Around, Board, Deal, Error, Process, Result, Scene, Stage, Team, Tile};
use http::Visit;
use maud::{Markup, html};

use super::asked::Asked;
use super::{board, filter, table};
use crate::failure::Failure;
use crate::form::Fields;
use crate::layout::{Head, Page, Spot};

/// What a view of many deals shows.
pub(super) enum Many {
    /// By stage.
    Board(Board),
    /// One under the other, a page at a time.
    Table(domain::Page<Tile>),
}

impl Lists {
    /// The process of a stage.
    pub(super) fn process_of(&self, stage: &Stage) -> Option<&Process> {
        self.processes.iter().find(|process| process.id == stage.process)
    }

    /// The stages process by process.
    pub(super) fn ways(&self) -> impl Iterator<Item = (&Process, impl Iterator<Item = &Stage>)> {
        let of = |process: &Process| {
            let id = process.id;
            self.stages.iter().filter(move |stage| stage.process == id)
        };
        self.processes.iter().map(move |process| (process, of(process)))
    }
}

pub(crate) async fn index(
    visit: Visit,
    RawQuery(query): RawQuery,
    Query(fields): Query<Fields>,
) -> Result<Page, Failure> {
    let asked = Asked::read(&query.unwrap_or_default(), &fields);
    let (around, asked, lists, many) = visit.look(move |scene| read(scene, &asked)).await?;
    let head = Head::new(visit.texts().say("deals-title"), Spot::Deals, "deals process");
    let body = match &many {
        Many::Board(found) => {
            html! { div.fill { (top(&visit, &around, &asked, &lists, &many)) (board::board(&visit, &asked, found)) } }
        }
        Many::Table(page) => {
            html! { (top(&visit, &around, &asked, &lists, &many)) (table::table(&visit, &asked, &lists, page)) }
        }
    };
    Ok(Page::new(&visit, &around, &head, &body))
}

/// What a page of many deals needs.
type Read = (Around, Asked, Lists, Many);

/// What deals can be filtered by and moved to.
pub(super) struct Lists {
    teams: Vec<Team>,
    /// Those that deals follow.
    pub(super) processes: Vec<Process>,
    /// Empty for a board, which brings its stages along.
    pub(super) stages: Vec<Stage>,
}

fn read(scene: &mut Scene<'_>, asked: &Asked) -> Result<Read> {
    let around = Around::read(scene)?;
    let asked = asked.clone().settle(&scene.actor, &around);
    let mut lists = Lists { teams: Team::all(scene)?, processes: Process::all(scene)?, stages: Vec::new() };
    lists.processes.retain(|process| process.live_version > 0);
    let many = if asked.table {
        Many::Table(Deal::list(scene, &asked.filter, asked.order, &asked.after)?)
    } else {
        Many::Board(read_board(scene, &asked)?)
    };
    if asked.table {
        lists.stages = Stage::all(scene)?;
    }
    Ok((around, asked, lists, many))
}

fn read_board(scene: &mut Scene<'_>, asked: &Asked) -> Result<Board> {
    let mut board = Deal::board(scene, &asked.filter)?;
    for (stage, after) in &asked.columns {
        let Some(column) = board.columns.iter_mut().find(|column| column.stage.key == *stage) else {
            return Err(Error::NotFound);
        };
        let page = Deal::column(scene, &asked.filter, stage, after)?;
        (column.tiles, column.after) = (page.rows, page.after);
    }
    Ok(board)
}

fn top(visit: &Visit, around: &Around, asked: &Asked, lists: &Lists, many: &Many) -> Markup {
    let texts = visit.texts();
    html! {
        header.page-head {
            div { h1 { (texts.say("deals-title")) } p.say { (filter::sentence(visit, asked, &lists.teams, many)) } }
            div.actions {
                a.btn href=(asked.opening()) data-turbo-frame="dialog" { (texts.say("deals-new")) }
            }
        }
        (filter::bar(visit, around, asked, (&lists.teams, &lists.processes)))
    }
}
