//! A burndown among many: two lines and a point, for a team's page.

use maud::{Markup, html};

use super::BurndownChart;
use super::lines::Lines;
use crate::frame::{Frame, Paper};
use crate::path::{Coordinate, Place, line};

/// Draws the chart small, 220 by 70 units, with its title and description and without axes.
#[must_use]
pub fn burndown_small(chart: &BurndownChart<'_>) -> Markup {
    let lines = Lines::of(chart.burndown, &[]);
    let frame = Frame::new(Paper::SMALL, chart.burndown.days.len(), lines.range(), chart.currency);
    let path =
        |points: &[(f64, i64)]| line(&points.iter().map(|(day, minor)| frame.at(*day, *minor)).collect::<Vec<Place>>());
    let zero = frame.at(0.0, 0).y;
    let (title, description) = (format!("{}-title", chart.id), format!("{}-desc", chart.id));
    html! {
        svg class="chart chart-small" viewBox=(frame.paper.view_box()) role="img" aria-labelledby={ (title) " " (description) } {
            title id=(title) { (chart.title) }
            desc id=(description) { (chart.description) }
            line class="chart-grid chart-zero" x1=(Coordinate(frame.plot.left)) x2=(Coordinate(frame.plot.right)) y1=(Coordinate(zero)) y2=(Coordinate(zero)) {}
            @if !lines.pace.is_empty() { path class="chart-pace" d=(path(&lines.pace)) {} }
            @if lines.remaining.len() > 1 { path class="chart-remaining" d=(path(&lines.remaining)) {} }
            @if let Some(now) = lines.now {
                @let place = frame.at(now.0, now.1);
                circle class="chart-now" cx=(Coordinate(place.x)) cy=(Coordinate(place.y)) r="3" {}
            }
        }
    }
}
