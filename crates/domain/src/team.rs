//! A team: a small group with a calendar and a target.

mod calendars;
mod joining;

use db::{FromRow, Row};
use jiff::tz::TimeZone;
use measures::calendar::WorkingWeek;
use serde::Deserialize;

pub(crate) use calendars::away;
pub(crate) use calendars::calendars_of_teams;
pub use calendars::{DayOffDraft, LeaveDraft, LeaveLine, calendar_of, calendar_of_team};
pub use joining::{Place, TeamRole};

use crate::deal::{date_typed, version_typed};
use crate::fold::fold;
use crate::id::{Id, maybe};
use crate::workspace::{working_week, working_week_typed};
use crate::{Error, Event, Kind, MemberId, Problems, Result, Scene, TeamId};

/// A team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// Which one.
    pub id: TeamId,
    /// The number people see in addresses.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// The region or office it works from.
    pub region: Option<String>,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// The days it works.
    pub working_week: WorkingWeek,
    /// ISO 3166 code of the country whose public holidays it keeps.
    pub holiday_country: Option<String>,
    /// How many weeks a sprint lasts, if it has sprints.
    pub sprint_weeks: Option<i64>,
    /// The day on which some sprint began.
    pub sprint_starts_on: Option<jiff::civil::Date>,
    /// Counts its changes.
    pub version: i64,
}

/// A team as somebody typed it. What is not given (`None`) stays.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct TeamDraft {
    /// The version that the form shows.
    #[serde(default)]
    pub version: String,
    /// Its name.
    pub name: Option<String>,
    /// Its region or office; empty for none.
    pub region: Option<String>,
    /// Its time zone.
    pub time_zone: Option<String>,
    /// The days it works, as numbers 1 (Monday) to 7.
    pub working_days: Option<Vec<String>>,
    /// The country whose public holidays it keeps; empty for none.
    pub holiday_country: Option<String>,
    /// How many weeks a sprint lasts; empty for no sprints.
    pub sprint_weeks: Option<String>,
    /// The day on which a sprint begins.
    pub sprint_starts_on: Option<String>,
}

impl Team {
    /// Every team, by name.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        scene.all(ALL, &[])
    }

    /// The team with the number that people see.
    pub fn numbered(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        scene.find(NUMBERED, &[number.into()])?.ok_or(Error::NotFound)
    }

    /// The team with this identity.
    pub fn with_id(scene: &mut Scene<'_>, id: TeamId) -> Result<Self> {
        scene.find(WITH_ID, &[id.into()])?.ok_or(Error::NotFound)
    }

    /// The team with this name, whatever its case and accents.
    pub fn named(scene: &mut Scene<'_>, name: &str) -> Result<Option<Self>> {
        scene.find(NAMED, &[fold(name).into()])
    }

    pub(crate) fn numbered_typed(scene: &mut Scene<'_>, typed: &str) -> Result<Option<Self>> {
        match typed.trim().parse::<i64>() {
            Ok(number) => scene.find(NUMBERED, &[number.into()]),
            Err(_) => Ok(None),
        }
    }

    /// The team in which a person sells, else the one they lead.
    pub fn home_of(scene: &mut Scene<'_>, member: MemberId) -> Result<Option<TeamId>> {
        let found: Option<[u8; 16]> = scene.find(HOME_OF, &[member.into()])?;
        Ok(found.map(TeamId::of))
    }

    /// Its time zone; UTC when the name is not known on this machine.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// Forms a team. Operations and admin only.
    pub fn add(scene: &mut Scene<'_>, draft: &TeamDraft) -> Result<Self> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        let mut team = Self::empty(scene)?;
        draft.read_into(&mut team, scene)?;
        if team.name.is_empty() {
            return Err(Problems::one("name", "problem-name-missing").into());
        }
        team.insert(scene)?;
        Ok(team)
    }

    /// Changes the team. Its leaders and operations. The same again changes nothing.
    pub fn change(&mut self, scene: &mut Scene<'_>, draft: &TeamDraft) -> Result<()> {
        self.must_lead(scene)?;
        if version_typed(&draft.version).is_some_and(|shown| shown != self.version) {
            return Err(Error::Stale);
        }
        let mut wanted = self.clone();
        draft.read_into(&mut wanted, scene)?;
        if wanted == *self {
            return Ok(());
        }
        *self = wanted;
        self.version += 1;
        let mut values = self.values();
        values.push(self.version.into());
        scene.run(WRITE, &values)?;
        Event::new(Kind::TeamChanged).about(self.id).with("name", self.name.as_str()).record(scene).map(drop)
    }

    /// Refuses everybody but leaders of this team and operations.
    pub fn must_lead(&self, scene: &Scene<'_>) -> Result<()> {
        let actor = &scene.actor;
        let may = !actor.read_only && (actor.operates() || actor.leads(self.id));
        if may { Ok(()) } else { Err(Error::Forbidden) }
    }

    pub(crate) fn empty(scene: &mut Scene<'_>) -> Result<Self> {
        let workspace = scene.actor.workspace.clone();
        Ok(Self {
            id: scene.new_id(),
            number: scene.next_number("teams")?,
            name: String::new(),
            region: None,
            time_zone: workspace.time_zone.clone(),
            working_week: workspace.working_week,
            holiday_country: None,
            sprint_weeks: None,
            sprint_starts_on: None,
            version: 1,
        })
    }

    /// Writes a sound team that is not there yet: the row, one event.
    pub(crate) fn insert(&self, scene: &mut Scene<'_>) -> Result<()> {
        let (now, import) = (scene.now, scene.import);
        let mut values = self.values();
        values.extend([self.number.into(), now.into(), maybe(import)]);
        scene.run(INSERT, &values)?;
        Event::new(Kind::TeamAdded).about(self.id).with("name", self.name.as_str()).record(scene).map(drop)
    }

    fn values(&self) -> Vec<db::Value> {
        vec![
            self.id.into(),
            self.name.as_str().into(),
            fold(&self.name).into(),
            self.region.as_deref().into(),
            self.time_zone.as_str().into(),
            i64::from(self.working_week.bits()).into(),
            self.holiday_country.as_deref().into(),
            self.sprint_weeks.into(),
            self.sprint_starts_on.map(|day| day.to_string()).into(),
        ]
    }
}

