use super::*;
use crate::label::text_width;
use jiff::ToSpan;
use jiff::civil::date;
use measures::burndown::{Course, Credit, CreditKind, TargetStep};
use measures::{Calendar, Period, WorkingWeek};
use proptest::prelude::*;

fn credit(date: Date, minor: i64) -> Credit {
    let kind = if minor < 0 { CreditKind::Correction } else { CreditKind::Won };
    Credit { date, minor, label: "Hallmark".to_owned(), kind }
}

fn figures(period: Period, steps: &[TargetStep], credits: &[Credit], as_of: Date) -> Burndown {
    let calendar = Calendar::new(WorkingWeek::MONDAY_TO_FRIDAY);
    Burndown::of(&Course { period, calendar: &calendar, steps, credits, as_of })
}

fn target(day: Date, amount: i64) -> TargetStep {
    TargetStep { date: day, amount, reason: String::new() }
}

fn november(credits: &[Credit], as_of: Date) -> Burndown {
    figures(Period::month(date(2026, 11, 1)), &[target(date(2026, 11, 1), 2_100)], credits, as_of)
}

fn chart(burndown: &Burndown, size: Size) -> BurndownChart<'_> {
    let currency = Currency::parse("EUR").unwrap();
    let (title, description) = ("Burndown", "Where one stands");
    BurndownChart {
        id: "b",
        title,
        description,
        burndown,
        currency,
        forecast: &[],
        likely: None,
        size,
        words: Words::ENGLISH,
    }
}

#[test]
fn the_pace_is_flat_over_a_weekend() {
    let lines = Lines::of(&november(&[], date(2026, 11, 9)), &[]);
    assert_eq!(&lines.pace[6..9], &[(6.0, 1_600), (7.0, 1_600), (8.0, 1_600)]);
    assert_eq!((lines.pace[0], lines.pace.last()), ((0.0, 2_100), Some(&(30.0, 0))));
}

#[test]
fn what_remains_falls_in_steps_and_stops_today() {
    let lines = Lines::of(&november(&[credit(date(2026, 11, 3), 100)], date(2026, 11, 4)), &[]);
    assert_eq!(lines.now, Some((3.5, 2_000)));
    assert!(lines.remaining.windows(2).all(|pair| pair[0].0.total_cmp(&pair[1].0).is_eq() || pair[0].1 == pair[1].1));
    assert_eq!(lines.marks.iter().map(|mark| mark.at).collect::<Vec<_>>(), [(2.5, 2_000)]);
}

#[test]
fn a_changed_target_steps_both_lines_at_the_start_of_its_day() {
    let steps = [target(date(2026, 11, 1), 2_100), target(date(2026, 11, 10), 4_200)];
    let lines = Lines::of(&figures(Period::month(date(2026, 11, 1)), &steps, &[], date(2026, 11, 10)), &[]);
    let at_nine = |points: &[(f64, i64)]| {
        points.iter().filter(|point| point.0.total_cmp(&9.0).is_eq()).map(|point| point.1).collect::<Vec<_>>()
    };
    assert_eq!(at_nine(&lines.pace), [1_500, 3_000]);
    assert_eq!(lines.now, Some((9.5, 4_200)));
    assert!(lines.marks[0].kind == lines::MarkKind::Target);
}

#[test]
fn a_forecast_starts_where_one_stands() {
    let burndown = november(&[credit(date(2026, 11, 3), 100)], date(2026, 11, 23));
    let point = ForecastPoint { date: date(2026, 11, 30), p10: 200, p50: 600, p90: 2_500 };
    let lines = Lines::of(&burndown, &[point]);
    let band = lines.band.as_ref().unwrap();
    assert_eq!((band.upper[0], band.upper[1]), ((22.5, 2_000), (30.0, 1_800)));
    assert_eq!((band.middle[1].1, band.lower[1].1), (1_400, -500));
    assert_eq!(lines.range(), (-500, 2_100));
}

#[test]
fn before_the_period_only_the_pace_is_drawn() {
    let lines = Lines::of(&november(&[], date(2026, 10, 20)), &[]);
    assert_eq!((lines.remaining.len(), lines.now), (0, None));
    assert!(!lines.pace.is_empty());
}

/// Text and estimated left, top, right and bottom of every label in a drawing.
fn labels(svg: &str, font_size: f64) -> Vec<(String, [f64; 4])> {
    let attribute = |tag: &str, name: &str| {
        tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next()).map(str::to_owned)
    };
    svg.split("<text ")
        .skip(1)
        .filter(|tag| {
            ["chart-label", "chart-today-label", "chart-band-label"]
                .iter()
                .any(|class| tag.starts_with(&format!("class=\"{class}\"")))
        })
        .map(|tag| {
            let place = |name| attribute(tag, name).unwrap().parse::<f64>().unwrap();
            let (text, _) = tag.split_once('>').unwrap().1.split_once('<').unwrap();
            let (x, y, width) = (place("x"), place("y"), text_width(text, font_size));
            let left = if attribute(tag, "text-anchor").as_deref() == Some("end") { x - width } else { x };
            (text.to_owned(), [left, y - font_size * 0.8, left + width, y + font_size * 0.2])
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn labels_never_lie_on_each_other_nor_leave_the_drawing(
        won in prop::collection::vec((0_i32..92, -40_000_i64..400_000), 0..60), narrow in any::<bool>(), as_of in 0_i32..100,
    ) {
        let period = Period::quarter(date(2026, 11, 1), 1);
        let on = |day: i32| period.starts_on.checked_add(day.days()).unwrap();
        let credits: Vec<Credit> = won.into_iter().map(|(day, minor)| credit(on(day), minor)).collect();
        let burndown = figures(period, &[target(on(0), 5_000_000)], &credits, on(as_of));
        let (size, font_size, width) = if narrow { (Size::Narrow, 12.0, 380.0) } else { (Size::Wide, 11.0, 760.0) };
        let labels = labels(&super::burndown(&chart(&burndown, size)).0, font_size);
        for (index, (text, space)) in labels.iter().enumerate() {
            prop_assert!(space[0] >= 0.0 && space[2] <= width, "{text} leaves the drawing");
            for (other, taken) in &labels[index + 1..] {
                let apart = space[2] <= taken[0] || taken[2] <= space[0] || space[3] <= taken[1] || taken[3] <= space[1];
                prop_assert!(apart, "{text} lies on {other}");
            }
        }
    }
}
