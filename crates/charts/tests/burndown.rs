//! What a reader, a screen reader and a mail get from a burndown chart.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use charts::{
    BurndownChart, ForecastPoint, Size, Theme, Words, burndown, burndown_figure, burndown_small, burndown_table, png,
};
use jiff::civil::{Date, date};
use measures::burndown::{Course, Credit, CreditKind, TargetStep};
use measures::{Burndown, Calendar, Currency, Period, WorkingWeek};
use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};

const TARGET: i64 = 16_000_000;

fn won(day: i8, minor: i64, label: &str) -> Credit {
    let kind = if minor < 0 { CreditKind::Correction } else { CreditKind::Won };
    Credit { date: date(2026, 11, day), minor, label: label.to_owned(), kind }
}

fn november(steps: &[TargetStep], credits: &[Credit], as_of: Date) -> Burndown {
    let calendar = Calendar::new(WorkingWeek::MONDAY_TO_FRIDAY);
    let period = Period::month(date(2026, 11, 1));
    Burndown::of(&Course { period, calendar: &calendar, steps, credits, as_of })
}

fn with_target(credits: &[Credit]) -> Burndown {
    let steps = [TargetStep { date: date(2026, 11, 1), amount: TARGET, reason: String::new() }];
    november(&steps, credits, date(2026, 11, 23))
}

fn chart(burndown: &Burndown) -> BurndownChart<'_> {
    BurndownChart {
        id: "mine",
        title: "Burndown, November 2026",
        description: "€84k to go, €38k behind the pace line",
        burndown,
        currency: Currency::parse("EUR").unwrap(),
        forecast: &[],
        likely: None,
        size: Size::Wide,
        words: Words::ENGLISH,
    }
}

fn usual() -> Burndown {
    with_target(&[won(4, 1_800_000, "Hallmark"), won(7, 2_200_000, "Orsted"), won(17, -300_000, "Kite & Co")])
}

