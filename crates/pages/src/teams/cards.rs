use charts::{BurndownChart, Size, burndown_small};
use domain::figures::{AcrossLine, Drawn, TeamDay, Whose};
use http::{Texts, Visit};
use maud::{Markup, html};
use measures::Money;
use measures::burndown::Standing;

use crate::parts::{face_small, icon_small, long};
use crate::today::across::AcrossCard;
use crate::today::asked::Sight;
use crate::today::burndown::{Card, words};
use crate::today::outlook::Said;
use crate::today::saying;
use crate::today::steps::StepsCard;

/// The parts of a team's page.
pub(crate) struct TeamCards<'t> {
    pub(crate) visit: &'t Visit,
    pub(crate) sight: &'t Sight,
    pub(crate) day: &'t TeamDay,
    pub(crate) requests: &'t [AcrossLine],
}

impl TeamCards<'_> {
    /// The head of the team's own page.
    pub(crate) fn head(&self) -> Markup {
        let texts = self.texts();
        let party = &self.day.drawn.party;
        html! {
            header.page-head {
                div {
                    h1 { (party.name) }
                    p.say { (long(self.sight.as_of, self.sight.today, texts)) " · " (saying::working_day(&self.day.drawn.burndown, texts)) }
                }
                div.actions {
                    a.btn href={ "/teams/" (party.number) "/targets" } { (texts.say("targets-crumb")) }
                    a.btn href={ "/settings/teams/" (party.number) } { (icon_small("settings")) (texts.say("team-calendar")) }
                }
            }
        }
    }

    /// The team's own page: the burndown, requests, what is stuck, and everybody by name.
    pub(crate) fn whole(&self, said: Option<&Said>) -> Markup {
        html! {
            div.split { (self.burndown(said)) div.stack { (self.asked()) } }
            (self.people())
            (self.stuck())
        }
    }

    /// A leader's Today, without a target and deals of their own: the team first, then requests, then
    /// what is stuck.
    pub(crate) fn first(&self) -> Markup {
        html! {
            div.split { (self.burndown(Said::kept(self.day.kept.as_ref(), self.day.fresh).as_ref())) (self.asked()) }
            (self.stuck())
            (self.people())
        }
    }

    fn texts(&self) -> Texts {
        self.visit.texts()
    }

    fn burndown(&self, said: Option<&Said>) -> Markup {
        let party = &self.day.drawn.party;
        let title = self.texts().fill("team-burndown", &[("team", party.name.as_str().into())]);
        let likely = said.and_then(|said| said.likely(self.visit, &self.day.drawn));
        let may =
            self.visit.actor.operates() || party.team.as_ref().is_some_and(|team| self.visit.actor.leads(team.id));
        let targets = may.then(|| format!("/teams/{}/targets", party.number));
        Card {
            visit: self.visit,
            sight: self.sight,
            drawn: &self.day.drawn,
            title: &title,
            likely: likely.as_ref(),
            targets,
        }
        .show()
    }

    fn asked(&self) -> Markup {
        AcrossCard { visit: self.visit, lines: &[], requests: self.requests, today: self.sight.as_of }.requests()
    }

    fn stuck(&self) -> Markup {
        let steps = self.day.steps();
        StepsCard {
            visit: self.visit,
            steps: &steps,
            today: self.sight.as_of,
            currency: self.day.drawn.currency,
            own: false,
            idle: self.day.deals.is_empty(),
            title: "team-stuck",
        }
        .show()
    }

    /// Everybody's small burndown, by name.
    fn people(&self) -> Markup {
        let texts = self.texts();
        html! {
            section.stack.tight aria-labelledby="people-title" {
                h2 id="people-title" { (texts.fill("team-one-by-one", &[("team", self.day.drawn.party.name.as_str().into())])) }
                @if self.day.people.is_empty() { p.quiet { (texts.say("members-none")) } }
                div.multiples { @for drawn in &self.day.people { (self.person(drawn)) } }
            }
        }
    }

    fn person(&self, drawn: &Drawn) -> Markup {
        let texts = self.texts();
        let party = &drawn.party;
        let drawable = drawn.burndown.target.is_some() || !drawn.burndown.credits.is_empty();
        html! {
            article.multiple id={ "member-" (party.number) } {
                header { (face_small(party.number, &party.name)) a href={ "/people/" (party.number) "?" (self.sight.query(self.sight.kind)) } { (party.name) } }
                @if drawable { (self.spark(drawn)) (figure(drawn, texts)) }
                @else { p.empty.plain { (texts.say("team-no-target")) } }
            }
        }
    }

    fn spark(&self, drawn: &Drawn) -> Markup {
        let texts = self.texts();
        let number = match drawn.party.whose {
            Whose::Member(_) => drawn.party.number,
            Whose::Team(_) => 0,
        };
        let finding = saying::finding(drawn, texts);
        burndown_small(&BurndownChart {
            id: &format!("spark-{number}"),
            title: &drawn.party.name,
            description: &finding,
            burndown: &drawn.burndown,
            currency: drawn.currency,
            forecast: &[],
            likely: None,
            size: Size::Narrow,
            words: words(texts, self.sight.is_past()),
        })
    }
}

/// `€84k to go`, with the gap; over the target or without one as it is.
fn figure(drawn: &Drawn, texts: Texts) -> Markup {
    let burndown = &drawn.burndown;
    let (minor, said) = match burndown.remaining {
        Some(remaining) if remaining >= 0 => (remaining, "team-to-go"),
        Some(_) => (burndown.over_target, "team-over"),
        None => (burndown.credited, "today-won-so-far"),
    };
    let money = Money::new(minor, drawn.currency);
    let gap = Money::new(burndown.gap.unwrap_or(0).saturating_abs(), drawn.currency);
    let chip = |id| texts.fill(id, &[("amount", gap.short().into())]);
    html! {
        p.figure {
            span.big title=(money.exact()) { (money.short()) }
            span.quiet { (texts.say(said)) }
            @match burndown.standing {
                Standing::Behind => span.chip.behind title=(gap.exact()) { (chip("team-behind")) },
                Standing::Ahead => span.chip.ahead title=(gap.exact()) { (chip("team-ahead")) },
                Standing::OnPace => span.chip.brand { (texts.say("today-chip-on-pace")) },
                Standing::NoLine | Standing::NoTarget => {},
            }
        }
    }
}
