//! Invented names: many, pronounceable, each once.

const HEADS: [&str; 20] = [
    "Al", "Bor", "Cas", "Dor", "El", "Fal", "Gar", "Hal", "Il", "Jor", "Kar", "Lin", "Mar", "Nor", "Or", "Pel", "Ran",
    "Sol", "Tor", "Var",
];
const MIDDLES: [&str; 20] = [
    "ba", "co", "di", "fe", "ga", "hi", "jo", "ku", "la", "mo", "ni", "pe", "ra", "si", "to", "va", "we", "xi", "ya",
    "zo",
];
const TAILS: [&str; 20] = [
    "bert", "cott", "dell", "fax", "gar", "holm", "jack", "kamp", "lund", "mark", "nack", "port", "quist", "rup",
    "stad", "tal", "vik", "wick", "yard", "zen",
];
const TRADES: [&str; 12] = [
    "Works",
    "Foods",
    "Logistics",
    "Instruments",
    "Energy",
    "Clinics",
    "Marine",
    "Glass",
    "Textiles",
    "Optics",
    "Brewing",
    "Media",
];
const FIRST_NAMES: [&str; 25] = [
    "Ada", "Ben", "Cleo", "Dana", "Emil", "Fay", "Gus", "Hana", "Ivo", "Jana", "Karl", "Lea", "Milo", "Nina", "Olaf",
    "Pia", "Quinn", "Rosa", "Sven", "Tara", "Udo", "Vera", "Wim", "Xenia", "Yara",
];

/// The industries of accounts.
pub(super) const INDUSTRIES: [&str; 6] = ["Manufacturing", "Retail", "Healthcare", "Logistics", "Energy", "Software"];

/// The products: name, series, list price.
pub(super) const PRODUCTS: [(&str, &str, i64); 7] = [
    ("Sensor S1", "Sensors", 1_200),
    ("Sensor S4", "Sensors", 4_800),
    ("Gateway G2", "Gateways", 9_500),
    ("Control suite", "Software", 18_000),
    ("Fleet analytics", "Software", 32_000),
    ("Installation", "Services", 3_400),
    ("Care plan", "Services", 7_700),
];

/// What may be agreed to do next.
pub(super) const STEPS: [&str; 6] = [
    "Send the revised offer",
    "Call the purchasing lead",
    "Show the second plant",
    "Agree the pilot's dates",
    "Bring legal to the table",
    "Ask for the signed order",
];

/// Why deals are lost.
pub(super) const LOST: [&str; 4] = ["Price", "No decision", "Went with another supplier", "Project stopped"];

/// The name of the account in this place: one of 96,000.
pub(super) fn account(place: usize) -> String {
    let (stem, trade) = (place % 8_000, TRADES[(place / 8_000 + place * 7) % TRADES.len()]);
    format!("{} {trade}", word(stem))
}

/// The name of the person in this place: one of 8,000.
pub(super) fn person(place: usize) -> String {
    format!("{} {}", FIRST_NAMES[place * 11 % FIRST_NAMES.len()], word(place * 3_301 % 8_000))
}

/// Their e-mail.
pub(super) fn email(name: &str) -> String {
    format!("{}@bench.example", name.to_lowercase().replace(' ', "."))
}

/// One of 8,000 words of three syllables; neighbours are unlike.
fn word(place: usize) -> String {
    let place = place * 1_009 % 8_000;
    format!("{}{}{}", HEADS[place / 400], MIDDLES[place / 20 % 20], TAILS[place % 20])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_account_and_every_person_has_a_name_of_its_own() {
        assert_eq!((0..20_000).map(account).collect::<BTreeSet<_>>().len(), 20_000);
        assert_eq!((0..200).map(person).collect::<BTreeSet<_>>().len(), 200);
    }
}
