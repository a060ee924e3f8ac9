use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Sub};

/// A number of working days, counted in half-days. Written `14` or `14.5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct WorkingDays(i64);

impl WorkingDays {
    /// A day off.
    pub const NONE: Self = Self(0);
    /// Half a day.
    pub const HALF: Self = Self(1);
    /// A whole day.
    pub const ONE: Self = Self(2);

    /// So many half-days.
    #[must_use]
    pub fn from_halves(halves: i64) -> Self {
        Self(halves)
    }

    /// So many whole days.
    #[must_use]
    pub fn from_days(days: u32) -> Self {
        Self(i64::from(days) * 2)
    }

    /// The half-days.
    #[must_use]
    pub fn halves(self) -> i64 {
        self.0
    }

    /// As a number of days, for charts and ratios.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a period has far fewer than 2^52 days")]
    pub fn as_days(self) -> f64 {
        self.0 as f64 / 2.0
    }
}

impl Add for WorkingDays {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for WorkingDays {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for WorkingDays {
    fn sum<I: Iterator<Item = Self>>(each: I) -> Self {
        each.fold(Self::NONE, Add::add)
    }
}

impl fmt::Display for WorkingDays {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "\u{2212}" } else { "" };
        let half = if self.0 % 2 == 0 { "" } else { ".5" };
        write!(out, "{sign}{}{half}", self.0.unsigned_abs() / 2)
    }
}

#[cfg(test)]
mod tests {
    use super::WorkingDays;

    #[test]
    fn halves_are_written_as_a_decimal() {
        let written = [0, 1, 28, 29, -3].map(|halves| WorkingDays::from_halves(halves).to_string());
        assert_eq!(written, ["0", "0.5", "14", "14.5", "\u{2212}1.5"]);
    }
}
