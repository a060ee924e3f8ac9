//! A person's page, their own or a team-mate's.

use domain::figures::forecast::Outlook;
use domain::figures::{Drawn, PathToQuota, Today, Whose};
use domain::{Around, MemberId, Result};
use http::Visit;
use maud::{Markup, html};

use super::across::AcrossCard;
use super::asked::Sight;
use super::burndown::{Card, Likely};
use super::outlook::{Begun, Said};
use super::path::PathCard;
use super::steps::StepsCard;
use super::{first_run, greeting};
use crate::layout::{Head, Page, Spot};
use crate::teams::TeamCards;

/// Everything that the page shows, at one moment.
pub(crate) struct Seen {
    pub(super) around: Around,
    pub(super) today: Today,
    said: Said,
    pub(super) own: bool,
}

/// The page on its way to markup.
pub(crate) struct PersonPage<'p> {
    pub(crate) visit: &'p Visit,
    pub(crate) sight: &'p Sight,
    pub(crate) seen: &'p Seen,
}

impl Seen {
    /// Looks at a person's day.
    pub(crate) async fn look(visit: &Visit, member: MemberId, sight: &Sight) -> Result<Self> {
        let own = visit.actor.id == member;
        let (kind, as_of) = (sight.kind, sight.as_of);
        let (around, today, begun) = visit
            .look(move |scene| {
                let today = domain::figures::today(scene, member, as_of, kind)?;
                let question = if today.fresh { None } else { Some(today.question(scene)?) };
                let begun = Begun { kept: today.kept.clone(), question };
                Ok((Around::read(scene)?, today, begun))
            })
            .await?;
        let said = Said::of(visit, begun).await?;
        Ok(Self { around, today, said, own })
    }

    pub(super) fn drawn(&self) -> &Drawn {
        &self.today.drawn
    }

    fn outlook(&self) -> &Outlook {
        &self.said.outlook
    }
}

impl PersonPage<'_> {
    /// The page in its frame.
    pub(crate) fn show(&self) -> Page {
        let texts = self.visit.texts();
        let (spot, title) = if self.seen.own {
            (Spot::Today, texts.say("place-today").to_owned())
        } else {
            (Spot::Team, self.seen.drawn().party.name.clone())
        };
        let head = Head::new(title, spot, self.topics());
        Page::new(self.visit, &self.seen.around, &head, &self.body())
    }

    /// The drawing of the burndown, for a picture.
    pub(crate) fn svg(&self) -> String {
        let likely = self.seen.said.likely(self.visit, self.seen.drawn());
        self.card(&self.title(), likely.as_ref()).svg()
    }

    fn topics(&self) -> String {
        let member = match self.seen.drawn().party.whose {
            Whose::Member(id) => id.text(),
            Whose::Team(id) => id.text(),
        };
        format!("member:{member} deals across people")
    }

    fn body(&self) -> Markup {
        let nothing = first_run::nothing_yet(self.visit, self.seen, self.sight);
        html! {
            (greeting::head(self.visit, self.sight, self.seen))
            @if nothing { (first_run::show(self.visit)) }
            @else if let Some(day) = &self.seen.today.team_first { (TeamCards { visit: self.visit, sight: self.sight, day, requests: &self.seen.today.requests }.first()) }
            @else { (self.cards()) }
        }
    }

    fn cards(&self) -> Markup {
        let likely = self.seen.said.likely(self.visit, self.seen.drawn());
        let path = self.seen.today.path(self.seen.outlook());
        html! {
            div.split {
                (self.card(&self.title(), likely.as_ref()).show())
                (self.path(path.as_ref()))
            }
            div.split {
                (self.steps())
                (AcrossCard { visit: self.visit, lines: &self.seen.today.across, requests: &self.seen.today.requests, today: self.sight.as_of }.show())
            }
        }
    }

    fn title(&self) -> String {
        let texts = self.visit.texts();
        let name = self.seen.drawn().party.name.split_whitespace().next().unwrap_or_default();
        if self.seen.own {
            texts.say("today-my-burndown").to_owned()
        } else {
            texts.fill("today-their-burndown", &[("name", name.into())])
        }
    }

    fn card<'c>(&'c self, title: &'c str, likely: Option<&'c Likely>) -> Card<'c> {
        let targets = self.targets();
        Card { visit: self.visit, sight: self.sight, drawn: self.seen.drawn(), title, likely, targets }
    }

    fn path(&self, path: Option<&PathToQuota>) -> Markup {
        let today = &self.seen.today;
        PathCard {
            visit: self.visit,
            drawn: &today.drawn,
            deals: &today.deals,
            stages: &today.stages,
            outlook: self.seen.outlook(),
            path,
            today: self.sight.as_of,
        }
        .show()
    }

    fn steps(&self) -> Markup {
        let today = &self.seen.today;
        let steps = today.steps(Some(self.seen.outlook()));
        StepsCard {
            visit: self.visit,
            steps: &steps,
            today: self.sight.as_of,
            currency: today.drawn.currency,
            own: self.seen.own && today.live,
            idle: today.deals.is_empty(),
            title: "steps-title",
        }
        .show()
    }

    /// Where the target of this person can be set, for those who may.
    fn targets(&self) -> Option<String> {
        let team = self.seen.drawn().party.team.as_ref()?;
        let may = self.visit.actor.operates() || self.visit.actor.leads(team.id);
        may.then(|| format!("/teams/{}/targets", team.number))
    }
}
