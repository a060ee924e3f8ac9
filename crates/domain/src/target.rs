//! Targets: what a person or a team aims for in a period, step by step. The latest step counts, the
//! earlier ones stay visible with their reason and author.

mod aim;
mod importing;

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::money::Money;
use measures::period::Period;
use serde::Deserialize;

pub use aim::{Aim, AimFrom};
pub(crate) use aim::{Aims, Circle};
pub use importing::{CellProblem, ImportedTargets, TargetsDraft};

use crate::deal::{amount_typed, date_typed, day, money_told};
use crate::figures::Whose;
use crate::id::{Id, maybe};
use crate::period::{self, period_read, period_typed};
use crate::{Event, Kind, MemberId, Problems, Result, Scene, TeamId};

/// A target as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct TargetDraft {
    /// `month`, `quarter`, `year` or `sprint`; empty when `start` says enough by itself.
    #[serde(default)]
    pub kind: String,
    /// A day in the period (ISO), or the period as people write it: `2017-03`, `2017-Q1`, `2017`.
    #[serde(default)]
    pub start: String,
    /// The whole target, in the workspace's currency.
    #[serde(default)]
    pub amount: String,
    /// Why; needed when a target is changed.
    #[serde(default)]
    pub reason: String,
    /// The day from which it counts (ISO); by itself that is today for a change, and for a first target
    /// the beginning of the fiscal year, so that no past day of the plan is without one.
    #[serde(default)]
    pub from: String,
}

/// One step of a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetLine {
    /// Whose.
    pub whose: Whose,
    /// For which period.
    pub period: Period,
    /// Counts the steps of this target.
    pub number: i64,
    /// The whole target from then on, in minor units of the workspace's currency.
    pub minor: i64,
    /// Why.
    pub reason: String,
    /// Who set it, unless the program did.
    pub author: Option<MemberId>,
    /// The day from which it counts.
    pub effective_on: Date,
    /// When it was written down, in microseconds since 1970 UTC.
    pub recorded_at: i64,
}

/// A target with all its steps, oldest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Whose.
    pub whose: Whose,
    /// For which period.
    pub period: Period,
    /// Every step; never empty.
    pub lines: Vec<TargetLine>,
}

/// A sound target that is not there yet.
#[derive(Debug, Clone)]
pub(crate) struct NewTarget {
    pub(crate) period: Period,
    /// The team whose sprints count.
    pub(crate) team: Option<TeamId>,
    pub(crate) minor: i64,
    pub(crate) reason: String,
    pub(crate) from: Option<Date>,
}

impl Target {
    /// Sets a target, or changes it: a new step. The same amount again changes nothing. Leaders of the
    /// team (of a person: of a team of theirs) and operations.
    pub fn set(scene: &mut Scene<'_>, whose: Whose, draft: &TargetDraft) -> Result<Self> {
        whose.must_lead(scene)?;
        let team = whose.team(scene)?;
        let workspace = scene.actor.workspace.clone();
        let mut problems = Problems::default();
        let period = period_typed(&draft.kind, &draft.start, &workspace, team.as_ref());
        if period.is_none() {
            problems.add("start", "problem-period");
        }
        let amount = amount_typed(&draft.amount, workspace.currency, &mut problems);
        if amount.is_none() {
            problems.add("amount", "problem-target-amount");
        }
        let from = date_typed(&draft.from, "from", &mut problems);
        problems.or(())?;
        let Some((period, amount)) = period.zip(amount) else { return Err(Problems::default().into()) };
        let team = team.map(|team| team.id);
        let reason = draft.reason.trim().chars().take(500).collect();
        let (target, _) = Self::put(scene, whose, NewTarget { period, team, minor: amount.minor, reason, from })?;
        Ok(target)
    }

    /// The target that was set for exactly this person or team and period, with its steps.
    pub fn of(scene: &mut Scene<'_>, whose: Whose, period: Period) -> Result<Option<Self>> {
        let lines: Vec<TargetLine> = scene.all(LINES, &exactly(whose, period))?;
        Ok((!lines.is_empty()).then_some(Self { whose, period, lines }))
    }

    /// Every target of the person or team, by period.
    pub fn all(scene: &mut Scene<'_>, whose: Whose) -> Result<Vec<Self>> {
        let lines: Vec<TargetLine> = scene.all(ALL_LINES, &[whose.kind().into(), whose.bytes().into()])?;
        Ok(Self::gather(lines))
    }

    /// Every target of a team and of the people who were ever in it, for periods within `[from, to]`.
    pub fn of_team(scene: &mut Scene<'_>, team: TeamId, (from, to): (Date, Date)) -> Result<Vec<Self>> {
        let values = [team.into(), from.to_string().into(), to.to_string().into()];
        let lines: Vec<TargetLine> = scene.all(LINES_OF_TEAM, &values)?;
        Ok(Self::gather(lines))
    }

    fn gather(lines: Vec<TargetLine>) -> Vec<Self> {
        let mut targets: Vec<Self> = Vec::new();
        for line in lines {
            let same = |target: &&mut Self| target.period == line.period && target.whose == line.whose;
            match targets.last_mut().filter(same) {
                Some(target) => target.lines.push(line),
                None => targets.push(Self { whose: line.whose, period: line.period, lines: vec![line] }),
            }
        }
        targets
    }

    /// What it is now, in minor units of the workspace's currency.
    #[must_use]
    pub fn minor(&self) -> i64 {
        self.lines.last().map_or(0, |line| line.minor)
    }

