//! The way of a deal through its stages: where it was and for how long, where it is, what is usual.

use domain::{DealPage, Stage, Status};
use http::Visit;
use maud::{Markup, html};

use super::today;
use crate::parts::spoken;

/// The whole ribbon. An open deal sees no lost stage ahead; a closed one sees its end, not the other.
pub(super) fn ribbon(visit: &Visit, page: &DealPage) -> Markup {
    let status = page.deal.status;
    let shown = page.stages.iter().filter(|stage| match stage.kind {
        Status::Open => true,
        Status::Won => status != Status::Lost,
        Status::Lost => status == Status::Lost,
    });
    html! {
        nav.stages aria-label=(visit.texts().say("ribbon-title")) { ol { @for stage in shown { (step(visit, page, stage)) } } }
    }
}

fn step(visit: &Visit, page: &DealPage, stage: &Stage) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    let here = stage.key == deal.stage;
    let stood = page.visits.iter().find(|visited| visited.stage == stage.key);
    let days = stood.and_then(|visited| visited.days);
    let usual = stage.usual();
    let over = here && stage.kind == Status::Open && days.zip(usual).is_some_and(|(days, usual)| days > usual);
    html! {
        li class=[class(page, stage, over)] aria-current=[here.then_some("step")] {
            span.name { (stage.name) }
            small {
                @match (stage.kind, days, usual) {
                    (Status::Open, Some(days), Some(usual)) if here => (texts.fill("ribbon-days-usual", &[("count", days.into()), ("usual", usual.into())])),
                    (Status::Open, Some(days), _) => (texts.fill(if here { "ribbon-days" } else { "ribbon-stayed" }, &[("count", days.into())])),
                    (Status::Open, None, _) if is_behind(page, stage) => (texts.say(if stood.is_some() { "ribbon-was-here" } else { "ribbon-skipped" })),
                    (Status::Open, None, Some(usual)) => (texts.fill("ribbon-usual", &[("usual", usual.into())])),
                    (Status::Won | Status::Lost, ..) => @if let Some(day) = deal.closed_on.filter(|_| here) { (spoken(day, today(visit), texts)) },
                    _ => {},
                }
            }
        }
    }
}

/// Whether the deal has come further than this stage.
fn is_behind(page: &DealPage, stage: &Stage) -> bool {
    let place = |key: &str| page.stages.iter().position(|stage| stage.key == key);
    let furthest = page.visits.iter().filter_map(|visited| place(&visited.stage)).max();
    // a won deal went the whole way; a lost one came as far as it came
    let reached = place(&page.deal.stage).filter(|_| page.deal.status != Status::Lost).or(furthest);
    place(&stage.key).zip(reached).is_some_and(|(this, reached)| this < reached)
}

fn class(page: &DealPage, stage: &Stage, over: bool) -> Option<&'static str> {
    let here = stage.key == page.deal.stage;
    let stood = page.visits.iter().any(|visited| visited.stage == stage.key);
    match (stage.kind, here) {
        (Status::Won, true) => Some("won"),
        (Status::Lost, true) => Some("lost"),
        (Status::Open, true) if over => Some("over"),
        (Status::Open, false) if stood => Some("done"),
        (Status::Open, false) if is_behind(page, stage) => Some("skipped"),
        _ => None,
    }
}
