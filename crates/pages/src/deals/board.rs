//! The board: a column for each stage. The markup is the contract of the controller `sortable-board`.

use domain::{Board, Column, Status, Tile};
use http::{Texts, Visit};
use maud::{Markup, html};
use measures::{Currency, Money};

use super::asked::Asked;
use super::words::{closing, days};
use crate::parts::{Worth, count, faces, icon_small};

/// How many faces a tile shows.
const FACES: usize = 3;

/// The whole board.
pub(super) fn board(visit: &Visit, asked: &Asked, board: &Board) -> Markup {
    let texts = visit.texts();
    // a board without a tile has nothing to focus that would scroll it
    let bare = board.columns.iter().all(|column| column.tiles.is_empty()).then_some("0");
    html! {
        div.board role="group" tabindex=[bare] aria-label=(texts.say("board-title")) data-controller="sortable-board"
            data-action="keydown->sortable-board#key" data-sortable-board-failed-value=(texts.say("board-failed")) {
            @for at in &board.columns { (column(visit, asked, at)) }
            div.menu id="board-menu" popover data-sortable-board-target="menu" { p.menu-title { (texts.say("move-to")) } }
        }
    }
}

fn column(visit: &Visit, asked: &Asked, column: &Column) -> Markup {
    let (texts, stage) = (visit.texts(), &column.stage);
    let closes = stage.kind != Status::Open;
    html! {
        section class=(class(stage.kind)) aria-labelledby={ "col-" (stage.key) } {
            header {
                h2 id={ "col-" (stage.key) } { (stage.name) }
                @if let Some(total) = &column.total {
                    span.total { (sums(&total.sums, visit.actor.workspace.currency)) }
                    small { (counted(texts, total.deals, closes)) }
                } @else if closes { small { (texts.say("column-recent")) } }
            }
            ul.col-tiles id={ "tiles-" (stage.key) } data-sortable-board-target="column" data-stage=(stage.key) data-name=(stage.name) data-ask[closes] {
                @for each in &column.tiles { (tile(visit, each)) }
                li.col-empty { (texts.say(if closes { "column-empty-closed" } else { "column-empty" })) }
            }
            (pages(texts, asked, column))
        }
    }
}

fn class(kind: Status) -> &'static str {
    match kind {
        Status::Open => "col",
        Status::Won => "col won",
        Status::Lost => "col lost",
    }
}

fn counted(texts: Texts, deals: i64, closes: bool) -> String {
    let id = if closes { "column-count-closed" } else { "column-count" };
    texts.fill(id, &[("count", deals.into()), ("shown", count(deals).into())])
}

/// The way on, and back to the top of the column.
fn pages(texts: Texts, asked: &Asked, column: &Column) -> Markup {
    let key = column.stage.key.as_str();
    let further = asked.columns.iter().any(|(stage, _)| stage == key);
    html! {
        @if further || column.after.is_some() {
            footer {
                @if let Some(after) = &column.after {
                    a.btn.quiet.small href=(asked.column_behind(key, Some(after))) data-turbo-action="replace" {
                        (texts.say("column-next")) span.aloud { " " (column.stage.name) }
                    }
                }
                @if further {
                    a.btn.quiet.small href=(asked.column_behind(key, None)) data-turbo-action="replace" {
                        (texts.say("column-first")) span.aloud { " " (column.stage.name) }
                    }
                }
            }
        }
    }
}

fn tile(visit: &Visit, tile: &Tile) -> Markup {
    let (texts, today) = (visit.texts(), super::today(visit));
    let worth = Worth { amount: tile.amount(), estimated: tile.amount_estimated };
    let account = tile.account.as_ref().filter(|(_, name)| !tile.title.contains(name.as_str()));
    html! {
        li class=(tile_class(tile)) id={ "deal-" (tile.number) } data-sortable-board-target="tile" {
            a.t href={ "/deals/" (tile.number) } { (tile.title) }
            @if let Some((_, name)) = account { p.about { (name) } }
            p.about { (worth.short(texts)) " · " (closing(texts, tile, today)) }
            @if tile.is_stuck() { span.chip.behind { (days(texts, tile)) } }
            footer { (beside(texts, tile)) (faces(&tile.faces, FACES)) }
            (move_form(texts, tile))
        }
    }
}

fn tile_class(tile: &Tile) -> &'static str {
    match tile.status {
        Status::Open if tile.is_stuck() => "tile stuck",
        Status::Won => "tile won",
        _ => "tile",
    }
}

fn beside(texts: Texts, tile: &Tile) -> Markup {
    html! {
        @match (&tile.next_step, tile.days_in_stage) {
            (Some(step), _) => span.clip { (texts.fill("tile-next", &[("step", step.as_str().into())])) }
            (None, Some(days)) if !tile.is_stuck() => (texts.fill("days", &[("count", days.into())])),
            _ => {}
        }
    }
}

/// The drag's form; without script its link leads to the page that moves.
fn move_form(texts: Texts, tile: &Tile) -> Markup {
    let label = texts.fill("move-deal-to", &[("title", tile.title.as_str().into())]);
    html! {
        form.tile-move action={ "/deals/" (tile.number) "/stage" } method="post" data-sortable-board-target="move" {
            input type="hidden" name="version" value=(tile.version);
            input type="hidden" name="stage" value=(tile.stage);
            a.btn.quiet.small.icon-only href={ "/deals/" (tile.number) "/stage/edit" } aria-label=(label) data-action="sortable-board#menu" { (icon_small("more")) }
        }
    }
}

/// Sums of money side by side, one for each currency.
pub(super) fn sums<'m>(amounts: impl IntoIterator<Item = &'m Money>, usual: Currency) -> Markup {
    let mut sums: Vec<Money> = Vec::new();
    for amount in amounts {
        match sums.iter_mut().find(|sum| sum.currency == amount.currency) {
            Some(sum) => *sum = sum.checked_add(*amount).unwrap_or(*sum),
            None => sums.push(*amount),
        }
    }
    if sums.is_empty() {
        sums.push(Money::zero(usual));
    }
    html! {
        @for (at, sum) in sums.iter().enumerate() {
            @if at > 0 { " + " }
            (crate::parts::short(*sum))
        }
    }
}
