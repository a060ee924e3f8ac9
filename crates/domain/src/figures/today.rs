//! A person's day on one page: where they stand, what gets them there, what to do next, and what goes on
//! around them.

use jiff::civil::Date;
use measures::period::{Period, PeriodKind};

use super::Whose;
use super::across::{AcrossLine, across};
use super::burndown::{Drawn, aims, draw};
use super::forecast::{self, Kept, Outlook, Question};
use super::gaps::{Gaps, gaps};
use super::open::{OpenDeal, open_deals};
use super::party::{Party, years_of};
use super::path::{PathToQuota, path};
use super::steps::{NextStep, Snoozed, next_steps, snoozed};
use super::team::{TeamDay, team};
use crate::period::{period_on, periods_on};
use crate::{Error, MemberId, Result, Role, Scene, Stage};

/// Everything that a person's page shows.
#[derive(Debug, Clone)]
pub struct Today {
    /// Their burndown.
    pub drawn: Drawn,
    /// The periods that they may look at.
    pub periods: Vec<Period>,
    /// It is about today; if not, it shows a past day with what was known then.
    pub live: bool,
    /// Their open deals.
    pub deals: Vec<OpenDeal>,
    /// The stages, for their names and usual days.
    pub stages: Vec<Stage>,
    /// What does not hold yet of what the process asks of the largest of them; of today only.
    pub gaps: Gaps,
    /// Steps that they put off.
    pub snoozed: Vec<Snoozed>,
    /// What was said last about how the period ends.
    pub kept: Option<Kept>,
    /// What was said last still holds; if not, a newer outlook is to be made.
    pub fresh: bool,
    /// What colleagues won, learned and thanked for, newest first.
    pub across: Vec<AcrossLine>,
    /// Open requests for help that they might answer.
    pub requests: Vec<AcrossLine>,
    /// The team that they lead, to be shown first when they have no target and no deals of their own.
    pub team_first: Option<Box<TeamDay>>,
}

/// A person's day as of `as_of`, in the period of `kind` (the month when they have no such period).
/// Members see everybody's; partners see their own.
pub fn today(scene: &mut Scene<'_>, member: MemberId, as_of: Date, kind: PeriodKind) -> Result<Today> {
    if scene.actor.role == Role::Partner && scene.actor.id != member {
        return Err(Error::NotFound);
    }
    let whose = Whose::Member(member);
    let workspace = scene.actor.workspace.clone();
    let reach = [Period::fiscal_year(as_of, workspace.fiscal_start_month), Period::month(as_of)];
    let party = Party::load(scene, whose, as_of, years_of(&reach))?;
    let period = period_on(&workspace, party.team.as_ref(), kind, as_of).unwrap_or_else(|| Period::month(as_of));
    let periods = periods_on(&workspace, party.team.as_ref(), as_of);
    let known = aims(scene, whose, period, as_of)?;
    let drawn = draw(scene, party, &known, period, as_of, None)?;
    let deals = open_deals(scene, &drawn.party, as_of)?;
    let live = as_of == scene.today();
    let kept = forecast::kept(scene, whose, period, as_of)?;
    let mark = forecast::fingerprint(whose, &drawn.burndown, &deals);
    let fresh = kept.as_ref().is_some_and(|kept| kept.day == as_of.to_string() && kept.outlook.fingerprint == mark);
    let (across, requests) = across(scene, member, drawn.party.team.as_ref().map(|team| team.id), as_of)?;
    let idle = drawn.burndown.target.is_none() && drawn.burndown.credits.is_empty() && deals.is_empty();
    let team_first = match drawn.party.leads.first().filter(|_| idle) {
        Some(led) => Some(Box::new(team(scene, *led, as_of, kind)?)),
        None => None,
    };
    let gaps = if live { gaps(scene, &deals)? } else { Gaps::new() };
    let snoozed = if live { snoozed(scene, member, as_of)? } else { Vec::new() };
    let stages = Stage::all(scene)?;
    Ok(Today { drawn, periods, live, deals, stages, gaps, snoozed, kept, fresh, across, requests, team_first })
}

impl Today {
    /// What was said last, fresh or not.
    #[must_use]
    pub fn outlook(&self) -> Option<&Outlook> {
        self.kept.as_ref().map(|kept| &kept.outlook)
    }

    /// The question whose answer is the next outlook.
    pub fn question(&self, scene: &mut Scene<'_>) -> Result<Question> {
        Question::about(scene, &self.drawn.party, &self.drawn.burndown, &self.deals)
    }

    /// The path to quota; nothing without a target.
    #[must_use]
    pub fn path(&self, outlook: &Outlook) -> Option<PathToQuota> {
        path(&self.drawn.burndown, &self.deals, outlook)
    }

    /// The next steps, most useful first; without an outlook the largest deals come first.
    #[must_use]
    pub fn steps(&self, outlook: Option<&Outlook>) -> Vec<NextStep> {
        next_steps((&self.deals, &self.gaps), &self.stages, outlook, self.drawn.burndown.as_of, &self.snoozed)
    }
}
