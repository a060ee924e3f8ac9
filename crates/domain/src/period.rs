//! The periods that targets are set and figures are made for: months, quarters, fiscal years, and the
//! sprints of a team.

mod typed;

use db::{FromRow, Row};
use jiff::ToSpan;
use jiff::civil::Date;
pub use measures::period::{Period, PeriodKind};

pub use typed::period_typed;

use crate::deal::day;
use crate::id::{Id, maybe};
use crate::{PeriodId, Result, Scene, Team, TeamId, Workspace};

/// The periods that a person or a team may look at on `day`: the sprint where the team has sprints,
/// the month, the quarter.
#[must_use]
pub fn periods_on(workspace: &Workspace, team: Option<&Team>, day: Date) -> Vec<Period> {
    let sprint = team.and_then(|team| sprint_on(team, day));
    let quarter = Period::quarter(day, workspace.fiscal_start_month);
    sprint.into_iter().chain([Period::month(day), quarter]).collect()
}

/// The sprint of the team that `day` lies in; nothing for a team without sprints.
#[must_use]
pub fn sprint_on(team: &Team, day: Date) -> Option<Period> {
    let (weeks, start) = team.sprint_weeks.zip(team.sprint_starts_on)?;
    let length = i32::try_from(weeks).ok()?.checked_mul(7).filter(|days| *days > 0)?;
    let begun = start.until(day).ok()?.get_days().div_euclid(length);
    let starts_on = start.checked_add((begun * length).days()).ok()?;
    Period::sprint(starts_on, starts_on.checked_add((length - 1).days()).ok()?)
}

/// The period of `kind` that `day` lies in; nothing for a custom one, and for a sprint without sprints.
#[must_use]
pub fn period_on(workspace: &Workspace, team: Option<&Team>, kind: PeriodKind, day: Date) -> Option<Period> {
    match kind {
        PeriodKind::Month => Some(Period::month(day)),
        PeriodKind::Quarter => Some(Period::quarter(day, workspace.fiscal_start_month)),
        PeriodKind::Year => Some(Period::fiscal_year(day, workspace.fiscal_start_month)),
        PeriodKind::Sprint => team.and_then(|team| sprint_on(team, day)),
        PeriodKind::Custom => None,
    }
}

/// The row of a period, made when it is missing. Only sprints belong to a team.
pub(crate) fn keep(scene: &mut Scene<'_>, period: Period, team: Option<TeamId>) -> Result<PeriodId> {
    if let Some(known) = kept(scene, period, team)? {
        return Ok(known);
    }
    let id: PeriodId = scene.new_id();
    let values = [
        id.into(),
        period.kind.name().into(),
        maybe(of_team(period, team)),
        period.starts_on.to_string().into(),
        period.ends_on.to_string().into(),
    ];
    scene.run(INSERT, &values)?;
    Ok(id)
}

/// The row of a period, if there is one.
pub(crate) fn kept(scene: &mut Scene<'_>, period: Period, team: Option<TeamId>) -> Result<Option<PeriodId>> {
    let (starts, ends) = (period.starts_on.to_string(), period.ends_on.to_string());
    let rows: Vec<Kept> = scene.all(KEPT, &[period.kind.name().into(), starts.into(), ends.into()])?;
    let team = of_team(period, team);
    Ok(rows.into_iter().find(|kept| kept.team == team).map(|kept| kept.id))
}

fn of_team(period: Period, team: Option<TeamId>) -> Option<TeamId> {
    team.filter(|_| period.kind == PeriodKind::Sprint)
}

/// A period in a row: `kind`, `starts_on`, `ends_on`.
pub(crate) fn period_read(row: &Row<'_>) -> db::Result<Period> {
    let broken = || db::Error::Engine("a period without dates".to_owned());
    Ok(Period {
        starts_on: day(row, "starts_on")?.ok_or_else(broken)?,
        ends_on: day(row, "ends_on")?.ok_or_else(broken)?,
        kind: PeriodKind::named(&row.text("kind")?).unwrap_or(PeriodKind::Custom),
    })
}

struct Kept {
    id: PeriodId,
    team: Option<TeamId>,
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { id: PeriodId::of(row.id("id")?), team: row.maybe_id("team_id")?.map(TeamId::of) })
    }
}

const KEPT: &str = "
    SELECT id, team_id FROM periods WHERE workspace_id = $1 AND kind = $2 AND starts_on = $3 AND ends_on = $4";

const INSERT: &str = "
    INSERT INTO periods (workspace_id, id, kind, team_id, starts_on, ends_on) VALUES ($1, $2, $3, $4, $5, $6)";
