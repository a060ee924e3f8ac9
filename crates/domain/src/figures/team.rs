//! A team's day: its burndown, each deal once, and its people's side by side, by name.

use jiff::civil::Date;
use measures::period::{Period, PeriodKind};

use super::Whose;
use super::burndown::{Drawn, aims, draw, drawn};
use super::forecast::{self, Kept};
use super::freezing::Snapshot;
use super::gaps::Gaps;
use super::ledger::{LedgerLine, lines_of_people};
use super::open::{OpenDeal, open_deals};
use super::party::{Party, years_of};
use super::steps::{NextStep, next_steps};
use crate::period::{period_on, periods_on};
use crate::{Error, Result, Role, Scene, Stage, TeamId};

/// Everything that a team's page shows.
#[derive(Debug, Clone)]
pub struct TeamDay {
    /// The team's burndown.
    pub drawn: Drawn,
    /// The periods that may be looked at.
    pub periods: Vec<Period>,
    /// Its people's burndowns, by name.
    pub people: Vec<Drawn>,
    /// The open deals of its people, each once.
    pub deals: Vec<OpenDeal>,
    /// The stages, for their names and usual days.
    pub stages: Vec<Stage>,
    /// What was said last about how the period ends.
    pub kept: Option<Kept>,
    /// What was said last still holds.
    pub fresh: bool,
}

/// A team's day as of `as_of`, in the period of `kind` (the month when it has no such period). Partners
/// see no teams.
pub fn team(scene: &mut Scene<'_>, id: TeamId, as_of: Date, kind: PeriodKind) -> Result<TeamDay> {
    if scene.actor.role == Role::Partner {
        return Err(Error::NotFound);
    }
    let whose = Whose::Team(id);
    let workspace = scene.actor.workspace.clone();
    let reach = [Period::fiscal_year(as_of, workspace.fiscal_start_month), Period::month(as_of)];
    let party = Party::load(scene, whose, as_of, years_of(&reach))?;
    let period = period_on(&workspace, party.team.as_ref(), kind, as_of).unwrap_or_else(|| Period::month(as_of));
    let periods = periods_on(&workspace, party.team.as_ref(), as_of);
    let known = aims(scene, whose, period, as_of)?;
    let lines = lines_of_people(scene, id, period, as_of)?;
    let mut frozen = Snapshot::of_people(scene, id, period)?;
    let currency = workspace.currency;
    let small = |person: &super::Person| {
        let alone = person.alone(&party);
        let own: Vec<LedgerLine> = lines.iter().filter(|line| line.member == person.id).cloned().collect();
        let aim = known.aim(&alone.circle(), period);
        match frozen.remove(&person.id) {
            Some(snapshot) => snapshot.drawn(alone, aim, own, as_of, currency),
            None => drawn(alone, aim, own, period, as_of, currency),
        }
    };
    let people = party.people.iter().map(small).collect();
    let drawn = draw(scene, party, &known, period, as_of, None)?;
    let deals = open_deals(scene, &drawn.party, as_of)?;
    let kept = forecast::kept(scene, whose, period, as_of)?;
    let mark = forecast::fingerprint(whose, &drawn.burndown, &deals);
    let fresh = kept.as_ref().is_some_and(|kept| kept.day == as_of.to_string() && kept.outlook.fingerprint == mark);
    let stages = Stage::all(scene)?;
    Ok(TeamDay { drawn, periods, people, deals, stages, kept, fresh })
}

impl TeamDay {
    /// The team's deals that ask for something, the largest expected gain first.
    #[must_use]
    pub fn steps(&self) -> Vec<NextStep> {
        let outlook = self.kept.as_ref().map(|kept| &kept.outlook);
        next_steps((&self.deals, &Gaps::new()), &self.stages, outlook, self.drawn.burndown.as_of, &[])
    }
}
