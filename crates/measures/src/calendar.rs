//! Working days: which days of a calendar are worked, whole or half.
//!
//! Everything is counted in half-days, so that sums stay whole numbers. `w(a, b)` of the definitions
//! is [`Calendar::working`].

mod week;
mod working_days;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

pub use self::week::WorkingWeek;
pub use self::working_days::WorkingDays;

/// How far [`Calendar::next_working`] looks, in days, before it says that nobody works any more.
const HORIZON: i32 = 3 * 366;

/// How much of a day is off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DayOff {
    /// Half of it: Christmas Eve in many offices.
    Half,
    /// All of it: a public holiday, a day of leave.
    Whole,
}

/// The working week of a person or team with their days off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Calendar {
    week: WorkingWeek,
    days_off: BTreeMap<Date, DayOff>,
}

impl Calendar {
    /// A calendar with no days off yet.
    #[must_use]
    pub fn new(week: WorkingWeek) -> Self {
        Self { week, days_off: BTreeMap::new() }
    }

    /// The same calendar with more days off. Of two entries for a day the longer one counts.
    #[must_use]
    pub fn without(mut self, days_off: impl IntoIterator<Item = (Date, DayOff)>) -> Self {
        for (date, off) in days_off {
            self.days_off.entry(date).and_modify(|known| *known = off.max(*known)).or_insert(off);
        }
        self
    }

    /// The weekdays that are worked.
    #[must_use]
    pub fn week(&self) -> WorkingWeek {
        self.week
    }

    /// The days off, by date, also those on weekdays that are not worked anyway.
    pub fn days_off(&self) -> impl Iterator<Item = (Date, DayOff)> {
        self.days_off.iter().map(|(date, off)| (*date, *off))
    }

    /// How much of a date is worked.
    #[must_use]
    pub fn weight(&self, date: Date) -> WorkingDays {
        if !self.week.works(date.weekday()) {
            return WorkingDays::NONE;
        }
        match self.days_off.get(&date) {
            None => WorkingDays::ONE,
            Some(DayOff::Half) => WorkingDays::HALF,
            Some(DayOff::Whole) => WorkingDays::NONE,
        }
    }

    /// The working days from `from` to `to`, both included; none when `to` comes first. Costs one
    /// step per day off, not per day.
    #[must_use]
    pub fn working(&self, from: Date, to: Date) -> WorkingDays {
        if to < from {
            return WorkingDays::NONE;
        }
        let days = from.until(to).map_or(0, |span| i64::from(span.get_days())) + 1;
        let started_week = (0..days % 7).zip(weekdays_from(from)).filter(|(_, day)| self.week.works(*day)).count();
        let whole = days / 7 * i64::from(self.week.days()) + i64::try_from(started_week).unwrap_or(0);
        let off = self.days_off.range(from..=to).filter(|(date, _)| self.week.works(date.weekday()));
        let off: i64 = off.map(|(_, off)| if *off == DayOff::Whole { 2 } else { 1 }).sum();
        WorkingDays::from_halves(whole * 2 - off)
    }

    /// The first date after `date` that is worked at all; none within three years means nobody works.
    #[must_use]
    pub fn next_working(&self, date: Date) -> Option<Date> {
        self.nearest(date, 1)
    }

    /// The last date before `date` that is worked at all.
    #[must_use]
    pub fn previous_working(&self, date: Date) -> Option<Date> {
        self.nearest(date, -1)
    }

    fn nearest(&self, date: Date, direction: i32) -> Option<Date> {
        (1..=HORIZON)
            .map_while(|days| date.checked_add((days * direction).days()).ok())
            .find(|day| self.weight(*day) > WorkingDays::NONE)
    }
}

/// The dates from `from` to `to`, both included, in order.
pub fn days(from: Date, to: Date) -> impl Iterator<Item = Date> {
    from.series(1.day()).take_while(move |date| *date <= to)
}

fn weekdays_from(date: Date) -> impl Iterator<Item = jiff::civil::Weekday> {
    date.weekday().cycle_forward()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn office() -> Calendar {
        Calendar::new(WorkingWeek::MONDAY_TO_FRIDAY)
    }

    #[test]
    fn february_2017_has_twenty_working_days() {
        assert_eq!(office().working(date(2017, 2, 1), date(2017, 2, 28)).to_string(), "20");
    }

    #[test]
    fn a_half_day_counts_half_and_a_holiday_on_a_sunday_counts_nothing() {
        let calendar = office().without([
            (date(2026, 12, 24), DayOff::Half),
            (date(2026, 12, 25), DayOff::Whole),
            (date(2026, 12, 27), DayOff::Whole),
        ]);
        assert_eq!(calendar.working(date(2026, 12, 21), date(2026, 12, 27)).to_string(), "3.5");
        assert_eq!(calendar.weight(date(2026, 12, 24)), WorkingDays::HALF);
    }

    #[test]
    fn of_two_entries_for_a_day_the_longer_counts() {
        let day = date(2026, 11, 23);
        let calendar = office().without([(day, DayOff::Whole), (day, DayOff::Half)]);
        assert_eq!(calendar.weight(day), WorkingDays::NONE);
    }

    #[test]
    fn the_next_working_day_skips_the_weekend_and_half_days_are_worked() {
        let calendar = office().without([(date(2026, 11, 23), DayOff::Whole), (date(2026, 11, 24), DayOff::Half)]);
        assert_eq!(calendar.next_working(date(2026, 11, 20)), Some(date(2026, 11, 24)));
        assert_eq!(calendar.previous_working(date(2026, 11, 24)), Some(date(2026, 11, 20)));
    }

    #[test]
    fn a_week_without_work_has_no_next_working_day() {
        let nobody = Calendar::new(WorkingWeek::from_bits(0).unwrap());
        assert_eq!(nobody.next_working(date(2026, 1, 1)), None);
        assert_eq!(nobody.next_working(Date::MAX), None);
    }

    proptest! {
        #[test]
        fn counting_fast_equals_counting_day_by_day(
            start in 0_i32..20_000, length in 0_i32..800, bits in 0_u8..128,
            off in prop::collection::vec((0_i32..900, any::<bool>()), 0..40),
        ) {
            let from = date(1990, 1, 1).checked_add(start.days()).unwrap();
            let to = from.checked_add(length.days()).unwrap();
            let off = off.into_iter().map(|(day, half)| {
                (from.checked_add((day - 50).days()).unwrap(), if half { DayOff::Half } else { DayOff::Whole })
            });
            let calendar = Calendar::new(WorkingWeek::from_bits(bits).unwrap()).without(off);
            let one_by_one: WorkingDays = days(from, to).map(|day| calendar.weight(day)).sum();
            prop_assert_eq!(calendar.working(from, to), one_by_one);
        }
    }
}
