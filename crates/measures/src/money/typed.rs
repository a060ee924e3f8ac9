//! Reading amounts that people type. A form that can be read in two ways is refused, not guessed.

use super::Currency;

/// Why a text is not an amount; the words are shown beside the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountProblem {
    /// Nothing was typed.
    #[error("Write an amount.")]
    Empty,
    /// No number can be seen in it.
    #[error("Write the amount as a number, such as 12,500 or 12500.50.")]
    NotANumber,
    /// Decimals or thousands? Both are possible.
    #[error("This can be read in two ways: write it without thousands separators, such as 12500.50.")]
    Ambiguous,
    /// More decimals than the currency has.
    #[error("This has more decimals than the currency.")]
    TooPrecise,
    /// Beyond what is kept.
    #[error("This amount is too large.")]
    TooLarge,
    /// The sign or code of another currency.
    #[error("This names another currency.")]
    OtherCurrency,
}

/// Minor units of an amount typed by a person.
pub(super) fn read(text: &str, currency: Currency) -> Result<i64, AmountProblem> {
    let (negative, rest) = signed(text.trim());
    let rest = without_currency(rest, currency)?;
    let (also_negative, rest) = signed(rest);
    if rest.is_empty() {
        return Err(AmountProblem::Empty);
    }
    let (digits, zeros) = without_suffix(rest);
    if negative && also_negative {
        return Err(AmountProblem::NotANumber);
    }
    let number = Number::seen_in(digits, currency, zeros > 0)?;
    number.minor(currency, zeros, negative || also_negative)
}

/// Minor units of an amount written by a program: an optional `-`, digits, an optional dot.
pub(super) fn read_decimal(text: &str, currency: Currency) -> Result<i64, AmountProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AmountProblem::Empty);
    }
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    Number { whole: digits_of(whole)?, decimals: decimals.to_owned() }.minor(currency, 0, negative)
}

/// The digits before and after the decimal separator.
struct Number {
    whole: String,
    decimals: String,
}

impl Number {
    fn seen_in(text: &str, currency: Currency, shortened: bool) -> Result<Self, AmountProblem> {
        let text: String =
            text.chars().map(separator_or_digit).collect::<Option<_>>().ok_or(AmountProblem::NotANumber)?;
        let text = text.trim_matches(' ');
        let Some((decimal_at, separator)) = decimal_separator(text, currency, shortened)? else {
            return Ok(Self { whole: ungrouped(text)?, decimals: String::new() });
        };
        let (whole, decimals) = (&text[..decimal_at], &text[decimal_at + 1..]);
        if whole.contains(separator) {
            return Err(AmountProblem::NotANumber);
        }
        Ok(Self { whole: ungrouped(whole)?, decimals: digits_of(decimals)? })
    }

    fn minor(&self, currency: Currency, zeros: usize, negative: bool) -> Result<i64, AmountProblem> {
        let places = currency.exponent() as usize + zeros;
        let decimals = self.decimals.trim_end_matches('0');
        if decimals.len() > places {
            return Err(AmountProblem::TooPrecise);
        }
        if !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(AmountProblem::NotANumber);
        }
        let sign = if negative { "-" } else { "" };
        format!("{sign}{}{decimals:0<places$}", self.whole).parse().map_err(|_| AmountProblem::TooLarge)
    }
}

/// Where the decimals begin, if anywhere. One separator before exactly three digits groups
/// thousands. In a currency with three decimals a dot begins them, as in what the product itself writes
/// into forms, and a comma can be either; so can both in an amount that is shortened (`1.250k`).
fn decimal_separator(text: &str, currency: Currency, shortened: bool) -> Result<Option<(usize, char)>, AmountProblem> {
    let Some(last) = text.rfind([',', '.']) else {
        return Ok(None);
    };
    let separator = if text[last..].starts_with(',') { ',' } else { '.' };
    let other = if separator == ',' { '.' } else { ',' };
    if text.contains(other) {
        return Ok(Some((last, separator)));
    }
    if text.matches(separator).count() > 1 {
        return Ok(None);
    }
    let (before, after) = (&text[..last], &text[last + 1..]);
    let groups_thousands = after.len() == 3 && (1..=3).contains(&before.len());
    if !groups_thousands {
        return Ok(Some((last, separator)));
    }
    if currency.exponent() >= 3 && separator == '.' && !shortened {
        return Ok(Some((last, separator)));
    }
    let could_be_decimals = currency.exponent() >= 3 || shortened || before.starts_with('0');
    if could_be_decimals { Err(AmountProblem::Ambiguous) } else { Ok(None) }
}

/// The digits of a whole number, where groups are of three, or in the Indian way of two and at last
/// three.
fn ungrouped(text: &str) -> Result<String, AmountProblem> {
    let groups: Vec<&str> = text.split([',', '.', ' ', '\'']).collect();
    let separators = text.chars().filter(|c| !c.is_ascii_digit()).collect::<std::collections::BTreeSet<_>>().len();
    let well_grouped = match groups.as_slice() {
        [only] => !only.is_empty(),
        [first, middle @ .., last] => {
            let same = |size| middle.iter().all(|group| group.len() == size);
            let thousands = same(3) && (1..=3).contains(&first.len());
            let lakhs = same(2) && (1..=2).contains(&first.len());
            last.len() == 3 && separators == 1 && (thousands || lakhs)
        }
        [] => false,
    };
    if well_grouped { digits_of(&groups.concat()) } else { Err(AmountProblem::NotANumber) }
}

