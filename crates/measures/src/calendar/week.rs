use jiff::civil::Weekday;

/// The weekdays that are worked, as bits: Monday is 1, Sunday 64.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WorkingWeek(u8);

impl WorkingWeek {
    /// The week of most offices.
    pub const MONDAY_TO_FRIDAY: Self = Self(0b001_1111);

    /// A week from its bits, as they are stored. Nothing above 127.
    #[must_use]
    pub fn from_bits(bits: u8) -> Option<Self> {
        (bits < 128).then_some(Self(bits))
    }

    /// The week of these weekdays.
    #[must_use]
    pub fn of(weekdays: impl IntoIterator<Item = Weekday>) -> Self {
        Self(weekdays.into_iter().fold(0, |bits, weekday| bits | bit(weekday)))
    }

    /// The bits, as they are stored.
    #[must_use]
    pub fn bits(self) -> u8 {
        self.0
    }

    /// Whether this weekday is worked.
    #[must_use]
    pub fn works(self, weekday: Weekday) -> bool {
        self.0 & bit(weekday) != 0
    }

    /// How many weekdays are worked.
    #[must_use]
    pub fn days(self) -> u32 {
        self.0.count_ones()
    }
}

impl Default for WorkingWeek {
    fn default() -> Self {
        Self::MONDAY_TO_FRIDAY
    }
}

fn bit(weekday: Weekday) -> u8 {
    1 << weekday.to_monday_zero_offset()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn monday_is_one_and_sunday_sixty_four() {
        assert_eq!(WorkingWeek::of([Weekday::Monday]).bits(), 1);
        assert_eq!(WorkingWeek::of([Weekday::Sunday]).bits(), 64);
        assert_eq!(WorkingWeek::from_bits(128), None);
        assert!(!WorkingWeek::MONDAY_TO_FRIDAY.works(Weekday::Saturday));
    }
}
