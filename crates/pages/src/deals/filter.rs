//! The filter above a board or a list, and the sentence that says what is left.

use domain::{Around, Process, Status, Statuses, Team};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::all::Many;
use super::asked::Asked;
use super::board::sums;
use crate::parts::count;

/// What one sees, in words: whose deals, how many, worth what.
pub(super) fn sentence(visit: &Visit, asked: &Asked, teams: &[Team], many: &Many) -> Markup {
    let texts = visit.texts();
    let whose = whose(texts, asked, teams);
    let Many::Board(board) = many else { return html! { (whose) } };
    let open = || board.columns.iter().filter(|column| column.stage.kind == Status::Open);
    let totals: Vec<_> = open().filter_map(|column| column.total.as_ref()).collect();
    if totals.is_empty() {
        return html! { (whose) };
    }
    let deals: i64 = totals.iter().map(|total| total.deals).sum();
    let worth = sums(totals.iter().flat_map(|total| &total.sums), visit.actor.workspace.currency);
    let given = [("count", deals.into()), ("shown", count(deals).into())];
    html! { (whose) " · " (texts.fill("deals-open-count", &given)) " · " (worth) }
}

fn whose(texts: Texts, asked: &Asked, teams: &[Team]) -> String {
    let team = asked.filter.team.and_then(|number| teams.iter().find(|team| team.number == number));
    match (team, asked.filter.owner) {
        _ if asked.filter.mine => texts.say("whose-mine-long").to_owned(),
        (Some(team), _) => team.name.clone(),
        (None, Some(_)) => texts.say("whose-person-long").to_owned(),
        (None, None) => texts.say("whose-all-long").to_owned(),
    }
}

/// The filter itself: a form that sends itself, or by its button.
pub(super) fn bar(visit: &Visit, around: &Around, asked: &Asked, (teams, processes): (&[Team], &[Process])) -> Markup {
    let texts = visit.texts();
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    html! {
        form.filter action="/deals" method="get" data-turbo-action="replace" data-controller="auto-submit"
            data-action="input->auto-submit#soon change->auto-submit#now" aria-label=(texts.say("filter-title")) {
            (views(texts, asked))
            @if asked.table { input type="hidden" name="as" value="table"; }
            @if let Some(account) = asked.filter.account { input type="hidden" name="account" value=(account); }
            @if let Some(stage) = &asked.filter.stage { input type="hidden" name="stage" value=(stage); }
            div.field {
                label.aloud for="filter-text" { (texts.say("filter-text")) }
                input id="filter-text" type="search" name="text" placeholder=(texts.say("filter-text")) value=(asked.filter.text);
            }
            div.field {
                label for="filter-whose" { (texts.say("filter-whose")) }
                select id="filter-whose" name="whose" { (choices(texts, around, asked, teams)) }
            }
            @if processes.len() > 1 && asked.filter.stage.is_none() { (ways(texts, asked, processes)) }
            @if asked.table { (statuses(texts, asked)) }
            div.field { label for="filter-from" { (texts.say("filter-close-from")) } input id="filter-from" type="date" name="close_from" value=(day(asked.filter.close_from)); }
            div.field { label for="filter-to" { (texts.say("filter-close-to")) } input id="filter-to" type="date" name="close_to" value=(day(asked.filter.close_to)); }
            label.choice { input type="checkbox" name="stuck" value="yes" checked[asked.filter.stuck]; (texts.say("filter-stuck")) }
            noscript { button.btn { (texts.say("filter-do")) } }
            @if asked.is_narrowed() { a.link.quiet href=(asked.cleared()) { (texts.say("filter-clear")) } }
        }
    }
}

fn views(texts: Texts, asked: &Asked) -> Markup {
    let current = |here: bool| here.then_some("true");
    html! {
        nav.tabs.canvas-tabs aria-label=(texts.say("view-title")) {
            a href=(asked.viewed(false)) aria-current=[current(!asked.table)] { (texts.say("view-board")) }
            a href=(asked.viewed(true)) aria-current=[current(asked.table)] { (texts.say("view-table")) }
        }
    }
}

fn choices(texts: Texts, around: &Around, asked: &Asked, teams: &[Team]) -> Markup {
    let chosen = asked.whose_name();
    let option = |value: &str, name: &str| html! { option value=(value) selected[value == chosen] { (name) } };
    let elsewhere = asked.filter.owner.filter(|owner| around.mates.iter().all(|mate| mate.number != *owner));
    html! {
        (option("mine", texts.say("whose-mine")))
        (option("all", texts.say("whose-all")))
        optgroup label=(texts.say("whose-teams")) {
            @for team in teams { (option(&format!("team-{}", team.number), &team.name)) }
        }
        @if !around.mates.is_empty() || elsewhere.is_some() {
            optgroup label=(texts.say("whose-people")) {
                @for mate in &around.mates { (option(&format!("person-{}", mate.number), &mate.name)) }
                @if let Some(owner) = elsewhere { (option(&format!("person-{owner}"), texts.say("whose-person-long"))) }
            }
        }
    }
}

/// Which process; a table shows all of them unless said. A stage says it already.
fn ways(texts: Texts, asked: &Asked, processes: &[Process]) -> Markup {
    let chosen = |process: &Process| match &asked.filter.process {
        Some(key) => process.key == *key,
        None => !asked.table && process.standard,
    };
    html! {
        div.field {
            label for="filter-process" { (texts.say("proposal-process")) }
            select id="filter-process" name="process" {
                @if asked.table { option value="" { (texts.say("filter-every-process")) } }
                @for process in processes { option value=(process.key) selected[chosen(process)] { (process.name) } }
            }
        }
    }
}

fn statuses(texts: Texts, asked: &Asked) -> Markup {
    let all = [
        (Statuses::Open, "status-open"),
        (Statuses::Won, "status-won"),
        (Statuses::Lost, "status-lost"),
        (Statuses::Any, "status-any"),
    ];
    html! {
        div.field {
            label for="filter-status" { (texts.say("filter-status")) }
            select id="filter-status" name="status" {
                @for (status, text) in all { option value=(status.name()) selected[status == asked.filter.status] { (texts.say(text)) } }
            }
        }
    }
}
