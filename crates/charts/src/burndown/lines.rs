//! The lines of a burndown, as positions among the days and amounts in minor units.

use measures::Burndown;
use measures::burndown::{Credit, CreditKind, pace};

use super::{ForecastPoint, has_target};
use crate::frame::position;

/// A point: position among the days, amount.
pub(super) type Point = (f64, i64);

pub(super) struct Lines {
    pub(super) pace: Vec<Point>,
    pub(super) remaining: Vec<Point>,
    pub(super) marks: Vec<Mark>,
    pub(super) band: Option<Band>,
    /// Where one stands on the day asked about.
    pub(super) now: Option<Point>,
}

/// Something that happened, at the place where it left the line.
pub(super) struct Mark {
    pub(super) at: Point,
    pub(super) kind: MarkKind,
    pub(super) label: String,
    pub(super) minor: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    Win,
    Correction,
    Target,
}

pub(super) struct Band {
    pub(super) upper: Vec<Point>,
    pub(super) middle: Vec<Point>,
    pub(super) lower: Vec<Point>,
}

impl Lines {
    pub(super) fn of(burndown: &Burndown, forecast: &[ForecastPoint]) -> Self {
        let mut course = Course::start(burndown);
        for (index, day) in burndown.days.iter().enumerate() {
            if day.date > burndown.as_of {
                break;
            }
            for step in burndown.steps.iter().filter(|step| step.date == day.date) {
                course.retarget(position(index, 0.0), step.amount, &step.reason);
            }
            for credit in burndown.credits.iter().filter(|credit| credit.date == day.date) {
                course.credit(position(index, 0.5), credit);
            }
            course.rest(position(index, if day.date == burndown.as_of { 0.5 } else { 1.0 }));
        }
        let now = course.line.last().copied();
        let band = now.filter(|_| has_target(burndown)).and_then(|now| Band::of(burndown, forecast, now));
        Self { pace: pace_points(burndown), remaining: course.line, marks: course.marks, band, now }
    }

    /// The lowest and highest amount to show: all that happened, and of the forecast at most half a
    /// target below zero.
    pub(super) fn range(&self) -> (i64, i64) {
        let drawn = self.pace.iter().chain(&self.remaining).map(|point| point.1);
        let (low, high) = drawn.fold((0, 0), |(low, high), minor| (minor.min(low), minor.max(high)));
        let dip = self.band.iter().flat_map(|band| &band.lower).map(|point| point.1).min().unwrap_or(0);
        (low.min(dip.max(-high / 2)), high)
    }

    /// The stretches of the line below zero, each closed at zero.
    pub(super) fn over_target(&self) -> Vec<[Point; 4]> {
        let level = self.remaining.windows(2).filter(|pair| pair[0].1 == pair[1].1 && pair[0].1 < 0);
        level.map(|pair| [(pair[0].0, 0), (pair[1].0, 0), pair[1], pair[0]]).collect()
    }
}

/// The stepped line while it is drawn from left to right.
struct Course {
    line: Vec<Point>,
    marks: Vec<Mark>,
    has_target: bool,
    target: i64,
    level: i64,
}

impl Course {
    fn start(burndown: &Burndown) -> Self {
        let target = burndown.opening.unwrap_or(0);
        let is_begun = burndown.as_of >= burndown.period.starts_on;
        let line = if is_begun { vec![(0.0, target)] } else { Vec::new() };
        Self { line, marks: Vec::new(), has_target: has_target(burndown), target, level: target }
    }

    fn retarget(&mut self, at: f64, amount: i64, reason: &str) {
        let level = self.level.saturating_add(amount.saturating_sub(self.target));
        self.target = amount;
        self.step(at, level, MarkKind::Target, reason, amount);
    }

    /// With a target credit takes away from what remains; without one it adds to what was won.
    fn credit(&mut self, at: f64, credit: &Credit) {
        let change = if self.has_target { credit.minor.saturating_neg() } else { credit.minor };
        let kind = if credit.kind == CreditKind::Won { MarkKind::Win } else { MarkKind::Correction };
        self.step(at, self.level.saturating_add(change), kind, &credit.label, credit.minor);
    }

    fn step(&mut self, at: f64, level: i64, kind: MarkKind, label: &str, minor: i64) {
        self.rest(at);
        self.level = level;
        self.rest(at);
        self.marks.push(Mark { at: (at, level), kind, label: label.to_owned(), minor });
    }

    fn rest(&mut self, at: f64) {
        self.line.push((at, self.level));
    }
}

/// The pace from the start of the first day, with a step where the target changes.
fn pace_points(burndown: &Burndown) -> Vec<Point> {
    let Some(opening) = burndown.opening.filter(|_| burndown.days.iter().any(|day| day.pace.is_some())) else {
        return Vec::new();
    };
    let mut points = vec![(0.0, opening)];
    let mut gone = measures::WorkingDays::NONE;
    for (index, day) in burndown.days.iter().enumerate() {
        let changed = burndown.steps.iter().rfind(|step| step.date == day.date);
        points.extend(
            changed
                .and_then(|step| pace(step.amount, gone, burndown.working_days))
                .map(|minor| (position(index, 0.0), minor)),
        );
        points.extend(day.pace.map(|minor| (position(index, 1.0), minor)));
        gone = day.gone;
    }
    points
}

impl Band {
    /// From where one stands to the end; further credit is taken off what remains now.
    fn of(burndown: &Burndown, forecast: &[ForecastPoint], now: Point) -> Option<Self> {
        let of_days = |point: &ForecastPoint| {
            let index = burndown.days.iter().position(|day| day.date == point.date)?;
            Some((position(index, 1.0), *point)).filter(|(at, _)| *at > now.0)
        };
        let ahead: Vec<(f64, ForecastPoint)> = forecast.iter().filter_map(of_days).collect();
        let edge = |credit: fn(&ForecastPoint) -> i64| -> Vec<Point> {
            let later = ahead.iter().map(|(at, point)| (*at, now.1.saturating_sub(credit(point))));
            std::iter::once(now).chain(later).collect()
        };
        (!ahead.is_empty()).then(|| Self { upper: edge(|f| f.p10), middle: edge(|f| f.p50), lower: edge(|f| f.p90) })
    }
}