impl TeamDraft {
    fn read_into(&self, team: &mut Team, scene: &mut Scene<'_>) -> Result<()> {
        let mut problems = Problems::default();
        if let Some(name) = self.name.as_ref().map(|name| name.trim()) {
            if name.is_empty() {
                problems.add("name", "problem-name-missing");
            } else if Team::named(scene, name)?.is_some_and(|other| other.id != team.id) {
                problems.add("name", "problem-team-known");
            }
            team.name = name.chars().take(120).collect();
        }
        if let Some(region) = self.region.as_ref().map(|region| region.trim()) {
            team.region = (!region.is_empty()).then(|| region.chars().take(120).collect());
        }
        self.read_calendar(team, &mut problems);
        self.read_sprints(team, &mut problems);
        problems.or(())
    }

    fn read_calendar(&self, team: &mut Team, problems: &mut Problems) {
        if let Some(zone) = &self.time_zone {
            match TimeZone::get(zone.trim()) {
                Ok(_) => zone.trim().clone_into(&mut team.time_zone),
                Err(_) => problems.add("time_zone", "problem-time-zone"),
            }
        }
        if let Some(days) = &self.working_days {
            match working_week_typed(days) {
                Some(week) => team.working_week = week,
                None => problems.add("working_days", "problem-working-days"),
            }
        }
        if let Some(country) = self.holiday_country.as_ref().map(|country| country.trim().to_uppercase()) {
            let known = country.is_empty() || measures::holidays::countries().iter().any(|(code, _)| *code == country);
            if !known {
                problems.add("holiday_country", "problem-holiday-country");
            }
            team.holiday_country = (known && !country.is_empty()).then_some(country);
        }
    }

    fn read_sprints(&self, team: &mut Team, problems: &mut Problems) {
        if let Some(weeks) = self.sprint_weeks.as_ref().map(|weeks| weeks.trim()) {
            team.sprint_weeks = weeks.parse().ok().filter(|weeks| (1..=4).contains(weeks));
            if team.sprint_weeks.is_none() && !weeks.is_empty() {
                problems.add("sprint_weeks", "problem-sprint-weeks");
            }
        }
        if let Some(day) = &self.sprint_starts_on {
            team.sprint_starts_on = date_typed(day, "sprint_starts_on", problems);
        }
        if team.sprint_weeks.is_some() && team.sprint_starts_on.is_none() {
            problems.add("sprint_starts_on", "problem-sprint-start");
        }
    }
}

impl FromRow for Team {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: TeamId::of(row.id("id")?),
            number: row.int("number")?,
            name: row.text("name")?,
            region: row.maybe_text("region")?,
            time_zone: row.text("time_zone")?,
            working_week: working_week(row)?,
            holiday_country: row.maybe_text("holiday_country")?,
            sprint_weeks: row.maybe_int("sprint_weeks")?,
            sprint_starts_on: crate::deal::day(row, "sprint_starts_on")?,
            version: row.int("version")?,
        })
    }
}

macro_rules! teams_where {
    ($condition:literal) => {
        concat!(
            "SELECT id, number, name, region, time_zone, working_week, holiday_country, sprint_weeks, sprint_starts_on,
               version
             FROM teams WHERE workspace_id = $1 AND ",
            $condition
        )
    };
}

const ALL: &str = teams_where!("TRUE ORDER BY name_key, id");

const NUMBERED: &str = teams_where!("number = $2");

const WITH_ID: &str = teams_where!("id = $2");

const NAMED: &str = teams_where!("name_key = $2");

const HOME_OF: &str = "
    SELECT team_id FROM memberships
    WHERE workspace_id = $1 AND member_id = $2 AND to_on IS NULL ORDER BY role DESC, from_on DESC, team_id LIMIT 1";

const INSERT: &str = "
    INSERT INTO teams (workspace_id, id, name, name_key, region, time_zone, working_week, holiday_country, sprint_weeks,
      sprint_starts_on, number, created_at, import_id, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)";

const WRITE: &str = "
    UPDATE teams SET name = $3, name_key = $4, region = $5, time_zone = $6, working_week = $7, holiday_country = $8,
      sprint_weeks = $9, sprint_starts_on = $10, version = $11
    WHERE workspace_id = $1 AND id = $2";
