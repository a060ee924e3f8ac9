//! What holds when no target was set for exactly this period: a quarter is the sum of its months, a
//! sprint takes its months' targets by share of working days, a team the sum of its people. Whatever it
//! is, it says so.

mod adding;

use std::collections::BTreeMap;

use jiff::civil::Date;
use measures::burndown::TargetStep;
use measures::calendar::{Calendar, WorkingDays};
use measures::period::{Period, PeriodKind};

use self::adding::{Part, sum};
use super::{TargetLine, lines};
use crate::figures::Whose;
use crate::{MemberId, Result, Scene, TeamId};

/// Where a target comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AimFrom {
    /// It was set for this person or team and this period.
    Own,
    /// It is the sum of the targets of shorter periods; these have none.
    Months(Vec<Period>),
    /// It is made of the months' targets by share of working days; these have none.
    ShareOfMonths(Vec<Period>),
    /// It is the sum of the targets of the team's people; these have none.
    People(Vec<MemberId>),
    /// Somebody asked what it would be with this target.
    Given,
}

impl AimFrom {
    /// The id of the sentence that says so.
    #[must_use]
    pub fn text(&self) -> &'static str {
        match self {
            Self::Own => "target-from-own",
            Self::Months(_) => "target-from-months",
            Self::ShareOfMonths(_) => "target-from-share-of-months",
            Self::People(_) => "target-from-people",
            Self::Given => "target-from-given",
        }
    }
}

/// What somebody aims for in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aim {
    /// Where it comes from.
    pub from: AimFrom,
    /// What the burndown is drawn from.
    pub steps: Vec<TargetStep>,
    /// The steps as they were set.
    pub lines: Vec<TargetLine>,
}

impl Aim {
    /// A target that somebody only asks about.
    #[must_use]
    pub fn given(minor: i64, period: Period) -> Self {
        let step = TargetStep { date: period.starts_on, amount: minor, reason: String::new() };
        Self { from: AimFrom::Given, steps: vec![step], lines: Vec::new() }
    }
}

/// Whose target it is, with the working days that it is shared out by. For a team: its people, too.
pub(crate) struct Circle<'a> {
    pub(crate) whose: Whose,
    pub(crate) calendar: &'a Calendar,
    pub(crate) people: Vec<(MemberId, &'a Calendar)>,
}

impl<'a> Circle<'a> {
    /// One person alone.
    pub(crate) fn person(member: MemberId, calendar: &'a Calendar) -> Self {
        Self { whose: Whose::Member(member), calendar, people: Vec::new() }
    }
}

/// The targets that were known on a day, of one person or of a team and its people.
pub(crate) struct Aims(BTreeMap<Whose, Vec<TargetLine>>);

impl Aims {
    /// Those of one person that touch `[from, to]`.
    pub(crate) fn of_member(
        scene: &mut Scene<'_>,
        member: MemberId,
        (from, to): (Date, Date),
        as_of: Date,
    ) -> Result<Self> {
        let values = [member.into(), from.to_string().into(), to.to_string().into(), as_of.to_string().into()];
        scene.all(OF_MEMBER, &values).map(Self::by_whose)
    }

    /// Those of a team, and of everybody who was ever in it, that touch `[from, to]`.
    pub(crate) fn of_team(scene: &mut Scene<'_>, team: TeamId, (from, to): (Date, Date), as_of: Date) -> Result<Self> {
        let values = [team.into(), from.to_string().into(), to.to_string().into(), as_of.to_string().into()];
        scene.all(OF_TEAM, &values).map(Self::by_whose)
    }

    fn by_whose(lines: Vec<TargetLine>) -> Self {
        let mut by_whose: BTreeMap<Whose, Vec<TargetLine>> = BTreeMap::new();
        for line in lines {
            by_whose.entry(line.whose).or_default().push(line);
        }
        Self(by_whose)
    }

    /// What holds in the period; nothing when nobody set anything that it could be made of.
    pub(crate) fn aim(&self, circle: &Circle<'_>, period: Period) -> Option<Aim> {
        if let Some(own) = self.own(circle.whose, period) {
            return Some(own);
        }
        let parts_known = |part: &Period| self.own(circle.whose, *part).is_some();
        if circle.people.is_empty() || parts_of(period).iter().any(parts_known) {
            return self.of_parts(circle, period);
        }
        self.of_people(circle, period)
    }

