//! The figures that stand beside the chart.

use super::{Burndown, Course, Credit, Day, RunRate, Standing, Targets, pace};
use crate::calendar::WorkingDays;
use crate::rounding::{half_even, within_i64};

pub(super) fn of(course: &Course<'_>, targets: &Targets<'_>, credits: Vec<Credit>, days: Vec<Day>) -> Burndown {
    let clock = Clock::read(course);
    let target = targets.on(course.as_of);
    let credited = within_i64(credits.iter().map(|credit| i128::from(credit.minor)).sum());
    let remaining = target.map(|target| within_i64(i128::from(target) - i128::from(credited)));
    let pace_now = target.and_then(|target| pace(target, clock.gone, clock.total));
    let gap = remaining.zip(pace_now).map(|(remaining, pace)| within_i64(i128::from(remaining) - i128::from(pace)));
    Burndown {
        period: course.period,
        as_of: course.as_of,
        days,
        target,
        opening: targets.on(course.period.starts_on),
        credited,
        remaining,
        pace_now,
        gap,
        gap_in_working_days: gap.zip(target).and_then(|(gap, target)| in_working_days(gap, target, clock.total)),
        standing: standing(target, remaining, &clock),
        run_rate: RunRate {
            needed: remaining.and_then(|remaining| per_working_day(remaining.max(0), clock.left())),
            achieved: per_working_day(credited, clock.gone),
        },
        working_days_gone: clock.gone,
        working_days_left: clock.left(),
        working_days: clock.total,
        steps: targets.changes(course.period),
        credits,
        over_target: remaining.map_or(0, |remaining| remaining.min(0).saturating_neg()),
    }
}

/// How far the period has gone. The day asked about is not completed, so it counts as left.
struct Clock {
    gone: WorkingDays,
    total: WorkingDays,
}

impl Clock {
    fn read(course: &Course<'_>) -> Self {
        let (starts_on, ends_on) = (course.period.starts_on, course.period.ends_on);
        let yesterday = course.as_of.yesterday().unwrap_or(course.as_of);
        Self {
            gone: course.calendar.working(starts_on, yesterday.min(ends_on)),
            total: course.calendar.working(starts_on, ends_on),
        }
    }

    fn left(&self) -> WorkingDays {
        self.total - self.gone
    }
}

/// Judged by the exact pace, not the rounded one: a person exactly one working day off is on pace.
fn standing(target: Option<i64>, remaining: Option<i64>, clock: &Clock) -> Standing {
    let (Some(target), Some(remaining)) = (target, remaining) else {
        return Standing::NoTarget;
    };
    if clock.total == WorkingDays::NONE {
        return Standing::NoLine;
    }
    let in_halves = |minor: i64, days: WorkingDays| i128::from(minor) * i128::from(days.halves());
    let gap = in_halves(remaining, clock.total) - in_halves(target, clock.left());
    let one_day = in_halves(target, WorkingDays::ONE).abs();
    match gap {
        gap if gap.abs() <= one_day => Standing::OnPace,
        gap if gap < 0 => Standing::Ahead,
        _ => Standing::Behind,
    }
}

#[expect(clippy::cast_precision_loss, reason = "a ratio for a sentence, shown with one decimal")]
fn in_working_days(gap: i64, target: i64, total: WorkingDays) -> Option<f64> {
    (target != 0).then(|| gap as f64 * total.as_days() / target as f64)
}

fn per_working_day(minor: i64, days: WorkingDays) -> Option<i64> {
    (days > WorkingDays::NONE).then(|| within_i64(half_even(i128::from(minor) * 2, i128::from(days.halves()))))
}
