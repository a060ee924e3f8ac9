//! Amounts of money: whole minor units and an ISO 4217 currency, never floating point.

mod currency;
mod typed;

use std::fmt;

use rust_decimal::Decimal;

pub use self::currency::Currency;
pub use self::typed::AmountProblem;
use crate::rounding::half_even;

/// An amount in the minor units of its currency (cents for EUR, whole yen for JPY).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// Minor units; below zero for a correction.
    pub minor: i64,
    /// Which currency they are of.
    pub currency: Currency,
}

impl Money {
    /// So many minor units of a currency.
    #[must_use]
    pub fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing.
    #[must_use]
    pub fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// An amount as a person types it: `12,500.50`, `12.500,50`, `€ 1 200`, `1.2k`. A separator
    /// before exactly three digits groups thousands where the currency has fewer than three decimals; where
    /// it has three, a dot begins them and a comma is refused.
    ///
    /// # Errors
    /// What can be read in two ways, has more decimals than the currency, or names another currency.
    pub fn typed(text: &str, currency: Currency) -> Result<Self, AmountProblem> {
        typed::read(text, currency).map(|minor| Self::new(minor, currency))
    }

    /// An amount as a program writes it: `12500.50`, with a dot and no grouping; the reverse of
    /// [`Money::decimal`]. Zeros beyond the currency's decimals are accepted.
    ///
    /// # Errors
    /// Anything else.
    pub fn from_decimal(text: &str, currency: Currency) -> Result<Self, AmountProblem> {
        typed::read_decimal(text, currency).map(|minor| Self::new(minor, currency))
    }

    /// The sum; nothing on overflow or when the currencies differ.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.with(other, i64::checked_add)
    }

    /// The difference; nothing on overflow or when the currencies differ.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.with(other, i64::checked_sub)
    }

    /// The exact opposite, as a reversal needs it; nothing on overflow.
    #[must_use]
    pub fn checked_neg(self) -> Option<Self> {
        Some(Self { minor: self.minor.checked_neg()?, ..self })
    }

    /// The same value at `rate` units of `to` for one unit of this currency, rounded half to even
    /// once. Nothing for a rate below zero or a result out of range.
    #[must_use]
    pub fn convert(self, rate: Decimal, to: Currency) -> Option<Self> {
        if rate.is_sign_negative() && !rate.is_zero() {
            return None;
        }
        let rate = rate.normalize();
        let numerator = i128::from(self.minor).checked_mul(rate.mantissa())?;
        let numerator = numerator.checked_mul(10_i128.pow(to.exponent()))?;
        let denominator = 10_i128.checked_pow(rate.scale() + self.currency.exponent())?;
        let minor = i64::try_from(half_even(numerator, denominator)).ok()?;
        Some(Self::new(minor, to))
    }

    /// Exact decimal text for programs: `12500.50`, `-3`, `0.125`.
    #[must_use]
    pub fn decimal(&self) -> String {
        let sign = if self.minor < 0 { "-" } else { "" };
        format!("{sign}{}", self.digits(""))
    }

    /// Exact text for people: `€12,500.50`, `−€36.00`, `CHF 1,200.00`.
    #[must_use]
    pub fn exact(&self) -> String {
        format!("{}{}{}", self.minus(), self.currency.prefix(), self.digits(","))
    }

    /// Short text for cards and charts, at most three significant digits or so: `€950`, `€5.8k`,
    /// `€41k`, `€1.2m`, `−€36k`. The exact amount belongs beside it.
    #[must_use]
    pub fn short(&self) -> String {
        let unit = 10_u128.pow(self.currency.exponent());
        let minor = u128::from(self.minor.unsigned_abs());
        let scale = SCALES.into_iter().find(|scale| scale.holds(minor, unit)).unwrap_or(LARGEST);
        let tenths = scale.tenths(minor, unit);
        let number = match (tenths / 10, tenths % 10) {
            (whole, 0) => grouped(&whole.to_string(), ","),
            (whole, tenth) => format!("{whole}.{tenth}"),
        };
        let minus = if tenths == 0 { "" } else { self.minus() };
        format!("{minus}{}{number}{}", self.currency.prefix(), scale.suffix)
    }

    fn with(self, other: Self, sum: impl Fn(i64, i64) -> Option<i64>) -> Option<Self> {
        (self.currency == other.currency)
            .then(|| sum(self.minor, other.minor))
            .flatten()
            .map(|minor| Self::new(minor, self.currency))
    }

    fn minus(&self) -> &'static str {
        if self.minor < 0 { "\u{2212}" } else { "" }
    }

    fn digits(&self, separator: &str) -> String {
        let unit = 10_u64.pow(self.currency.exponent());
        let minor = self.minor.unsigned_abs();
        let whole = grouped(&(minor / unit).to_string(), separator);
        match self.currency.exponent() as usize {
            0 => whole,
            width => format!("{whole}.{:0width$}", minor % unit),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.exact())
    }
}

/// One step of short writing: amounts below `below` major units are shown in units of `per`.
#[derive(Clone, Copy)]
struct Scale {
    below: u128,
    per: u128,
    with_tenths: bool,
    suffix: &'static str,
}

const LARGEST: Scale = Scale { below: u128::MAX, per: 1_000_000_000, with_tenths: true, suffix: "bn" };

const SCALES: [Scale; 6] = [
    Scale { below: 1_000, per: 1, with_tenths: false, suffix: "" },
    Scale { below: 10_000, per: 1_000, with_tenths: true, suffix: "k" },
    Scale { below: 1_000_000, per: 1_000, with_tenths: false, suffix: "k" },
    Scale { below: 100_000_000, per: 1_000_000, with_tenths: true, suffix: "m" },
    Scale { below: 1_000_000_000, per: 1_000_000, with_tenths: false, suffix: "m" },
    LARGEST,
];

impl Scale {
    /// Judged after rounding, so that 999,600 is written `1m` and never `1,000k`.
    fn holds(self, minor: u128, unit: u128) -> bool {
        self.tenths(minor, unit).saturating_mul(self.per) < self.below.saturating_mul(10)
    }

    fn tenths(self, minor: u128, unit: u128) -> u128 {
        let minor = i128::try_from(minor).unwrap_or(i128::MAX);
        let per = i128::try_from(self.per * unit).unwrap_or(i128::MAX);
        let rounded = if self.with_tenths { half_even(minor * 10, per) } else { half_even(minor, per) * 10 };
        rounded.unsigned_abs()
    }
}

fn grouped(digits: &str, separator: &str) -> String {
    let first = digits.len() % 3;
    let mut groups: Vec<&str> = Vec::with_capacity(digits.len() / 3 + 1);
    if first > 0 {
        groups.push(&digits[..first]);
    }
    let mut rest = &digits[first..];
    while !rest.is_empty() {
        let (group, after) = rest.split_at(3);
        groups.push(group);
        rest = after;
    }
    groups.join(separator)
}

#[cfg(test)]
mod tests;
