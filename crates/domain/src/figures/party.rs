//! Who a figure is about, as they were on a day: a person with their own working days, or a team with
//! its people.

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::calendar::Calendar;
use measures::period::Period;

use super::Whose;
use super::spans::{Span, Spans};
use crate::id::Id;
use crate::target::Circle;
use crate::team::{LeaveLine, away};
use crate::{Error, MemberId, Result, Scene, Team, TeamId, TeamRole};

/// A person or a team, as they were on a day.
#[derive(Debug, Clone)]
pub struct Party {
    /// Which one.
    pub whose: Whose,
    /// The number that people see.
    pub number: i64,
    /// The name.
    pub name: String,
    /// The team; of a person, the one they sold in on that day.
    pub team: Option<Team>,
    /// Teams that the person led on that day.
    pub leads: Vec<TeamId>,
    /// Their working days.
    pub calendar: Calendar,
    /// The people whose targets make the team's, by name; nobody for a person.
    pub people: Vec<Person>,
}

/// A person in a team.
#[derive(Debug, Clone)]
pub struct Person {
    /// Which one.
    pub id: MemberId,
    /// The number that people see.
    pub number: i64,
    /// Their name.
    pub name: String,
    /// Their part in the team.
    pub role: TeamRole,
    /// Whether their target counts here: it counts in the one team they sell in.
    pub at_home: bool,
    /// Their working days.
    pub calendar: Calendar,
}

impl Person {
    /// The person as a party of their own.
    pub(crate) fn alone(&self, team: &Party) -> Party {
        Party {
            whose: Whose::Member(self.id),
            number: self.number,
            name: self.name.clone(),
            team: team.team.clone(),
            leads: Vec::new(),
            calendar: self.calendar.clone(),
            people: Vec::new(),
        }
    }
}

/// The years that a figure needs to know the days off of.
pub(crate) fn years_of(periods: &[Period]) -> (i16, i16) {
    let first = periods.iter().map(|period| period.starts_on.year()).min().unwrap_or_default();
    let last = periods.iter().map(|period| period.ends_on.year()).max().unwrap_or_default();
    (first, last)
}

impl Party {
    /// The person or team as of a day, with working days between two years.
    pub(crate) fn load(scene: &mut Scene<'_>, whose: Whose, as_of: Date, years: (i16, i16)) -> Result<Self> {
        match whose {
            Whose::Member(member) => Self::person(scene, member, as_of, years),
            Whose::Team(team) => Self::team(scene, team, as_of, years),
        }
    }

    fn person(scene: &mut Scene<'_>, member: MemberId, as_of: Date, years: (i16, i16)) -> Result<Self> {
        let rows: Vec<Belonging> = scene.all(PERSON, &[member.into()])?;
        let Some(first) = rows.first() else { return Err(Error::NotFound) };
        let (number, name) = (first.number, first.name.clone());
        let spans = Spans::of(rows.iter().filter_map(|row| row.span.clone()));
        let home = spans.home(member, as_of);
        let leads = spans.leads(member, as_of);
        let team = rows.into_iter().filter_map(|row| row.team).find(|team| Some(team.id) == home);
        let days_off = team.as_ref().map_or(Ok(Vec::new()), |team| team.days_off(scene))?;
        let week = scene.actor.workspace.working_week;
        let calendar = team.as_ref().map_or_else(|| Calendar::new(week), |team| team.calendar_with(&days_off, years));
        let leaves: Vec<LeaveLine> = scene.all(LEAVES_OF_MEMBER, &within(member.bytes(), years))?;
        let calendar = calendar.without(away(&leaves, years));
        Ok(Self { whose: Whose::Member(member), number, name, team, leads, calendar, people: Vec::new() })
    }

