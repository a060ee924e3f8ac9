//! Next steps, most useful first, each with what it takes to do it.

use domain::figures::{Evidence, NextStep, Rule};
use http::{Texts, Visit};
use jiff::civil::Date;
use maud::{Markup, html};
use measures::{Currency, Money};

use crate::parts::{empty_mark, icon_small, spoken};

/// How many steps stand on the page before one asks for all of them.
const FIRST: usize = 5;

/// The most steps on the page: who has more to do finds the others on the board.
const MOST: usize = 30;

/// What the card shows.
pub(crate) struct StepsCard<'s> {
    pub(crate) visit: &'s Visit,
    pub(crate) steps: &'s [NextStep],
    pub(crate) today: Date,
    pub(crate) currency: Currency,
    /// The steps are one's own to do, put off and ask about.
    pub(crate) own: bool,
    /// There are no open deals at all.
    pub(crate) idle: bool,
    pub(crate) title: &'static str,
}

impl StepsCard<'_> {
    /// The whole card.
    pub(crate) fn show(&self) -> Markup {
        let texts = self.texts();
        let (first, rest) = self.steps.split_at(FIRST.min(self.steps.len()));
        html! {
            section.card id="steps" aria-labelledby="steps-title" {
                header { h2 id="steps-title" { (texts.say(self.title)) } }
                @if first.is_empty() { (self.nothing()) }
                @else { ul.rows { @for step in first { (self.step(step)) } } }
                @if !rest.is_empty() {
                    details.source id="steps-rest" {
                        summary { (texts.fill("steps-all", &[("count", self.steps.len().into())])) }
                        ul.rows { @for step in rest.iter().take(MOST - FIRST) { (self.step(step)) } }
                        @if self.steps.len() > MOST {
                            p.quiet { (texts.fill("steps-more", &[("count", (self.steps.len() - MOST).into())])) }
                        }
                    }
                }
            }
        }
    }

    fn texts(&self) -> Texts {
        self.visit.texts()
    }

    fn nothing(&self) -> Markup {
        let texts = self.texts();
        html! {
            @if self.idle {
                div.empty {
                    (empty_mark())
                    p { (texts.say("steps-no-deals")) }
                    @if self.own { a.btn.primary href="/deals/new" data-turbo-frame="dialog" { (icon_small("plus")) (texts.say("steps-open-deal")) } }
                }
            } @else {
                p.quiet { (texts.say("steps-none")) }
            }
        }
    }

    fn step(&self, step: &NextStep) -> Markup {
        let texts = self.texts();
        let Some(first) = step.evidence.first() else { return html! {} };
        let gain = step.gain.filter(|gain| *gain > 0).map(|gain| Money::new(gain, self.currency));
        html! {
            li.step id={ "step-" (step.number) } {
                span.what { a href={ "/deals/" (step.number) } { (self.what(step, first)) } }
                span.why {
                    (step.evidence.iter().map(|evidence| self.why(evidence)).collect::<Vec<_>>().join(" "))
                    @if let Some(gain) = gain { " " span title=(gain.exact()) { (texts.fill("steps-gain", &[("gain", gain.short().into())])) } }
                }
                @if self.own { span.do { (self.ways(step, first.rule)) } }
            }
        }
    }

    fn what(&self, step: &NextStep, evidence: &Evidence) -> String {
        self.filled(evidence.rule.what(), evidence, &step.label)
    }

    fn why(&self, evidence: &Evidence) -> String {
        self.filled(evidence.rule.why(), evidence, "")
    }

    /// A sentence with what it leaves open: numbers as numbers, days as people say them.
    fn filled(&self, id: &str, evidence: &Evidence, deal: &str) -> String {
        let texts = self.texts();
        let mut given: Vec<_> = vec![("deal", deal.to_owned().into())];
        for (name, value) in &evidence.given {
            let filled = match (*name, value.parse::<i64>(), value.parse::<Date>()) {
                ("step" | "stage" | "criterion" | "key", ..) => value.clone().into(),
                (_, Ok(number), _) => number.into(),
                (_, _, Ok(day)) => spoken(day, self.today, texts).into(),
                _ => value.clone().into(),
            };
            given.push((*name, filled));
        }
        texts.fill(id, &given)
    }

    /// Do it, put it off, ask for help.
    fn ways(&self, step: &NextStep, rule: Rule) -> Markup {
        let texts = self.texts();
        // what is put off is the step, with every reason that it shows
        let all: Vec<&str> = step.evidence.iter().map(|evidence| evidence.rule.name()).collect();
        let form = |path: &str, class: &str, (label, rules): (&'static str, &str)| {
            html! {
                form.btn-form action=(path) method="post" {
                    input type="hidden" name="deal" value=(step.number);
                    input type="hidden" name="rule" value=(rules);
                    button class=(class) { (texts.say(label)) span.aloud { ": " (step.label) } }
                }
            }
        };
        html! {
            @match rule {
                Rule::Overdue => (form("/today/steps?_method=delete", "btn primary", ("steps-done", rule.name()))),
                Rule::OpenCriterion => a.btn.primary href=(Self::place(step, rule)) { (texts.say("steps-do")) span.aloud { ": " (step.label) } },
                _ => a.btn.primary href=(Self::place(step, rule)) data-turbo-frame="dialog" { (texts.say("steps-do")) span.aloud { ": " (step.label) } },
            }
            (form("/today/snoozes", "btn", ("steps-snooze", &all.join(" "))))
            a.btn.help href={ "/deals/" (step.number) "/help/new" } data-turbo-frame="dialog" { (texts.say("steps-help")) span.aloud { ": " (step.label) } }
        }
    }

    /// Where the step is done: the form that answers the reason.
    fn place(step: &NextStep, rule: Rule) -> String {
        match rule {
            Rule::NoNextStep | Rule::Overdue => format!("/deals/{}/step/edit", step.number),
            Rule::ClosePassed | Rule::Pushed => format!("/deals/{}/edit", step.number),
            Rule::Stuck => format!("/deals/{}/stage/edit", step.number),
            Rule::OpenCriterion => {
                let given = step.evidence.iter().find(|evidence| evidence.rule == rule).map(|evidence| &evidence.given);
                let key = given.and_then(|given| given.iter().find(|(name, _)| *name == "key"));
                format!("/deals/{}#criterion-{}", step.number, key.map_or("", |(_, key)| key))
            }
        }
    }
}
