//! From stage to stage: who goes on, how long it takes, what is stuck, and where it gets hard.

use std::cmp::Ordering;

use charts::survival;
use domain::figures::insight::StageInsight;
use http::{Texts, Visit};
use maud::{Markup, html};
use measures::Money;

use super::{Seen, number, percent, share};

/// Fewer deals that have left say nothing about a stage.
const ENOUGH: u64 = 10;

/// What stands out: where it gets hard for many, and where the fewest go on.
pub(super) fn hard(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let known = seen.insight.stages.iter().filter(|stage| stage.left >= ENOUGH);
    let order = |one: &&StageInsight, other: &&StageInsight| {
        one.conversion().partial_cmp(&other.conversion()).unwrap_or(Ordering::Equal)
    };
    html! {
        @for hardship in &seen.insight.hardships {
            p.notice.behind { (texts.fill("insight-hardship", &[("stage", hardship.stage.name.as_str().into()), ("people", hardship.people.into()), ("of", hardship.of.into())])) }
        }
        @if let Some(stage) = known.min_by(order).filter(|stage| stage.conversion().is_some_and(|share| share < 1.0)) {
            @let left = percent(stage.conversion().unwrap_or(0.0));
            div.notice { p {
                strong { (texts.fill("insight-hardest", &[("stage", stage.stage.name.as_str().into())])) } " "
                (texts.fill("insight-goes-on-here", &[("share", left.as_str().into())]))
                @if let Some(days) = stage.p85 { " " (texts.fill("insight-stays-long", &[("days", days.into())])) }
            } }
        }
    }
}

const COLUMNS: [&str; 9] = [
    "insight-entered",
    "insight-goes-on",
    "insight-median",
    "insight-p85",
    "insight-open",
    "insight-stuck",
    "insight-overhang",
    "insight-leaps",
    "insight-returns",
];

/// Entered, went on, how long, what stands there.
pub(super) fn funnel(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let most = seen.insight.stages.iter().map(|stage| stage.entered).max().unwrap_or(0).max(1);
    html! {
        section.card.flush aria-labelledby="funnel-title" {
            header { h2 id="funnel-title" { (texts.say("insight-funnel")) } }
            @if seen.insight.stages.iter().all(|stage| stage.entered == 0 && stage.open == 0) { p.quiet { (texts.say("insight-nothing")) } }
            @else {
                div.table-wrap { table.table.cards.crowded {
                    thead { tr { th scope="col" { (texts.say("insight-stage")) } @for column in COLUMNS { th.num scope="col" { (texts.say(column)) } } } }
                    tbody { @for stage in &seen.insight.stages { (row(visit, stage, most)) } }
                } }
            }
        }
    }
}

fn row(visit: &Visit, stage: &StageInsight, most: u64) -> Markup {
    let texts = visit.texts();
    let days = |days: Option<u32>| {
        days.map_or_else(|| "–".to_owned(), |days| texts.fill("insight-days", &[("days", days.into())]))
    };
    let money = Money::new(stage.overhang, visit.actor.workspace.currency);
    let list = format!("/deals?as=table&stage={}", stage.stage.key);
    let part = [("part", number(stage.advanced).into()), ("whole", number(stage.left).into())];
    html! {
        tr {
            th scope="row" { a href=(list) { (stage.stage.name) } progress.bar value=(stage.entered) max=(most) aria-hidden="true" {} }
            td.num data-label=(texts.say(COLUMNS[0])) { (number(stage.entered)) }
            td.num data-label=(texts.say(COLUMNS[1])) { (share(stage.conversion())) small { (texts.fill("insight-of", &part)) } }
            td.num data-label=(texts.say(COLUMNS[2])) { (days(stage.median)) }
            td.num data-label=(texts.say(COLUMNS[3])) { (days(stage.p85)) }
            td.num data-label=(texts.say(COLUMNS[4])) { (number(stage.open)) }
            td.num data-label=(texts.say(COLUMNS[5])) { (number(stage.stuck_in_all)) }
            td.num data-label=(texts.say(COLUMNS[6])) { span title=(money.exact()) { (money.short()) } }
            td.num data-label=(texts.say(COLUMNS[7])) { (number(stage.leaps)) }
            td.num data-label=(texts.say(COLUMNS[8])) { (number(stage.returns)) }
        }
    }
}

/// How long deals stay in each stage, drawn, and the deals that stay too long.
pub(super) fn stays(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let drawn: Vec<_> = seen.insight.stages.iter().filter(|stage| !stage.curve.steps().is_empty()).collect();
    html! {
        @if !drawn.is_empty() {
            section.card aria-labelledby="stays-title" {
                header { h2 id="stays-title" { (texts.say("insight-stays")) } }
                p.quiet { (texts.say("insight-stays-say")) }
                div.multiples { @for stage in drawn { (stay(texts, stage)) } }
            }
        }
    }
}

fn stay(texts: Texts, stage: &StageInsight) -> Markup {
    let name = texts.fill("insight-stay-of", &[("stage", stage.stage.name.as_str().into())]);
    let sentence = match (stage.median, stage.p85) {
        (Some(median), Some(p85)) => {
            texts.fill("insight-half-and-most", &[("median", median.into()), ("p85", p85.into())])
        }
        (Some(median), None) => texts.fill("insight-half", &[("median", median.into())]),
        _ => texts.say("insight-too-few-left").to_owned(),
    };
    html! {
        figure.stack.tight {
            h3 { (stage.stage.name) }
            p.quiet { (sentence) }
            (survival(&stage.curve, &name, texts.say("insight-d")))
            @if !stage.stuck.is_empty() {
                details.source {
                    summary { (texts.fill("insight-stuck-deals", &[("count", number(stage.stuck_in_all).into())])) span.aloud { " " (stage.stage.name) } }
                    div.source-body { @for deal in &stage.stuck { a href={ "/deals/" (deal) } { "#" (deal) } " " } }
                }
            }
        }
    }
}
