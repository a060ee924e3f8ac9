//! The path to quota: the fewest believable deals that land what remains.
//!
//! Believable is a deal with a probability of at least [`BELIEVABLE`] by the end of the period. Of all
//! sets of the fewest deals whose credit reaches what remains, the path is the one with the highest
//! product of probabilities. How few are enough is seen from the largest credits alone; the best set
//! of that size is found by branch and bound, exactly for the pipelines of people. A search that grows
//! beyond [`STEPS`] keeps the best set it has seen and says so.

mod search;

use crate::rounding::{half_even, within_i64};

/// The least probability of a deal on the path.
pub const BELIEVABLE: f64 = 0.3;
/// How many branches are looked at before the best set so far is taken.
pub const STEPS: u32 = 200_000;

/// An open deal that might be on the path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<K> {
    /// Which deal.
    pub deal: K,
    /// The probability to be won by the end of the period.
    pub probability: f64,
    /// The credit it would bring, in minor units.
    pub credit: i64,
}

/// A deal on the path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step<K> {
    /// Which deal.
    pub deal: K,
    /// The probability to be won by the end of the period.
    pub probability: f64,
    /// The credit it would bring, in minor units.
    pub credit: i64,
    /// What all the other deals of the path bring, in minor units: the effect of losing this one.
    pub without: i64,
}

/// The fewest believable deals that reach what remains, or all of them when they do not.
#[derive(Debug, Clone, PartialEq)]
pub struct Path<K> {
    /// The deals, the largest credit first.
    pub steps: Vec<Step<K>>,
    /// What they bring together, in minor units.
    pub credit: i64,
    /// What is still missing when all of them land, in minor units; zero when the path is enough.
    pub short_by: i64,
    /// The product of their probabilities, as if independent.
    pub probability: f64,
    /// Whether no other set of as few deals is more likely; false when the search was cut short.
    pub is_best: bool,
}

impl<K: Copy> Path<K> {
    /// Finds the path for what remains, in minor units. With nothing remaining the path is empty.
    #[must_use]
    pub fn to(remaining: i64, candidates: &[Candidate<K>]) -> Self {
        let mut believable: Vec<Candidate<K>> =
            candidates.iter().filter(|deal| deal.probability >= BELIEVABLE && deal.credit > 0).copied().collect();
        believable.sort_by(|a, b| b.probability.total_cmp(&a.probability).then(b.credit.cmp(&a.credit)));
        let options: Vec<(f64, i64)> = believable.iter().map(|deal| (deal.probability, deal.credit)).collect();
        let found = search::best(&options, remaining);
        Self::of(found.chosen.into_iter().map(|index| believable[index]).collect(), remaining, found.is_best)
    }

    /// Whether landing all of it is enough.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.short_by == 0
    }

    fn of(mut deals: Vec<Candidate<K>>, remaining: i64, is_best: bool) -> Self {
        deals.sort_by_key(|deal| std::cmp::Reverse(deal.credit));
        let credit: i128 = deals.iter().map(|deal| i128::from(deal.credit)).sum();
        let step = |deal: &Candidate<K>| Step {
            deal: deal.deal,
            probability: deal.probability,
            credit: deal.credit,
            without: within_i64(credit - i128::from(deal.credit)),
        };
        Self {
            steps: deals.iter().map(step).collect(),
            credit: within_i64(credit),
            short_by: within_i64((i128::from(remaining) - credit).max(0)),
            probability: deals.iter().map(|deal| deal.probability).product(),
            is_best,
        }
    }
}

/// The share of value won among deals closed, in 0..=1: `won / (won + lost)` in minor units. Nothing
/// before a deal has closed.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "a ratio for a sentence")]
pub fn value_weighted_win_rate(won: i64, lost: i64) -> Option<f64> {
    let (won, lost) = (won.max(0) as f64, lost.max(0) as f64);
    (won + lost > 0.0).then(|| won / (won + lost))
}

/// How much new pipeline it takes to win `remaining`, in minor units: `remaining / win rate`. Zero when
/// nothing remains, nothing when nothing is ever won.
#[must_use]
pub fn pipeline_needed(remaining: i64, win_rate: f64) -> Option<i64> {
    const PARTS: f64 = 1_000_000.0;
    if remaining <= 0 {
        return Some(0);
    }
    #[expect(clippy::cast_possible_truncation, reason = "a share in millionths")]
    let millionths = (win_rate.clamp(0.0, 1.0) * PARTS).round() as i128;
    (millionths > 0).then(|| within_i64(half_even(i128::from(remaining) * 1_000_000, millionths)))
}

#[cfg(test)]
mod tests;
