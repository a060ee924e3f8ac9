//! The burndown: what remains of a target, the pace that lands it, and where it is likely to end.

mod lines;
mod marks;
mod pace_label;
mod small;
mod table;

use jiff::civil::Date;
use maud::{Markup, html};
use measures::burndown::Standing;
use measures::{Burndown, Currency, Money};

use self::lines::Lines;
use crate::frame::{Frame, Paper, position};
use crate::label::{Anchor, Extent, Label, Room};
use crate::path::{Coordinate, Place, area, line};
use crate::words::Words;

pub use self::small::burndown_small;
pub use self::table::burndown_table;

/// Further credit that a day may bring it to, counted from the day asked about, in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ForecastPoint {
    /// By the end of this day.
    pub date: Date,
    /// Exceeded nine times of ten.
    pub p10: i64,
    /// Exceeded five times of ten.
    pub p50: i64,
    /// Exceeded once in ten times.
    pub p90: i64,
}

/// How wide the chart will be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Size {
    /// 760 units wide.
    #[default]
    Wide,
    /// 380 units wide, with larger text and fewer labels, for a phone.
    Narrow,
}

/// What a burndown chart shows.
#[derive(Debug, Clone, Copy)]
pub struct BurndownChart<'a> {
    /// Begins the ids within the drawing; once on a page, and another for each size.
    pub id: &'a str,
    /// The name of the picture: `Burndown, November 2026`.
    pub title: &'a str,
    /// The finding in a sentence, for those who do not see it.
    pub description: &'a str,
    /// The figures.
    pub burndown: &'a Burndown,
    /// What they are counted in.
    pub currency: Currency,
    /// The forecast, by date, to the end of the period; empty when there is none.
    pub forecast: &'a [ForecastPoint],
    /// A few words at the forecast: `likely €0–38k left`.
    pub likely: Option<&'a str>,
    /// How wide it will be shown.
    pub size: Size,
    /// The chart's own words.
    pub words: Words,
}

/// Draws the chart at its size.
#[must_use]
pub fn burndown(chart: &BurndownChart<'_>) -> Markup {
    let drawing = Drawing::of(chart);
    let classes = if chart.size == Size::Narrow { "chart chart-narrow" } else { "chart" };
    let (title, description) = (format!("{}-title", chart.id), format!("{}-desc", chart.id));
    html! {
        svg class=(classes) viewBox=(drawing.frame.paper.view_box()) role="img" data-hover-target="chart"
            aria-labelledby={ (title) " " (description) } {
            title id=(title) { (chart.title) }
            desc id=(description) { (chart.description) }
            (drawing.content())
        }
    }
}

/// Both widths of the chart; the style sheet shows the one that fits. The narrow one has `-narrow`
/// after its id.
#[must_use]
pub fn burndown_figure(chart: &BurndownChart<'_>) -> Markup {
    let narrow_id = format!("{}-narrow", chart.id);
    html! {
        div class="chart-figure" {
            div class="chart-frame chart-when-wide" data-controller="hover" {
                (burndown(&BurndownChart { size: Size::Wide, ..*chart }))
            }
            div class="chart-frame chart-when-narrow" data-controller="hover" {
                (burndown(&BurndownChart { id: &narrow_id, size: Size::Narrow, ..*chart }))
            }
        }
    }
}

/// A chart on its way to markup.
struct Drawing<'a> {
    chart: &'a BurndownChart<'a>,
    frame: Frame,
    lines: Lines,
}

impl<'a> Drawing<'a> {
    fn of(chart: &'a BurndownChart<'a>) -> Self {
        let paper = if chart.size == Size::Narrow { Paper::NARROW } else { Paper::WIDE };
        let lines = Lines::of(chart.burndown, chart.forecast);
        let frame = Frame::new(paper, chart.burndown.days.len(), lines.range(), chart.currency);
        Self { chart, frame, lines }
    }

