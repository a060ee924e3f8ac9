//! Amounts as sources write them: the marks between digits are those of the column.

use measures::money::{Currency, Money};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::deal::MOST_MINOR;

/// What stands before the decimals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Point {
    /// 12,500.50
    Dot,
    /// 12.500,50
    Comma,
}

/// Why a value is no amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoAmount {
    /// It is no number.
    Unread,
    /// It is below zero.
    Negative,
    /// It is more than a deal may be worth.
    TooLarge,
}

/// What stands before the decimals in a column. A single mark before three digits groups thousands, as
/// it does when people type, unless other values of the column show that it does not.
pub(super) fn point_of<'v>(values: impl Iterator<Item = &'v str>) -> Point {
    let (mut shown, mut grouped) = ([0_usize; 2], [0_usize; 2]);
    for value in values {
        let digits: String = value.chars().filter(|letter| letter.is_ascii_digit() || ",.".contains(*letter)).collect();
        let Some(last) = digits.rfind([',', '.']) else { continue };
        let mark = usize::from(digits[last..].starts_with(','));
        let (count, behind) = (digits.matches([',', '.']).count(), digits.len() - last - 1);
        let alone = digits.matches([".", ","][mark]).count() == 1;
        if (alone && count > 1) || (count == 1 && (behind != 3 || last > 3 || digits.starts_with('0'))) {
            shown[mark] += 1;
        } else {
            grouped[mark] += 1;
        }
    }
    let comma = (shown[1], grouped[0]) > (shown[0], grouped[1]);
    if comma { Point::Comma } else { Point::Dot }
}

/// A number, and the currency whose sign or code stands beside it.
pub(super) fn number(value: &str, point: Point) -> Option<(Decimal, Option<Currency>)> {
    if value.len() > 60 {
        return None;
    }
    let value = value.trim();
    let is_number = |letter: char| letter.is_ascii_digit() || ",.'\u{2019} \u{a0}\u{202f}".contains(letter);
    let named: String = value.chars().filter(|letter| !is_number(*letter)).collect();
    let (negative, name) = match named.strip_prefix(['-', '\u{2212}', '(']) {
        Some(rest) => (true, rest.trim_end_matches(')')),
        None => (false, named.as_str()),
    };
    let currency = if name.is_empty() { None } else { currency_named(name)? };
    let (kept, group) = if point == Point::Dot { ('.', ',') } else { (',', '.') };
    let digits = value.chars().filter(|letter| letter.is_ascii_digit() || *letter == kept);
    let digits: String = digits.map(|letter| if letter == kept { '.' } else { letter }).collect();
    let sound = digits.bytes().any(|byte| byte.is_ascii_digit()) && digits.matches('.').count() < 2;
    let late = value.rfind(group) > value.find(kept) && value.contains(kept);
    let number: Decimal = digits.trim_end_matches('.').parse().ok().filter(|_| sound && !late)?;
    Some((if negative { -number } else { number }, currency))
}

/// `$` may stand for any dollar, so it says nothing.
fn currency_named(name: &str) -> Option<Option<Currency>> {
    if name == "$" {
        return Some(None);
    }
    let signed = || Currency::all().find(|currency| currency.symbol() == Some(name));
    Currency::parse(name).or_else(signed).map(Some)
}

/// Money of a value: in the currency beside it, or in `usual`. Rounded half to even to what the currency
/// has; programs write noise behind it.
pub(super) fn money(value: &str, point: Point, usual: Currency) -> Result<Money, NoAmount> {
    let (number, currency) = number(value, point).ok_or(NoAmount::Unread)?;
    let currency = currency.unwrap_or(usual);
    let minor = minor(number, currency).ok_or(NoAmount::TooLarge)?;
    match minor {
        minor if minor < 0 => Err(NoAmount::Negative),
        minor if minor > MOST_MINOR => Err(NoAmount::TooLarge),
        minor => Ok(Money { minor, currency }),
    }
}

/// Minor units of a number of major ones.
pub(super) fn minor(number: Decimal, currency: Currency) -> Option<i64> {
    let unit = Decimal::from(10_i64.checked_pow(currency.exponent())?);
    let minor = number.checked_mul(unit)?.round_dp_with_strategy(0, RoundingStrategy::MidpointNearestEven);
    i64::try_from(minor).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(values: &[&str]) -> Vec<Result<i64, NoAmount>> {
        let euro = Currency::parse("EUR").unwrap();
        let point = point_of(values.iter().copied());
        values.iter().map(|value| money(value, point, euro).map(|money| money.minor)).collect()
    }

    #[test]
    fn a_column_shows_its_own_marks() {
        assert_eq!(column(&["1,234", "12.5"]), [Ok(123_400), Ok(1_250)]);
        assert_eq!(column(&["1.234", "12,5"]), [Ok(123_400), Ok(1_250)]);
        assert_eq!(column(&["1.234.567,80 €", "1.000"]), [Ok(123_456_780), Ok(100_000)]);
        assert_eq!(column(&["$1,234", "$125000"]), [Ok(123_400), Ok(12_500_000)]);
        assert_eq!(column(&["1.234"]), [Ok(123_400)], "as when people type");
        assert_eq!(column(&["1'250'000.00", "1 200"]), [Ok(125_000_000), Ok(120_000)]);
        assert_eq!(column(&["99999.989999999999", "15000"]), [Ok(9_999_999), Ok(1_500_000)]);
    }

    #[test]
    fn what_is_no_amount_is_said() {
        use NoAmount::{Negative, TooLarge, Unread};
        assert_eq!(column(&["much", "", "1.2,3.4", "5 apples"]), [Err(Unread); 4]);
        assert_eq!(column(&["-5", "(5)", "99999999999999"]), [Err(Negative), Err(Negative), Err(TooLarge)]);
    }

    #[test]
    fn a_sign_beside_the_number_is_its_currency() {
        let euro = Currency::parse("EUR").unwrap();
        assert_eq!(money("£5", Point::Dot, euro).map(|money| money.currency.code()), Ok("GBP"));
        assert_eq!(money("5 USD", Point::Dot, euro).map(|money| money.currency.code()), Ok("USD"));
    }
}
