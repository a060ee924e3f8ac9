//! Draws the burndown in the situations it must look right in, as pictures to look at:
//! `cargo run -p charts --example gallery -- DIRECTORY`.

use std::error::Error;
use std::path::Path;

use charts::{BurndownChart, ForecastPoint, Size, Theme, Words, burndown, burndown_small, png};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use measures::burndown::{Course, Credit, CreditKind, TargetStep};
use measures::{Burndown, Calendar, Currency, Period, WorkingWeek};

type Won<'a> = (i8, i8, i64, &'a str);

const AS_IN_THE_MOCK: [Won<'_>; 5] = [
    (11, 4, 18, "Hallmark"),
    (11, 9, 22, "Orsted"),
    (11, 12, 9, "Brightwell"),
    (11, 17, 24, "St Mary’s"),
    (11, 19, 3, "Kite & Co"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let directory = std::env::args().nth(1).ok_or("name a directory")?;
    let directory = Path::new(&directory);
    let november = Period::month(date(2026, 11, 1));
    draw(directory, "behind", november, date(2026, 11, 23), &AS_IN_THE_MOCK)?;
    draw(directory, "nothing", november, date(2026, 11, 2), &[])?;
    let over = [
        (11, 3, 60, "Halden Port"),
        (11, 5, 55, "Meridian Rail"),
        (11, 10, 61, "Kestrel Foods"),
        (11, 13, -18, "Hallmark"),
    ];
    draw(directory, "over", november, date(2026, 11, 20), &over)?;
    let names = [
        "Acme Corporation",
        "Betasoloin",
        "Cancity",
        "Condax",
        "Dontechi",
        "Finjob",
        "Goodsilron",
        "Hottechi",
        "Isdom",
    ];
    let won = |n: i8| (10 + n / 30, 1 + n % 28, 1 + i64::from(n) * 7 % 5, names[usize::from(n.unsigned_abs()) % 9]);
    let many: Vec<Won<'_>> = (0..60).map(won).collect();
    draw(directory, "quarter", Period::quarter(date(2026, 11, 1), 1), date(2026, 12, 1), &many)?;
    Ok(())
}

fn draw(directory: &Path, name: &str, period: Period, as_of: Date, won: &[Won<'_>]) -> Result<(), Box<dyn Error>> {
    let calendar = Calendar::new(WorkingWeek::MONDAY_TO_FRIDAY);
    let credit = |&(month, day, thousands, label): &Won<'_>| Credit {
        date: date(2026, month, day),
        minor: thousands * 100_000,
        label: label.to_owned(),
        kind: if thousands < 0 { CreditKind::Correction } else { CreditKind::Won },
    };
    let credits: Vec<Credit> = won.iter().map(credit).collect();
    let steps = [TargetStep { date: period.starts_on, amount: 16_000_000, reason: String::new() }];
    let figures = Burndown::of(&Course { period, calendar: &calendar, steps: &steps, credits: &credits, as_of });
    let forecast: Vec<ForecastPoint> = forecast(as_of, period.ends_on);
    let chart = BurndownChart {
        id: name,
        title: "Burndown",
        description: "Where one stands",
        burndown: &figures,
        currency: Currency::parse("EUR").ok_or("no euro")?,
        forecast: &forecast,
        likely: Some("likely €0–38k left"),
        size: Size::Wide,
        words: Words::ENGLISH,
    };
    let narrow = BurndownChart { size: Size::Narrow, ..chart };
    let drawings =
        [("wide", burndown(&chart), 1_520), ("narrow", burndown(&narrow), 760), ("small", burndown_small(&chart), 440)];
    for (kind, drawing, width) in drawings {
        std::fs::write(directory.join(format!("{name}-{kind}.svg")), &drawing.0)?;
        for (theme, shade) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
            std::fs::write(directory.join(format!("{name}-{kind}-{shade}.png")), png(&drawing.0, theme, width)?)?;
        }
    }
    Ok(())
}

/// Every third day, so much more, and ever less sure.
fn forecast(as_of: Date, to: Date) -> Vec<ForecastPoint> {
    let point = |(index, date): (i64, Date)| ForecastPoint {
        date,
        p10: index * 250_000,
        p50: index * 700_000,
        p90: index * 1_300_000,
    };
    (1..).zip(as_of.series(1.day()).take_while(|date| *date <= to)).map(point).collect()
}
