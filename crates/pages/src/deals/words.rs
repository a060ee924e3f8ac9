//! What is said about a deal in several places.

use domain::{Status, Tile};
use http::Texts;
use jiff::civil::Date;

use crate::parts::spoken;

/// When it closes or closed: `closes Friday`, `should have closed 3 March`, `won 9 November`.
pub(super) fn closing(texts: Texts, tile: &Tile, today: Date) -> String {
    let on = tile.closed_on.filter(|_| tile.status != Status::Open).or(tile.expected_close);
    closing_words(texts, tile.status, on, today)
}

/// The same from its parts.
pub(super) fn closing_words(texts: Texts, status: Status, on: Option<Date>, today: Date) -> String {
    let Some(day) = on else { return texts.say("close-unknown").to_owned() };
    let id = match status {
        Status::Won => "close-won",
        Status::Lost => "close-lost",
        Status::Open if day < today => "close-passed",
        Status::Open => "close-due",
    };
    texts.fill(id, &[("day", spoken(day, today, texts).into())])
}

/// How long it stands in its stage against what is usual: `19 days, usual is 9`.
pub(super) fn days(texts: Texts, tile: &Tile) -> String {
    match (tile.days_in_stage, tile.usual_days) {
        (Some(days), Some(usual)) => texts.fill("days-usual", &[("count", days.into()), ("usual", usual.into())]),
        (Some(days), None) => texts.fill("days", &[("count", days.into())]),
        (None, _) => String::new(),
    }
}
