//! What people type into the fields of a deal, and elsewhere: amounts, currencies, days.

use jiff::civil::Date;
use measures::money::{Currency, Money};

use rust_decimal::Decimal;

use crate::Problems;

/// The most that a deal may be worth, in minor units: what sums of a million deals can still hold.
pub(crate) const MOST_MINOR: i64 = 1_000_000_000_000;

/// A currency as typed; `usual` when nothing was.
pub(crate) fn currency_typed(typed: &str, usual: Currency, problems: &mut Problems) -> Currency {
    if typed.trim().is_empty() {
        return usual;
    }
    Currency::parse(typed.trim()).unwrap_or_else(|| {
        problems.add("currency", "problem-currency");
        usual
    })
}

/// An amount as typed, in minor units; nothing when nothing was.
pub(crate) fn amount_typed(typed: &str, currency: Currency, problems: &mut Problems) -> Option<Money> {
    if typed.trim().is_empty() {
        return None;
    }
    match Money::typed(typed, currency) {
        Ok(money) if money.minor < 0 => problems.add("amount", "problem-amount-negative"),
        Ok(money) if money.minor > MOST_MINOR => problems.add("amount", "problem-amount-large"),
        Ok(money) => return Some(money),
        Err(_) => problems.add("amount", "problem-amount"),
    }
    None
}

/// A number as typed: the last of two kinds of separators is the decimal one. Nothing when it is no number, or can be
/// read in two ways (12,500).
pub(crate) fn number_typed(typed: &str) -> Option<Decimal> {
    let typed: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '\'').collect();
    let plain = match (typed.rfind(','), typed.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => typed.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => typed.replace(',', ""),
        (Some(comma), None) if typed.len() - comma == 4 || typed.matches(',').count() > 1 => return None,
        (Some(_), None) => typed.replace(',', "."),
        (None, _) => typed,
    };
    plain.parse::<Decimal>().ok().map(|number| number.normalize())
}

/// A day as typed (ISO); nothing when nothing was.
pub(crate) fn date_typed(typed: &str, field: &str, problems: &mut Problems) -> Option<Date> {
    let day = typed.trim().parse().ok().filter(|day: &Date| (1900..=2200).contains(&day.year()));
    if day.is_none() && !typed.trim().is_empty() {
        problems.add(field, "problem-date");
    }
    day
}
