//! The card with the burndown: a big figure, what it means, the picture, the numbers.

use charts::{BurndownChart, ForecastPoint, Size, Words, burndown_figure, burndown_table};
use domain::figures::Drawn;
use http::{Texts, Visit};
use maud::{Markup, html};
use measures::Money;

use super::asked::Sight;
use super::{saying, source};
use crate::parts::{empty_mark, icon_small};

/// What the card shows.
pub(crate) struct Card<'c> {
    /// Who looks.
    pub(crate) visit: &'c Visit,
    /// At which day and period.
    pub(crate) sight: &'c Sight,
    /// The figures.
    pub(crate) drawn: &'c Drawn,
    /// `My burndown`.
    pub(crate) title: &'c str,
    /// Where it is likely to end, when something can be said.
    pub(crate) likely: Option<&'c Likely>,
    /// The address where a target can be set, for those who may.
    pub(crate) targets: Option<String>,
}

/// Where a burndown is likely to end.
#[derive(Debug, Clone)]
pub(crate) struct Likely {
    /// Further credit by day.
    pub(crate) points: Vec<ForecastPoint>,
    /// `likely €0–38k left`.
    pub(crate) label: String,
    /// `64 % likely to land it`.
    pub(crate) chip: String,
    /// When it was made: `as of 09:14`.
    pub(crate) made: String,
}

impl Card<'_> {
    /// The whole card.
    pub(crate) fn show(&self) -> Markup {
        let finding = saying::finding(self.drawn, self.texts());
        let burndown = &self.drawn.burndown;
        let drawable = burndown.target.is_some() || !burndown.credits.is_empty();
        html! {
            section.card id="burndown" aria-labelledby="burndown-title" {
                header {
                    h2 id="burndown-title" { (self.title) }
                    (self.tabs())
                    (self.another_day())
                }
                (self.figure())
                @if drawable {
                    (burndown_figure(&self.chart(&finding)))
                    (self.sentences())
                    (self.numbers())
                } @else {
                    (self.nothing_yet())
                }
            }
        }
    }

    /// The drawing for a picture that leaves the page.
    pub(crate) fn svg(&self) -> String {
        charts::burndown(&self.chart("")).into_string()
    }

    fn texts(&self) -> Texts {
        self.visit.texts()
    }

    fn tabs(&self) -> Markup {
        let tabs = self.sight.tabs(self.visit, self.drawn);
        html! {
            nav.tabs aria-label=(self.texts().say("today-period")) {
                @for (period, name) in &tabs {
                    a href=(self.sight.with_period(period.kind)) aria-current=[(period.kind == self.sight.kind).then_some("true")] { (name) }
                }
            }
        }
    }

    fn another_day(&self) -> Markup {
        let texts = self.texts();
        html! {
            button.btn.quiet.small.push type="button" popovertarget="another-day" { (icon_small("clock")) (texts.say("today-another-day")) }
            div.menu id="another-day" popover {
                form.form action=(self.sight.path) {
                    input type="hidden" name="period" value=(self.sight.kind.name());
                    div.field {
                        label for="as_of" { (texts.say("today-which-day")) }
                        input id="as_of" type="date" name="as_of" max=(self.sight.today) value=(self.sight.as_of);
                    }
                    footer { button.btn.primary { (texts.say("today-look")) } }
                }
            }
        }
    }

    fn figure(&self) -> Markup {
        let (texts, burndown) = (self.texts(), &self.drawn.burndown);
        let money = |minor| Money::new(minor, self.drawn.currency);
        let (big, rest) = match (burndown.remaining, burndown.target) {
            (Some(remaining), Some(target)) if remaining >= 0 => {
                (money(remaining), texts.fill("today-to-go", &[("target", money(target).short().into())]))
            }
            (Some(_), Some(target)) => {
                (money(burndown.over_target), texts.fill("today-over", &[("target", money(target).short().into())]))
            }
            _ => (money(burndown.credited), texts.say("today-won-so-far").to_owned()),
        };
        html! {
            div.figure {
                span.big title=(big.exact()) { (big.short()) }
                span { (rest) }
                (saying::gap_chip(self.drawn, texts))
                @if let Some(likely) = self.likely { span.chip.ahead title=(likely.made) { (likely.chip) } }
            }
        }
    }

    fn sentences(&self) -> Markup {
        let texts = self.texts();
        let said = [
            saying::gap(self.drawn, texts),
            saying::run_rate(self.drawn, texts),
            saying::not_converted(self.drawn, texts),
        ];
        html! {
            p.say.quiet { @for sentence in said.into_iter().flatten() { (sentence) " " } }
            @if self.drawn.burndown.target.is_none() { (self.no_target()) }
        }
    }

    fn no_target(&self) -> Markup {
        let texts = self.texts();
        html! {
            div.notice {
                p { (texts.say("today-no-target")) }
                @if let Some(targets) = &self.targets { a.btn.small.primary href=(targets) { (texts.say("today-set-target")) } }
            }
        }
    }

    fn nothing_yet(&self) -> Markup {
        let texts = self.texts();
        html! {
            div.empty {
                (empty_mark())
                p { (texts.say("today-no-target-no-wins")) }
                @if let Some(targets) = &self.targets { a.btn.primary href=(targets) { (texts.say("today-set-target")) } }
            }
        }
    }

    fn numbers(&self) -> Markup {
        let texts = self.texts();
        html! {
            div.cluster {
                details.source id="burndown-numbers" {
                    summary { (texts.say("today-day-by-day")) }
                    div.source-body { (burndown_table(&self.chart(""))) }
                }
                (source::burndown(self.visit, self.sight, self.drawn, self.likely))
            }
        }
    }

    fn chart<'s>(&'s self, finding: &'s str) -> BurndownChart<'s> {
        let texts = self.texts();
        BurndownChart {
            id: "burndown-chart",
            title: self.title,
            description: finding,
            burndown: &self.drawn.burndown,
            currency: self.drawn.currency,
            forecast: self.likely.map_or(&[], |likely| &likely.points),
            likely: self.likely.map(|likely| likely.label.as_str()),
            size: Size::Wide,
            words: words(texts, self.sight.is_past()),
        }
    }
}

/// The chart's own words, in the language of the page.
pub(crate) fn words(texts: Texts, past: bool) -> Words {
    Words {
        pace_line: texts.say("chart-pace-line"),
        today: texts.say(if past { "chart-that-day" } else { "chart-today" }),
        over_target: texts.say("chart-over-target"),
        to_go: texts.say("chart-to-go"),
        won: texts.say("chart-won"),
        pace: texts.say("chart-pace"),
        target: texts.say("chart-target"),
        columns: [
            texts.say("chart-column-date"),
            texts.say("chart-column-working-day"),
            texts.say("chart-column-pace"),
            texts.say("chart-column-to-go"),
            texts.say("chart-column-happened"),
        ],
        of: texts.say("chart-of"),
        months: SHORT_MONTHS.map(|month| texts.say(month)),
    }
}

const SHORT_MONTHS: [&str; 12] = [
    "month-short-1",
    "month-short-2",
    "month-short-3",
    "month-short-4",
    "month-short-5",
    "month-short-6",
    "month-short-7",
    "month-short-8",
    "month-short-9",
    "month-short-10",
    "month-short-11",
    "month-short-12",
];
