//! What stands where: how old open deals are, what stood in each stage day by day, and how criteria held.

use charts::{Flow, Words, ageing};
use domain::figures::insight::{FlowDay, Held};
use http::Visit;
use maud::{Markup, html};

use super::{Seen, number};
use crate::parts::full;

/// What is done is drawn while it is at most so many times what stands.
const MOST_DONE: u64 = 2;

/// How old the open deals of each stage are, beside how old deals there become.
pub(super) fn ages(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let stages = seen.insight.stages.iter().filter(|stage| stage.ages.iter().any(|count| *count > 0));
    let rows: Vec<(&str, [u64; 3])> = stages.map(|stage| (stage.stage.name.as_str(), stage.ages)).collect();
    html! {
        @if !rows.is_empty() {
            section.card aria-labelledby="ages-title" {
                header { h2 id="ages-title" { (texts.say("insight-ages")) } }
                p.quiet { (texts.say("insight-ages-say")) }
                div.split {
                    div.table-wrap tabindex="0" role="group" aria-label=(texts.say("insight-ages")) { table.table {
                        thead { tr { th scope="col" { (texts.say("insight-stage")) } @for column in ["insight-age-young", "insight-age-late", "insight-age-stuck"] { th.num scope="col" { (texts.say(column)) } } } }
                        tbody { @for (name, ages) in &rows { tr { th scope="row" { (name) } @for count in ages { td.num { (number(*count)) } } } } }
                    } }
                    div { (ageing(&rows, texts.say("insight-ages"))) }
                }
            }
        }
    }
}

/// What stood in each stage, day by day.
pub(super) fn flow(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let told = &seen.insight.flow;
    let moved = told.iter().any(|day| day.closed > 0 || day.standing.iter().any(|count| *count > 0));
    if told.len() < 2 || !moved {
        return html! {};
    }
    // over a long time what is done would leave no room for what stands
    let last = told.last().map_or((0, 0), |day| (day.closed, day.standing.iter().sum::<u64>()));
    let done = usize::from(last.0 <= MOST_DONE * last.1);
    // what is nearest to its end lies at the bottom, on what is done
    let row = |day: &FlowDay| [day.closed].into_iter().take(done).chain(day.standing.iter().rev().copied()).collect();
    let days: Vec<_> = told.iter().map(|day| (day.day, row(day))).collect();
    let stages = seen.insight.stages.iter().rev().map(|stage| stage.stage.name.as_str());
    let bands: Vec<&str> = [texts.say("insight-flow-closed")].into_iter().take(done).chain(stages).collect();
    let words = Words::default();
    let flow =
        Flow { bands: bands.clone(), done: done == 1, days: &days, name: texts.say("insight-flow"), words: &words };
    html! {
        section.card aria-labelledby="flow-title" {
            header { h2 id="flow-title" { (texts.say("insight-flow")) } }
            p.quiet { (texts.say(if done == 1 { "insight-flow-say" } else { "insight-flow-stood" })) }
            (flow.draw())
            details.source {
                summary { (texts.say("insight-numbers")) span.aloud { " " (texts.say("insight-flow")) } }
                div.source-body.table-wrap tabindex="0" role="group" aria-label=(texts.say("insight-flow")) { table.table {
                    thead { tr { th scope="col" { (texts.say("insight-day")) } @for band in &bands { th.num scope="col" { (band) } } } }
                    tbody { @for (day, counts) in &days { tr { th scope="row" { (full(*day, texts)) } @for count in counts { td.num { (number(*count)) } } } } }
                } }
            }
        }
    }
}

/// How the criteria of the process held when deals left their stages.
pub(super) fn held(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let stages: Vec<_> =
        seen.insight.stages.iter().map(|stage| (&stage.stage, criteria(seen, &stage.stage.key))).collect();
    html! {
        @if stages.iter().any(|(_, criteria)| !criteria.is_empty()) {
            section.card aria-labelledby="held-title" {
                header { h2 id="held-title" { (texts.say("insight-held")) } }
                p.quiet { (texts.say("insight-held-say")) }
                ul.rows {
                    @for (stage, criteria) in stages {
                        @for (text, held) in criteria {
                            li.step {
                                span.what { (text) }
                                span.why { (stage.name) " · " (counted(visit, held)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The criteria of a stage as it is now that some deal passed, and how they held.
fn criteria<'s>(seen: &'s Seen, stage: &str) -> Vec<(&'s str, Held)> {
    let asked = seen.guides.at(stage).map_or(&[][..], |guide| &guide.criteria);
    let held = |key: &str| seen.insight.held.get(key).copied();
    asked.iter().filter_map(|criterion| Some((criterion.text.as_str(), held(&criterion.key)?))).collect()
}

fn counted(visit: &Visit, held: Held) -> Markup {
    let texts = visit.texts();
    let passes = held.passes();
    let given = [
        ("met", number(held.met).into()),
        ("passes", number(passes).into()),
        ("share", ((held.met * 200 + passes) / (2 * passes.max(1))).into()),
        ("waived", held.waived.into()),
    ];
    html! { (texts.fill("insight-held-of", &given)) }
}