    /// The engine behind [`Self::set`], for a target that is already sound; and whether it changed anything.
    pub(crate) fn put(scene: &mut Scene<'_>, whose: Whose, new: NewTarget) -> Result<(Self, bool)> {
        let mut target =
            Self::of(scene, whose, new.period)?.unwrap_or(Self { whose, period: new.period, lines: Vec::new() });
        let last = target.lines.last();
        if last.is_some_and(|last| last.minor == new.minor) {
            return Ok((target, false));
        }
        if last.is_some() && new.reason.is_empty() {
            return Err(Problems::one("reason", "problem-target-change-needs-reason").into());
        }
        let effective_on = counts_from(scene, last, &new);
        let line = TargetLine {
            whose,
            period: new.period,
            number: last.map_or(1, |last| last.number + 1),
            minor: new.minor,
            reason: new.reason,
            author: scene.actor.member(),
            effective_on,
            recorded_at: scene.now,
        };
        line.write(scene, new.team, last.map(|last| last.minor))?;
        target.lines.push(line);
        Ok((target, true))
    }
}

/// From when a step counts, unless somebody said. A first target belongs to the plan of its fiscal year,
/// whenever it was written down. A change counts from today; once its period is over it puts right what
/// was written before, from the same day on.
fn counts_from(scene: &Scene<'_>, last: Option<&TargetLine>, new: &NewTarget) -> Date {
    let today = scene.today();
    let of_plan = Period::fiscal_year(new.period.starts_on, scene.actor.workspace.fiscal_start_month).starts_on;
    match (new.from, last) {
        (Some(day), _) => day,
        (None, None) => today.min(of_plan),
        (None, Some(last)) if today > new.period.ends_on => last.effective_on,
        (None, Some(_)) => today,
    }
}

impl TargetLine {
    fn write(&self, scene: &mut Scene<'_>, team: Option<TeamId>, was: Option<i64>) -> Result<()> {
        let period = period::keep(scene, self.period, team)?;
        let values = [
            self.whose.kind().into(),
            self.whose.bytes().into(),
            period.into(),
            self.number.into(),
            self.minor.into(),
            self.reason.as_str().into(),
            maybe(self.author),
            self.effective_on.to_string().into(),
            self.recorded_at.into(),
        ];
        scene.run(INSERT, &values)?;
        let currency = scene.actor.workspace.currency;
        let told = |minor: Option<i64>| money_told(minor.map(|minor| Money { minor, currency }));
        let event = match self.whose {
            Whose::Member(member) => Event::new(Kind::TargetSet).about(member),
            Whose::Team(team) => Event::new(Kind::TargetSet).about(team),
        };
        let event = event.with("kind", self.period.kind.name()).with("starts_on", self.period.starts_on.to_string());
        let event = event.with("ends_on", self.period.ends_on.to_string()).with("amount", told(Some(self.minor)));
        let event = event.with("was", told(was)).with("reason", self.reason.as_str());
        event.effective(self.effective_on).record(scene).map(drop)
    }
}

fn exactly(whose: Whose, period: Period) -> [db::Value; 5] {
    let (starts, ends) = (period.starts_on.to_string(), period.ends_on.to_string());
    [whose.kind().into(), whose.bytes().into(), period.kind.name().into(), starts.into(), ends.into()]
}

impl FromRow for TargetLine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let (kind, id) = (row.text("subject_kind")?, row.id("subject_id")?);
        Ok(Self {
            whose: if kind == TeamId::KIND { Whose::Team(Id::of(id)) } else { Whose::Member(Id::of(id)) },
            period: period_read(row)?,
            number: row.int("number")?,
            minor: row.int("amount_minor")?,
            reason: row.text("reason")?,
            author: row.maybe_id("author_id")?.map(Id::of),
            effective_on: day(row, "effective_on")?.unwrap_or_default(),
            recorded_at: row.int("recorded_at")?,
        })
    }
}

macro_rules! lines {
    ($($rest:literal)*) => {
        concat!(
            "SELECT t.subject_kind, t.subject_id, t.number, t.amount_minor, t.reason, t.author_id, t.effective_on,
               t.recorded_at, p.kind, p.starts_on, p.ends_on
             FROM target_events t JOIN periods p ON p.workspace_id = t.workspace_id AND p.id = t.period_id
             WHERE t.workspace_id = $1 AND ",
            $($rest),*
        )
    };
}
use lines;

const LINES: &str = lines!(
    "t.subject_kind = $2 AND t.subject_id = $3 AND p.kind = $4 AND p.starts_on = $5 AND p.ends_on = $6
     ORDER BY t.number"
);

const ALL_LINES: &str =
    lines!("t.subject_kind = $2 AND t.subject_id = $3 ORDER BY p.starts_on, p.ends_on, p.kind, p.id, t.number");

const LINES_OF_TEAM: &str = lines!(
    "((t.subject_kind = 'team' AND t.subject_id = $2)
        OR (t.subject_kind = 'member' AND t.subject_id IN
            (SELECT s.member_id FROM memberships s WHERE s.workspace_id = $1 AND s.team_id = $2)))
       AND p.starts_on >= $3 AND p.ends_on <= $4
     ORDER BY t.subject_kind, t.subject_id, p.starts_on, p.ends_on, p.kind, p.id, t.number"
);

const INSERT: &str = "
    INSERT INTO target_events (workspace_id, subject_kind, subject_id, period_id, number, amount_minor, reason,
      author_id, effective_on, recorded_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
