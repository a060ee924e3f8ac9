//! Reading the periods that people type: `2017-03`, `March 2017`, `2017-Q1`, `2017`, a date, two dates.

use jiff::civil::Date;
use measures::period::{Period, PeriodKind};

use super::period_on;
use crate::{Team, Workspace};

/// The period that somebody typed. `kind` is its name, or nothing when the text says enough by itself;
/// a date alone then means its month.
#[must_use]
pub fn period_typed(kind: &str, text: &str, workspace: &Workspace, team: Option<&Team>) -> Option<Period> {
    if let Some((from, to)) = text.split_once("..") {
        return Period::custom(sound_date(from)?, sound_date(to)?);
    }
    let (guess, day) = day_typed(text.trim(), workspace)?;
    let kind = if kind.trim().is_empty() { guess } else { PeriodKind::named(kind.trim())? };
    period_on(workspace, team, kind, day)
}

/// A day in the period meant, and the kind that the text suggests.
fn day_typed(text: &str, workspace: &Workspace) -> Option<(PeriodKind, Date)> {
    let date = |text: &str| sound_date(text).map(|day| (PeriodKind::Month, day));
    let found = date(text).or_else(|| quarter(text, workspace)).or_else(|| year(text, workspace));
    found.or_else(|| month(text).map(|day| (PeriodKind::Month, day)))
}

fn sound_date(text: &str) -> Option<Date> {
    text.trim().parse().ok().filter(|day: &Date| sound_year(day.year()))
}

fn sound_year(year: i16) -> bool {
    (1900..=2200).contains(&year)
}

const MONTHS: [&str; 5] = ["%Y-%m", "%m/%Y", "%B %Y", "%b %Y", "%b-%y"];

fn month(text: &str) -> Option<Date> {
    let read = |format: &&str| jiff::fmt::strtime::parse(format!("%d {format}"), format!("01 {text}")).ok();
    MONTHS.iter().find_map(|format| read(format)?.to_date().ok().filter(|day| sound_year(day.year())))
}

/// `2017-Q1`, `Q1 2017`, `Q1 FY2017`, by the year that the fiscal year ends in.
fn quarter(text: &str, workspace: &Workspace) -> Option<(PeriodKind, Date)> {
    let text = text.to_uppercase();
    let words: Vec<&str> = text.split(['-', ' ', '/']).filter(|word| !word.is_empty()).collect();
    let &[a, b] = words.as_slice() else { return None };
    let (number, year_text) = if a.starts_with('Q') { (a, b) } else { (b, a) };
    let number: i32 = number.strip_prefix('Q')?.parse().ok().filter(|number| (1..=4).contains(number))?;
    let (_, begins) = year(year_text, workspace)?;
    let day = (1..number).fold(Period::quarter(begins, workspace.fiscal_start_month), |quarter, _| quarter.next());
    Some((PeriodKind::Quarter, day.starts_on))
}

/// `2017`, `FY2017`: the first day of the fiscal year that ends in that year.
fn year(text: &str, workspace: &Workspace) -> Option<(PeriodKind, Date)> {
    let digits = text.strip_prefix("FY").unwrap_or(text);
    let year: i16 = digits.parse().ok().filter(|year| digits.len() == 4 && sound_year(*year))?;
    let start = workspace.fiscal_start_month;
    let begins_in = if start == 1 { year } else { year - 1 };
    Date::new(begins_in, start, 1).ok().map(|day| (PeriodKind::Year, day))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use measures::money::Currency;

    fn workspace(fiscal_start_month: i8) -> Workspace {
        Workspace {
            id: crate::WorkspaceId::of([1; 16]),
            slug: "harbour".into(),
            name: "Harbour".into(),
            currency: Currency::parse("EUR").unwrap(),
            time_zone: "Europe/Berlin".into(),
            working_week: measures::WorkingWeek::default(),
            fiscal_start_month,
            demo: false,
            last_event: 0,
        }
    }

    fn label(text: &str, fiscal_start_month: i8) -> Option<String> {
        let period = period_typed("", text, &workspace(fiscal_start_month), None)?;
        Some(format!("{} {} {}", period.kind.name(), period.starts_on, period.ends_on))
    }

    #[test]
    fn months_are_read_as_people_head_their_columns() {
        for text in ["2017-03", "03/2017", "March 2017", "mar 2017", "Mar-17", "2017-03-14"] {
            assert_eq!(label(text, 1).as_deref(), Some("month 2017-03-01 2017-03-31"), "{text}");
        }
    }

    #[test]
    fn quarters_and_years_follow_the_fiscal_year() {
        assert_eq!(label("2017-Q1", 1).as_deref(), Some("quarter 2017-01-01 2017-03-31"));
        assert_eq!(label("Q4 FY2017", 2).as_deref(), Some("quarter 2016-11-01 2017-01-31"));
        assert_eq!(label("2017", 4).as_deref(), Some("year 2016-04-01 2017-03-31"));
        assert_eq!(label("2017-03-01..2017-03-10", 1).as_deref(), Some("custom 2017-03-01 2017-03-10"));
    }

    #[test]
    fn what_is_no_period_is_not_guessed() {
        for text in ["", "person", "Q5 2017", "2017-13", "17", "99999", "2017-03-10..2017-03-01"] {
            assert_eq!(label(text, 1), None, "{text}");
        }
        assert_eq!(period_typed("sprint", "2017-03-01", &workspace(1), None), None, "no team, no sprint");
    }
}
