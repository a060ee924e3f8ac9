use super::*;
use proptest::prelude::*;

fn currency(code: &str) -> Currency {
    Currency::parse(code).unwrap()
}

fn eur(minor: i64) -> Money {
    Money::new(minor, currency("EUR"))
}

#[test]
fn short_amounts_fit_a_card() {
    let cases = [
        (0, "€0"),
        (49, "€0"),
        (-49, "€0"),
        (95_000, "€950"),
        (99_960, "€1k"),
        (580_000, "€5.8k"),
        (995_000, "€10k"),
        (4_100_000, "€41k"),
        (99_960_000, "€1m"),
        (116_000_000, "€1.2m"),
        (-3_600_000, "\u{2212}€36k"),
        (123_456_789_012, "€1.2bn"),
        (16_000_000, "€160k"),
    ];
    for (minor, text) in cases {
        assert_eq!(eur(minor).short(), text, "{minor}");
    }
}

#[test]
fn a_currency_without_a_sign_goes_by_its_code() {
    assert_eq!(Money::new(4_100_000, currency("CHF")).short(), "CHF\u{a0}41k");
    assert_eq!(Money::new(120_000, currency("CHF")).exact(), "CHF\u{a0}1,200.00");
}

#[test]
fn the_exponent_of_the_currency_places_the_point() {
    assert_eq!(Money::new(41_000, currency("JPY")).short(), "¥41k");
    assert_eq!(Money::new(41_000, currency("JPY")).decimal(), "41000");
    assert_eq!(Money::new(1_250, currency("KWD")).decimal(), "1.250");
    assert_eq!(eur(-5).decimal(), "-0.05");
    assert_eq!(eur(1_250_050).exact(), "€12,500.50");
}

#[test]
fn conversion_rounds_half_to_even_once() {
    let rate = |text: &str| text.parse::<Decimal>().unwrap();
    let dollars = |minor, at| Money::new(minor, currency("USD")).convert(rate(at), currency("EUR")).map(|m| m.minor);
    assert_eq!(dollars(1_000_000, "0.9213"), Some(921_300));
    assert_eq!([dollars(1, "0.5"), dollars(3, "0.5"), dollars(-3, "0.5")], [Some(0), Some(2), Some(-2)]);
    let yen = Money::new(1_234, currency("JPY"));
    assert_eq!(yen.convert(rate("0.0062"), currency("EUR")), Some(eur(765)));
    assert_eq!(eur(765).convert(rate("161.2"), currency("JPY")).map(|m| m.minor), Some(1_233));
}

#[test]
fn out_of_range_is_nothing_and_never_a_panic() {
    let most = eur(i64::MAX);
    assert_eq!(most.checked_add(eur(1)), None);
    assert_eq!(eur(i64::MIN).checked_neg(), None);
    assert_eq!(most.convert("2".parse().unwrap(), currency("EUR")), None);
    assert_eq!(most.convert(Decimal::MAX, currency("EUR")), None);
    assert_eq!(eur(1).convert("-1".parse().unwrap(), currency("EUR")), None);
    assert_eq!(eur(1).checked_add(Money::new(1, currency("USD"))), None);
    assert_eq!(eur(i64::MIN).decimal(), "-92233720368547758.08");
    assert!(eur(i64::MIN).short().starts_with('\u{2212}'));
}

proptest! {
    #[test]
    fn decimal_text_reads_back_as_the_same_amount(minor in any::<i64>(), code in prop::sample::select(vec!["EUR", "JPY", "KWD", "CLF"])) {
        let money = Money::new(minor, currency(code));
        prop_assert_eq!(Money::from_decimal(&money.decimal(), money.currency), Ok(money));
    }

    #[test]
    fn exact_text_typed_again_is_the_same_amount(minor in any::<i64>(), code in prop::sample::select(vec!["EUR", "JPY", "CHF", "KWD"])) {
        let money = Money::new(minor, currency(code));
        prop_assert_eq!(Money::typed(&money.exact(), money.currency), Ok(money));
        prop_assert_eq!(Money::typed(&money.decimal(), money.currency), Ok(money));
    }

    #[test]
    fn a_rate_of_one_changes_nothing(minor in any::<i64>()) {
        prop_assert_eq!(eur(minor).convert(Decimal::ONE, currency("EUR")), Some(eur(minor)));
    }

    #[test]
    fn no_text_makes_reading_panic(text in ".{0,40}") {
        let read = Money::typed(&text, currency("EUR"));
        prop_assert!(read.is_ok() || read.is_err());
    }
}
