//! Next steps, most useful first: which open deals ask for something now, why, and what it would bring.

mod putting_off;

use jiff::civil::Date;

pub(super) use putting_off::snoozed;
pub use putting_off::{Snoozed, StepDraft, finish_step, snooze_step};

use super::forecast::Outlook;
use super::gaps::{Gap, Gaps};
use super::open::{OpenDeal, days_between};
use crate::{DealId, Stage};

/// Moves of the expected close from which on they say something.
const MOVES_THAT_TELL: i64 = 3;

/// Why a deal asks for something now, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// What was promised is overdue.
    Overdue,
    /// The day it should have been closed has passed.
    ClosePassed,
    /// It stays in its stage longer than deals usually do.
    Stuck,
    /// Something that the process asks for does not hold yet.
    OpenCriterion,
    /// Nothing is planned.
    NoNextStep,
    /// Its expected close was moved back again and again.
    Pushed,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 6] =
        [Self::Overdue, Self::ClosePassed, Self::Stuck, Self::OpenCriterion, Self::NoNextStep, Self::Pushed];

    /// The name in the database, in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::ClosePassed => "close_passed",
            Self::Stuck => "stuck",
            Self::OpenCriterion => "open_criterion",
            Self::NoNextStep => "no_next_step",
            Self::Pushed => "pushed",
        }
    }

    /// The rule with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// The id of the sentence that says what to do.
    #[must_use]
    pub fn what(self) -> &'static str {
        match self {
            Self::Overdue => "do-overdue",
            Self::ClosePassed => "do-close-passed",
            Self::Stuck => "do-stuck",
            Self::OpenCriterion => "do-open-criterion",
            Self::NoNextStep => "do-no-next-step",
            Self::Pushed => "do-pushed",
        }
    }

    /// The id of the sentence that says why now.
    #[must_use]
    pub fn why(self) -> &'static str {
        match self {
            Self::Overdue => "why-overdue",
            Self::ClosePassed => "why-close-passed",
            Self::Stuck => "why-stuck",
            Self::OpenCriterion => "why-open-criterion",
            Self::NoNextStep => "why-no-next-step",
            Self::Pushed => "why-pushed",
        }
    }
}