    /// Room is given to words in the order of their worth; then all is drawn, grounds first, lines over
    /// them, words last.
    fn content(&self) -> Markup {
        let mut room = self.room();
        let pace_label = self.pace_label(&mut room);
        strokes(&self.places(&self.lines.pace)).for_each(|stroke| room.take(stroke));
        let today = self.today(&mut room);
        let band = self.band(&mut room);
        let marks = self.marks(&mut room);
        html! {
            (self.days_off())
            (self.frame.grid())
            (self.frame.dates(&self.dates(), &self.chart.words))
            (self.over_target(&mut room))
            (band)
            (self.path("chart-pace", &self.lines.pace))
            (self.path("chart-remaining", &self.lines.remaining))
            (pace_label)
            (today)
            (marks)
            (self.hover())
        }
    }

    /// The plot, with the stepped line and its marks on it.
    fn room(&self) -> Room {
        let mut room = Room::new(self.paper_box(), self.frame.paper.font_size);
        strokes(&self.places(&self.lines.remaining)).for_each(|stroke| room.take(stroke));
        for mark in &self.lines.marks {
            room.take(Extent::around(self.place(mark), self.radius()));
        }
        room
    }

    fn paper_box(&self) -> Extent {
        Extent { left: self.frame.plot.left, top: 0.0, right: self.frame.paper.width, bottom: self.frame.plot.bottom }
    }

    fn dates(&self) -> Vec<Date> {
        self.chart.burndown.days.iter().map(|day| day.date).collect()
    }

    fn places(&self, points: &[(f64, i64)]) -> Vec<Place> {
        points.iter().map(|(day, minor)| self.frame.at(*day, *minor)).collect()
    }

    fn path(&self, class: &str, points: &[(f64, i64)]) -> Markup {
        html! { @if points.len() > 1 { path class=(class) d=(line(&self.places(points))) {} } }
    }

    /// The ground of days off, so that one sees why the pace stays flat.
    fn days_off(&self) -> Markup {
        let off = |(index, day): (usize, &measures::burndown::Day)| {
            (day.weight == measures::WorkingDays::NONE).then(|| {
                let (left, right) =
                    (self.frame.at(position(index, 0.0), 0).x, self.frame.at(position(index, 1.0), 0).x);
                let (top, bottom) = (self.frame.plot.top, self.frame.plot.bottom);
                area(&[
                    Place { x: left, y: top },
                    Place { x: right, y: top },
                    Place { x: right, y: bottom },
                    Place { x: left, y: bottom },
                ])
            })
        };
        let ground: String = self.chart.burndown.days.iter().enumerate().filter_map(off).collect();
        html! { @if !ground.is_empty() { path class="chart-off" d=(ground) {} } }
    }

    fn over_target(&self, room: &mut Room) -> Markup {
        let stretches = if self.chart.burndown.target.is_some() { self.lines.over_target() } else { Vec::new() };
        let areas: String = stretches.iter().map(|points| area(&self.places(points))).collect();
        let under = self.frame.paper.font_size + 3.0;
        let label = |points: &[(f64, i64); 4]| {
            let start = self.frame.at(points[0].0, 0);
            let at = Place { x: start.x + 6.0, y: start.y + under };
            Label { text: self.chart.words.over_target.to_owned(), at, anchor: Anchor::Start }
        };
        let label = room.place(stretches.iter().map(label));
        html! {
            @if !areas.is_empty() { path class="chart-over" d=(areas) {} }
            @if let Some(label) = label { (text("chart-over-label", &label)) }
        }
    }

    fn band(&self, room: &mut Room) -> Markup {
        let Some(band) = &self.lines.band else {
            return html! {};
        };
        let outline: Vec<(f64, i64)> = band.upper.iter().chain(band.lower.iter().rev()).copied().collect();
        let label = self.chart.likely.and_then(|words| room.place(self.band_label_places(words)));
        html! {
            path class="chart-band" d=(area(&self.places(&outline))) {}
            (self.path("chart-likely", &band.middle))
            @if let Some(label) = label { (text("chart-band-label", &label)) }
        }
    }

