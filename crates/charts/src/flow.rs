//! How much stood in each stage, day by day, one upon the other: a cumulative flow diagram.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::path::Coordinate;
use crate::scale::{Scale, real, ticks};
use crate::words::Words;

const WIDTH: f64 = 760.0;
const HEIGHT: f64 = 270.0;
const LEFT: f64 = 48.0;
const RIGHT: f64 = 120.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 28.0;

/// A band at least so high has its name beside it.
const ROOM: f64 = 11.0;

/// What stood on some days, and in what. Bands lie one upon the other, the first at the bottom.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow<'f> {
    /// The names of the bands, from the bottom.
    pub bands: Vec<&'f str>,
    /// The first band is what is done.
    pub done: bool,
    /// Days in their order, each with a count for every band.
    pub days: &'f [(Date, Vec<u64>)],
    /// What is drawn, for those who do not see it.
    pub name: &'f str,
    /// The names of months.
    pub words: &'f Words,
}

impl Flow<'_> {
    /// The drawing; nothing for fewer than two days.
    #[must_use]
    pub fn draw(&self) -> Markup {
        let (Some(first), Some(last)) = (self.days.first(), self.days.last()) else { return html! {} };
        if self.days.len() < 2 {
            return html! {};
        }
        let highest = self.days.iter().map(|(_, counts)| counts.iter().sum::<u64>()).max().unwrap_or(0).max(1);
        let x = Scale { values: (0.0, count(self.days.len() as u64 - 1)), places: (LEFT, WIDTH - RIGHT) };
        let y = Scale { values: (0.0, count(highest)), places: (HEIGHT - BOTTOM, TOP) };
        let last_tick = i64::try_from(highest).unwrap_or(i64::MAX);
        html! {
            svg class="chart" viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(self.name) {
                @for (place, _) in self.bands.iter().enumerate() {
                    path class=(format!("chart-flow chart-flow-{}", (place + usize::from(!self.done)).min(7))) d=(self.band(place, x, y)) {}
                }
                @for tick in ticks(0, last_tick, 5, 1) {
                    line class=(if tick == 0 { "chart-grid chart-zero" } else { "chart-grid" }) x1=(Coordinate(LEFT)) x2=(Coordinate(WIDTH - RIGHT)) y1=(Coordinate(y.at(real(tick)))) y2=(Coordinate(y.at(real(tick)))) {}
                    text class="chart-tick" x=(Coordinate(LEFT - 6.0)) y=(Coordinate(y.at(real(tick)) + 4.0)) text-anchor="end" { (tick) }
                }
                @for (place, name) in self.bands.iter().enumerate() {
                    @let (low, high) = (y.at(below(&last.1, place)), y.at(below(&last.1, place + 1)));
                    @if low - high >= ROOM { text class="chart-tick" x=(Coordinate(WIDTH - RIGHT + 6.0)) y=(Coordinate(f64::midpoint(low, high) + 4.0)) { (name) } }
                }
                text class="chart-tick" x=(Coordinate(LEFT)) y=(Coordinate(HEIGHT - 8.0)) { (self.words.date(first.0)) }
                text class="chart-tick" x=(Coordinate(WIDTH - RIGHT)) y=(Coordinate(HEIGHT - 8.0)) text-anchor="end" { (self.words.date(last.0)) }
            }
        }
    }

    /// Along the lower edge and back along the upper one.
    fn band(&self, place: usize, x: Scale, y: Scale) -> String {
        let at = |(day, counts): (u64, &Vec<u64>), band| {
            format!("{} {}", Coordinate(x.at(count(day))), Coordinate(y.at(below(counts, band))))
        };
        let days = || (0_u64..).zip(self.days.iter().map(|(_, counts)| counts));
        let lower = days().map(|day| at(day, place));
        let mut upper: Vec<String> = days().map(|day| at(day, place + 1)).collect();
        upper.reverse();
        format!("M{}Z", lower.chain(upper).collect::<Vec<_>>().join("L"))
    }
}

/// What lies below a band.
fn below(counts: &[u64], band: usize) -> f64 {
    count(counts.iter().take(band).sum())
}

fn count(number: u64) -> f64 {
    real(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn bands_lie_one_upon_the_other() {
        let days = [(date(2026, 1, 1), vec![1, 1]), (date(2026, 1, 2), vec![0, 4])];
        let words = Words::ENGLISH;
        let drawn = Flow { bands: vec!["Demo", "Offer"], done: false, days: &days, name: "Flow", words: &words }
            .draw()
            .into_string();
        assert!(drawn.contains("d=\"M48 242L640 242L640 242L48 184.5Z\""), "one of four, then none: {drawn}");
        assert!(drawn.contains("d=\"M48 184.5L640 242L640 12L48 127Z\""), "{drawn}");
        assert!(drawn.contains(">Offer<") && !drawn.contains(">Demo<"), "who has no room has no name: {drawn}");
    }

    #[test]
    fn one_day_is_no_flow() {
        let words = Words::ENGLISH;
        let flow = Flow {
            bands: Vec::new(),
            done: true,
            days: &[(date(2026, 1, 1), Vec::new())],
            name: "Flow",
            words: &words,
        };
        assert!(flow.draw().into_string().is_empty());
    }
}
