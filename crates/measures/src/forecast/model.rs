//! With which probability an open deal is won in time.
//!
//! Each day a deal in stage `i` at age `a` (days in the stage) is won, lost, moved to stage `k`, or
//! stays. The chances are constant within a bin of age:
//!
//! `h(i, b, c) = (events c of stage i in bin b + e x g(b, c)) / (days at risk of stage i in bin b + e)`
//!
//! - `g(b, c)` is the same ratio over all stages together, with moves counted by how far they go, and
//!   itself held to the average over all ages by as many pseudo-deals;
//! - `e` is what [`PRIOR_DEALS`] average visits spend in the bin. So a stage without history behaves
//!   like the process, and one with much history like itself.
//!
//! With `S` the share still there after each day, the probability to be won within `t` days is
//!
//! `W(i, a, t) = sum over u = 1..t of S(u - 1) x (h(won) + sum over k of h(k) x W(k, 0, t - u))`
//!
//! where `W(k, 0, .)` is worked out once for all stages, shorter times first. Every term is at least
//! zero, so more time never makes a win less likely.

use super::history::{BINS, History, bin_of};

/// How many average visits stand behind a stage before its own history speaks.
pub const PRIOR_DEALS: f64 = 5.0;

/// Daily chances by stage and age, and what follows from them up to a number of days.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    chances: Vec<[Chances; BINS]>,
    won_within: Vec<Vec<f64>>,
    horizon: u32,
    closed: usize,
}

/// What may happen to a deal on one day.
#[derive(Debug, Clone, PartialEq, Default)]
struct Chances {
    won: f64,
    leaves: f64,
    moves: Vec<(usize, f64)>,
}

impl Model {
    /// Learns from a history. Questions up to `horizon_days` are answered from a table; longer ones
    /// are right too, and slower. Without any history nothing is ever won.
    #[must_use]
    pub fn fit(history: &History, prior_deals: f64, horizon_days: u32) -> Self {
        let process = Process::of(history, prior_deals);
        let chances: Vec<[Chances; BINS]> = (0..history.stages())
            .map(|stage| std::array::from_fn(|bin| process.chances(history, stage, bin)))
            .collect();
        let won_within = won_from_entry(&chances, horizon_days);
        Self { chances, won_within, horizon: horizon_days, closed: history.closed() }
    }

    /// The probability that a deal is won within `days_left` days, the day asked about being the first
    /// of them. `age_days` is that day minus the date it entered the stage. Zero for a stage that the
    /// process does not have.
    #[must_use]
    pub fn probability_won_by(&self, stage: usize, age_days: u32, days_left: u32) -> f64 {
        if days_left > self.horizon {
            let further = won_from_entry(&self.chances, days_left);
            return self.won(stage, age_days, days_left, &further);
        }
        self.won(stage, age_days, days_left, &self.won_within)
    }

    /// How many closed deals it has learned from.
    #[must_use]
    pub fn closed(&self) -> usize {
        self.closed
    }

    fn won(&self, stage: usize, age_days: u32, days_left: u32, won_within: &[Vec<f64>]) -> f64 {
        let Some(bins) = self.chances.get(stage) else {
            return 0.0;
        };
        let (mut still_there, mut won) = (1.0, 0.0);
        for day in 0..days_left {
            let chances = &bins[bin_of(age_days.max(1).saturating_add(day))];
            let left = (days_left - day - 1) as usize;
            let later: f64 = chances.moves.iter().map(|&(to, chance)| chance * won_within[to][left]).sum();
            won += still_there * (chances.won + later);
            still_there *= 1.0 - chances.leaves;
        }
        won.clamp(0.0, 1.0)
    }
}

/// `W(k, 0, t)` for every stage `k` and every `t` from 0 to `horizon`.
fn won_from_entry(chances: &[[Chances; BINS]], horizon: u32) -> Vec<Vec<f64>> {
    let legs: Vec<Leg> = chances.iter().map(|bins| Leg::of(bins, horizon)).collect();
    let mut won_within = vec![vec![0.0]; chances.len()];
    for days in 1..=horizon as usize {
        let next: Vec<f64> = legs.iter().map(|leg| leg.won_within(days, &won_within)).collect();
        for (stage, won) in won_within.iter_mut().zip(next) {
            stage.push(won);
        }
    }
    won_within
}

/// What a deal does that has just entered a stage: the probability to be won straight from it within
/// so many days, and to move on exactly on each day.
struct Leg {
    won: Vec<f64>,
    moves: Vec<(usize, Vec<f64>)>,
}

