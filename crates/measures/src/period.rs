//! The stretches of time that targets are set for.

use jiff::ToSpan;
use jiff::civil::Date;

/// What kind of stretch it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeriodKind {
    /// A calendar month.
    Month,
    /// Three months from a quarter's start of the fiscal year.
    Quarter,
    /// Twelve months from the start of the fiscal year.
    Year,
    /// A team's sprint.
    Sprint,
    /// Any other two dates.
    Custom,
}

impl PeriodKind {
    /// The name in the database, in addresses and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Sprint => "sprint",
            Self::Custom => "custom",
        }
    }

    /// The kind of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Month, Self::Quarter, Self::Year, Self::Sprint, Self::Custom]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// A stretch of time from its first day to its last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Period {
    /// The first day.
    pub starts_on: Date,
    /// The last day.
    pub ends_on: Date,
    /// What kind of stretch it is.
    pub kind: PeriodKind,
}

impl Period {
    /// The calendar month of a date.
    #[must_use]
    pub fn month(date: Date) -> Self {
        Self::of_months(PeriodKind::Month, date.first_of_month(), 1)
    }

    /// The quarter of a date, where the fiscal year begins in `fiscal_start_month` (1 is January;
    /// anything but 1 to 12 counts as January).
    #[must_use]
    pub fn quarter(date: Date, fiscal_start_month: i8) -> Self {
        Self::of_months(PeriodKind::Quarter, begun(date, fiscal_start_month, 3), 3)
    }

    /// The fiscal year of a date.
    #[must_use]
    pub fn fiscal_year(date: Date, fiscal_start_month: i8) -> Self {
        Self::of_months(PeriodKind::Year, begun(date, fiscal_start_month, 12), 12)
    }

    /// A sprint between two dates. Nothing when the last comes before the first.
    #[must_use]
    pub fn sprint(starts_on: Date, ends_on: Date) -> Option<Self> {
        Self::between(PeriodKind::Sprint, starts_on, ends_on)
    }

    /// Any stretch between two dates. Nothing when the last comes before the first.
    #[must_use]
    pub fn custom(starts_on: Date, ends_on: Date) -> Option<Self> {
        Self::between(PeriodKind::Custom, starts_on, ends_on)
    }

    /// Whether a date lies in it.
    #[must_use]
    pub fn contains(&self, date: Date) -> bool {
        (self.starts_on..=self.ends_on).contains(&date)
    }

    /// Its dates, in order.
    pub fn days(&self) -> impl Iterator<Item = Date> + use<> {
        crate::calendar::days(self.starts_on, self.ends_on)
    }

    /// The calendar months it touches, in order.
    pub fn months(&self) -> impl Iterator<Item = Self> + use<> {
        let last = self.ends_on;
        std::iter::successors(Some(Self::month(self.starts_on)), Self::next_of)
            .take_while(move |month| month.starts_on <= last)
    }

    /// The one before, of the same kind; a sprint or custom stretch keeps its length in days. The
    /// same again at the beginning of time.
    #[must_use]
    pub fn previous(&self) -> Self {
        self.moved(-1).unwrap_or(*self)
    }

    /// The one after, of the same kind. The same again at the end of time.
    #[must_use]
    pub fn next(&self) -> Self {
        self.moved(1).unwrap_or(*self)
    }

    /// How people call it by the calendar year: `November 2026`, `Q4 2026`, `2026`; by its ends where
    /// it is no such stretch: `2 – 13 Nov 2026`.
    #[must_use]
    pub fn label(&self) -> String {
        self.fiscal_label(1)
    }

    /// How people call it where the fiscal year begins in `fiscal_start_month`: `Q1 FY2027`. A fiscal
    /// year has the number of the calendar year it ends in.
    #[must_use]
    pub fn fiscal_label(&self, fiscal_start_month: i8) -> String {
        let start = month_in_range(fiscal_start_month);
        let since_start = (self.starts_on.month() - start).rem_euclid(12);
        let year = Self::fiscal_year(self.starts_on, start).ends_on.year();
        let fiscal = if start == 1 { "" } else { "FY" };
        match self.kind {
            PeriodKind::Month => self.starts_on.strftime("%B %Y").to_string(),
            PeriodKind::Quarter if since_start % 3 == 0 => format!("Q{} {fiscal}{year}", since_start / 3 + 1),
            PeriodKind::Year if since_start == 0 => format!("{fiscal}{year}"),
            _ => self.ends(),
        }
    }

    fn ends(&self) -> String {
        let (first, last) = (self.starts_on, self.ends_on);
        let beginning = match (first.year() == last.year(), first.month() == last.month()) {
            (true, true) => "%-d",
            (true, false) => "%-d %b",
            (false, _) => "%-d %b %Y",
        };
        format!("{} \u{2013} {}", first.strftime(beginning), last.strftime("%-d %b %Y"))
    }

