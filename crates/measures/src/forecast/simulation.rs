//! Playing the rest of a period many times.

use std::collections::BTreeMap;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::outcomes::{Counts, LEVELS, factor_levels};
use crate::rounding::within_i64;

/// How often the rest of a period is played.
pub const RUNS: u32 = 10_000;
/// More different deals than this are drawn in groups.
const DRAWN_SINGLY: usize = 64;
/// More deals than this are not enumerated.
const ENUMERATED: usize = 16;

/// An open deal: what it would bring, and how likely it is to bring it in time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The probability to be won by the end of the period.
    pub probability: f64,
    /// The credit it would bring, in minor units.
    pub minor: i64,
}

/// Wins from deals that are not open yet, at the historic rate.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct NewBusiness {
    /// How many such wins are expected in the time left.
    pub wins: f64,
    /// What past ones brought, in minor units; each new one brings one of these.
    pub amounts: Vec<i64>,
}

/// Whether wins of a run move together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shared {
    /// One factor for all deals of a run, correlation 0.1: good months and bad months.
    OneFactor,
    /// Every deal for itself; the band is too narrow in practice.
    Independent,
}

/// What is played.
#[derive(Debug, Clone, Copy)]
pub struct Simulation<'a> {
    /// The open deals.
    pub deals: &'a [Chance],
    /// What else may come.
    pub new_business: Option<&'a NewBusiness>,
    /// What is still missing to the target, in minor units.
    pub remaining: i64,
    /// Where the random numbers start; the same seed gives the same forecast.
    pub seed: u64,
    /// How often; [`RUNS`] unless a test needs otherwise.
    pub runs: u32,
    /// Whether wins move together.
    pub shared: Shared,
}

/// What came of it. Amounts are further credit in minor units, from now to the end of the period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Forecast {
    /// Exceeded in nine of ten runs.
    pub p10: i64,
    /// Exceeded in half of the runs.
    pub p50: i64,
    /// Exceeded in one of ten runs.
    pub p90: i64,
    /// The mean over the runs.
    pub mean: i64,
    /// The share of runs that reached what remained; 1 when nothing remains.
    pub probability: f64,
}

/// Plays the rest of the period. The cost is bounded by the number of groups, not of deals: deals of
/// equal probability and amount are drawn together, and of many different ones those of nearly equal
/// probability (a fortieth) and amount (a quarter of an octave), which share their averages.
#[must_use]
pub fn simulate(simulation: &Simulation<'_>) -> Forecast {
    let levels = match simulation.shared {
        Shared::OneFactor => factor_levels(),
        Shared::Independent => vec![0.0],
    };
    let groups: Vec<(Counts, i64)> = grouped(simulation.deals)
        .into_iter()
        .map(|group| (Counts::binomial(group.count, group.probability, &levels), group.minor))
        .collect();
    let news = simulation.new_business.filter(|news| news.wins > 0.0 && !news.amounts.is_empty());
    let news = news.map(|news| (Counts::poisson(news.wins, &levels), news.amounts.as_slice()));

    let mut random = ChaCha8Rng::seed_from_u64(simulation.seed);
    let outcomes = (0..simulation.runs.max(1)).map(|_| {
        let level = if levels.len() == 1 { 0 } else { random.next_u32() as usize % LEVELS };
        let won =
            groups.iter().map(|(counts, minor)| times(*minor, counts.draw(level, random.next_u32()))).sum::<i128>();
        let new = news.as_ref().map_or(0, |(counts, amounts)| {
            let wins = counts.draw(level, random.next_u32());
            (0..wins).map(|_| i128::from(amounts[random.next_u32() as usize % amounts.len()])).sum()
        });
        within_i64(won + new)
    });
    summed_up(outcomes.collect(), simulation.remaining)
}

/// The probability that deals bring `remaining`, by going through every combination of won and not
/// won: the independent check of [`simulate`]. Nothing for more than 16 deals.
#[must_use]
pub fn exact(deals: &[Chance], remaining: i64) -> Option<f64> {
    (deals.len() <= ENUMERATED).then(|| reached(deals, i128::from(remaining)))
}

/// The sum of probability times amount, in minor units. It hides the risk: show it beside the
/// probability, never instead.
#[must_use]
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "an expectation, rounded to the unit")]
pub fn expected(deals: &[Chance]) -> i64 {
    deals.iter().map(|deal| deal.probability * deal.minor as f64).sum::<f64>().round() as i64
}

fn reached(deals: &[Chance], remaining: i128) -> f64 {
    let Some((deal, others)) = deals.split_first() else {
        return if remaining <= 0 { 1.0 } else { 0.0 };
    };
    let won = reached(others, remaining - i128::from(deal.minor));
    deal.probability * won + (1.0 - deal.probability) * reached(others, remaining)
}

#[expect(clippy::cast_precision_loss, reason = "counts of runs are far below 2^53")]
fn summed_up(mut outcomes: Vec<i64>, remaining: i64) -> Forecast {
    outcomes.sort_unstable();
    let runs = outcomes.len();
    let at = |percent: usize| outcomes.get((runs * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or(0);
    let short = if remaining <= 0 { 0 } else { outcomes.partition_point(|outcome| *outcome < remaining) };
    let sum: i128 = outcomes.iter().map(|outcome| i128::from(*outcome)).sum();
    Forecast {
        p10: at(10),
        p50: at(50),
        p90: at(90),
        mean: within_i64(crate::rounding::half_even(sum, runs as i128)),
        probability: (runs - short) as f64 / runs as f64,
    }
}

/// Deals that are drawn together.
struct Group {
    probability: f64,
    minor: i64,
    count: usize,
}

fn grouped(deals: &[Chance]) -> Vec<Group> {
    let deals: Vec<Chance> = deals.iter().filter(|deal| deal.minor > 0 && deal.probability > 0.0).copied().collect();
    let alike = together(&deals, |deal| (deal.probability.to_bits(), deal.minor.unsigned_abs()));
    if alike.len() <= DRAWN_SINGLY { alike } else { together(&deals, nearly) }
}

#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "bands of positive values"
)]
fn nearly(deal: &Chance) -> (u64, u64) {
    ((deal.probability * 40.0).round() as u64, ((deal.minor as f64).log2() * 4.0).floor() as u64)
}

#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
fn together(deals: &[Chance], band: impl Fn(&Chance) -> (u64, u64)) -> Vec<Group> {
    let mut bands: BTreeMap<(u64, u64), Vec<&Chance>> = BTreeMap::new();
    for deal in deals {
        bands.entry(band(deal)).or_default().push(deal);
    }
    let group = |deals: Vec<&Chance>| {
        let count = deals.len();
        let sum: i128 = deals.iter().map(|deal| i128::from(deal.minor)).sum();
        Group {
            probability: deals.iter().map(|deal| deal.probability).sum::<f64>() / count as f64,
            minor: within_i64(crate::rounding::half_even(sum, count as i128)),
            count,
        }
    };
    bands.into_values().map(group).collect()
}

fn times(minor: i64, count: usize) -> i128 {
    i128::from(minor) * i128::try_from(count).unwrap_or(i128::MAX)
}

#[cfg(test)]
mod tests;
