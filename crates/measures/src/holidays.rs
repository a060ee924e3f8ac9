//! Public holidays by country, for filling a team's calendar.
//!
//! The rules come from the `holidays-rs` crate: national holidays on the day they are observed. What
//! only a region keeps, and countries that are not listed, a team adds by hand or from a file.

use holidays_rs::{Calendar, Country};
use jiff::civil::Date;

/// The public holidays of a country (ISO 3166 alpha-2, any case) that are observed in a year, by date.
/// Empty for a country that is not in [`countries`].
#[must_use]
pub fn for_country(code: &str, year: i16) -> Vec<(Date, String)> {
    let Some((_, country)) = COUNTRIES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code.trim())) else {
        return Vec::new();
    };
    let observed = Calendar::new(*country).holidays_in(i32::from(year));
    observed.into_iter().filter_map(|(date, name)| Some((civil(date)?, name.to_owned()))).collect()
}

/// The countries that can be chosen: code and English name, by name.
#[must_use]
pub fn countries() -> Vec<(&'static str, &'static str)> {
    let mut countries: Vec<_> = COUNTRIES.iter().map(|(code, country)| (*code, country.name())).collect();
    countries.sort_by_key(|(_, name)| *name);
    countries
}

fn civil(date: holidays_rs::Date) -> Option<Date> {
    let part = |part: u8| i8::try_from(part).ok();
    Date::new(i16::try_from(date.year).ok()?, part(date.month)?, part(date.day)?).ok()
}

/// Where working days are counted by these rules alone. Left out: territories that share a calendar
/// with the country they belong to, and Indonesia, whose dates are mostly set by decree each year.
const COUNTRIES: [(&str, Country); 53] = [
    ("AD", Country::Andorra),
    ("AT", Country::Austria),
    ("AU", Country::Australia),
    ("AW", Country::Aruba),
    ("BE", Country::Belgium),
    ("BR", Country::Brazil),
    ("BW", Country::Botswana),
    ("CA", Country::Canada),
    ("CH", Country::Switzerland),
    ("CW", Country::Curacao),
    ("CY", Country::Cyprus),
    ("CZ", Country::Czechia),
    ("DE", Country::Germany),
    ("DK", Country::Denmark),
    ("EE", Country::Estonia),
    ("ES", Country::Spain),
    ("FI", Country::Finland),
    ("FO", Country::FaroeIslands),
    ("FR", Country::France),
    ("GB", Country::UnitedKingdom),
    ("GL", Country::Greenland),
    ("GR", Country::Greece),
    ("HR", Country::Croatia),
    ("HT", Country::Haiti),
    ("IE", Country::Ireland),
    ("IS", Country::Iceland),
    ("IT", Country::Italy),
    ("JM", Country::Jamaica),
    ("LI", Country::Liechtenstein),
    ("LS", Country::Lesotho),
    ("LT", Country::Lithuania),
    ("LU", Country::Luxembourg),
    ("LV", Country::Latvia),
    ("MC", Country::Monaco),
    ("MT", Country::Malta),
    ("MX", Country::Mexico),
    ("MZ", Country::Mozambique),
    ("NA", Country::Namibia),
    ("NI", Country::Nicaragua),
    ("NL", Country::Netherlands),
    ("NO", Country::Norway),
    ("NZ", Country::NewZealand),
    ("PA", Country::Panama),
    ("PE", Country::Peru),
    ("PL", Country::Poland),
    ("PT", Country::Portugal),
    ("RO", Country::Romania),
    ("SE", Country::Sweden),
    ("SI", Country::Slovenia),
    ("SK", Country::Slovakia),
    ("SV", Country::ElSalvador),
    ("US", Country::UnitedStates),
    ("UY", Country::Uruguay),
];

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn dates(code: &str, year: i16) -> Vec<Date> {
        for_country(code, year).into_iter().map(|(date, _)| date).collect()
    }

    #[test]
    fn known_holidays_are_found() {
        assert!(dates("us", 2026).contains(&date(2026, 11, 26)));
        assert!(dates("FR", 2026).contains(&date(2026, 7, 14)));
        assert!(dates("SE", 2026).contains(&date(2026, 6, 19)) || dates("SE", 2026).contains(&date(2026, 6, 20)));
        assert!(dates("GR", 2024).contains(&date(2024, 5, 6)));
    }

    #[test]
    fn germany_keeps_nine_days_in_every_state() {
        let expected = [(1, 1), (4, 3), (4, 6), (5, 1), (5, 14), (5, 25), (10, 3), (12, 25), (12, 26)];
        assert_eq!(dates("DE", 2026), expected.map(|(month, day)| date(2026, month, day)));
    }

    #[test]
    fn a_holiday_at_the_weekend_is_found_on_the_day_it_is_observed() {
        assert!(dates("GB", 2026).contains(&date(2026, 12, 28)));
        assert!(dates("US", 2021).contains(&date(2021, 12, 31)));
    }

    #[test]
    fn every_country_has_holidays_and_stands_once() {
        let countries = countries();
        assert_eq!(countries.len(), COUNTRIES.len());
        assert!(COUNTRIES.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (code, name) in countries {
            assert!(dates(code, 2026).len() >= 3, "{name}");
        }
    }

    #[test]
    fn an_unknown_country_has_no_days() {
        assert_eq!(for_country("ZZ", 2026), []);
    }
}