    fn team(scene: &mut Scene<'_>, id: TeamId, as_of: Date, years: (i16, i16)) -> Result<Self> {
        let team = Team::with_id(scene, id)?;
        let days_off = team.days_off(scene)?;
        let calendar = team.calendar_with(&days_off, years);
        let rows: Vec<Colleague> = scene.all(PEOPLE, &[id.into()])?;
        let leaves: Vec<Away> = scene.all(LEAVES_OF_TEAM, &within(id.bytes(), years))?;
        let spans = Spans::of(rows.iter().map(|row| row.span.clone()));
        let mut people: Vec<Person> = Vec::new();
        for row in &rows {
            let member = row.span.member;
            let Some(role) = spans.role_in(id, member, as_of) else { continue };
            if people.iter().any(|known| known.id == member) {
                continue;
            }
            let own = leaves.iter().filter(|away| away.member == member).map(|away| &away.leave);
            people.push(Person {
                id: member,
                number: row.number,
                name: row.name.clone(),
                role,
                at_home: spans.home(member, as_of) == Some(id),
                calendar: calendar.clone().without(away(own, years)),
            });
        }
        let (number, name) = (team.number, team.name.clone());
        Ok(Self { whose: Whose::Team(id), number, name, team: Some(team), leads: Vec::new(), calendar, people })
    }

    /// Whose targets count, with their working days.
    pub(crate) fn circle(&self) -> Circle<'_> {
        let people = self.people.iter().filter(|person| person.at_home);
        let people = people.map(|person| (person.id, &person.calendar)).collect();
        Circle { whose: self.whose, calendar: &self.calendar, people }
    }
}

fn within(id: [u8; 16], years: (i16, i16)) -> [db::Value; 3] {
    [id.into(), format!("{:04}-01-01", years.0).into(), format!("{:04}-12-31", years.1).into()]
}

/// A person with one of their memberships, if they have any.
struct Belonging {
    number: i64,
    name: String,
    span: Option<Span>,
    team: Option<Team>,
}

impl FromRow for Belonging {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let in_team = row.maybe_id("id")?.is_some();
        Ok(Self {
            number: row.int("member_number")?,
            name: row.text("member_name")?,
            span: in_team.then(|| Span::from_row(row)).transpose()?,
            team: in_team.then(|| Team::from_row(row)).transpose()?,
        })
    }
}

/// Somebody who was ever in the team, with one of their memberships anywhere.
struct Colleague {
    number: i64,
    name: String,
    span: Span,
}

impl FromRow for Colleague {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { number: row.int("number")?, name: row.text("name")?, span: Span::from_row(row)? })
    }
}

struct Away {
    member: MemberId,
    leave: LeaveLine,
}

impl FromRow for Away {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { member: MemberId::of(row.id("member_id")?), leave: LeaveLine::from_row(row)? })
    }
}

const PERSON: &str = "
    SELECT m.number AS member_number, m.name AS member_name, m.id AS member_id, s.team_id, s.role, s.from_on, s.to_on,
      t.id, t.number, t.name, t.region, t.time_zone, t.working_week, t.holiday_country, t.sprint_weeks,
      t.sprint_starts_on, t.version
    FROM members m
    LEFT JOIN memberships s ON s.workspace_id = m.workspace_id AND s.member_id = m.id
    LEFT JOIN teams t ON t.workspace_id = s.workspace_id AND t.id = s.team_id
    WHERE m.workspace_id = $1 AND m.id = $2 ORDER BY s.from_on, s.id";

const PEOPLE: &str = "
    SELECT m.number, m.name, s.member_id, s.team_id, s.role, s.from_on, s.to_on
    FROM memberships s JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
    WHERE s.workspace_id = $1 AND s.member_id IN
      (SELECT o.member_id FROM memberships o WHERE o.workspace_id = $1 AND o.team_id = $2)
    ORDER BY m.name_key, m.id, s.from_on, s.id";

const LEAVES_OF_MEMBER: &str = "
    SELECT id, from_on, to_on, halves_worked FROM leaves
    WHERE workspace_id = $1 AND member_id = $2 AND to_on >= $3 AND from_on <= $4 ORDER BY from_on, id";

const LEAVES_OF_TEAM: &str = "
    SELECT l.id, l.member_id, l.from_on, l.to_on, l.halves_worked FROM leaves l
    WHERE l.workspace_id = $1 AND l.to_on >= $3 AND l.from_on <= $4 AND l.member_id IN
      (SELECT o.member_id FROM memberships o WHERE o.workspace_id = $1 AND o.team_id = $2)
    ORDER BY l.from_on, l.id";
