//! What gets somebody there: the fewest open deals that land the target, and what each is worth to it.

use domain::Stage;
use domain::figures::forecast::{Landing, Outlook, WinRateFrom};
use domain::figures::{Drawn, OpenDeal, PathStep, PathToQuota};
use http::{Texts, Visit};
use jiff::civil::Date;
use maud::{Markup, html};
use measures::Money;
use measures::forecast::percent;

use super::outlook::guarded;
use crate::parts::{short, spoken};

/// The most deals of the path on the page.
const MOST: usize = 12;

/// From which probability on a deal is said to be likely.
const LIKELY: f64 = 0.5;

/// What the card shows.
pub(crate) struct PathCard<'p> {
    pub(crate) visit: &'p Visit,
    pub(crate) drawn: &'p Drawn,
    pub(crate) deals: &'p [OpenDeal],
    pub(crate) stages: &'p [Stage],
    pub(crate) outlook: &'p Outlook,
    pub(crate) path: Option<&'p PathToQuota>,
    pub(crate) today: Date,
}

impl PathCard<'_> {
    /// The whole card.
    pub(crate) fn show(&self) -> Markup {
        let texts = self.texts();
        html! {
            section.card id="path" aria-labelledby="path-title" {
                header { h2 id="path-title" { (texts.say("path-title")) } }
                @match self.path {
                    None => p.quiet { (texts.say("path-needs-target")) },
                    Some(path) => (self.to_target(path)),
                }
            }
        }
    }

    fn texts(&self) -> Texts {
        self.visit.texts()
    }

    fn to_target(&self, path: &PathToQuota) -> Markup {
        let texts = self.texts();
        let landing = self.outlook.landing;
        html! {
            @match landing {
                Landing::Landed => p { (texts.say("path-landed")) },
                Landing::Over => p { (texts.say("path-over")) },
                _ => {
                    @if let Some(said) = guarded(landing, texts) { p.notice { (said) } }
                    @if path.steps.is_empty() { p.quiet { (texts.say("path-no-deals")) } }
                    @else { (self.steps(&path.steps)) (self.effects(path)) }
                    @if path.short_by > 0 { (self.short(path)) }
                }
            }
            (self.bar())
            (self.source(path))
        }
    }

    fn steps(&self, steps: &[PathStep]) -> Markup {
        let more = steps.len().saturating_sub(MOST);
        html! {
            ul.rows { @for step in steps.iter().take(MOST) { (self.step(step)) } }
            @if more > 0 { p.quiet { (self.texts().fill("path-more", &[("count", more.into())])) } }
        }
    }

    fn step(&self, step: &PathStep) -> Markup {
        let shown = guarded(self.outlook.landing, self.texts()).is_none();
        let class = if step.probability >= LIKELY { "chip ahead" } else { "chip" };
        html! {
            li.step id={ "path-" (step.number) } {
                a.what href={ "/deals/" (step.number) } { (step.label) }
                span.why { (self.about(step)) }
                span.end {
                    (short(Money::new(step.credit, self.drawn.currency)))
                    @if shown { span class=(class) { (percent(step.probability)) } }
                }
            }
        }
    }

    /// `Proposal · 19 days · closes Friday`.
    fn about(&self, step: &PathStep) -> String {
        let texts = self.texts();
        let stage = self.stages.iter().find(|stage| stage.key == step.stage);
        let mut said = vec![stage.map_or_else(|| step.stage.clone(), |stage| stage.name.clone())];
        if let Some(deal) = self.deals.iter().find(|deal| deal.id == step.deal) {
            if let Some(close) = deal.expected_close {
                let text = if close < self.today { "path-close-was" } else { "path-closes" };
                said.push(texts.fill(text, &[("day", spoken(close, self.today, texts).into())]));
            }
            if let Some(next) = &deal.next_step {
                said.push(next.clone());
            }
        }
        said.join(" · ")
    }

    /// `All three land: 111 % of the target. Without Meridian Rail: 86 %.`
    fn effects(&self, path: &PathToQuota) -> Markup {
        let texts = self.texts();
        let count = path.steps.len();
        let all =
            texts.fill("path-all-land", &[("count", count.into()), ("percent", hundredths(path.with_all).into())]);
        let without = path.steps.iter().filter(|_| count > 1).take(4).map(|step| {
            texts.fill(
                "path-without",
                &[("deal", step.label.as_str().into()), ("percent", hundredths(step.without).into())],
            )
        });
        let said: Vec<String> = std::iter::once(all).chain(without).collect();
        html! { p.quiet { (said.join(" ")) } }
    }

    fn short(&self, path: &PathToQuota) -> Markup {
        let texts = self.texts();
        let money = |minor| Money::new(minor, self.drawn.currency).short();
        html! {
            p.quiet {
                (texts.fill(if path.steps.is_empty() { "path-short-alone" } else { "path-short" }, &[("missing", money(path.short_by).into())]))
                @if let Some(missing) = path.pipeline_missing.filter(|missing| *missing > 0) {
                    " " (texts.fill("path-pipeline", &[
                        ("needed", money(path.pipeline_needed.unwrap_or(0)).into()),
                        ("missing", money(missing).into()),
                        ("rate", whole(path.win_rate.millionths / 100).into()),
                    ]))
                    " " (texts.fill(rate_text(path.win_rate.from), &[("count", path.win_rate.closed.into())]))
                }
            }
        }
    }

    fn bar(&self) -> Markup {
        let texts = self.texts();
        let burndown = &self.drawn.burndown;
        let target = burndown.target.unwrap_or(0);
        let reached = if target > 0 { measures::rounding::portion(burndown.credited, 10_000, target) } else { 10_000 };
        let said = hundredths(reached);
        html! {
            div.bar-line {
                span.quiet { (texts.say("path-reached")) }
                span.strong { (said) }
                progress.bar value=(reached.clamp(0, 10_000)) max="10000" aria-label=(texts.say("path-reached")) { (said) }
            }
        }
    }

    fn source(&self, path: &PathToQuota) -> Markup {
        let texts = self.texts();
        let rule = if self.outlook.learned { "source-chances-learned" } else { "source-chances-preset" };
        let exact = |minor| Money::new(minor, self.drawn.currency).exact();
        html! {
            details.source id="path-source" {
                summary { (texts.say("source-title")) }
                div.source-body {
                    p.rule { (texts.say("source-path")) }
                    p { (texts.fill(rule, &[("count", self.outlook.closed.into())])) }
                    p { (texts.fill("source-due", &[("due", exact(path.due).into())])) }
                    @if !path.is_best { p { (texts.say("source-path-cut-short")) } }
                    p.source-links { a.link href="/rules#path" { (texts.say("source-rule-in-full")) } }
                }
            }
        }
    }
}

fn rate_text(from: WinRateFrom) -> &'static str {
    match from {
        WinRateFrom::Own => "win-rate-own",
        WinRateFrom::Team => "win-rate-team",
        WinRateFrom::Preset => "win-rate-preset",
    }
}

/// Hundredths of a per cent as people read them: `111 %`.
fn hundredths(share: i64) -> String {
    whole(share)
}

fn whole(share: i64) -> String {
    format!("{} %", measures::rounding::portion(share, 1, 100))
}
