//! Marks of what happened, and their labels: the largest first, as many as have room.

use maud::{Markup, html};
use measures::Money;

use super::lines::{Mark, MarkKind, Point};
use super::{Drawing, Size, text};
use crate::label::{Anchor, Label, Room, shortened};
use crate::path::{Coordinate, Place, area};

const RADIUS: f64 = 4.5;
/// A mark among very many.
const DOT: f64 = 1.8;
/// With more marks than this they would cover the line.
const MANY: usize = 24;

impl Drawing<'_> {
    pub(super) fn marks(&self, room: &mut Room) -> Markup {
        let labels = self.labels(room);
        html! {
            @for mark in &self.lines.marks { (self.mark(mark)) }
            @if let Some(now) = self.lines.now.filter(|now| self.is_running() && self.is_bare(now)) {
                @let place = self.frame.at(now.0, now.1);
                circle class="chart-now" cx=(Coordinate(place.x)) cy=(Coordinate(place.y)) r="3" {}
            }
            @for label in &labels { (text("chart-label", label)) }
        }
    }

    pub(super) fn place(&self, mark: &Mark) -> Place {
        self.frame.at(mark.at.0, mark.at.1)
    }

    pub(super) fn radius(&self) -> f64 {
        if self.lines.marks.len() > MANY { DOT } else { RADIUS }
    }

    fn is_bare(&self, now: &Point) -> bool {
        self.lines.marks.last().is_none_or(|mark| mark.at.0 < now.0)
    }

    fn mark(&self, mark: &Mark) -> Markup {
        let Place { x, y } = self.place(mark);
        let diamond = |radius: f64| {
            area(&[
                Place { x, y: y - radius },
                Place { x: x + radius, y },
                Place { x, y: y + radius },
                Place { x: x - radius, y },
            ])
        };
        html! {
            @match mark.kind {
                MarkKind::Win => {
                    @let class = if self.radius() < RADIUS { "chart-win chart-dot" } else { "chart-win" };
                    circle class=(class) cx=(Coordinate(x)) cy=(Coordinate(y)) r=(self.radius()) {}
                }
                MarkKind::Correction => path class="chart-correction" d=(diamond(RADIUS + 1.0)) {},
                MarkKind::Target => path class="chart-step" d=(diamond(RADIUS)) {},
            }
        }
    }

    fn labels(&self, room: &mut Room) -> Vec<Label> {
        let (most, characters) = if self.chart.size == Size::Narrow { (3, 12) } else { (9, 18) };
        let mut by_size: Vec<&Mark> = self.lines.marks.iter().collect();
        by_size.sort_by_key(|mark| (mark.kind == MarkKind::Win, std::cmp::Reverse(mark.minor.unsigned_abs())));
        let mut labels = Vec::new();
        for mark in by_size {
            if labels.len() == most {
                break;
            }
            labels.extend(room.place(self.beside(mark, &self.worded(mark, characters))));
        }
        labels
    }

    fn worded(&self, mark: &Mark, characters: usize) -> String {
        let amount = Money::new(mark.minor, self.chart.currency).short();
        match mark.kind {
            MarkKind::Target => format!("{} {amount}", self.chart.words.target),
            MarkKind::Win | MarkKind::Correction => format!("{} {amount}", shortened(&mark.label, characters)),
        }
    }

    /// Above to the right, where the line has just come down; else below to the left; else further off.
    fn beside(&self, mark: &Mark, words: &str) -> [Label; 4] {
        let Place { x, y } = self.place(mark);
        let under = self.frame.paper.font_size + 5.0;
        let label = |right: f64, down: f64, anchor| Label {
            text: words.to_owned(),
            at: Place { x: x + right, y: y + down },
            anchor,
        };
        [
            label(8.0, -6.0, Anchor::Start),
            label(-8.0, under, Anchor::End),
            label(8.0, under, Anchor::Start),
            label(8.0, -20.0, Anchor::Start),
        ]
    }
}
