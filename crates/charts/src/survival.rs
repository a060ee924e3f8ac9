//! How long things stay: the share that is still there, day by day.

use maud::{Markup, html};
use measures::survival::Curve;

use crate::path::Coordinate;
use crate::scale::{Scale, ticks};

/// The drawing's own units.
const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 150.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 10.0;
const BOTTOM: f64 = 24.0;

/// The share of stays that last longer than so many days, with the day by which half and 85 of 100 are over. `name` says
/// what is drawn, for those who do not see it; `day` follows the numbers of days.
#[must_use]
pub fn survival(curve: &Curve, name: &str, day: &str) -> Markup {
    let last = curve.steps().last().map_or(1, |(days, _)| (*days).max(1));
    let x = Scale { values: (0.0, f64::from(last)), places: (LEFT, WIDTH - RIGHT) };
    let y = Scale { values: (0.0, 1.0), places: (HEIGHT - BOTTOM, TOP) };
    html! {
        svg class="chart chart-narrow" viewBox=(format!("0 0 {WIDTH} {HEIGHT}")) role="img" aria-label=(name) {
            @for (share, text) in [(0.0, "0 %"), (0.5, "50 %"), (1.0, "100 %")] {
                line class=(if share == 0.0 { "chart-grid chart-zero" } else { "chart-grid" }) x1=(Coordinate(LEFT)) x2=(Coordinate(WIDTH - RIGHT)) y1=(Coordinate(y.at(share))) y2=(Coordinate(y.at(share))) {}
                text class="chart-tick" x=(Coordinate(LEFT - 6.0)) y=(Coordinate(y.at(share) + 4.0)) text-anchor="end" { (text) }
            }
            @for days in ticks(0, i64::from(last), 4, 1).into_iter().filter_map(|days| u32::try_from(days).ok()) {
                text class="chart-tick" x=(Coordinate(x.at(f64::from(days)))) y=(Coordinate(HEIGHT - 6.0)) text-anchor="middle" { (days) " " (day) }
            }
            path class="chart-remaining" d=(steps(curve, x, y)) {}
            @for (days, class) in [(curve.median(), "chart-win"), (curve.quantile(0.85), "chart-correction")] {
                @if let Some(days) = days { circle class=(class) cx=(Coordinate(x.at(f64::from(days)))) cy=(Coordinate(y.at(curve.after(days)))) r="4" {} }
            }
        }
    }
}

/// A staircase: level until a day on which some finish.
fn steps(curve: &Curve, x: Scale, y: Scale) -> String {
    let begin = format!("M{} {}", Coordinate(x.at(0.0)), Coordinate(y.at(1.0)));
    let step =
        |(days, share): &(u32, f64)| format!("H{}V{}", Coordinate(x.at(f64::from(*days))), Coordinate(y.at(*share)));
    std::iter::once(begin).chain(curve.steps().iter().map(step)).collect()
}

#[cfg(test)]
mod tests {
    use measures::survival::Duration;

    use super::*;

    #[test]
    fn the_staircase_goes_down_where_stays_end() {
        let ended = |days| Duration { days, closed: true };
        let curve = Curve::fit(&[ended(2), ended(4), Duration { days: 9, closed: false }]);
        let drawn = survival(&curve, "Days in Demo", "d").into_string();
        assert!(drawn.contains("aria-label=\"Days in Demo\""), "{drawn}");
        assert_eq!(drawn.matches('H').count(), 2, "{drawn}");
        assert_eq!(drawn.matches("<circle").count(), 1, "half are over, 85 of 100 are not: {drawn}");
    }
}
