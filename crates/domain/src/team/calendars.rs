//! Working calendars: the team's week, its days off, and each person's leave.

use std::collections::BTreeMap;

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::calendar::{Calendar, DayOff, days};
use serde::Deserialize;

use super::Team;
use crate::deal::{date_typed, day};
use crate::id::Id;
use crate::{Error, Event, Kind, LeaveId, Member, MemberId, Problems, Result, Scene, TeamId};

/// A day off as somebody typed it, or as a file holds it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct DayOffDraft {
    /// The day (ISO).
    #[serde(default)]
    pub day: String,
    /// What is celebrated.
    #[serde(default)]
    pub name: String,
    /// `half` when half of it is worked; anything else means none of it.
    #[serde(default)]
    pub worked: String,
}

/// Days away, as somebody typed them.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct LeaveDraft {
    /// The first day (ISO).
    #[serde(default)]
    pub from: String,
    /// The last day (ISO).
    #[serde(default)]
    pub to: String,
    /// `half` when half of each day is worked.
    #[serde(default)]
    pub worked: String,
}

/// Days on which a person is away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaveLine {
    /// Which.
    pub id: LeaveId,
    /// The first day.
    pub from_on: Date,
    /// The last day.
    pub to_on: Date,
    /// Half days worked on each: 0 or 1.
    pub halves_worked: i64,
}

/// The longest leave, in days.
const LONGEST_LEAVE: i32 = 800;

impl Team {
    /// Sets days off of the team (a day given twice counts as the last one says). Its leaders and
    /// operations. Days that are known already change nothing.
    pub fn set_days_off(&self, scene: &mut Scene<'_>, drafts: &[DayOffDraft]) -> Result<()> {
        self.must_lead(scene)?;
        let mut problems = Problems::default();
        let mut set = 0;
        for (row, draft) in drafts.iter().enumerate().filter(|(_, draft)| !draft.day.trim().is_empty()) {
            let Some(day) = date_typed(&draft.day, &format!("days.{row}.day"), &mut problems) else { continue };
            let halves = i64::from(draft.worked.trim() == "half");
            let name: String = draft.name.trim().chars().take(120).collect();
            set += scene.run(SET_DAY_OFF, &[self.id.into(), day.to_string().into(), name.into(), halves.into()])?;
        }
        problems.or(())?;
        if set == 0 {
            return Ok(());
        }
        Event::new(Kind::DaysOffSet).about(self.id).with("days", set).record(scene).map(drop)
    }

    /// The days off that were set by hand or from a file.
    pub fn days_off(&self, scene: &mut Scene<'_>) -> Result<Vec<(Date, String, i64)>> {
        let days: Vec<OffLine> = scene.all(DAYS_OFF, &[self.id.into()])?;
        Ok(days.into_iter().filter_map(|off| Some((off.day?, off.name, off.halves))).collect())
    }
}

impl Member {
    /// Writes down that the person is away. Themselves, a leader of a team of theirs, operations.
    pub fn add_leave(&self, scene: &mut Scene<'_>, draft: &LeaveDraft) -> Result<()> {
        self.must_keep_calendar(scene)?;
        let mut problems = Problems::default();
        let from = date_typed(&draft.from, "from", &mut problems);
        let to = date_typed(&draft.to, "to", &mut problems).or(from);
        let Some((from, to)) = from.zip(to) else {
            problems.add("from", "problem-date");
            return problems.or(());
        };
        if to < from || (to - from).get_days() > LONGEST_LEAVE {
            return Err(Problems::one("to", "problem-leave-order").into());
        }
        let halves = i64::from(draft.worked.trim() == "half");
        let same: Option<[u8; 16]> =
            scene.find(SAME_LEAVE, &[self.id.into(), from.to_string().into(), to.to_string().into()])?;
        if same.is_some() {
            return Ok(());
        }
        let id: LeaveId = scene.new_id();
        let values = [id.into(), self.id.into(), from.to_string().into(), to.to_string().into(), halves.into()];
        scene.run(INSERT_LEAVE, &values)?;
        let event = Event::new(Kind::LeaveAdded).about(self.id).with("from", from.to_string());
        event.with("to", to.to_string()).record(scene).map(drop)
    }

    /// Takes back that the person is away. What is gone stays gone.
    pub fn remove_leave(&self, scene: &mut Scene<'_>, leave: LeaveId) -> Result<()> {
        self.must_keep_calendar(scene)?;
        if scene.run(DELETE_LEAVE, &[self.id.into(), leave.into()])? == 0 {
            return Ok(());
        }
        Event::new(Kind::LeaveRemoved).about(self.id).record(scene).map(drop)
    }

    /// When the person is away, first day first.
    pub fn leaves(&self, scene: &mut Scene<'_>) -> Result<Vec<LeaveLine>> {
        scene.all(LEAVES, &[self.id.into()])
    }

    fn must_keep_calendar(&self, scene: &mut Scene<'_>) -> Result<()> {
        let actor = &scene.actor;
        let near = !actor.read_only && (actor.member() == Some(self.id) || actor.operates());
        let team = Team::home_of(scene, self.id)?;
        let leads = !scene.actor.read_only && team.is_some_and(|team| scene.actor.leads(team));
        if near || leads { Ok(()) } else { Err(Error::Forbidden) }
    }
}