    fn band_label_places(&self, words: &str) -> Vec<Label> {
        let Some(end) = self.lines.band.as_ref().and_then(|band| band.upper.last()) else {
            return Vec::new();
        };
        let end = self.frame.at(end.0, end.1);
        let raised = |by: f64| Label {
            text: words.to_owned(),
            at: Place { x: self.frame.plot.right - 4.0, y: end.y - by },
            anchor: Anchor::End,
        };
        (0..9).map(|line| raised(14.0 + f64::from(line) * 14.0)).collect()
    }

    fn today(&self, room: &mut Room) -> Markup {
        let Some((day, _)) = self.lines.now.filter(|_| self.is_running()) else {
            return html! {};
        };
        let x = self.frame.at(day, 0).x;
        let (top, bottom) = (self.frame.plot.top, self.frame.plot.bottom);
        let words = self.chart.words.today;
        let beside = |by: f64, y: f64, anchor| Label { text: words.to_owned(), at: Place { x: x + by, y }, anchor };
        let heights = [top + 10.0, bottom - 8.0, f64::midpoint(top, bottom)];
        let label =
            room.place(heights.into_iter().flat_map(|y| [beside(6.0, y, Anchor::Start), beside(-6.0, y, Anchor::End)]));
        room.take(Extent::along(Place { x, y: top }, Place { x, y: bottom }));
        html! {
            line class="chart-today" x1=(Coordinate(x)) x2=(Coordinate(x)) y1=(Coordinate(top)) y2=(Coordinate(bottom)) {}
            @if let Some(label) = label { (text("chart-today-label", &label)) }
        }
    }

    fn is_running(&self) -> bool {
        self.chart.burndown.period.contains(self.chart.burndown.as_of)
    }

    /// Places for the cross-hair, with what it says there.
    fn hover(&self) -> Markup {
        let every_day = self.chart.size == Size::Wide && self.chart.burndown.days.len() <= 45;
        let burndown = self.chart.burndown;
        let says = |day: &measures::burndown::Day| every_day || day.credited != 0 || day.date == burndown.as_of;
        html! {
            @for (index, day) in burndown.days.iter().enumerate().filter(|(_, day)| says(day)) {
                path class="chart-day" data-x=(Coordinate(self.frame.at(position(index, 0.5), 0).x)) data-say=(self.says(day)) {}
            }
        }
    }

    fn says(&self, day: &measures::burndown::Day) -> String {
        let (words, short) = (&self.chart.words, |minor| Money::new(minor, self.chart.currency).short());
        let happened = table::happened(self.chart, day, Money::short);
        let first =
            if happened.is_empty() { words.date(day.date) } else { format!("{}: {happened}", words.date(day.date)) };
        let remaining = day.remaining.map(|minor| format!("{} {}", short(minor), words.to_go));
        let pace = day.pace.map(|minor| format!("{} {}", words.pace, short(minor)));
        let second: Vec<String> = remaining.into_iter().chain(pace).collect();
        if second.is_empty() { first } else { format!("{first}\n{}", second.join(", ")) }
    }
}

fn text(class: &str, label: &Label) -> Markup {
    html! {
        text class=(class) x=(Coordinate(label.at.x)) y=(Coordinate(label.at.y)) text-anchor=(label.anchor.name()) { (label.text) }
    }
}

/// The strokes of a line in pieces short enough that their extents stay near it.
fn strokes(places: &[Place]) -> impl Iterator<Item = Extent> {
    const PIECES: u8 = 12;
    places.windows(2).flat_map(|pair| {
        let is_straight = pair[0].x.total_cmp(&pair[1].x).is_eq() || pair[0].y.total_cmp(&pair[1].y).is_eq();
        let pieces = if is_straight { 1 } else { PIECES };
        let at = move |piece: u8| {
            let part = f64::from(piece) / f64::from(pieces);
            Place { x: pair[0].x + (pair[1].x - pair[0].x) * part, y: pair[0].y + (pair[1].y - pair[0].y) * part }
        };
        (0..pieces).map(move |piece| Extent::along(at(piece), at(piece + 1)))
    })
}

/// Whether there is a target to burn down; without one the chart shows what was won.
fn has_target(burndown: &Burndown) -> bool {
    burndown.standing != Standing::NoTarget
}

#[cfg(test)]
mod tests;
