//! Days as sources write them. What can be read in two ways is decided by the other values of its
//! column, and never guessed.

use jiff::civil::Date;
use jiff::{Span, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// Which of two small numbers is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayOrder {
    /// 31/12/2017.
    #[serde(rename = "dmy")]
    DayFirst,
    /// 12/31/2017.
    #[serde(rename = "mdy")]
    MonthFirst,
}

impl DayOrder {
    /// The order with this name: `dmy` or `mdy`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "dmy" => Some(Self::DayFirst),
            "mdy" => Some(Self::MonthFirst),
            _ => None,
        }
    }
}

/// What the values of a column say about the order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    /// Every value can be read in one way only.
    Needless,
    /// Some value shows it.
    Shown(DayOrder),
    /// No value shows it, and some need it.
    Open,
}

/// The order of day and month in a column. Where values show both, most of them decide, and the others
/// cannot be read.
pub(super) fn order_of<'v>(values: impl Iterator<Item = &'v str>) -> Order {
    let (mut needed, mut day_first, mut month_first) = (false, 0_usize, 0_usize);
    for value in values {
        if let Some(Seen::Either { first, second, dotted, .. }) = seen(value) {
            needed = true;
            day_first += usize::from(first > 12 || dotted);
            month_first += usize::from(second > 12);
        }
    }
    match (needed, day_first, month_first) {
        (false, ..) => Order::Needless,
        (true, 0, 0) => Order::Open,
        (true, day, month) if day >= month => Order::Shown(DayOrder::DayFirst),
        _ => Order::Shown(DayOrder::MonthFirst),
    }
}

/// The day that a value names; nothing when it names none.
pub(super) fn day(value: &str, order: DayOrder) -> Option<Date> {
    let day = match seen(value)? {
        Seen::Day(day) => day,
        Seen::Either { first, second, year, .. } => match order {
            DayOrder::DayFirst => Date::new(year, second, first).ok()?,
            DayOrder::MonthFirst => Date::new(year, first, second).ok()?,
        },
    };
    (1900..=2200).contains(&day.year()).then_some(day)
}

enum Seen {
    Day(Date),
    Either { first: i8, second: i8, year: i16, dotted: bool },
}

fn seen(value: &str) -> Option<Seen> {
    let value = value.trim();
    if value.len() > 40 {
        return None;
    }
    if let Ok(day) = value.get(..10).unwrap_or(value).parse::<Date>() {
        return is_time(value.get(10..).unwrap_or_default()).then_some(Seen::Day(day));
    }
    if value.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && value.matches('.').count() < 2 {
        return counted(value).map(Seen::Day);
    }
    let mut parts = value.split(['/', '.', '-', ' ', ',']).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let (third, time) = third.split_once('T').unwrap_or((third, ""));
    let timed = is_time(time) && parts.all(is_time);
    if !timed {
        return None;
    }
    if let (Some(month), Ok(day)) = (month_named(second), first.parse()) {
        return Date::new(year(third)?, month, day).ok().map(Seen::Day);
    }
    if let (Some(month), Ok(day)) = (month_named(first), second.parse()) {
        return Date::new(year(third)?, month, day).ok().map(Seen::Day);
    }
    if first.len() == 4 {
        return Date::new(first.parse().ok()?, second.parse().ok()?, third.parse().ok()?).ok().map(Seen::Day);
    }
    let (first, second) = (small(first)?, small(second)?);
    Some(Seen::Either { first, second, year: year(third)?, dotted: value.contains('.') })
}

fn small(part: &str) -> Option<i8> {
    part.parse().ok().filter(|number| (1..=31).contains(number))
}

/// Two digits are of this century up to 69.
fn year(part: &str) -> Option<i16> {
    let number: i16 = part.parse().ok()?;
    match part.len() {
        4 => Some(number),
        2 => Some(if number < 70 { 2000 + number } else { 1900 + number }),
        _ => None,
    }
}

/// A time of day behind a day: digits, colons, and what marks the half of a day or a zone.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim().trim_start_matches('T');
    let halves = ["am", "pm", "AM", "PM", "Z", "UTC", "GMT"];
    halves.contains(&rest)
        || rest
            .trim_end_matches(|letter: char| letter.is_alphabetic() || letter == ' ')
            .bytes()
            .all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'+' | b'-' | b' '))
}

/// A day as programs count it: `20171231`, a spreadsheet's count from 1899-12-30, or milliseconds since
/// 1970.
fn counted(value: &str) -> Option<Date> {
    let whole = value.split('.').next()?;
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        5 => Date::constant(1899, 12, 30).checked_add(Span::new().try_days(number).ok()?).ok(),
        8 => {
            let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100);
            Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        }
        12 | 13 => Some(Timestamp::from_millisecond(number).ok()?.to_zoned(TimeZone::UTC).date()),
        _ => None,
    }
}

fn month_named(part: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let part = part.to_lowercase();
    let named = |month: &&str| part.len() >= 3 && month.starts_with(part.as_str());
    i8::try_from(MONTHS.iter().position(named)? + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &str) -> Option<String> {
        day(value, DayOrder::DayFirst).map(|day| day.to_string())
    }

    #[test]
    fn days_that_mean_one_thing_are_read() {
        for value in [
            "2017-03-01",
            "2017-03-01 09:14",
            "2017-03-01T09:14:00Z",
            "2017-03-01 09:14:00.123+00:00",
            "2017/03/01",
            "01.03.2017",
            "1.3.17",
            "1 Mar 2017",
            "Mar 1, 2017",
            "01-Mar-17",
            "March 1 2017 2:30 PM",
            "20170301",
            "42795",
            "42795.0",
            "1488326400000",
            " 01/03/2017 08:55 PM ",
        ] {
            assert_eq!(read(value).as_deref(), Some("2017-03-01"), "{value}");
        }
    }

    #[test]
    fn what_is_no_day_is_not_read() {
        for value in
            ["", "soon", "2017-13-01", "2017-02-30", "31/31/2017", "1/2", "12345678901234", "2017-03-01x!", "0.5"]
        {
            assert_eq!(read(value), None, "{value}");
        }
    }

    #[test]
    fn the_order_of_a_column_is_shown_by_its_values() {
        let order = |values: &[&str]| order_of(values.iter().copied());
        assert_eq!(order(&["2017-03-01", "1 Mar 2017"]), Order::Needless);
        assert_eq!(order(&["03/04/2017", "12/31/2017"]), Order::Shown(DayOrder::MonthFirst));
        assert_eq!(order(&["03/04/2017", "31/12/2017"]), Order::Shown(DayOrder::DayFirst));
        assert_eq!(order(&["03.04.2017"]), Order::Shown(DayOrder::DayFirst));
        assert_eq!(order(&["03/04/2017", "05/06/2017"]), Order::Open);
    }
}
