//! The table: fifty rows at a time, with heads that sort.

use domain::{Page, Sort, Status, Tile};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::all::Lists;
use super::asked::Asked;
use super::words::days;
use super::{moves, today};
use crate::parts::{Worth, person, spoken};

const HEADS: [(Sort, &str); 6] = [
    (Sort::Title, "column-deal"),
    (Sort::Amount, "column-amount"),
    (Sort::Stage, "column-stage"),
    (Sort::Age, "column-age"),
    (Sort::Close, "column-close"),
    (Sort::Owner, "column-owner"),
];

/// The whole table, or a word on how to fill it.
pub(super) fn table(visit: &Visit, asked: &Asked, lists: &Lists, page: &Page<Tile>) -> Markup {
    let texts = visit.texts();
    html! {
        @if page.rows.is_empty() { (nothing(texts, asked)) } @else {
            section.card.flush aria-label=(texts.say("deals-title")) {
                div.table-wrap {
                    table.table.cards {
                        thead { tr { @for (sort, text) in HEADS { (head(texts, asked, sort, text)) } } }
                        tbody { @for tile in &page.rows { (row(visit, lists, tile)) } }
                    }
                }
                footer.stack.tight {
                    @if !visit.actor.read_only { (moves::bar(visit, asked, lists)) }
                    (pages(texts, asked, page))
                }
            }
        }
    }
}

fn head(texts: Texts, asked: &Asked, sort: Sort, text: &'static str) -> Markup {
    let sorted = (asked.order.sort == sort).then_some(if asked.order.down { "descending" } else { "ascending" });
    html! {
        th scope="col" class=[(sort == Sort::Amount).then_some("num")] aria-sort=[sorted] {
            a href=(asked.sorted(sort)) data-turbo-action="replace" { (texts.say(text)) }
        }
    }
}

fn row(visit: &Visit, lists: &Lists, tile: &Tile) -> Markup {
    let texts = visit.texts();
    let worth = Worth { amount: tile.amount(), estimated: tile.amount_estimated };
    let stage = lists.stages.iter().find(|stage| stage.key == tile.stage);
    let process = stage.and_then(|stage| lists.process_of(stage)).filter(|process| !process.standard);
    let on = if tile.status == Status::Open { tile.expected_close } else { tile.closed_on };
    html! {
        tr id={ "row-" (tile.number) } {
            th scope="row" {
                @if !visit.actor.read_only && tile.status == Status::Open {
                    input type="checkbox" form="moves" name="deal" value=(tile.number) aria-label=(texts.fill("moves-tick", &[("deal", tile.title.as_str().into())]));
                    " "
                }
                a href={ "/deals/" (tile.number) } { (tile.title) }
                @if let Some((_, name)) = tile.account.as_ref().filter(|(_, name)| !tile.title.contains(name.as_str())) { small { (name) } }
            }
            td.num { (worth.exact(texts)) }
            td data-label=(texts.say("column-stage")) {
                (stage.map_or(tile.stage.as_str(), |stage| stage.name.as_str()))
                @if let Some(process) = process { small { (process.name) } }
            }
            td data-label=(texts.say("column-age")) {
                @if tile.is_stuck() { span.chip.behind title=(days(texts, tile)) { (texts.fill("days", &[("count", tile.days_in_stage.unwrap_or(0).into())])) } }
                @else if let Some(days) = tile.days_in_stage { (texts.fill("days", &[("count", days.into())])) }
            }
            td data-label=(texts.say("column-close")) { @if let Some(day) = on { (spoken(day, today(visit), texts)) } @else { span.quiet { (texts.say("close-unknown")) } } }
            td data-label=(texts.say("column-owner")) { (person(tile.owner.0, &tile.owner.1)) }
        }
    }
}

fn pages(texts: Texts, asked: &Asked, page: &Page<Tile>) -> Markup {
    html! {
        nav.pages aria-label=(texts.say("pages-title")) {
            span { (texts.fill("pages-rows", &[("count", page.rows.len().into())])) }
            a.link href=(asked.file()) download="deals.csv" { (texts.say("deals-file")) }
            ul {
                @if !asked.after.is_empty() { li { a.btn.small href=(asked.address()) { (texts.say("pages-first")) } } }
                @if let Some(after) = &page.after { li { a.btn.small href=(asked.behind(after)) rel="next" { (texts.say("pages-next")) } } }
            }
        }
    }
}

fn nothing(texts: Texts, asked: &Asked) -> Markup {
    html! {
        section.card aria-label=(texts.say("deals-title")) {
            div.empty {
                (crate::parts::empty_mark())
                @if asked.is_narrowed() {
                    p { (texts.say("deals-none-left")) }
                    a.btn href=(asked.cleared()) { (texts.say("filter-clear")) }
                } @else {
                    p { (texts.say("deals-none")) }
                    a.btn.primary href=(asked.opening()) data-turbo-frame="dialog" { (texts.say("deals-new")) }
                }
            }
        }
    }
}
