//! How old open things are, beside how old such things become.

use maud::{Markup, html};

use crate::path::Coordinate;
use crate::scale::{Scale, real};

const WIDTH: f64 = 380.0;
const BAR: f64 = 18.0;
const ROW: f64 = 42.0;
const LEFT: f64 = 4.0;
const RIGHT: f64 = 44.0;

/// The bands, the youngest first, by class.
const BANDS: [&str; 3] = ["chart-age-young", "chart-age-late", "chart-age-stuck"];

/// A bar for each name: how many are younger than half of such things become, how many are older than that, and how many
/// are older than 85 of 100 become. `name` says what is drawn, for those who do not see it.
#[must_use]
pub fn ageing(rows: &[(&str, [u64; 3])], name: &str) -> Markup {
    let whole = |bands: &[u64; 3]| bands.iter().fold(0_u64, |sum, count| sum.saturating_add(*count));
    let most = rows.iter().map(|(_, bands)| whole(bands)).max().unwrap_or(0).max(1);
    let x = Scale { values: (0.0, count(most)), places: (LEFT, WIDTH - RIGHT) };
    let height = ROW * count(rows.len() as u64);
    html! {
        svg class="chart chart-narrow" viewBox=(format!("0 0 {WIDTH} {height}")) role="img" aria-label=(name) {
            @for (place, (label, bands)) in (0_u32..).zip(rows) {
                @let top = ROW * f64::from(place);
                text class="chart-tick" x=(Coordinate(LEFT)) y=(Coordinate(top + 13.0)) { (label) }
                @for (band, class) in BANDS.iter().enumerate() {
                    @let from = bands[..band].iter().sum::<u64>();
                    @let (begin, end) = (x.at(count(from)), x.at(count(from + bands[band])));
                    @if bands[band] > 0 {
                        rect class=(class) x=(Coordinate(begin)) y=(Coordinate(top + 18.0)) width=(Coordinate((end - begin).max(0.5))) height=(Coordinate(BAR)) {}
                    }
                }
                text class="chart-tick" x=(Coordinate(x.at(count(whole(bands))) + 6.0)) y=(Coordinate(top + 31.0)) { (whole(bands)) }
            }
        }
    }
}

fn count(number: u64) -> f64 {
    real(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_band_that_holds_something_is_drawn_as_long_as_it_is() {
        let drawn = ageing(&[("Demo", [4, 0, 4]), ("Offer", [2, 0, 0])], "Open deals by age").into_string();
        assert_eq!(drawn.matches("<rect").count(), 3, "{drawn}");
        assert_eq!(drawn.matches("width=\"166\"").count(), 2, "{drawn}");
        assert!(drawn.contains("width=\"83\""), "{drawn}");
        assert!(ageing(&[], "Nothing").into_string().contains("Nothing"));
    }
}
