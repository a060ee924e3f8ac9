//! The path to quota: the smallest believable set of open deals that lands the target, what happens
//! without each, and how much new pipeline it takes when there is not enough.

use measures::Burndown;
use measures::path::{Candidate, Path, pipeline_needed};
use measures::rounding::{portion, within_i64};

use super::forecast::{Outlook, WinRate, from_millionths};
use super::open::OpenDeal;
use crate::DealId;

/// A deal on the path.
#[derive(Debug, Clone, PartialEq)]
pub struct PathStep {
    /// Which.
    pub deal: DealId,
    /// The number that people see.
    pub number: i64,
    /// The customer, else the deal.
    pub label: String,
    /// What is being sold.
    pub title: String,
    /// The key of its stage.
    pub stage: String,
    /// What it would bring, in minor units.
    pub credit: i64,
    /// The probability to be won by the end of the period, in 0..=1.
    pub probability: f64,
    /// Where the period ends when all of the path lands but this one: hundredths of a per cent of the
    /// target.
    pub without: i64,
}

/// What gets somebody to their target.
#[derive(Debug, Clone, PartialEq)]
pub struct PathToQuota {
    /// The deals, the largest credit first.
    pub steps: Vec<PathStep>,
    /// What they bring together, in minor units.
    pub credit: i64,
    /// What is missing when all of them land, in minor units.
    pub short_by: i64,
    /// Where the period ends when all of them land: hundredths of a per cent of the target.
    pub with_all: i64,
    /// No other set of as few deals is more likely; if not, the search was cut short.
    pub is_best: bool,
    /// Open credit that is due in the period, in minor units.
    pub due: i64,
    /// That against what remains, in hundredths of a per cent; nothing when nothing remains.
    pub coverage: Option<i64>,
    /// Open credit that what remains takes at the win rate, in minor units; nothing when nothing is ever
    /// won.
    pub pipeline_needed: Option<i64>,
    /// How much of that is not there yet, in minor units.
    pub pipeline_missing: Option<i64>,
    /// The win rate, and whose it is.
    pub win_rate: WinRate,
}

/// The path of a person or team; nothing without a target.
#[must_use]
pub fn path(burndown: &Burndown, deals: &[OpenDeal], outlook: &Outlook) -> Option<PathToQuota> {
    let (target, remaining) = burndown.target.zip(burndown.remaining)?;
    let candidate = |(index, deal): (usize, &OpenDeal)| {
        let (probability, _) = outlook.chance(deal.id)?;
        Some(Candidate { deal: index, probability, credit: deal.credit? })
    };
    let candidates: Vec<Candidate<usize>> = deals.iter().enumerate().filter_map(candidate).collect();
    let found = Path::to(remaining, &candidates);
    let lands = |further: i64| attained(target, burndown.credited, further);
    let step = |step: &measures::path::Step<usize>| {
        let deal = &deals[step.deal];
        PathStep {
            deal: deal.id,
            number: deal.number,
            label: deal.label().to_owned(),
            title: deal.title.clone(),
            stage: deal.stage.clone(),
            credit: step.credit,
            probability: step.probability,
            without: lands(step.without),
        }
    };
    let due = due(burndown, deals);
    let needed = pipeline_needed(remaining, from_millionths(outlook.win_rate.millionths));
    Some(PathToQuota {
        steps: found.steps.iter().map(step).collect(),
        credit: found.credit,
        short_by: found.short_by,
        with_all: lands(found.credit),
        is_best: found.is_best,
        due,
        coverage: (remaining > 0).then(|| portion(due, 10_000, remaining)),
        pipeline_needed: needed,
        pipeline_missing: needed.map(|needed| needed.saturating_sub(due).max(0)),
        win_rate: outlook.win_rate,
    })
}

/// Credit and further credit against the target, in hundredths of a per cent; everything for a target of
/// nothing.
fn attained(target: i64, credited: i64, further: i64) -> i64 {
    let sum = within_i64(i128::from(credited) + i128::from(further));
    if target == 0 { 10_000 } else { portion(sum, 10_000, target) }
}

/// Open credit that is expected by the end of the period, what is late included.
fn due(burndown: &Burndown, deals: &[OpenDeal]) -> i64 {
    let due = |deal: &&OpenDeal| deal.expected_close.is_some_and(|day| day <= burndown.period.ends_on);
    let credit: i128 = deals.iter().filter(due).filter_map(|deal| deal.credit).map(i128::from).sum();
    within_i64(credit)
}
