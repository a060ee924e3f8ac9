//! Rates of few: drawn towards the rate of the team, the more the fewer there are.
//!
//! Beta-binomial (A. Gelman and others, Bayesian Data Analysis, 3rd edition, chapter 2): the team's rate is the prior,
//! with the weight of so many deals; what one person's deals say comes on top.

use statrs::distribution::{Beta, ContinuousCDF};

/// How many deals the team's rate weighs as much as.
pub const PRIOR_DEALS: f64 = 5.0;

/// Below so many deals nothing is said.
pub const NEEDED: u64 = 5;

/// A rate that was drawn towards the team's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shrunk {
    /// The rate, from 0 to 1.
    pub rate: f64,
    /// The lower end of its 90 % interval.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Shrunk {
    /// It is lower than the team's rate beyond doubt: the whole interval is.
    #[must_use]
    pub fn is_below(&self, team: f64) -> bool {
        self.high < team
    }
}

/// The rate of `successes` in `trials`, drawn towards the `team`'s (from 0 to 1), with its 90 % interval. Nothing below
/// five trials.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
pub fn shrunk(successes: u64, trials: u64, team: f64) -> Option<Shrunk> {
    if trials < NEEDED || successes > trials || !(0.0..=1.0).contains(&team) {
        return None;
    }
    let (met, missed) = (successes as f64, (trials - successes) as f64);
    // a team of which all or none went on knows nothing for certain
    let team = team.clamp(0.01, 0.99);
    let (alpha, beta) = (met + PRIOR_DEALS * team, missed + PRIOR_DEALS * (1.0 - team));
    let believed = Beta::new(alpha, beta).ok()?;
    let (low, high) = (believed.inverse_cdf(0.05), believed.inverse_cdf(0.95));
    Some(Shrunk { rate: alpha / (alpha + beta), low, high })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn three_of_twelve_beside_half_of_a_team_says_nothing() {
        let rate = shrunk(3, 12, 0.5).unwrap();
        assert!(!rate.is_below(0.5), "{rate:?}");
        assert!((rate.rate - 5.5 / 17.0).abs() < 1e-12);
    }

    #[test]
    fn two_of_forty_beside_half_of_a_team_does() {
        assert!(shrunk(2, 40, 0.5).unwrap().is_below(0.5));
    }

    #[test]
    fn nothing_is_said_below_five() {
        assert_eq!([shrunk(0, 4, 0.5), shrunk(6, 5, 0.5), shrunk(3, 12, 2.0)], [None; 3]);
    }

    /// The share of a Beta distribution below `x`, by Simpson's rule.
    fn below(x: f64, alpha: f64, beta: f64) -> f64 {
        let (steps, density) = (20_000, |x: f64| x.powf(alpha - 1.0) * (1.0 - x).powf(beta - 1.0));
        let area = |to: f64| {
            let width = to / f64::from(steps);
            let at = |step: i32| density(f64::from(step) * width);
            let inner: f64 = (1..steps).map(|step| if step % 2 == 1 { 4.0 * at(step) } else { 2.0 * at(step) }).sum();
            (inner + at(0) + at(steps)) * width / 3.0
        };
        area(x) / area(1.0)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

        #[test]
        fn the_interval_holds_nine_tenths_of_what_is_believed(trials in 5_u32..60, part in 0_u32..1000, team in 0.25_f64..0.75) {
            let met = part % (trials + 1);
            let rate = shrunk(u64::from(met), u64::from(trials), team).unwrap();
            let (alpha, beta) = (f64::from(met) + 5.0 * team, f64::from(trials - met) + 5.0 * (1.0 - team));
            prop_assert!(rate.low <= rate.rate && rate.rate <= rate.high);
            prop_assume!(alpha > 2.0 && beta > 2.0);
            prop_assert!((below(rate.low, alpha, beta) - 0.05).abs() < 1e-3);
            prop_assert!((below(rate.high, alpha, beta) - 0.95).abs() < 1e-3);
        }
    }
}
