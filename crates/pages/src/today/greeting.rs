//! The head of the page: a greeting, the day, how far the period has come.

use domain::sprint_on;
use http::Visit;
use jiff::Timestamp;
use maud::{Markup, html};

use super::asked::Sight;
use super::person::Seen;
use super::saying::working_day;
use crate::parts::{face, full, icon_small, long, spoken};

/// The head of a person's page: a greeting on one's own, the name on a team-mate's.
pub(crate) fn head(visit: &Visit, sight: &Sight, seen: &Seen) -> Markup {
    let texts = visit.texts();
    html! {
        @if sight.is_past() { (past(visit, sight)) }
        header.page-head {
            div {
                @if seen.own {
                    h1 { (texts.fill(greeting(visit), &[("name", first_name(&visit.actor.name).into())])) }
                } @else {
                    h1.person { (face(seen.drawn().party.number, &seen.drawn().party.name)) (seen.drawn().party.name) }
                }
                p.say { (day_line(visit, sight, seen)) }
            }
        }
    }
}

/// The page shows a past day: said once, at the top, with the way back.
pub(crate) fn past(visit: &Visit, sight: &Sight) -> Markup {
    let texts = visit.texts();
    html! {
        p.as-of {
            (icon_small("clock"))
            (texts.fill("today-as-of", &[("day", full(sight.as_of, texts).into())])) " "
            a.link href=(sight.without_day()) { (texts.say("today-back")) }
        }
    }
}

/// `Monday 23 November · working day 15 of 20 · sprint ends Friday`.
fn day_line(visit: &Visit, sight: &Sight, seen: &Seen) -> String {
    let texts = visit.texts();
    let mut said = vec![long(sight.as_of, sight.today, texts), working_day(&seen.drawn().burndown, texts)];
    let team = seen.drawn().party.team.as_ref();
    if let Some(sprint) = team.and_then(|team| sprint_on(team, sight.as_of)) {
        said.push(texts.fill("today-sprint-ends", &[("day", spoken(sprint.ends_on, sight.as_of, texts).into())]));
    }
    if let Some(team) = team.filter(|_| !seen.own) {
        said.push(team.name.clone());
    }
    said.join(" · ")
}

fn greeting(visit: &Visit) -> &'static str {
    let now = Timestamp::from_microsecond(visit.stage.now()).unwrap_or(Timestamp::UNIX_EPOCH);
    match now.to_zoned(visit.actor.workspace.zone()).hour() {
        5..=11 => "today-good-morning",
        12..=17 => "today-good-afternoon",
        _ => "today-good-evening",
    }
}

fn first_name(name: &str) -> &str {
    name.split_whitespace().next().unwrap_or(name)
}
