//! Intervals for shares: how sure a percentage is.

/// The standard normal quantile of a 90 % interval.
pub const NINETY: f64 = 1.644_853_626_951_472_2;
/// The standard normal quantile of a 95 % interval.
pub const NINETY_FIVE: f64 = 1.959_963_984_540_054;

/// Wilson's score interval for `successes` of `trials`, from low to high, both in 0..=1. Nothing when
/// there are no trials. (E. B. Wilson, JASA 22, 1927.)
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
pub fn wilson(successes: u64, trials: u64, z: f64) -> Option<(f64, f64)> {
    if trials == 0 || successes > trials {
        return None;
    }
    let (n, p, z2) = (trials as f64, successes as f64 / trials as f64, z * z);
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = z * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / (1.0 + z2 / n);
    let low = if successes == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if successes == trials { 1.0 } else { (centre + half).min(1.0) };
    Some((low, high))
}

/// The difference of two shares, the first less the second, and its interval from low to high, all in -1..=1: Newcombe's
/// hybrid of two score intervals. Nothing when one of them has no trials. (R. G. Newcombe, Statistics in Medicine 17,
/// 1998, method 10.)
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
pub fn difference(first: (u64, u64), second: (u64, u64), z: f64) -> Option<(f64, f64, f64)> {
    let ((low, high), (other_low, other_high)) = (wilson(first.0, first.1, z)?, wilson(second.0, second.1, z)?);
    let share = |(successes, trials): (u64, u64)| successes as f64 / trials as f64;
    let (share, other) = (share(first), share(second));
    let between = share - other;
    let (below, above) = ((share - low).hypot(other_high - other), (high - share).hypot(other - other_low));
    Some((between, between - below, between + above))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn rounded(successes: u64, trials: u64) -> (f64, f64) {
        let (low, high) = wilson(successes, trials, NINETY_FIVE).unwrap();
        ((low * 1000.0).round() / 1000.0, (high * 1000.0).round() / 1000.0)
    }

    #[test]
    fn published_intervals_are_met() {
        assert_eq!([rounded(3, 12), rounded(45, 90), rounded(3, 5)], [(0.089, 0.532), (0.399, 0.601), (0.231, 0.882)]);
    }

    #[test]
    fn nothing_is_said_about_no_trials() {
        assert_eq!([wilson(0, 0, NINETY), wilson(2, 1, NINETY)], [None; 2]);
    }

    proptest! {
        #[test]
        fn the_share_lies_inside_and_more_confidence_is_wider(trials in 1_u32..10_000, part in 0.0_f64..=1.0) {
            let successes = (f64::from(trials) * part).floor();
            let share = successes / f64::from(trials);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number within u32")]
            let at = |z| wilson(successes as u64, u64::from(trials), z).unwrap();
            let (narrow, wide) = (at(NINETY), at(NINETY_FIVE));
            prop_assert!(narrow.0 <= share + 1e-12 && share <= narrow.1 + 1e-12);
            prop_assert!(wide.0 <= narrow.0 + 1e-12 && narrow.1 <= wide.1 + 1e-12);
        }
    }

    #[test]
    fn the_difference_of_two_shares_is_as_published() {
        // Newcombe 1998, table II, method 10: (a) 56 of 70 against 48 of 80, (d) 9 of 10 against 3 of 10
        for ((first, second), (low, high)) in
            [(((56, 70), (48, 80)), (0.0524, 0.3339)), (((9, 10), (3, 10)), (0.1705, 0.8090))]
        {
            let (_, from, to) = difference(first, second, NINETY_FIVE).unwrap();
            assert!((from - low).abs() < 5e-5 && (to - high).abs() < 5e-5, "{from} {to}");
        }
        assert_eq!(difference((1, 2), (0, 0), NINETY_FIVE), None);
    }
}
