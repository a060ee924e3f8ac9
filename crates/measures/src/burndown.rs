//! The burndown: what remains of a target against the pace that lands it.
//!
//! For a target `Q` and a period [s, e], with `w(a, b)` working days (`docs/definitions.md`, Burndown):
//! - `remaining(d) = Q - sum of credit in [s, d]`, below zero when over target;
//! - `pace(d) = Q x (1 - w(s, d) / w(s, e))`, at the end of day `d`, so it stays flat on a day off;
//! - `gap = remaining now - pace of the last completed working day`; positive is behind.
//!
//! After a change of target on day `c` both lines step on `c`. Only what happened up to the day asked
//! about counts; what comes later is not looked at.

mod figures;

use jiff::civil::Date;

use crate::calendar::{Calendar, WorkingDays};
use crate::period::Period;
use crate::rounding::{portion, within_i64};

/// A target as it was set or changed on a day. The latest holds. The first is effective from the start
/// of the period, whenever it was set, so it is known on every day asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetStep {
    /// The day on which it takes effect.
    pub date: Date,
    /// The whole target from then on, in minor units.
    pub amount: i64,
    /// Why, for the label of the step.
    pub reason: String,
}

/// Why credit came or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CreditKind {
    /// A deal was won.
    Won,
    /// A deal was reopened, corrected or shared anew.
    Correction,
}

/// Credit that came (or, below zero, went) on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credit {
    /// The effective day.
    pub date: Date,
    /// Minor units.
    pub minor: i64,
    /// What to call it on the chart: the account's name.
    pub label: String,
    /// Why.
    pub kind: CreditKind,
}

/// What a burndown is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Course<'a> {
    /// The period of the target.
    pub period: Period,
    /// The working days of the person or team.
    pub calendar: &'a Calendar,
    /// The target and its changes, in any order; of several on one day the last in the list holds.
    pub steps: &'a [TargetStep],
    /// All credit, in any order; what lies outside the period is left out.
    pub credits: &'a [Credit],
    /// The day asked about.
    pub as_of: Date,
}

/// One day on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// How much of it is worked.
    pub weight: WorkingDays,
    /// Working days gone at its end, from the start of the period.
    pub gone: WorkingDays,
    /// The pace at its end, in minor units; none without a target or without any working day.
    pub pace: Option<i64>,
    /// What remained at its end, in minor units; none after the day asked about, or without a target.
    pub remaining: Option<i64>,
    /// Credit of the day, in minor units.
    pub credited: i64,
}

/// Where somebody stands against the pace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Within one working day of the pace.
    OnPace,
    /// More than one working day better.
    Ahead,
    /// More than one working day short.
    Behind,
    /// The period has no working day, so there is no pace.
    NoLine,
    /// No target was set.
    NoTarget,
}

/// A run rate, in minor units per working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RunRate {
    /// Remaining / working days left, today among them; none when none is left, zero when landed.
    pub needed: Option<i64>,
    /// Credit so far / working days gone; none before the first has gone.
    pub achieved: Option<i64>,
}

/// The figures of a target on a day, and the days to draw.
#[derive(Debug, Clone, PartialEq)]
pub struct Burndown {
    /// The period.
    pub period: Period,
    /// The day asked about.
    pub as_of: Date,
    /// Every day of the period.
    pub days: Vec<Day>,
    /// The target that holds on the day asked about; none if none was set.
    pub target: Option<i64>,
    /// The target at the start of the period, where both lines begin.
    pub opening: Option<i64>,
    /// Credit so far, in minor units.
    pub credited: i64,
    /// Target minus credit; below zero when over target.
    pub remaining: Option<i64>,
    /// The pace of the last completed working day, for the target that holds now.
    pub pace_now: Option<i64>,
    /// Remaining minus pace: above zero is behind.
    pub gap: Option<i64>,
    /// The gap in working days, `gap / (Q / w(s, e))`; none for a target of nothing.
    pub gap_in_working_days: Option<f64>,
    /// Where that leaves them.
    pub standing: Standing,
    /// Needed and achieved per working day.
    pub run_rate: RunRate,
    /// Completed working days before the day asked about.
    pub working_days_gone: WorkingDays,
    /// Working days from the day asked about to the end.
    pub working_days_left: WorkingDays,
    /// Working days of the period.
    pub working_days: WorkingDays,
    /// The changes of the target within the period, in order, without the first.
    pub steps: Vec<TargetStep>,
    /// The credit that counts, by date.
    pub credits: Vec<Credit>,
    /// How much the target is exceeded by, in minor units; zero until it is.
    pub over_target: i64,
}

impl Burndown {
    /// Draws the course of a target.
    #[must_use]
    pub fn of(course: &Course<'_>) -> Self {
        let targets = Targets::known(course);
        let credits = counted(course);
        let days = drawn(course, &targets, &credits);
        figures::of(course, &targets, credits, days)
    }
}

/// The steps that were known, by date; the first reaches back to the start of the period.
struct Targets<'a>(Vec<&'a TargetStep>);

impl<'a> Targets<'a> {
    fn known(course: &Course<'a>) -> Self {
        let mut steps: Vec<&TargetStep> = course.steps.iter().collect();
        steps.sort_by_key(|step| step.date);
        let known = steps.partition_point(|step| step.date <= course.as_of);
        steps.truncate(known.max(1));
        Self(steps)
    }

    fn on(&self, date: Date) -> Option<i64> {
        let later = self.0.partition_point(|step| step.date <= date);
        self.0.get(later.saturating_sub(1)).map(|step| step.amount)
    }

    fn changes(&self, period: Period) -> Vec<TargetStep> {
        let opening = self.0.partition_point(|step| step.date <= period.starts_on).max(1);
        self.0.iter().skip(opening).filter(|step| step.date <= period.ends_on).map(|&step| step.clone()).collect()
    }
}

fn counted(course: &Course<'_>) -> Vec<Credit> {
    let counts = |credit: &&Credit| course.period.contains(credit.date) && credit.date <= course.as_of;
    let mut credits: Vec<Credit> = course.credits.iter().filter(counts).cloned().collect();
    credits.sort_by_key(|credit| credit.date);
    credits
}

fn drawn(course: &Course<'_>, targets: &Targets<'_>, credits: &[Credit]) -> Vec<Day> {
    let total = course.calendar.working(course.period.starts_on, course.period.ends_on);
    let mut gone = WorkingDays::NONE;
    let mut credited_so_far = 0_i128;
    let mut waiting = credits.iter().peekable();
    let day = |date| {
        let weight = course.calendar.weight(date);
        gone = gone + weight;
        let mut credited = 0_i128;
        while let Some(credit) = waiting.next_if(|credit| credit.date <= date) {
            credited += i128::from(credit.minor);
        }
        credited_so_far += credited;
        let target = targets.on(date);
        let remaining = target.map(|target| within_i64(i128::from(target) - credited_so_far));
        Day {
            date,
            weight,
            gone,
            pace: target.and_then(|target| pace(target, gone, total)),
            remaining: remaining.filter(|_| date <= course.as_of),
            credited: within_i64(credited),
        }
    };
    course.period.days().map(day).collect()
}

/// `Q x (1 - gone / total)`, rounded half to even once; none without a working day.
#[must_use]
pub fn pace(target: i64, gone: WorkingDays, total: WorkingDays) -> Option<i64> {
    (total > WorkingDays::NONE).then(|| portion(target, (total - gone).halves(), total.halves()))
}

#[cfg(test)]
mod tests;