#[test]
fn it_is_an_image_with_a_name_and_a_finding() {
    let svg = burndown(&chart(&usual())).0;
    assert!(svg.contains(r#"role="img""#) && svg.contains(r#"aria-labelledby="mine-title mine-desc""#), "{svg}");
    assert!(svg.contains(r#"<title id="mine-title">Burndown, November 2026</title>"#));
    assert!(svg.contains(r#"<desc id="mine-desc">€84k to go"#));
}

#[test]
fn it_carries_classes_and_no_look_of_its_own() {
    let burndown = usual();
    let drawings =
        [charts::burndown(&chart(&burndown)), burndown_small(&chart(&burndown)), burndown_figure(&chart(&burndown))];
    for svg in drawings.map(|drawing| drawing.0) {
        for look in ["style=", " fill=", " stroke=", "color", "rgb", "font-"] {
            assert!(!svg.contains(look), "{look} in {svg}");
        }
    }
}

#[test]
fn wins_and_corrections_are_marked_apart_and_called_by_name() {
    let svg = burndown(&chart(&usual())).0;
    assert_eq!((svg.matches("chart-win").count(), svg.matches("chart-correction").count()), (2, 1));
    assert!(svg.contains("Hallmark €18k") && svg.contains("Kite &amp; Co \u{2212}€3k"), "{svg}");
}

#[test]
fn an_account_cannot_write_markup() {
    let burndown = with_target(&[won(4, 1_800_000, "<script>")]);
    let chart = chart(&burndown);
    assert!(!(charts::burndown(&chart).0 + &burndown_table(&chart).0).contains("<script>"));
}

#[test]
fn over_target_is_said_and_shown() {
    let over = burndown(&chart(&with_target(&[won(4, 18_000_000, "Hallmark")]))).0;
    assert!(over.contains("chart-over") && over.contains("over target"));
    assert!(!burndown(&chart(&usual())).0.contains("chart-over"));
}

#[test]
fn a_forecast_shows_as_a_band_with_its_words() {
    let burndown = usual();
    let forecast = [ForecastPoint { date: date(2026, 11, 30), p10: 4_000_000, p50: 6_000_000, p90: 9_000_000 }];
    let svg = charts::burndown(&BurndownChart {
        forecast: &forecast,
        likely: Some("likely €33–83k left"),
        ..chart(&burndown)
    })
    .0;
    assert!(svg.contains("chart-band") && svg.contains("chart-likely") && svg.contains("likely €33–83k left"));
}

#[test]
fn without_a_target_the_chart_shows_what_was_won() {
    let burndown = november(&[], &[won(4, 1_800_000, "Hallmark")], date(2026, 11, 23));
    let svg = charts::burndown(&chart(&burndown)).0;
    assert!(svg.contains("chart-remaining") && !svg.contains("chart-pace"));
    assert!(burndown_table(&chart(&burndown)).0.contains("€18,000.00</td><td>Hallmark €18,000.00"));
}

#[test]
fn both_widths_stand_on_the_page_with_ids_of_their_own() {
    let burndown = usual();
    let page = burndown_figure(&chart(&burndown)).0;
    assert!(page.contains(r#"viewBox="0 0 760 270""#) && page.contains(r#"viewBox="0 0 380 260""#));
    assert!(page.contains(r#"id="mine-title""#) && page.contains(r#"id="mine-narrow-title""#));
}

#[test]
fn the_table_has_every_working_day_and_the_saturday_on_which_a_deal_was_won() {
    let burndown = usual();
    let table = burndown_table(&chart(&burndown)).0;
    assert_eq!(table.matches("<tr>").count(), 1 + 21 + 1);
    assert!(table.contains("7 Nov</time></th><td class=\"num\"></td>"), "{table}");
    assert!(table.contains("15 of 21") && table.contains("Orsted €22,000.00"));
    assert!(table.contains("<td class=\"num\">€152,380.95</td><td class=\"num\">€160,000.00</td>"), "{table}");
}

#[test]
fn the_cross_hair_says_the_day_the_event_and_both_lines() {
    let svg = burndown(&chart(&usual())).0;
    assert!(svg.contains("data-say=\"4 Nov: Hallmark €18k\n€142k to go, pace €137k\""), "{svg}");
}

#[test]
fn a_month_costs_a_page_less_than_eight_kilobytes() {
    assert!(burndown(&chart(&usual())).0.len() < 8_000);
}

#[test]
fn a_picture_has_the_size_asked_for_and_the_colours_of_its_theme() {
    let svg = burndown(&chart(&usual())).0;
    let [light, dark] =
        [Theme::Light, Theme::Dark].map(|theme| Pixmap::decode_png(&png(&svg, theme, 760).unwrap()).unwrap());
    assert_eq!((light.width(), light.height()), (760, 270));
    let luminance = |picture: &Pixmap| picture.pixel(2, 2).map(PremultipliedColorU8::red);
    assert!(luminance(&light) > Some(250) && luminance(&dark) < Some(60));
    let is_brand = |pixel: &&PremultipliedColorU8| pixel.green() > pixel.red().saturating_add(60);
    assert!(light.pixels().iter().filter(is_brand).count() > 500);
}

#[test]
fn a_picture_has_its_words_on_any_machine() {
    let words = |text: &str| {
        format!(
            r#"<svg viewBox="0 0 100 20"><title>t</title><text class="chart-label" x="5" y="15">{text}</text></svg>"#
        )
    };
    assert_ne!(png(&words("€12k"), Theme::Light, 100).unwrap(), png(&words(""), Theme::Light, 100).unwrap());
}

#[test]
fn what_is_no_drawing_is_refused() {
    assert!(png("nothing", Theme::Light, 100).is_err());
    assert!(png(&burndown(&chart(&usual())).0, Theme::Light, 0).is_err());
}
