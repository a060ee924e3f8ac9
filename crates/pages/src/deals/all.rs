//! Many deals: as a board by stage, or as a table.

use axum::extract::{Query, RawQuery};
use domain::{Around, Board, Deal, Error, Result, Scene, Stage, Team, Tile};
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

pub(crate) async fn index(
    visit: Visit,
    RawQuery(query): RawQuery,
    Query(fields): Query<Fields>,
) -> Result<Page, Failure> {
    let asked = Asked::read(&query.unwrap_or_default(), &fields);
    let (around, asked, teams, stages, many) = visit.look(move |scene| read(scene, &asked)).await?;
    let head = Head::new(visit.texts().say("deals-title"), Spot::Deals, "deals process");
    let body = match &many {
        Many::Board(found) => {
            html! { div.fill { (top(&visit, &around, &asked, &teams, &many)) (board::board(&visit, &asked, found)) } }
        }
        Many::Table(page) => {
            html! { (top(&visit, &around, &asked, &teams, &many)) (table::table(&visit, &asked, &stages, page)) }
        }
    };
    Ok(Page::new(&visit, &around, &head, &body))
}

/// What a page of many deals needs.
type Read = (Around, Asked, Vec<Team>, Vec<Stage>, Many);

fn read(scene: &mut Scene<'_>, asked: &Asked) -> Result<Read> {
    let around = Around::read(scene)?;
    let asked = asked.clone().settle(&scene.actor, &around);
    let teams = Team::all(scene)?;
    let many = if asked.table {
        Many::Table(Deal::list(scene, &asked.filter, asked.order, &asked.after)?)
    } else {
        Many::Board(read_board(scene, &asked)?)
    };
    // the board brings its stages along
    let stages = if asked.table { Stage::all(scene)? } else { Vec::new() };
    Ok((around, asked, teams, stages, many))
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

fn top(visit: &Visit, around: &Around, asked: &Asked, teams: &[Team], many: &Many) -> Markup {
    let texts = visit.texts();
    html! {
        header.page-head {
            div { h1 { (texts.say("deals-title")) } p.say { (filter::sentence(visit, asked, teams, many)) } }
            div.actions {
                a.btn href="/deals/new" data-turbo-frame="dialog" { (texts.say("deals-new")) }
            }
        }
        (filter::bar(visit, around, asked, teams))
    }
}
