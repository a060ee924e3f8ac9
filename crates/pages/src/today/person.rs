//! A person's page, their own or a team-mate's.

use domain::figures::{Drawn, Whose};
use domain::{Around, Error, MemberId, Result, Team, period_on};
use http::Visit;
use maud::{Markup, html};

use super::asked::Sight;
use super::burndown::Card;
use super::greeting;
use crate::layout::{Head, Page, Spot};

/// Everything that the page shows, at one moment.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    around: Around,
    pub(super) drawn: Drawn,
    pub(super) own: bool,
}

/// The page on its way to markup.
pub(crate) struct PersonPage<'p> {
    pub(crate) visit: &'p Visit,
    pub(crate) sight: &'p Sight,
    pub(crate) seen: &'p Seen,
}

impl Seen {
    /// Looks at a person's figures.
    pub(crate) async fn look(visit: &Visit, member: MemberId, sight: &Sight) -> Result<Self> {
        let own = visit.actor.id == member;
        let (kind, as_of) = (sight.kind, sight.as_of);
        visit
            .look(move |scene| {
                let team = Team::home_of(scene, member)?.map(|team| Team::with_id(scene, team)).transpose()?;
                let period = period_on(&scene.actor.workspace, team.as_ref(), kind, as_of).ok_or(Error::NotFound)?;
                let drawn = domain::figures::burndown(scene, Whose::Member(member), period, as_of, None)?;
                Ok(Self { around: Around::read(scene)?, drawn, own })
            })
            .await
    }
}

impl PersonPage<'_> {
    /// The page in its frame.
    pub(crate) fn show(&self) -> Page {
        let texts = self.visit.texts();
        let (spot, title) = if self.seen.own {
            (Spot::Today, texts.say("place-today").to_owned())
        } else {
            (Spot::Team, self.seen.drawn.party.name.clone())
        };
        let head = Head::new(title, spot, self.topics());
        Page::new(self.visit, &self.seen.around, &head, &self.body())
    }

    fn topics(&self) -> String {
        let member = match self.seen.drawn.party.whose {
            Whose::Member(id) => id.text(),
            Whose::Team(id) => id.text(),
        };
        format!("member:{member} deals across people")
    }

    fn body(&self) -> Markup {
        html! {
            (greeting::head(self.visit, self.sight, self.seen))
            div.split {
                (self.card(&self.title()).show())
            }
        }
    }

    /// The drawing of the burndown, for a picture.
    pub(crate) fn svg(&self) -> String {
        self.card(&self.title()).svg()
    }

    fn title(&self) -> String {
        let texts = self.visit.texts();
        let name = self.seen.drawn.party.name.split_whitespace().next().unwrap_or_default();
        if self.seen.own {
            texts.say("today-my-burndown").to_owned()
        } else {
            texts.fill("today-their-burndown", &[("name", name.into())])
        }
    }

    fn card<'c>(&'c self, title: &'c str) -> Card<'c> {
        let targets = self.targets();
        Card { visit: self.visit, sight: self.sight, drawn: &self.seen.drawn, title, likely: None, targets }
    }

    /// Where the target of this person can be set, for those who may.
    fn targets(&self) -> Option<String> {
        let team = self.seen.drawn.party.team.as_ref()?;
        let may = self.visit.actor.operates() || self.visit.actor.leads(team.id);
        may.then(|| format!("/teams/{}/targets", team.number))
    }
}
