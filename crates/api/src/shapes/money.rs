use measures::money::Currency;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An amount of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Money {
    /// In minor units: 1250000 is 12,500.00 EUR, and 12500 is 12,500 JPY.
    pub(crate) minor: i64,
    /// ISO 4217 code.
    pub(crate) currency: String,
}

impl Money {
    pub(crate) fn of(minor: i64, currency: Currency) -> Self {
        Self { minor, currency: currency.code().to_owned() }
    }

    /// As a form would have it: the amount, and the currency. An unknown currency stays for the domain to
    /// refuse.
    pub(crate) fn typed(&self) -> (String, String) {
        let currency = Currency::parse(self.currency.trim());
        let mut amount = currency.map_or_else(
            || self.minor.to_string(),
            |currency| measures::Money { minor: self.minor, currency }.decimal(),
        );
        // three decimals could be thousands, four are not
        if amount.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3) {
            amount.push('0');
        }
        (amount, self.currency.clone())
    }
}

impl From<measures::Money> for Money {
    fn from(money: measures::Money) -> Self {
        Self::of(money.minor, money.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_survives_being_typed_in_any_currency() {
        for code in ["EUR", "JPY", "KWD", "USD"] {
            let currency = Currency::parse(code).unwrap();
            for minor in [0, 1, 999, 1_000, 1_234, 12_345, 1_000_000, 123_456_789, 999_999_999_999] {
                let (amount, _) = Money::of(minor, currency).typed();
                let read = measures::Money::typed(&amount, currency).map(|money| money.minor);
                assert_eq!(read, Ok(minor), "{amount} {code}");
            }
        }
    }
}