/// Why now, with what is to be filled into the sentence: numbers, ISO dates, names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The rule.
    pub rule: Rule,
    /// Names and values of what its sentences leave open.
    pub given: Vec<(&'static str, String)>,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq)]
pub struct NextStep {
    /// On which deal.
    pub deal: DealId,
    /// The number that people see.
    pub number: i64,
    /// The customer, else the deal.
    pub label: String,
    /// What is being sold.
    pub title: String,
    /// Why now; never empty, and the first says what to do.
    pub evidence: Vec<Evidence>,
    /// Expected gain in minor units: credit x (probability in the next open stage - probability now); with an open
    /// criterion what closing that brings, as [`gap_gain`] has it.
    pub gain: Option<i64>,
    /// What winning it would bring, in minor units.
    pub credit: Option<i64>,
}

impl NextStep {
    /// The most pressing rule.
    #[must_use]
    pub fn rule(&self) -> Option<Rule> {
        self.evidence.first().map(|evidence| evidence.rule)
    }
}

/// The next steps on these deals as of a day, the largest expected gain first. Rules that were put off
/// are left out.
#[must_use]
pub fn next_steps(
    (deals, gaps): (&[OpenDeal], &Gaps),
    stages: &[Stage],
    outlook: Option<&Outlook>,
    as_of: Date,
    put_off: &[Snoozed],
) -> Vec<NextStep> {
    let mut steps: Vec<NextStep> = deals
        .iter()
        .filter_map(|deal| {
            let rests = |rule| put_off.iter().any(|snoozed| snoozed.covers(deal.id, rule, as_of));
            let open = gaps.get(&deal.id).filter(|_| !rests(Rule::OpenCriterion));
            let closing = open.and_then(|open| best(open, deal, outlook));
            let evidence: Vec<Evidence> = Rule::ALL
                .into_iter()
                .filter(|rule| !rests(*rule))
                .filter_map(|rule| match rule {
                    Rule::OpenCriterion => closing.map(|(gap, _)| to_close(gap, open.map_or(0, Vec::len))),
                    rule => evidence(rule, deal, stages, outlook, as_of),
                })
                .collect();
            (!evidence.is_empty()).then(|| NextStep {
                deal: deal.id,
                number: deal.number,
                label: deal.label().to_owned(),
                title: deal.title.clone(),
                gain: closing.map_or_else(|| outlook.and_then(|outlook| gain(deal, outlook)), |(_, gain)| gain),
                credit: deal.credit,
                evidence,
            })
        })
        .collect();
    steps.sort_by_key(|step| std::cmp::Reverse((step.gain, step.credit, std::cmp::Reverse(step.number))));
    steps
}

#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "an expectation, rounded to the unit")]
fn gain(deal: &OpenDeal, outlook: &Outlook) -> Option<i64> {
    let (now, in_next) = outlook.chance(deal.id)?;
    Some((deal.credit? as f64 * (in_next - now).max(0.0)).round() as i64)
}

/// The open criterion that brings the most when it is closed, and how much; the first of equals.
fn best<'g>(open: &'g [Gap], deal: &OpenDeal, outlook: Option<&Outlook>) -> Option<(&'g Gap, Option<i64>)> {
    let gains = open.iter().map(|gap| (gap, outlook.and_then(|outlook| gap_gain(gap, open.len(), deal, outlook))));
    gains.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// What closing a criterion brings, in minor units: `credit x probability now x (win rate with - win rate without) / win
/// rate of all`, where the deals that ended teach that; else its part of what the next stage brings, `credit x
/// (probability in the next open stage - probability now) / open criteria`.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "an expectation, rounded to the unit")]
fn gap_gain(gap: &Gap, open: usize, deal: &OpenDeal, outlook: &Outlook) -> Option<i64> {
    let Some(lift) = gap.lift else { return gain(deal, outlook).map(|gain| part_of(gain, open)) };
    let (now, _) = outlook.chance(deal.id)?;
    // nothing is likelier than certain
    Some((deal.credit? as f64 * (now * lift).min(1.0 - now)).round() as i64)
}

fn part_of(gain: i64, open: usize) -> i64 {
    measures::rounding::portion(gain, 1, i64::try_from(open.max(1)).unwrap_or(i64::MAX))
}

fn to_close(gap: &Gap, open: usize) -> Evidence {
    let severity = if gap.must { "must" } else { "should" };
    let given = vec![
        ("criterion", gap.text.clone()),
        ("count", open.to_string()),
        ("severity", severity.to_owned()),
        ("key", gap.key.clone()),
    ];
    Evidence { rule: Rule::OpenCriterion, given }
}

fn evidence(rule: Rule, deal: &OpenDeal, stages: &[Stage], outlook: Option<&Outlook>, as_of: Date) -> Option<Evidence> {
    let given = match rule {
        Rule::Overdue => {
            let due = deal.next_step_on.filter(|due| *due < as_of)?;
            vec![("step", deal.next_step.clone()?), late(due, as_of), ("due", due.to_string())]
        }
        Rule::ClosePassed => {
            let due = deal.expected_close.filter(|due| *due < as_of)?;
            vec![late(due, as_of), ("due", due.to_string())]
        }
        Rule::OpenCriterion => return None,
        Rule::Stuck => stuck(deal, stages, outlook)?,
        Rule::NoNextStep => {
            let planned = deal.next_step.as_ref().is_some_and(|step| !step.is_empty());
            (!planned).then(|| vec![stage_name(deal, stages)])?
        }
        Rule::Pushed => (deal.close_moves >= MOVES_THAT_TELL).then(|| vec![("times", deal.close_moves.to_string())])?,
    };
    Some(Evidence { rule, given })
}

/// Longer in its stage than the 85th percentile of the stage, or than the team said is usual.
fn stuck(deal: &OpenDeal, stages: &[Stage], outlook: Option<&Outlook>) -> Option<Vec<(&'static str, String)>> {
    let age = deal.age?;
    // what was said on a past day goes by what was known on it
    let said = outlook.and_then(|outlook| outlook.usual_in(&deal.stage)).filter(|usual| usual.learned);
    let stage = stages.iter().find(|stage| stage.key == deal.stage)?;
    let learned = said.map(|usual| i64::from(usual.days)).or(stage.learned_days);
    let usual = learned.or(stage.usual_days)?;
    let from = if learned.is_some() { "learned" } else { "set" };
    (i64::from(age) > usual).then(|| {
        let days = [("days", age.to_string()), ("usual", usual.to_string()), ("from", from.to_owned())];
        days.into_iter().chain([stage_name(deal, stages)]).collect()
    })
}

fn stage_name(deal: &OpenDeal, stages: &[Stage]) -> (&'static str, String) {
    let stage = stages.iter().find(|stage| stage.key == deal.stage);
    ("stage", stage.map_or_else(|| deal.stage.clone(), |stage| stage.name.clone()))
}

fn late(due: Date, as_of: Date) -> (&'static str, String) {
    ("late", days_between(due, as_of).unwrap_or(0).to_string())
}
