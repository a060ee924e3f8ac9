//! The real ways of deals, and how well they fit the process.

use domain::figures::insight::{Deviation, Way};
use http::Visit;
use maud::{Markup, html};

use super::{Seen, number, percent};

/// Ways that are shown before the rest is folded away.
const SHOWN: usize = 8;

/// Of fewer deals than this, no rate is told.
const ENOUGH: u64 = 5;

pub(super) fn card(visit: &Visit, seen: &Seen) -> Markup {
    let (texts, ways) = (visit.texts(), &seen.insight.ways);
    let (first, rest) = ways.split_at(SHOWN.min(ways.len()));
    let query = seen.asked.query(seen.today);
    html! {
        section.card aria-labelledby="ways-title" {
            header {
                h2 id="ways-title" { (texts.say("insight-ways")) }
                span.push.cluster {
                    a.btn.small href={ "/insights/log.xes?" (query) } download { (texts.say("insight-log")) " XES" }
                    a.btn.small href={ "/insights/log.json?" (query) } download { (texts.say("insight-log")) " OCEL" }
                }
            }
            @if ways.is_empty() { p.quiet { (texts.say("insight-ways-none")) } }
            @else {
                @if let Some(fitness) = seen.insight.fitness { p { (texts.fill("insight-fitness", &[("fit", format!("{fitness:.2}").into())])) " " (deviations(visit, seen)) } }
                ul.rows { @for way in first { (line(visit, seen, way)) } }
                @if !rest.is_empty() {
                    details.source { summary { (texts.fill("insight-more-ways", &[("count", rest.len().into())])) } ul.rows { @for way in rest { (line(visit, seen, way)) } } }
                }
            }
        }
    }
}

fn deviations(visit: &Visit, seen: &Seen) -> String {
    let texts = visit.texts();
    let told = |deviation: &Deviation| {
        let given = [("stage", seen.name(&deviation.stage).into()), ("count", number(deviation.deals).into())];
        texts.fill(if deviation.skipped { "insight-left-out" } else { "insight-once-more" }, &given)
    };
    let most: Vec<String> = seen.insight.deviations.iter().take(4).map(told).collect();
    if most.is_empty() { String::new() } else { texts.fill("insight-deviations", &[("list", most.join(", ").into())]) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
fn line(visit: &Visit, seen: &Seen, way: &Way) -> Markup {
    let texts = visit.texts();
    let share = |part: u64, whole: u64| percent(part as f64 / whole.max(1) as f64);
    let won = if way.deals < ENOUGH {
        texts.say("insight-too-few").to_owned()
    } else {
        texts.fill("insight-way-won", &[("share", share(way.won, way.deals).into())])
    };
    let days = way.days.map(|days| texts.fill("insight-days", &[("days", days.into())])).unwrap_or_default();
    let deals = [("count", way.deals.into()), ("deals", number(way.deals).into())];
    html! {
        li.step {
            ol.way.what { @for key in &way.stages { li { (seen.name(key)) } } }
            span.why {
                (share(way.deals, seen.insight.closed)) " · " (texts.fill("insight-way-deals", &deals)) " · " (won) " · " (days)
                " · " (texts.fill("insight-way-fit", &[("fit", format!("{:.2}", way.fitness).into())]))
            }
            div.form { details.source {
                summary { (texts.say("insight-way-some")) }
                div.source-body { @for number in &way.some { a href={ "/deals/" (number) } { "#" (number) } " " } }
            } }
        }
    }
}
