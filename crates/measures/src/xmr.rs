//! What a series does by itself: limits of its own, so that noise is not taken for a signal.
//!
//! The individuals and moving range chart (W. Shewhart, 1931; D. Wheeler, Understanding Variation, 1993): limits are the
//! mean +- 2.66 x the mean moving range.

/// Fewer points have no range of their own.
pub const FEWEST: usize = 8;

/// 3 / d2 for moving ranges of two.
const LIMIT: f64 = 2.66;

/// The range in which a series moves by itself.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// The mean.
    pub mean: f64,
    /// The lower limit.
    pub low: f64,
    /// The upper limit.
    pub high: f64,
    /// The mean distance of neighbours.
    pub moving: f64,
}

impl Range {
    /// Of a series in the order of time; nothing of fewer than eight points.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a series has far fewer than 2^53 points")]
    pub fn of(series: &[f64]) -> Option<Self> {
        if series.len() < FEWEST {
            return None;
        }
        let mean = series.iter().sum::<f64>() / series.len() as f64;
        let moving = series.windows(2).map(|pair| (pair[1] - pair[0]).abs()).sum::<f64>() / (series.len() - 1) as f64;
        Some(Self { mean, low: mean - LIMIT * moving, high: mean + LIMIT * moving, moving })
    }

    /// Whether a value lies outside of what the series does by itself.
    #[must_use]
    pub fn is_signal(&self, value: f64) -> bool {
        value < self.low || value > self.high
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_worked_example_is_met() {
        let range = Range::of(&[4.0, 6.0, 5.0, 7.0, 5.0, 6.0, 4.0, 8.0, 5.0, 6.0]).unwrap();
        let rounded = [range.mean, range.moving, range.high, range.low].map(|value| (value * 100.0).round() / 100.0);
        assert_eq!(rounded.map(|value| value.to_string()), ["5.6", "2", "10.92", "0.28"]);
        assert!(range.is_signal(11.0) && !range.is_signal(10.0));
    }

    #[test]
    fn seven_points_have_no_range() {
        assert_eq!(Range::of(&[1.0; 7]), None);
        assert!(Range::of(&[3.0; 8]).is_some_and(|range| !range.is_signal(3.0) && range.is_signal(3.1)));
    }

    proptest! {
        #[test]
        fn the_mean_lies_in_the_middle_and_a_shift_moves_the_range(series in prop::collection::vec(-1e3_f64..1e3, 8..40), by in -1e3_f64..1e3) {
            let range = Range::of(&series).unwrap();
            prop_assert!((range.high - range.mean - (range.mean - range.low)).abs() < 1e-6);
            let moved = Range::of(&series.iter().map(|value| value + by).collect::<Vec<_>>()).unwrap();
            prop_assert!((moved.low - range.low - by).abs() < 1e-6);
        }
    }
}