/// The calendar of a team between two years, both included: its week, public holidays, days off.
pub fn calendar_of_team(scene: &mut Scene<'_>, team: &Team, years: (i16, i16)) -> Result<Calendar> {
    let days_off = team.days_off(scene)?;
    Ok(team.calendar_with(&days_off, years))
}

/// The calendars of all teams between two years, both included.
pub(crate) fn calendars_of_teams(scene: &mut Scene<'_>, years: (i16, i16)) -> Result<BTreeMap<TeamId, Calendar>> {
    let off: Vec<TeamOff> = scene.all(ALL_DAYS_OFF, &[])?;
    let of = |team: &Team| {
        let own = off.iter().filter(|off| off.team == team.id);
        let own: Vec<_> = own.filter_map(|off| Some((off.line.day?, off.line.name.clone(), off.line.halves))).collect();
        (team.id, team.calendar_with(&own, years))
    };
    Ok(Team::all(scene)?.iter().map(of).collect())
}

/// The calendar of a person: their team's (the workspace's week without one), without their leave.
pub fn calendar_of(scene: &mut Scene<'_>, member: MemberId, years: (i16, i16)) -> Result<Calendar> {
    let calendar = match Team::home_of(scene, member)? {
        Some(team) => {
            let team = Team::with_id(scene, team)?;
            calendar_of_team(scene, &team, years)?
        }
        None => Calendar::new(scene.actor.workspace.working_week),
    };
    let leaves: Vec<LeaveLine> = scene.all(LEAVES, &[member.into()])?;
    Ok(calendar.without(away(&leaves, years)))
}

impl Team {
    /// Its calendar between two years, both included, with these days off (day, name, half days worked).
    pub(crate) fn calendar_with(&self, days_off: &[(Date, String, i64)], years: (i16, i16)) -> Calendar {
        let mut off: BTreeMap<Date, DayOff> = BTreeMap::new();
        if let Some(country) = &self.holiday_country {
            for year in years.0..=years.1 {
                let holidays = measures::holidays::for_country(country, year);
                off.extend(holidays.into_iter().map(|(day, _)| (day, DayOff::Whole)));
            }
        }
        off.extend(days_off.iter().map(|(day, _, halves)| (*day, off_for(*halves))));
        Calendar::new(self.working_week).without(off)
    }
}

/// The days between two years, both included, on which somebody with these leaves is away.
pub(crate) fn away<'l>(
    leaves: impl IntoIterator<Item = &'l LeaveLine>,
    years: (i16, i16),
) -> impl Iterator<Item = (Date, DayOff)> {
    let each = |leave: &'l LeaveLine| days(leave.from_on, leave.to_on).map(|day| (day, off_for(leave.halves_worked)));
    leaves.into_iter().flat_map(each).filter(move |(day, _)| (years.0..=years.1).contains(&day.year()))
}

fn off_for(halves_worked: i64) -> DayOff {
    if halves_worked == 0 { DayOff::Whole } else { DayOff::Half }
}

struct OffLine {
    day: Option<Date>,
    name: String,
    halves: i64,
}

impl FromRow for OffLine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { day: day(row, "day")?, name: row.text("name")?, halves: row.int("halves_worked")? })
    }
}

/// A day off, and whose.
struct TeamOff {
    team: TeamId,
    line: OffLine,
}

impl FromRow for TeamOff {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { team: TeamId::of(row.id("team_id")?), line: OffLine::from_row(row)? })
    }
}

impl FromRow for LeaveLine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: LeaveId::of(row.id("id")?),
            from_on: day(row, "from_on")?.unwrap_or_default(),
            to_on: day(row, "to_on")?.unwrap_or_default(),
            halves_worked: row.int("halves_worked")?,
        })
    }
}

const SET_DAY_OFF: &str = "
    INSERT INTO days_off (workspace_id, team_id, day, name, halves_worked) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (workspace_id, team_id, day) DO UPDATE SET name = excluded.name, halves_worked = excluded.halves_worked
    WHERE days_off.name <> excluded.name OR days_off.halves_worked <> excluded.halves_worked";

const DAYS_OFF: &str = "
    SELECT day, name, halves_worked FROM days_off WHERE workspace_id = $1 AND team_id = $2 ORDER BY day";

const ALL_DAYS_OFF: &str = "
    SELECT team_id, day, name, halves_worked FROM days_off WHERE workspace_id = $1 ORDER BY team_id, day";

const LEAVES: &str = "
    SELECT id, from_on, to_on, halves_worked FROM leaves WHERE workspace_id = $1 AND member_id = $2 ORDER BY from_on, id";

const SAME_LEAVE: &str = "
    SELECT id FROM leaves WHERE workspace_id = $1 AND member_id = $2 AND from_on = $3 AND to_on = $4";

const INSERT_LEAVE: &str = "
    INSERT INTO leaves (workspace_id, id, member_id, from_on, to_on, halves_worked) VALUES ($1, $2, $3, $4, $5, $6)";

const DELETE_LEAVE: &str = "DELETE FROM leaves WHERE workspace_id = $1 AND member_id = $2 AND id = $3";
