//! How many of several alike things happen, when all of them share one factor.
//!
//! The factor is one standard normal `z` per run (a one-factor Gaussian copula): a thing of
//! probability `p` happens with probability `Phi((Phi^-1(p) + sqrt(rho) z) / sqrt(1 - rho))` in a run
//! with factor `z`. (O. Vasicek, Risk 15, 2002.) `z` takes one of [`LEVELS`] equally likely values, the
//! middles of as many slices of the normal law; each thing's probabilities over the levels are then
//! scaled so that they average to `p` again.

/// How many values the shared factor takes.
pub(super) const LEVELS: usize = 64;

/// How strongly things move together: the correlation of what drives two of them.
pub(super) const RHO: f64 = 0.1;

/// For each level of the factor, the cumulative law of a count, as thresholds for a random `u32`.
pub(super) struct Counts(Vec<Vec<u32>>);

impl Counts {
    /// How many of `n` alike things of probability `p` happen (binomial at each level).
    pub(super) fn binomial(n: usize, p: f64, levels: &[f64]) -> Self {
        Self(conditional(p, levels).into_iter().map(|p| thresholds(&binomial_law(n, p))).collect())
    }

    /// How many things happen whose number has this mean (Poisson at each level). The mean moves with
    /// the factor as a lognormal whose logarithm has the variance `RHO`.
    pub(super) fn poisson(mean: f64, levels: &[f64]) -> Self {
        let raised: Vec<f64> = levels.iter().map(|z| (RHO.sqrt() * z).exp()).collect();
        let scale = mean / average(&raised);
        Self(raised.into_iter().map(|level| thresholds(&poisson_law(level * scale))).collect())
    }

    /// The count that a random number stands for in a run at this level.
    pub(super) fn draw(&self, level: usize, random: u32) -> usize {
        self.0[level].partition_point(|threshold| *threshold <= random)
    }
}

/// The values of the shared factor.
pub(super) fn factor_levels() -> Vec<f64> {
    let middle = |level: u32| (f64::from(level) + 0.5) / f64::from(u32::try_from(LEVELS).unwrap_or(1));
    (0..).take(LEVELS).map(|level| probit(middle(level))).collect()
}

fn conditional(p: f64, levels: &[f64]) -> Vec<f64> {
    if p <= 0.0 || p >= 1.0 || levels.len() == 1 {
        return vec![p.clamp(0.0, 1.0); levels.len()];
    }
    let driver = probit(p);
    let raw: Vec<f64> = levels.iter().map(|z| phi((driver + RHO.sqrt() * z) / (1.0 - RHO).sqrt())).collect();
    let scale = p / average(&raw);
    raw.into_iter().map(|p| (p * scale).min(1.0)).collect()
}

/// Worked out from the most likely count outward, so that nothing vanishes for large `n`.
fn binomial_law(n: usize, p: f64) -> Vec<f64> {
    if p <= 0.0 || p >= 1.0 {
        let certain = if p >= 1.0 { n } else { 0 };
        return (0..=n).map(|count| if count == certain { 1.0 } else { 0.0 }).collect();
    }
    let odds = p / (1.0 - p);
    let up = |count: usize| odds * whole(n - count) / whole(count + 1);
    outward(n, floor(whole(n + 1) * p).min(n), up)
}

fn poisson_law(mean: f64) -> Vec<f64> {
    let most = floor(mean + 12.0 * mean.sqrt() + 12.0);
    outward(most, floor(mean).min(most), |count| mean / whole(count + 1))
}

/// A law over 0..=last from the ratios of neighbours, starting at its mode.
fn outward(last: usize, mode: usize, up: impl Fn(usize) -> f64) -> Vec<f64> {
    let mut law = vec![0.0; last + 1];
    law[mode] = 1.0;
    for count in mode..last {
        law[count + 1] = law[count] * up(count);
    }
    for count in (0..mode).rev() {
        law[count] = law[count + 1] / up(count);
    }
    let sum: f64 = law.iter().sum();
    law.into_iter().map(|weight| weight / sum).collect()
}

/// Thresholds between counts; the last count needs none.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 2^32, saturating")]
fn thresholds(law: &[f64]) -> Vec<u32> {
    let mut sum = 0.0;
    let cumulative = law.iter().map(|weight| {
        sum += weight;
        (sum * 4_294_967_296.0) as u32
    });
    let mut thresholds: Vec<u32> = cumulative.collect();
    thresholds.pop();
    thresholds
}

/// The standard normal law.
fn phi(x: f64) -> f64 {
    0.5 * libm::erfc(-x / std::f64::consts::SQRT_2)
}

/// Its inverse, by halving: fifty steps are exact to the last digits that matter here.
fn probit(p: f64) -> f64 {
    let (mut low, mut high) = (-9.0, 9.0);
    for _ in 0..50 {
        let middle = f64::midpoint(low, high);
        if phi(middle) < p { low = middle } else { high = middle }
    }
    f64::midpoint(low, high)
}

#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
fn whole(count: usize) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates, and is at least zero")]
fn floor(x: f64) -> usize {
    x.max(0.0) as usize
}

fn average(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / whole(values.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(law: &[f64]) -> f64 {
        law.iter().enumerate().map(|(count, weight)| whole(count) * weight).sum()
    }

    #[test]
    fn the_normal_law_and_its_inverse_agree_with_tables() {
        assert!((phi(1.959_963_984_540_054) - 0.975).abs() < 1e-12);
        assert!((probit(0.9) - 1.281_551_565_544_600_4).abs() < 1e-9);
    }

    #[test]
    fn laws_have_their_means_also_where_they_are_large() {
        assert!((mean(&binomial_law(3, 0.5)) - 1.5).abs() < 1e-12);
        assert!((binomial_law(4, 0.25)[2] - 27.0 / 128.0).abs() < 1e-12);
        assert!((mean(&binomial_law(20_000, 0.3)) - 6_000.0).abs() < 1e-6);
        assert!((mean(&poisson_law(2.5)) - 2.5).abs() < 1e-9);
        assert!((mean(&poisson_law(900.0)) - 900.0).abs() < 1e-6);
    }

    #[test]
    fn the_shared_factor_leaves_the_average_probability_alone() {
        let levels = factor_levels();
        for p in [0.02, 0.2, 0.5, 0.9, 0.98] {
            let conditional = conditional(p, &levels);
            assert!((average(&conditional) - p).abs() < 0.001, "{p}");
            assert!(conditional.windows(2).all(|pair| pair[0] <= pair[1]));
        }
    }
}
