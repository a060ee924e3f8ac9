//! How long things take when some are not finished yet.
//!
//! Kaplan and Meier's estimator (JASA 53, 1958): `S(t) = product over days i <= t of (1 - d_i / n_i)`,
//! where `d_i` finished on day `i` and `n_i` were still there. Leaving out what is unfinished, as a mean
//! of finished visits does, makes every stage look quicker than it is.

/// A visit or a cycle, finished or still running.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration {
    /// Days from the start to the end, or to the day asked about.
    pub days: u32,
    /// Whether it has ended; if not, it is right-censored at `days`.
    pub closed: bool,
}

/// The share that is still there after so many days.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Curve {
    steps: Vec<(u32, f64)>,
}

/// Room for the error of a product of fractions, so that exactly one half counts as one half.
const TOLERANCE: f64 = 1e-9;

impl Curve {
    /// Estimates the curve. Of an end and a censoring on the same day the end comes first.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts are far below 2^53")]
    pub fn fit(durations: &[Duration]) -> Self {
        let mut sorted = durations.to_vec();
        sorted.sort_unstable();
        let mut still_there = sorted.len();
        let mut share = 1.0;
        let mut steps = Vec::new();
        for same_day in sorted.chunk_by(|a, b| a.days == b.days) {
            let closed = same_day.iter().filter(|duration| duration.closed).count();
            if closed > 0 {
                share *= 1.0 - closed as f64 / still_there as f64;
                steps.push((same_day[0].days, share));
            }
            still_there -= same_day.len();
        }
        Self { steps }
    }

    /// The days on which some finished, and the share that was still there after each.
    #[must_use]
    pub fn steps(&self) -> &[(u32, f64)] {
        &self.steps
    }

    /// The share that takes longer than `days`.
    #[must_use]
    pub fn after(&self, days: u32) -> f64 {
        let past = self.steps.partition_point(|(day, _)| *day <= days);
        past.checked_sub(1).and_then(|last| self.steps.get(last)).map_or(1.0, |(_, share)| *share)
    }

    /// The first day by which at least this share has finished: 0.5 for the median, 0.85 for the 85th
    /// percentile. Nothing when so many have not finished yet.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<u32> {
        self.steps.iter().find(|(_, left)| *left <= 1.0 - share + TOLERANCE).map(|(day, _)| *day)
    }

    /// The first day by which half have finished.
    #[must_use]
    pub fn median(&self) -> Option<u32> {
        self.quantile(0.5)
    }
}

/// Stays counted day by day: many of them make a curve without being put in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally(Vec<(u32, u32)>);

impl Tally {
    /// Longer stays are counted as so many days.
    pub const LONGEST: u32 = 65_535;

    /// One more.
    pub fn add(&mut self, duration: Duration) {
        let day = duration.days.min(Self::LONGEST) as usize;
        if day >= self.0.len() {
            self.0.resize(day + 1, (0, 0));
        }
        let (closed, lasting) = &mut self.0[day];
        *(if duration.closed { closed } else { lasting }) += 1;
    }

    /// The curve of all of them.
    #[must_use]
    pub fn curve(&self) -> Curve {
        let mut still_there: u32 = self.0.iter().map(|(closed, lasting)| closed + lasting).sum();
        let mut share = 1.0;
        let mut steps = Vec::new();
        for (day, (closed, lasting)) in (0..).zip(&self.0) {
            if *closed > 0 {
                share *= 1.0 - f64::from(*closed) / f64::from(still_there);
                steps.push((day, share));
            }
            still_there -= closed + lasting;
        }
        Curve { steps }
    }
}

/// The value at the nearest rank: of `n` values in order, the one at `ceil(percent / 100 x n)`, and
/// the first for 0. Nothing for no values.
#[must_use]
pub fn nearest_rank<T: Ord + Copy>(values: &[T], percent: u32) -> Option<T> {
    let mut values = values.to_vec();
    let rank = (values.len() * percent.min(100) as usize).div_ceil(100);
    let place = rank.saturating_sub(1);
    (place < values.len()).then(|| *values.select_nth_unstable(place).1)
}

/// The median by nearest rank: the lower of the two in the middle.
#[must_use]
pub fn median<T: Ord + Copy>(values: &[T]) -> Option<T> {
    nearest_rank(values, 50)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn curve(days: &[(u32, bool)]) -> Curve {
        Curve::fit(&days.iter().map(|&(days, closed)| Duration { days, closed }).collect::<Vec<_>>())
    }

    /// The 6-MP arm of Freireich et al. (Blood 21, 1963), the example of most textbooks.
    #[test]
    fn the_textbook_leukaemia_trial_is_met() {
        let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23].map(|days| (days, true));
        let censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(|days| (days, false));
        let curve = curve(&[ended.as_slice(), &censored].concat());
        let expected = [(6, 0.857), (7, 0.807), (10, 0.753), (13, 0.690), (16, 0.627), (22, 0.538), (23, 0.448)];
        assert!(expected.iter().all(|&(day, share)| (curve.after(day) - share).abs() < 0.0006));
        assert_eq!(curve.median(), Some(23));
        assert_eq!(curve.quantile(0.85), None);
    }

    #[test]
    fn an_open_visit_makes_the_median_later() {
        assert_eq!(curve(&[(2, true), (4, true), (6, true)]).median(), Some(4));
        assert_eq!(curve(&[(2, true), (4, true), (6, true), (9, false), (9, false)]).median(), Some(6));
    }

    #[test]
    fn nothing_finished_has_no_median() {
        assert_eq!([curve(&[]).median(), curve(&[(40, false)]).median()], [None; 2]);
    }

    #[test]
    fn ranks_are_the_nearest() {
        assert_eq!(median(&[5, 1, 4, 2]), Some(2));
        assert_eq!(
            [nearest_rank(&[15, 20, 35, 40, 50], 30), nearest_rank(&[15, 20, 35, 40, 50], 100)],
            [Some(20), Some(50)]
        );
        assert_eq!(median::<u32>(&[]), None);
        assert_eq!(nearest_rank(&[7, 9], 0), Some(7));
    }

    proptest! {
        #[test]
        fn without_censoring_it_is_the_nearest_rank(days in prop::collection::vec(0_u32..400, 1..60), percent in 1_u32..100) {
            let all_closed: Vec<(u32, bool)> = days.iter().map(|&days| (days, true)).collect();
            prop_assert_eq!(curve(&all_closed).quantile(f64::from(percent) / 100.0), nearest_rank(&days, percent));
        }

        #[test]
        fn counted_day_by_day_it_is_the_same_curve(days in prop::collection::vec((0_u32..400, any::<bool>()), 0..60)) {
            let mut tally = Tally::default();
            for &(days, closed) in &days {
                tally.add(Duration { days, closed });
            }
            prop_assert_eq!(tally.curve(), curve(&days));
        }

        #[test]
        fn the_share_only_falls(days in prop::collection::vec((0_u32..400, any::<bool>()), 0..60)) {
            let curve = curve(&days);
            let shares: Vec<f64> = (0..400).map(|day| curve.after(day)).collect();
            prop_assert!(shares.windows(2).all(|pair| pair[0] >= pair[1]));
            prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
        }
    }
}