fn digits_of(text: &str) -> Result<String, AmountProblem> {
    let all_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if all_digits { Ok(text.to_owned()) } else { Err(AmountProblem::NotANumber) }
}

/// Digits stay, the kinds of space and apostrophe become one each; anything else is nothing.
fn separator_or_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' | ',' | '.' => Some(c),
        '\'' | '\u{2019}' => Some('\''),
        c if c.is_whitespace() => Some(' '),
        _ => None,
    }
}

fn signed(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text).trim_start()),
    }
}

fn without_suffix(text: &str) -> (&str, usize) {
    let suffixes = [("bn", 9), ("k", 3), ("K", 3), ("m", 6), ("M", 6)];
    let found = suffixes.into_iter().find_map(|(suffix, zeros)| Some((text.strip_suffix(suffix)?.trim_end(), zeros)));
    found.unwrap_or((text, 0))
}

/// Takes the sign or code from either end. `$` alone may stand for any dollar.
fn without_currency(text: &str, currency: Currency) -> Result<&str, AmountProblem> {
    let is_named = |c: char| !(c.is_ascii_digit() || c.is_whitespace() || "-\u{2212}+.,'\u{2019}".contains(c));
    let name_ends = text.find(|c| !is_named(c)).unwrap_or(text.len());
    let (before, rest) = text.split_at(name_ends);
    let rest = rest.trim_start();
    let number_ends =
        rest.rfind(|c| !is_named(c)).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8));
    let (number, after) = rest.split_at(number_ends);
    let suffixes = ["k", "K", "m", "M", "bn"];
    let (name, amount) = match (before, after) {
        ("", "") => return Ok(text.trim()),
        ("", suffix) if suffixes.contains(&suffix) => return Ok(text.trim()),
        ("", name) => (name, number.trim_end()),
        (name, suffix) if suffix.is_empty() || suffixes.contains(&suffix) => (name, rest),
        _ => return Err(AmountProblem::NotANumber),
    };
    named(name, currency).map(|()| amount)
}

fn named(name: &str, currency: Currency) -> Result<(), AmountProblem> {
    let own_sign = currency.symbol().is_some_and(|sign| sign == name || sign.ends_with('$') && name == "$");
    if own_sign || name.eq_ignore_ascii_case(currency.code()) {
        return Ok(());
    }
    let another = Currency::parse(name).is_some() || Currency::all().any(|other| other.symbol() == Some(name));
    Err(if another { AmountProblem::OtherCurrency } else { AmountProblem::NotANumber })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn eur(text: &str) -> Result<i64, AmountProblem> {
        read(text, Currency::parse("EUR").unwrap())
    }

    #[test]
    fn the_forms_people_type_are_read() {
        let cases = [
            ("12500", 1_250_000),
            ("12,500", 1_250_000),
            ("12.500", 1_250_000),
            ("12,500.50", 1_250_050),
            ("12.500,50", 1_250_050),
            ("12500.5", 1_250_050),
            ("12500,5", 1_250_050),
            ("1'250'000.00", 125_000_000),
            ("1 250 000,00", 125_000_000),
            ("1,25,000", 12_500_000),
            ("€ 1 200", 120_000),
            ("1\u{202f}200 €", 120_000),
            ("EUR 41k", 4_100_000),
            ("1.2k", 120_000),
            ("1,2 m", 120_000_000),
            ("€1.2bn", 120_000_000_000),
            ("-12.50", -1_250),
            ("\u{2212}€36k", -3_600_000),
            ("€-36", -3_600),
            ("+5", 500),
            ("0.05", 5),
            ("12.5000", 1_250),
        ];
        for (text, minor) in cases {
            assert_eq!(eur(text), Ok(minor), "{text}");
        }
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for text in ["0.500", "0,500", "1.250k"] {
            assert_eq!(eur(text), Err(AmountProblem::Ambiguous), "{text}");
        }
        for text in ["1,250", "1.250k"] {
            assert_eq!(read(text, Currency::parse("KWD").unwrap()), Err(AmountProblem::Ambiguous), "{text}");
        }
    }

    #[test]
    fn what_is_not_an_amount_is_refused_with_its_reason() {
        use AmountProblem::{Ambiguous, Empty, NotANumber, OtherCurrency, TooLarge, TooPrecise};
        let cases = [
            ("", Empty),
            ("€", Empty),
            ("many", NotANumber),
            ("12,34,56", NotANumber),
            ("1,2.3,4", NotANumber),
            ("1.2.3", NotANumber),
            ("--5", NotANumber),
            (".", NotANumber),
            ("1e5", NotANumber),
            ("$5", OtherCurrency),
            ("5 USD", OtherCurrency),
            ("0.005", Ambiguous),
            ("10.0051", TooPrecise),
            ("999999999999999999999", TooLarge),
        ];
        for (text, problem) in cases {
            assert_eq!(eur(text), Err(problem), "{text}");
        }
    }

    #[test]
    fn a_program_writes_with_a_dot_and_without_grouping() {
        let euro = Currency::parse("EUR").unwrap();
        assert_eq!(read_decimal("12500.500", euro), Ok(1_250_050));
        assert_eq!(read_decimal("-3", euro), Ok(-300));
        assert_eq!(read_decimal("1,000", euro), Err(AmountProblem::NotANumber));
        assert_eq!(read_decimal("0.001", euro), Err(AmountProblem::TooPrecise));
    }
}
