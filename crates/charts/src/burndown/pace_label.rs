//! The words along the pace line.

use maud::{Markup, html};

use super::Drawing;
use crate::label::{Extent, Room, text_width};
use crate::path::{Coordinate, Place};

/// Where along the line the words are tried, as parts of its length.
const TRIED: [f64; 7] = [0.1, 0.22, 0.34, 0.46, 0.58, 0.7, 0.8];

/// Where the words stand.
struct Written {
    at: Place,
    /// Degrees, clockwise.
    angle: f64,
    space: Extent,
}

impl Drawing<'_> {
    /// Writes the words at the first part of the line that is free, on the side that what remains does
    /// not take.
    pub(super) fn pace_label(&self, room: &mut Room) -> Markup {
        let words = self.chart.words.pace_line;
        let pace = self.places(&self.lines.pace);
        let remaining = self.places(&self.lines.remaining);
        let written = TRIED.iter().filter_map(|part| self.written(&pace, &remaining, *part));
        let Some(Written { at, angle, space }) = written.into_iter().find(|written| room.is_free(&written.space))
        else {
            return html! {};
        };
        room.take(space);
        let turn = format!("rotate({} {} {})", Coordinate(angle), Coordinate(at.x), Coordinate(at.y));
        html! {
            text class="chart-pace-label" x=(Coordinate(at.x)) y=(Coordinate(at.y)) transform=(turn) { (words) }
        }
    }

    fn written(&self, pace: &[Place], remaining: &[Place], part: f64) -> Option<Written> {
        let (start, end) = (pace.first()?, pace.last()?);
        let font_size = self.frame.paper.font_size;
        let length = text_width(self.chart.words.pace_line, font_size);
        let slope = (end.y - start.y) / (end.x - start.x).max(1.0);
        let left = start.x + (end.x - start.x) * part;
        let middle = f64::midpoint(height_at(pace, left)?, height_at(pace, left + length)?);
        let is_under = height_at(remaining, left + length / 2.0).is_none_or(|line| line <= middle);
        let drop = if is_under { font_size * 1.9 } else { -font_size };
        let at = Place { x: left, y: middle - length / 2.0 * slope + drop };
        let fall = length * slope;
        let space = Extent {
            left,
            top: at.y - font_size + fall.min(0.0),
            right: left + length,
            bottom: at.y + font_size * 0.3 + fall.max(0.0),
        };
        Some(Written { at, angle: slope.atan().to_degrees(), space })
    }
}

/// How far down a line is at `x`; nothing beyond its ends.
fn height_at(line: &[Place], x: f64) -> Option<f64> {
    let (before, after) =
        line.windows(2).map(|pair| (pair[0], pair[1])).find(|(before, after)| before.x <= x && x < after.x)?;
    Some(before.y + (after.y - before.y) * (x - before.x) / (after.x - before.x))
}
