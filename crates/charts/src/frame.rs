//! The ground of a chart over days and money: axes, grid, ticks.

use jiff::civil::{Date, Weekday};
use maud::{Markup, html};
use measures::{Currency, Money};

use crate::label::{Anchor, Extent, text_width};
use crate::path::{Coordinate, Place};
use crate::scale::{Scale, real, ticks};
use crate::words::Words;

/// Sizes of a drawing, in its own units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Paper {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) font_size: f64,
    margin: Extent,
    most_steps: i64,
}

impl Paper {
    pub(crate) const WIDE: Self = Self {
        width: 760.0,
        height: 270.0,
        font_size: 11.0,
        margin: Extent { left: 48.0, top: 18.0, right: 28.0, bottom: 30.0 },
        most_steps: 5,
    };
    pub(crate) const NARROW: Self = Self {
        width: 380.0,
        height: 260.0,
        font_size: 12.0,
        margin: Extent { left: 44.0, top: 16.0, right: 14.0, bottom: 30.0 },
        most_steps: 4,
    };
    pub(crate) const SMALL: Self = Self {
        width: 220.0,
        height: 70.0,
        font_size: 11.0,
        margin: Extent { left: 4.0, top: 5.0, right: 5.0, bottom: 5.0 },
        most_steps: 0,
    };

    pub(crate) fn view_box(&self) -> String {
        format!("0 0 {} {}", self.width, self.height)
    }
}

/// Where days and money lie on the paper. Days count from 0 at the start of the first one; the end of
/// day `i` is `i + 1`.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    pub(crate) paper: Paper,
    pub(crate) plot: Extent,
    x: Scale,
    y: Scale,
    money_ticks: Vec<(i64, String)>,
}

impl Frame {
    /// A frame for so many days and for money from `low` to `high`, in minor units.
    pub(crate) fn new(paper: Paper, days: usize, (low, high): (i64, i64), currency: Currency) -> Self {
        let unit = 10_i64.pow(currency.exponent());
        let high = high.max(low.saturating_add(unit));
        let labelled = |minor| (minor, Money::new(minor, currency).short());
        let money_ticks: Vec<(i64, String)> = match paper.most_steps {
            0 => Vec::new(),
            most => ticks(low, high, most, unit).into_iter().map(labelled).collect(),
        };
        let widest = money_ticks.iter().map(|(_, text)| text_width(text, paper.font_size)).fold(0.0, f64::max);
        let left = if money_ticks.is_empty() { paper.margin.left } else { paper.margin.left.max(widest + 12.0) };
        let plot = Extent {
            left,
            top: paper.margin.top,
            right: paper.width - paper.margin.right,
            bottom: paper.height - paper.margin.bottom,
        };
        let x = Scale { values: (0.0, position(days, 0.0)), places: (plot.left, plot.right) };
        let y = Scale { values: (real(low), real(high)), places: (plot.bottom, plot.top) };
        Self { paper, plot, x, y, money_ticks }
    }

    /// The place of an amount at a position among the days, kept within the plot's height.
    pub(crate) fn at(&self, day: f64, minor: i64) -> Place {
        Place { x: self.x.at(day), y: self.y.at(real(minor)).clamp(self.plot.top, self.plot.bottom) }
    }

    /// Horizontal lines with their amounts; zero stands out.
    pub(crate) fn grid(&self) -> Markup {
        html! {
            @for (minor, text) in &self.money_ticks {
                @let y = self.y.at(real(*minor));
                line class=(if *minor == 0 { "chart-grid chart-zero" } else { "chart-grid" })
                    x1=(Coordinate(self.plot.left)) x2=(Coordinate(self.plot.right)) y1=(Coordinate(y)) y2=(Coordinate(y)) {}
                text class="chart-tick" x=(Coordinate(self.plot.left - 8.0)) y=(Coordinate(y + 4.0)) text-anchor="end" { (text) }
            }
        }
    }

    /// Dates below the axis: each day, Mondays, every second Monday or the firsts of months, whatever
    /// fits first.
    pub(crate) fn dates(&self, dates: &[Date], words: &Words) -> Markup {
        let y = self.paper.height - self.paper.margin.bottom + 22.0;
        html! {
            @for (index, text) in self.dated(dates, words) {
                @let x = self.x.at(position(index, 0.0));
                @let half = text_width(&text, self.paper.font_size) / 2.0;
                @let anchor = if x + half > self.paper.width { Anchor::End } else { Anchor::Middle };
                text class="chart-tick" x=(Coordinate(x)) y=(Coordinate(y)) text-anchor=(anchor.name()) { (text) }
            }
        }
    }

    fn dated(&self, dates: &[Date], words: &Words) -> Vec<(usize, String)> {
        let mondays = |date: &Date| date.weekday() == Weekday::Monday;
        let firsts = |date: &Date| date.day() == 1;
        let all: Vec<(usize, Date)> = dates.iter().copied().enumerate().collect();
        let picked = |keep: &dyn Fn(&Date) -> bool| -> Vec<(usize, Date)> {
            all.iter().filter(|(_, date)| keep(date)).copied().collect()
        };
        let second_mondays = picked(&mondays).into_iter().step_by(2).collect();
        let quarters = picked(&|date| firsts(date) && date.month() % 3 == 1);
        let choices = [all.clone(), picked(&mondays), second_mondays, picked(&firsts), quarters];
        let chosen = choices.into_iter().find(|choice| !choice.is_empty() && self.have_air(choice, words));
        chosen.unwrap_or_default().into_iter().map(|(index, date)| (index, words.date(date))).collect()
    }

    fn have_air(&self, choice: &[(usize, Date)], words: &Words) -> bool {
        choice.windows(2).all(|pair| {
            let distance = self.x.at(position(pair[1].0, 0.0)) - self.x.at(position(pair[0].0, 0.0));
            distance >= text_width(&words.date(pair[1].1), self.paper.font_size) + self.paper.font_size
        })
    }
}

/// A position among the days: `part` of the day after `index` whole ones.
#[expect(clippy::cast_precision_loss, reason = "a period has far fewer than 2^52 days")]
pub(crate) fn position(index: usize, part: f64) -> f64 {
    index as f64 + part
}