impl Leg {
    fn of(bins: &[Chances; BINS], horizon: u32) -> Self {
        let mut won = vec![0.0];
        let mut moves: Vec<(usize, Vec<f64>)> = bins[0].moves.iter().map(|(to, _)| (*to, Vec::new())).collect();
        let (mut still_there, mut won_so_far) = (1.0, 0.0);
        for age in 1..=horizon {
            let chances = &bins[bin_of(age)];
            won_so_far += still_there * chances.won;
            won.push(won_so_far);
            for ((_, on_day), (_, chance)) in moves.iter_mut().zip(&chances.moves) {
                on_day.push(still_there * chance);
            }
            still_there *= 1.0 - chances.leaves;
        }
        Self { won, moves }
    }

    /// Moving on day `u` leaves `days - u` days in the next stage.
    fn won_within(&self, days: usize, won_within: &[Vec<f64>]) -> f64 {
        let after_moving = self.moves.iter().map(|(to, on_day)| {
            let left = won_within[*to][..days].iter().rev();
            on_day.iter().zip(left).map(|(moved, won)| moved * won).sum::<f64>()
        });
        self.won[days] + after_moving.sum::<f64>()
    }
}

/// The process as a whole: what a stage is held to while it has little history of its own.
struct Process {
    /// Days that the pseudo-deals spend in each bin.
    days: [f64; BINS],
    won: [f64; BINS],
    lost: [f64; BINS],
    /// Chance to move, by how many stages forward: index `offset + stages`.
    moves: [Vec<f64>; BINS],
}

impl Process {
    fn of(history: &History, prior_deals: f64) -> Self {
        let stages = history.stages();
        let mut process = Self {
            days: [0.0; BINS],
            won: [0.0; BINS],
            lost: [0.0; BINS],
            moves: std::array::from_fn(|_| vec![0.0; 2 * stages]),
        };
        for (stage, bin) in (0..stages).flat_map(|stage| (0..BINS).map(move |bin| (stage, bin))) {
            let cell = history.cell(stage, bin);
            process.days[bin] += cell.days;
            process.won[bin] += cell.won;
            process.lost[bin] += cell.lost;
            for to in 0..stages {
                process.moves[bin][to + stages - stage] += history.moved(stage, bin, to);
            }
        }
        process.smooth(history.visits(), prior_deals);
        process
    }

    /// Turns counts into chances. In each bin stand as many pseudo-days of the average over all ages
    /// as the pseudo-deals would spend there, were their days spread evenly over the bins.
    #[expect(clippy::cast_precision_loss, reason = "counts of visits and bins are far below 2^53")]
    fn smooth(&mut self, visits: usize, prior_deals: f64) {
        let all_days: f64 = self.days.iter().sum();
        if all_days <= 0.0 {
            return;
        }
        let pseudo = prior_deals * all_days / visits as f64 / BINS as f64;
        let days = self.days;
        let smoothed = |counts: &mut dyn Iterator<Item = &mut f64>| {
            let counts: Vec<&mut f64> = counts.collect();
            let average = counts.iter().map(|count| **count).sum::<f64>() / all_days;
            for (count, days) in counts.into_iter().zip(days) {
                *count = ratio(*count + pseudo * average, days + pseudo);
            }
        };
        smoothed(&mut self.won.iter_mut());
        smoothed(&mut self.lost.iter_mut());
        for offset in 0..self.moves[0].len() {
            smoothed(&mut self.moves.iter_mut().map(|moves| &mut moves[offset]));
        }
        let per_deal = visits as f64 + prior_deals;
        self.days = days.map(|days| prior_deals * (days + pseudo) / per_deal);
    }

    fn chances(&self, history: &History, stage: usize, bin: usize) -> Chances {
        let cell = history.cell(stage, bin);
        let prior = self.days[bin];
        let chance = |count: f64, average: f64| ratio(count + prior * average, cell.days + prior);
        let stages = history.stages();
        let moves: Vec<(usize, f64)> = (0..stages)
            .filter(|to| *to != stage)
            .map(|to| (to, chance(history.moved(stage, bin, to), self.moves[bin][to + stages - stage])))
            .collect();
        let won = chance(cell.won, self.won[bin]);
        let leaves = won + chance(cell.lost, self.lost[bin]) + moves.iter().map(|(_, chance)| chance).sum::<f64>();
        Chances { won, leaves: leaves.min(1.0), moves }
    }
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

#[cfg(test)]
mod tests;
