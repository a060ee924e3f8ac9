//! From values to places, and which values to write at an axis.

/// A linear scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Scale {
    pub(crate) values: (f64, f64),
    pub(crate) places: (f64, f64),
}

impl Scale {
    pub(crate) fn at(self, value: f64) -> f64 {
        let span = self.values.1 - self.values.0;
        let part = if span == 0.0 { 0.0 } else { (value - self.values.0) / span };
        self.places.0 + part * (self.places.1 - self.places.0)
    }
}

/// Round values from `low` to `high` in equal steps of 1, 2, 4 or 5 times a power of ten, at most
/// `most` steps, none smaller than `unit`. Zero is among them when it lies between.
pub(crate) fn ticks(low: i64, high: i64, most: i64, unit: i64) -> Vec<i64> {
    let span = i128::from(high) - i128::from(low);
    let step = steps(unit).find(|step| span / i128::from(*step) <= i128::from(most) && span >= 0);
    let Some(step) = step else {
        return vec![0];
    };
    let first = low.div_euclid(step) + i64::from(low.rem_euclid(step) != 0);
    (first..=high.div_euclid(step)).map(|count| count * step).collect()
}

fn steps(unit: i64) -> impl Iterator<Item = i64> {
    let powers = std::iter::successors(Some(unit.max(1)), |power| power.checked_mul(10));
    powers.flat_map(|power| [1, 2, 4, 5].into_iter().filter_map(move |times| power.checked_mul(times)))
}

/// Money on a drawing: precise enough for a place on paper.
#[expect(clippy::cast_precision_loss, reason = "a place on paper needs far fewer digits")]
pub(crate) fn real(minor: i64) -> f64 {
    minor as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks(0, 16_000_000, 5, 100), [0, 4_000_000, 8_000_000, 12_000_000, 16_000_000]);
        assert_eq!(ticks(-1_500_000, 11_600_000, 5, 100), [0, 4_000_000, 8_000_000]);
        assert_eq!(ticks(-500, 100, 3, 1), [-400, -200, 0]);
        assert_eq!(ticks(0, 0, 5, 100), [0]);
    }

    #[test]
    fn a_scale_turns_values_into_places() {
        let scale = Scale { values: (0.0, 10.0), places: (240.0, 18.0) };
        assert_eq!([0.0, 10.0, 5.0].map(|value| scale.at(value).to_string()), ["240", "18", "129"]);
    }
}
