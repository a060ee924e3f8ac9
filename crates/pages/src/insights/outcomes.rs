//! What came of the deals, beside the period before, and one's own rates.

use domain::figures::insight::OwnRate;
use http::{Texts, Visit};
use maud::{Markup, html};
use measures::Money;

use super::{Seen, number, percent};

/// The deals as a whole, beside the period before.
pub(super) fn outcomes(visit: &Visit, seen: &Seen) -> Markup {
    let (texts, now, before) = (visit.texts(), &seen.insight.outcomes, &seen.insight.before);
    let nothing = || "–".to_owned();
    let currency = visit.actor.workspace.currency;
    let money = |minor: Option<i64>| minor.map_or_else(nothing, |minor| Money::new(minor, currency).short());
    let rate = |rate: Option<f64>| rate.map_or_else(nothing, percent);
    let days =
        |days: Option<u32>| days.map_or_else(nothing, |days| texts.fill("insight-days", &[("days", days.into())]));
    let rows = [
        ("insight-won", number(now.won), number(before.won)),
        ("insight-lost", number(now.lost), number(before.lost)),
        ("insight-win-rate", rate(now.win_rate()), rate(before.win_rate())),
        ("insight-average", money(now.average_won), money(before.average_won)),
        ("insight-cycle", days(now.cycle), days(before.cycle)),
        ("insight-velocity", money(now.velocity()), nothing()),
    ];
    html! {
        section.card.flush aria-labelledby="outcomes-title" {
            header { h2 id="outcomes-title" { (texts.say("insight-outcomes")) } }
            div.table-wrap { table.table {
                thead { tr { th scope="col" { span.aloud { (texts.say("insight-figure")) } } th.num scope="col" { (texts.say("insight-now")) } th.num scope="col" { (texts.say("insight-before")) } } }
                tbody { @for (label, now, before) in rows { tr { th scope="row" { (texts.say(label)) } td.num { (now) } td.num { (before) } } } }
            } }
        }
        @if !now.reasons.is_empty() || now.pushed > 0 { (reasons(texts, seen)) }
    }
}

fn reasons(texts: Texts, seen: &Seen) -> Markup {
    let now = &seen.insight.outcomes;
    html! {
        section.card aria-labelledby="reasons-title" {
            header { h2 id="reasons-title" { (texts.say("insight-reasons")) } }
            @if now.pushed > 0 { p { (texts.fill("insight-pushed", &[("count", number(now.pushed).into())])) } }
            ul.rows { @for (reason, deals) in now.reasons.iter().take(10) {
                li.step { span.what { @if reason.is_empty() { (texts.say("insight-no-reason")) } @else { (reason) } } span.why { (number(*deals)) } }
            } }
        }
    }
}

/// One's own rates, for oneself.
pub(super) fn own(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    html! {
        @if !seen.insight.own.is_empty() {
            section.card aria-labelledby="own-title" {
                header { h2 id="own-title" { (texts.say("insight-own")) } }
                p.quiet { (texts.say("insight-own-say")) }
                ul.rows { @for rate in &seen.insight.own { (rated(texts, rate)) } }
            }
        }
    }
}

fn rated(texts: Texts, own: &OwnRate) -> Markup {
    let counted = [("part", number(own.advanced).into()), ("whole", number(own.left).into())];
    html! {
        li.step {
            span.what { (own.stage.name) }
            span.why {
                @if let Some(rate) = own.shrunk {
                    (texts.fill("insight-own-rate", &[("rate", percent(rate.rate).into()), ("low", percent(rate.low).into()), ("high", percent(rate.high).into()), ("all", percent(own.all).into())]))
                    " (" (texts.fill("insight-of", &counted)) ") "
                    @if own.is_hard() { span.chip.behind { (texts.say("insight-own-hard")) } }
                } @else { (texts.fill("insight-own-few", &counted)) }
            }
        }
    }
}
