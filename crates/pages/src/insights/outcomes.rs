//! What came of the deals, beside the period before, and one's own rates.

use domain::figures::insight::OwnRate;
use http::{Texts, Visit};
use maud::{Markup, html};
use measures::Money;
use measures::xmr::Range;

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
    let ranges = &seen.insight.ranges;
    let rows = [
        ("insight-won", number(now.won), number(before.won), ranged(texts, ranges.won, Some(counted(now.won)), 1.0)),
        (
            "insight-lost",
            number(now.lost),
            number(before.lost),
            ranged(texts, ranges.lost, Some(counted(now.lost)), 1.0),
        ),
        (
            "insight-win-rate",
            rate(now.win_rate()),
            rate(before.win_rate()),
            ranged(texts, ranges.win_rate, now.win_rate(), 100.0),
        ),
        ("insight-average", money(now.average_won), money(before.average_won), html! {}),
        ("insight-cycle", days(now.cycle), days(before.cycle), html! {}),
        ("insight-velocity", money(now.velocity()), nothing(), html! {}),
    ];
    let known = ranges.won.is_some();
    html! {
        section.card.flush aria-labelledby="outcomes-title" {
            header { h2 id="outcomes-title" { (texts.say("insight-outcomes")) } }
            div.table-wrap { table.table {
                thead { tr { th scope="col" { span.aloud { (texts.say("insight-figure")) } } th.num scope="col" { (texts.say("insight-now")) } th.num scope="col" { (texts.say("insight-before")) } @if known { th scope="col" { (texts.say("insight-range")) } } } }
                tbody { @for (label, now, before, range) in rows { tr { th scope="row" { (texts.say(label)) } td.num { (now) } td.num { (before) } @if known { td { (range) } } } } }
            } }
            footer { p.quiet { (texts.say(if known { "insight-range-say" } else { "insight-range-none" })) } }
        }
        @if !now.reasons.is_empty() || now.pushed > 0 { (reasons(texts, seen)) }
    }
}

/// The range in which a figure moves by itself, and whether this period lies outside of it.
fn ranged(texts: Texts, range: Option<Range>, now: Option<f64>, unit: f64) -> Markup {
    let Some(range) = range else { return html! {} };
    let whole = |value: f64| format!("{}", (value * unit).round());
    let given = [
        ("low", whole(range.low.max(0.0)).into()),
        ("high", whole(range.high.min(if unit > 1.0 { 1.0 } else { f64::MAX })).into()),
    ];
    html! {
        (texts.fill(if unit > 1.0 { "insight-range-share" } else { "insight-range-of" }, &given))
        @if now.is_some_and(|now| range.is_signal(now)) { " " span.chip.behind { (texts.say("insight-signal")) } }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
fn counted(count: u64) -> f64 {
    count as f64
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