    fn between(kind: PeriodKind, starts_on: Date, ends_on: Date) -> Option<Self> {
        (starts_on <= ends_on).then_some(Self { starts_on, ends_on, kind })
    }

    fn of_months(kind: PeriodKind, starts_on: Date, months: i32) -> Self {
        let ends_on = starts_on.saturating_add((months - 1).months()).last_of_month();
        Self { starts_on, ends_on, kind }
    }

    fn next_of(&self) -> Option<Self> {
        self.moved(1)
    }

    fn moved(&self, by: i32) -> Option<Self> {
        let months = match self.kind {
            PeriodKind::Month => 1,
            PeriodKind::Quarter => 3,
            PeriodKind::Year => 12,
            PeriodKind::Sprint | PeriodKind::Custom => return self.moved_by_days(by),
        };
        let starts_on = self.starts_on.checked_add((by * months).months()).ok()?;
        Some(Self::of_months(self.kind, starts_on, months))
    }

    fn moved_by_days(&self, by: i32) -> Option<Self> {
        let length = self.starts_on.until(self.ends_on).ok()?.get_days() + 1;
        let moved = |date: Date| date.checked_add((by * length).days()).ok();
        Some(Self { starts_on: moved(self.starts_on)?, ends_on: moved(self.ends_on)?, kind: self.kind })
    }
}

/// The first day of the stretch of so many months, counted from the fiscal year's start, that a date
/// lies in.
fn begun(date: Date, fiscal_start_month: i8, months: i8) -> Date {
    let gone = (date.month() - month_in_range(fiscal_start_month)).rem_euclid(months);
    date.first_of_month().saturating_sub(i32::from(gone).months())
}

fn month_in_range(month: i8) -> i8 {
    if (1..=12).contains(&month) { month } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn a_month_knows_its_length_and_neighbours() {
        let february = Period::month(date(2024, 2, 11));
        assert_eq!((february.starts_on, february.ends_on), (date(2024, 2, 1), date(2024, 2, 29)));
        assert_eq!(february.next(), Period::month(date(2024, 3, 31)));
        assert_eq!(february.previous().ends_on, date(2024, 1, 31));
        assert_eq!(february.label(), "February 2024");
    }

    #[test]
    fn quarters_follow_the_fiscal_year() {
        let calendar = Period::quarter(date(2026, 11, 23), 1);
        assert_eq!((calendar.starts_on, calendar.label()), (date(2026, 10, 1), "Q4 2026".to_owned()));
        let fiscal = Period::quarter(date(2026, 11, 23), 2);
        assert_eq!((fiscal.starts_on, fiscal.ends_on), (date(2026, 11, 1), date(2027, 1, 31)));
        assert_eq!(fiscal.fiscal_label(2), "Q4 FY2027");
        assert_eq!(fiscal.label(), "1 Nov 2026 \u{2013} 31 Jan 2027");
        assert_eq!(Period::quarter(date(2027, 1, 31), 2), fiscal);
    }

    #[test]
    fn a_fiscal_year_is_called_by_the_year_it_ends_in() {
        let year = Period::fiscal_year(date(2026, 3, 31), 4);
        assert_eq!((year.starts_on, year.ends_on), (date(2025, 4, 1), date(2026, 3, 31)));
        assert_eq!(year.fiscal_label(4), "FY2026");
        assert_eq!(Period::fiscal_year(date(2026, 3, 31), 1).label(), "2026");
    }

    #[test]
    fn a_sprint_is_followed_by_one_of_the_same_length() {
        let sprint = Period::sprint(date(2026, 11, 16), date(2026, 11, 29)).unwrap();
        assert_eq!((sprint.next().starts_on, sprint.next().ends_on), (date(2026, 11, 30), date(2026, 12, 13)));
        assert_eq!(sprint.label(), "16 \u{2013} 29 Nov 2026");
        assert_eq!(Period::custom(date(2026, 2, 1), date(2026, 1, 1)), None);
    }

    #[test]
    fn a_quarter_has_three_months() {
        let months: Vec<String> = Period::quarter(date(2026, 12, 1), 1).months().map(|month| month.label()).collect();
        assert_eq!(months, ["October 2026", "November 2026", "December 2026"]);
    }

    proptest! {
        #[test]
        fn a_period_contains_its_date_and_touches_its_neighbours(day in 0_i32..30_000, start in 1_i8..=12) {
            let date = date(1990, 1, 1).checked_add(day.days()).unwrap();
            for period in [Period::month(date), Period::quarter(date, start), Period::fiscal_year(date, start)] {
                prop_assert!(period.contains(date));
                prop_assert_eq!(period.next().starts_on, period.ends_on.tomorrow().unwrap());
                prop_assert_eq!(period.previous().ends_on, period.starts_on.yesterday().unwrap());
                prop_assert_eq!(period.next().previous(), period);
            }
        }
    }
}
