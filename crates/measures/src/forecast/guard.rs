//! When a probability may be shown, and how it is written.

use std::fmt;

use crate::calendar::WorkingDays;

/// Working days of the period that must be gone before a number is shown.
pub const NEEDED_DAYS: u32 = 5;
/// Closed deals of the process that must be known before a number is shown.
pub const NEEDED_CLOSED: usize = 10;

/// A probability, or the reason why none is shown yet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Guarded {
    /// The period is too young.
    TooFewDays {
        /// Whole working days gone.
        have: u32,
        /// How many it takes.
        need: u32,
    },
    /// Too few deals have closed to learn from.
    TooFewClosed {
        /// Closed deals known.
        have: usize,
        /// How many it takes.
        need: usize,
    },
    /// The probability, in 0..=1.
    Known(f64),
}

impl Guarded {
    /// The probability, if it may be shown.
    #[must_use]
    pub fn known(self) -> Option<f64> {
        match self {
            Self::Known(probability) => Some(probability),
            Self::TooFewDays { .. } | Self::TooFewClosed { .. } => None,
        }
    }
}

impl fmt::Display for Guarded {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooFewDays { have, need } => write!(out, "{have} of the {need} working days that a forecast needs"),
            Self::TooFewClosed { have, need } => write!(out, "{have} of the {need} closed deals that a forecast needs"),
            Self::Known(probability) => out.write_str(&percent(*probability)),
        }
    }
}

/// Lets a probability pass when enough days are gone and enough deals have closed.
#[must_use]
pub fn guard(probability: f64, days_gone: WorkingDays, closed: usize) -> Guarded {
    let have = u32::try_from(days_gone.halves() / 2).unwrap_or(0);
    if have < NEEDED_DAYS {
        Guarded::TooFewDays { have, need: NEEDED_DAYS }
    } else if closed < NEEDED_CLOSED {
        Guarded::TooFewClosed { have: closed, need: NEEDED_CLOSED }
    } else {
        Guarded::Known(probability)
    }
}

/// A probability as people read it: `64 %`, `> 95 %`, `< 5 %`. No model knows the ends better.
#[must_use]
pub fn percent(probability: f64) -> String {
    match probability {
        p if p > 0.95 => "> 95 %".to_owned(),
        p if p < 0.05 => "< 5 %".to_owned(),
        p => format!("{:.0} %", p * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_number_below_five_days_or_ten_closed_deals() {
        let days = WorkingDays::from_halves;
        assert_eq!(guard(0.5, days(9), 10), Guarded::TooFewDays { have: 4, need: 5 });
        assert_eq!(guard(0.5, days(10), 9), Guarded::TooFewClosed { have: 9, need: 10 });
        assert_eq!(guard(0.5, days(10), 10), Guarded::Known(0.5));
        assert_eq!(guard(0.5, days(9), 10).to_string(), "4 of the 5 working days that a forecast needs");
    }

    #[test]
    fn certainty_is_never_claimed() {
        assert_eq!(
            [1.0, 0.951, 0.95, 0.642, 0.05, 0.049, 0.0].map(percent),
            ["> 95 %", "> 95 %", "95 %", "64 %", "5 %", "< 5 %", "< 5 %"]
        );
    }
}
