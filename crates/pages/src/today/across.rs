//! Across the team: who asks, who won, who learned, who thanked. Never a ranking.

use domain::figures::{AcrossKind, AcrossLine};
use http::{Texts, Visit};
use jiff::civil::Date;
use maud::{Markup, html};
use measures::Money;

use crate::parts::{face_small, markdown, spoken};

/// How many lines stand on the page.
const SHOWN: usize = 6;

/// How many of them are news, if there are so many: however many ask, what was won and learned is seen.
const NEWS: usize = 3;

/// What the card shows.
pub(crate) struct AcrossCard<'a> {
    pub(crate) visit: &'a Visit,
    pub(crate) lines: &'a [AcrossLine],
    pub(crate) requests: &'a [AcrossLine],
    pub(crate) today: Date,
}

impl AcrossCard<'_> {
    /// The whole card: requests first, then the newest.
    pub(crate) fn show(&self) -> Markup {
        let texts = self.texts();
        let asking = SHOWN - self.lines.len().min(NEWS);
        html! {
            section.card id="across" aria-labelledby="across-title" {
                header { h2 id="across-title" { (texts.say("across-title")) } }
                @if self.lines.is_empty() && self.requests.is_empty() { p.quiet { (texts.say("across-none")) } }
                @else {
                    ul.rows {
                        @for line in self.requests.iter().take(asking).chain(self.lines).take(SHOWN) { (self.line(line)) }
                    }
                }
            }
        }
    }

    /// Only the requests, for a leader's page.
    pub(crate) fn requests(&self) -> Markup {
        let texts = self.texts();
        html! {
            section.card id="requests" aria-labelledby="requests-title" {
                header { h2 id="requests-title" { (texts.say("requests-title")) } }
                @if self.requests.is_empty() { p.quiet { (texts.say("requests-none")) } }
                @else { ul.rows { @for line in self.requests { (self.line(line)) } } }
            }
        }
    }

    fn texts(&self) -> Texts {
        self.visit.texts()
    }

    fn line(&self, line: &AcrossLine) -> Markup {
        let texts = self.texts();
        html! {
            li {
                span.person {
                    @for (number, name) in line.who.iter().take(3) { (face_small(*number, name)) }
                    span { b { (self.names(line)) } " " (texts.fill(said(line.kind), &[("whom", self.whom(line).into()), ("count", line.who.len().into())])) }
                }
                (self.about(line))
                @if let Some((deal, _)) = line.deal.as_ref().filter(|_| line.request.is_some()) {
                    span { a.btn.help.small href={ "/deals/" (deal) } { (texts.fill("across-help", &[("name", first(line).into())])) } }
                } @else {
                    small { (spoken(line.on, self.today, texts)) }
                }
            }
        }
    }

    /// Who did it, oneself as you.
    fn names(&self, line: &AcrossLine) -> String {
        let texts = self.texts();
        let me = |name: &String| *name == self.visit.actor.name;
        let called =
            line.who.iter().map(|(_, name)| if me(name) { texts.say("across-you-begin") } else { name.as_str() });
        match called.collect::<Vec<&str>>().as_slice() {
            [] => String::new(),
            [only] => (*only).to_owned(),
            [before @ .., last] => {
                texts.fill("across-and", &[("names", before.join(", ").into()), ("last", (*last).into())])
            }
        }
    }

    /// Whom it is about: you, or a name; nobody in particular.
    fn whom(&self, line: &AcrossLine) -> String {
        match &line.whom {
            Some((_, name)) if *name == self.visit.actor.name => self.texts().say("across-you").to_owned(),
            Some((_, name)) => name.clone(),
            None => String::new(),
        }
    }

    fn about(&self, line: &AcrossLine) -> Markup {
        let currency = self.visit.actor.workspace.currency;
        html! {
            @if line.kind == AcrossKind::Won {
                span {
                    (deal(line))
                    @if let Some(minor) = line.minor { @let money = Money::new(minor, currency); " · " span.money title=(money.exact()) { (money.short()) } }
                }
            } @else {
                @if !line.words.is_empty() { div.prose.small { (markdown(&line.words)) } }
                @if line.deal.is_some() { small { (deal(line)) } }
            }
        }
    }
}

fn deal(line: &AcrossLine) -> Markup {
    html! {
        @if let Some((number, title)) = &line.deal {
            a.link href={ "/deals/" (number) } { (line.account.as_deref().unwrap_or(title)) }
        }
    }
}

fn first(line: &AcrossLine) -> String {
    let name = line.who.first().map_or("", |(_, name)| name);
    name.split_whitespace().next().unwrap_or(name).to_owned()
}

fn said(kind: AcrossKind) -> &'static str {
    match kind {
        AcrossKind::Won => "across-won",
        AcrossKind::Learned => "across-learned",
        AcrossKind::Thanks => "across-thanked",
        AcrossKind::Request => "across-asks",
    }
}
