//! The burndown of a person or a team: what remains of the target against the pace that lands it, with
//! everything it is made of.

use jiff::civil::Date;
use measures::Burndown;
use measures::burndown::{Course, CreditKind};
use measures::money::Currency;
use measures::period::Period;

use super::Whose;
use super::freezing::{Adjustment, Snapshot};
use super::ledger::{self, LedgerLine};
use super::party::{Party, years_of};
use crate::target::{Aim, AimFrom, Aims, TargetLine};
use crate::{Result, Scene};

/// A burndown with where it comes from.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// Whose it is.
    pub party: Party,
    /// The figures and the days to draw, in minor units of `currency`.
    pub burndown: Burndown,
    /// The workspace's currency.
    pub currency: Currency,
    /// What it is made of.
    pub source: Source,
}

/// Where a burndown comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The id of the sentence that says the rule.
    pub rule: &'static str,
    /// Where the target comes from; nothing without one.
    pub target: Option<AimFrom>,
    /// The steps of the target as they were set.
    pub steps: Vec<TargetLine>,
    /// The lines of the ledger that count, oldest first.
    pub lines: Vec<LedgerLine>,
    /// The snapshot that froze the period: its number, and when it was taken (microseconds since 1970
    /// UTC).
    pub frozen: Option<(i64, i64)>,
    /// What was written down after the period was frozen; it is not in the figures.
    pub adjustments: Vec<Adjustment>,
}

impl Source {
    /// Lines whose money is not converted yet, for want of a rate.
    pub fn unconverted(&self) -> impl Iterator<Item = &LedgerLine> {
        self.lines.iter().filter(|line| line.minor.is_none())
    }
}

impl Drawn {
    /// The deals that were won, in the order of their steps on the chart.
    pub fn won(&self) -> impl Iterator<Item = &measures::burndown::Credit> {
        self.burndown.credits.iter().filter(|credit| credit.kind == CreditKind::Won)
    }
}

/// The burndown of a person or a team in a period, as of a day; `given` asks what it would be with
/// another target (minor units of the workspace's currency).
pub fn burndown(scene: &mut Scene<'_>, whose: Whose, period: Period, as_of: Date, given: Option<i64>) -> Result<Drawn> {
    let party = Party::load(scene, whose, as_of, years_of(&[period, Period::month(as_of)]))?;
    let aims = aims(scene, whose, period, as_of)?;
    draw(scene, party, &aims, period, as_of, given)
}

/// The targets that a figure about this period may need.
pub(super) fn aims(scene: &mut Scene<'_>, whose: Whose, period: Period, as_of: Date) -> Result<Aims> {
    let reach = (period.starts_on.first_of_month(), period.ends_on.last_of_month());
    match whose {
        Whose::Member(member) => Aims::of_member(scene, member, reach, as_of),
        Whose::Team(team) => Aims::of_team(scene, team, reach, as_of),
    }
}

pub(super) fn draw(
    scene: &mut Scene<'_>,
    party: Party,
    aims: &Aims,
    period: Period,
    as_of: Date,
    given: Option<i64>,
) -> Result<Drawn> {
    let lines = ledger::lines(scene, party.whose, period, as_of)?;
    let aim = match given {
        Some(minor) => Some(Aim::given(minor, period)),
        None => aims.aim(&party.circle(), period),
    };
    let snapshot = if given.is_some() { None } else { Snapshot::latest(scene, &party, period, as_of)? };
    let currency = scene.actor.workspace.currency;
    Ok(match snapshot {
        Some(snapshot) => snapshot.drawn(party, aim, lines, as_of, currency),
        None => drawn(party, aim, lines, period, as_of, currency),
    })
}

/// Draws what is known; nothing is read.
pub(super) fn drawn(
    party: Party,
    aim: Option<Aim>,
    lines: Vec<LedgerLine>,
    period: Period,
    as_of: Date,
    currency: Currency,
) -> Drawn {
    let credits = ledger::credits(lines.iter());
    let steps = aim.as_ref().map_or(&[][..], |aim| &aim.steps);
    let course = Course { period, calendar: &party.calendar, steps, credits: &credits, as_of };
    let burndown = Burndown::of(&course);
    let (target, steps) = aim.map_or((None, Vec::new()), |aim| (Some(aim.from), aim.lines));
    let source = Source { rule: "rule-burndown", target, steps, lines, frozen: None, adjustments: Vec::new() };
    Drawn { party, burndown, currency, source }
}