    fn own(&self, whose: Whose, period: Period) -> Option<Aim> {
        let lines = self.0.get(&whose)?.iter().filter(|line| line.period == period);
        let lines: Vec<TargetLine> = lines.cloned().collect();
        let steps = lines.iter().map(TargetLine::step).collect();
        (!lines.is_empty()).then_some(Aim { from: AimFrom::Own, steps, lines })
    }

    fn of_parts(&self, circle: &Circle<'_>, period: Period) -> Option<Aim> {
        let mut missing = Vec::new();
        let mut found = Vec::new();
        for part in parts_of(period) {
            match self.aim(circle, part) {
                Some(aim) => found.push((aim, shared(circle.calendar, part, period))),
                None => missing.push(part),
            }
        }
        let whole_parts = matches!(period.kind, PeriodKind::Quarter | PeriodKind::Year);
        let from = if whole_parts { AimFrom::Months(missing) } else { AimFrom::ShareOfMonths(missing) };
        added(from, found)
    }

    fn of_people(&self, circle: &Circle<'_>, period: Period) -> Option<Aim> {
        let mut without = Vec::new();
        let mut found = Vec::new();
        for &(member, calendar) in &circle.people {
            match self.aim(&Circle::person(member, calendar), period) {
                Some(aim) => found.push((aim, (1, 1))),
                None => without.push(member),
            }
        }
        added(AimFrom::People(without), found)
    }
}

impl TargetLine {
    fn step(&self) -> TargetStep {
        TargetStep { date: self.effective_on, amount: self.minor, reason: self.reason.clone() }
    }
}

/// The shorter periods that a longer one is made of.
fn parts_of(period: Period) -> Vec<Period> {
    match period.kind {
        PeriodKind::Month => Vec::new(),
        PeriodKind::Year => {
            let first = Period::quarter(period.starts_on, period.starts_on.month());
            std::iter::successors(Some(first), |quarter| Some(quarter.next())).take(4).collect()
        }
        PeriodKind::Quarter | PeriodKind::Sprint | PeriodKind::Custom => period.months().collect(),
    }
}

/// The part of `month` that lies in `period`, in half working days, and the whole month's.
fn shared(calendar: &Calendar, month: Period, period: Period) -> (i64, i64) {
    if period.starts_on <= month.starts_on && month.ends_on <= period.ends_on {
        return (1, 1);
    }
    let (from, to) = (month.starts_on.max(period.starts_on), month.ends_on.min(period.ends_on));
    let whole = calendar.working(month.starts_on, month.ends_on);
    let part = calendar.working(from, to);
    if whole == WorkingDays::NONE { (0, 1) } else { (part.halves(), whole.halves()) }
}

fn added(from: AimFrom, found: Vec<(Aim, (i64, i64))>) -> Option<Aim> {
    if found.is_empty() {
        return None;
    }
    let mut lines = Vec::new();
    let mut parts = Vec::new();
    for (aim, (counted, whole)) in found {
        lines.extend(aim.lines);
        parts.push(Part { steps: aim.steps, counted, whole });
    }
    Some(Aim { from, steps: sum(&parts), lines })
}

const OF_MEMBER: &str = lines!(
    "t.subject_kind = 'member' AND t.subject_id = $2 AND p.starts_on <= $4 AND p.ends_on >= $3
       AND t.effective_on <= $5
     ORDER BY p.starts_on, p.id, t.number"
);

const OF_TEAM: &str = lines!(
    "((t.subject_kind = 'team' AND t.subject_id = $2)
        OR (t.subject_kind = 'member' AND t.subject_id IN
            (SELECT s.member_id FROM memberships s WHERE s.workspace_id = $1 AND s.team_id = $2)))
       AND p.starts_on <= $4 AND p.ends_on >= $3 AND t.effective_on <= $5
     ORDER BY p.starts_on, p.id, t.number"
);

#[cfg(test)]
mod tests;
