//! The most likely set of the fewest options that reach a sum.

use super::STEPS;

/// Indices of the chosen options, and whether none is better.
pub(super) struct Found {
    pub(super) chosen: Vec<usize>,
    pub(super) is_best: bool,
}

/// The best set of `(probability, credit)` options, which come most likely first. All of them when
/// they do not reach `remaining` together.
pub(super) fn best(options: &[(f64, i64)], remaining: i64) -> Found {
    let mut by_credit: Vec<usize> = (0..options.len()).collect();
    by_credit.sort_by_key(|&index| std::cmp::Reverse(options[index].1));
    let Some(fewest) = fewest(&by_credit, options, remaining) else {
        return Found { chosen: by_credit, is_best: true };
    };
    by_credit.truncate(fewest);
    let mut search = Search {
        options,
        largest: largest_sums(options, fewest),
        best_likelihood: by_credit.iter().map(|&index| options[index].0.ln()).sum(),
        best: by_credit,
        chosen: Vec::with_capacity(fewest),
        steps_left: STEPS,
    };
    search.extend(0, fewest, i128::from(remaining), 0.0);
    Found { is_best: search.steps_left > 0, chosen: search.best }
}

/// How many of the largest reach the sum; nothing when all do not.
fn fewest(by_credit: &[usize], options: &[(f64, i64)], remaining: i64) -> Option<usize> {
    let mut missing = i128::from(remaining);
    let mut count = 0;
    for &index in by_credit {
        if missing <= 0 {
            break;
        }
        missing -= i128::from(options[index].1);
        count += 1;
    }
    (missing <= 0).then_some(count)
}

struct Search<'a> {
    options: &'a [(f64, i64)],
    /// `largest[i][k]`: the sum of the `k` largest credits among the options from `i` on.
    largest: Vec<Vec<i128>>,
    best: Vec<usize>,
    best_likelihood: f64,
    chosen: Vec<usize>,
    steps_left: u32,
}

impl Search<'_> {
    /// Chooses `count` more options from `from` on, that add at least `missing`. Options come most
    /// likely first, so the next `count` of them bound what can still be reached.
    fn extend(&mut self, from: usize, count: usize, missing: i128, likelihood: f64) {
        if count == 0 {
            self.keep(likelihood);
            return;
        }
        for index in from..=self.options.len() - count {
            let bound: f64 = self.options[index..index + count].iter().map(|(p, _)| p.ln()).sum();
            if self.steps_left == 0
                || likelihood + bound <= self.best_likelihood
                || self.largest[index][count] < missing
            {
                return;
            }
            self.steps_left -= 1;
            let (probability, credit) = self.options[index];
            self.chosen.push(index);
            let missing = missing - i128::from(credit);
            if self.largest[index + 1][count - 1] >= missing {
                self.extend(index + 1, count - 1, missing, likelihood + probability.ln());
            }
            self.chosen.pop();
        }
    }

    fn keep(&mut self, likelihood: f64) {
        if likelihood > self.best_likelihood {
            self.best_likelihood = likelihood;
            self.best.clone_from(&self.chosen);
        }
    }
}

fn largest_sums(options: &[(f64, i64)], most: usize) -> Vec<Vec<i128>> {
    let mut credits: Vec<i64> = Vec::with_capacity(options.len());
    let mut sums = vec![vec![0; most + 1]];
    for (_, credit) in options.iter().rev() {
        let at = credits.partition_point(|other| other >= credit);
        credits.insert(at, *credit);
        let mut running = vec![0];
        running.extend(credits.iter().take(most).scan(0_i128, |sum, credit| {
            *sum += i128::from(*credit);
            Some(*sum)
        }));
        let all = running.last().copied().unwrap_or(0);
        running.resize(most + 1, all);
        sums.push(running);
    }
    sums.reverse();
    sums
}
