//! "Where this comes from": the rule in words, what went in, the events, the same as data.

use domain::figures::{Drawn, LedgerLine, Whose};
use http::Visit;
use maud::{Markup, html};
use measures::Money;

use super::asked::Sight;
use super::burndown::Likely;
use crate::parts::{clock, full, spoken};

/// The most changes of credit on the page; the data has all.
const MOST: usize = 100;

/// The sources of a burndown.
pub(crate) fn burndown(visit: &Visit, sight: &Sight, drawn: &Drawn, likely: Option<&Likely>) -> Markup {
    let texts = visit.texts();
    let burndown = &drawn.burndown;
    let days = (full(burndown.period.starts_on, texts), full(burndown.period.ends_on.min(burndown.as_of), texts));
    let rule = texts.fill(drawn.source.rule, &[("from", days.0.into()), ("to", days.1.into())]);
    html! {
        details.source id="burndown-source" {
            summary { (texts.say("source-title")) }
            div.source-body {
                p.rule { (rule) }
                (target(visit, drawn))
                (days_off(visit, drawn))
                @if let Some(likely) = likely { p { (texts.say("source-forecast")) " " (likely.made) } }
                (frozen(visit, drawn))
                (lines(visit, drawn))
                p.source-links {
                    a.link href="/rules#burndown" { (texts.say("source-rule-in-full")) }
                    a.link href=(api(drawn, sight)) { (texts.say("source-as-data")) }
                    @if let Whose::Member(_) = drawn.party.whose {
                        a.link href={ "/people/" (drawn.party.number) "/burndown.png?" (sight.query(sight.kind)) } { (texts.say("source-as-picture")) }
                    }
                }
            }
        }
    }
}

/// The same figures for programs.
fn api(drawn: &Drawn, sight: &Sight) -> String {
    let whose = match drawn.party.whose {
        Whose::Member(_) => "person",
        Whose::Team(_) => "team",
    };
    let period = drawn.burndown.period;
    format!(
        "/api/v1/figures/burndown?{whose}={}&period={}&from={}&to={}&as_of={}",
        drawn.party.number,
        period.kind.name(),
        period.starts_on,
        period.ends_on,
        sight.as_of
    )
}

fn target(visit: &Visit, drawn: &Drawn) -> Markup {
    let texts = visit.texts();
    let amount = |minor| Money::new(minor, drawn.currency).exact();
    html! {
        @match &drawn.source.target {
            None => p { (texts.say("target-from-nothing")) },
            Some(from) => p { (texts.say(from.text())) },
        }
        @if !drawn.burndown.steps.is_empty() || drawn.source.steps.len() > 1 {
            ul.list {
                @for step in &drawn.source.steps {
                    li {
                        (texts.fill("source-target-step", &[
                            ("amount", amount(step.minor).into()),
                            ("period", step.period.fiscal_label(visit.actor.workspace.fiscal_start_month).into()),
                            ("day", full(step.effective_on, texts).into()),
                        ]))
                        @if !step.reason.is_empty() { ": " (step.reason) }
                    }
                }
            }
        }
    }
}

fn days_off(visit: &Visit, drawn: &Drawn) -> Markup {
    let texts = visit.texts();
    let burndown = &drawn.burndown;
    html! {
        p {
            (texts.fill("source-working-days", &[
                ("days", burndown.working_days.to_string().into()),
                ("gone", burndown.working_days_gone.to_string().into()),
            ]))
        }
    }
}

fn frozen(visit: &Visit, drawn: &Drawn) -> Markup {
    let texts = visit.texts();
    let zone = visit.actor.workspace.zone();
    html! {
        @if let Some((number, at)) = drawn.source.frozen {
            p {
                (texts.fill("source-frozen", &[
                    ("number", number.into()),
                    ("day", full(domain::day_of(at, &zone), texts).into()),
                    ("time", clock(at, &zone).into()),
                ]))
            }
            @if !drawn.source.adjustments.is_empty() {
                p { (texts.fill("source-adjustments", &[("count", drawn.source.adjustments.len().into())])) }
                ul.list {
                    @for adjustment in &drawn.source.adjustments {
                        li { (spoken(adjustment.line.effective_on, drawn.burndown.as_of, texts)) ": " (deal(&adjustment.line)) " " (credit(&adjustment.line, drawn)) }
                    }
                }
            }
        }
    }
}

fn lines(visit: &Visit, drawn: &Drawn) -> Markup {
    let texts = visit.texts();
    let lines = &drawn.source.lines;
    let newest = &lines[lines.len().saturating_sub(MOST)..];
    html! {
        @if lines.is_empty() { p { (texts.say("source-no-events")) } }
        @else {
            p {
                (texts.fill("source-events", &[("count", lines.len().into())]))
                @if newest.len() < lines.len() { " " (texts.fill("source-events-cut", &[("shown", newest.len().into())])) }
            }
            div.table-wrap tabindex="0" {
                table.table.data {
                    thead { tr {
                        th scope="col" { (texts.say("source-day")) }
                        th scope="col" { (texts.say("source-deal")) }
                        th scope="col" { (texts.say("source-what")) }
                        th scope="col" class="num" { (texts.say("source-credit")) }
                    } }
                    tbody { @for line in newest { tr {
                        td { (full(line.effective_on, texts)) }
                        td { (deal(line)) }
                        td { (texts.say(what(line))) }
                        td.num { (credit(line, drawn)) }
                    } } }
                }
            }
        }
    }
}

fn deal(line: &LedgerLine) -> Markup {
    html! { a.link href={ "/deals/" (line.deal_number) } { (line.label()) } }
}

fn credit(line: &LedgerLine, drawn: &Drawn) -> Markup {
    html! {
        @match line.minor {
            Some(minor) => (Money::new(minor, drawn.currency).exact()),
            None => (line.deal_money.exact()),
        }
        @if let Some((rate, on)) = &line.rate { small { " " (line.deal_money.exact()) " × " (rate) ", " (on) } }
    }
}

fn what(line: &LedgerLine) -> &'static str {
    match line.kind.as_str() {
        "won" => "credit-won",
        "reopened" => "credit-reopened",
        "reshare" => "credit-reshare",
        _ => "credit-correction",
    }
}
