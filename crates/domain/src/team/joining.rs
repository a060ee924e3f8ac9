//! Who is in a team, as seller or leader, from when to when.

use db::{FromRow, Row};
use jiff::civil::Date;

use super::Team;
use crate::id::{Id, maybe};
use crate::{Event, Kind, Member, MemberId, MembershipId, Result, Scene, TeamId};

/// The part of a person in one team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TeamRole {
    /// Sells.
    Seller,
    /// Removes obstacles.
    Leader,
}

impl TeamRole {
    /// The name in the database, in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Seller => "seller",
            Self::Leader => "leader",
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Seller, Self::Leader].into_iter().find(|role| role.name() == name)
    }
}

/// A person's place in a team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The team.
    pub team: TeamId,
    /// The person.
    pub member: MemberId,
    /// Their number.
    pub number: i64,
    /// Their name.
    pub name: String,
    /// Their part.
    pub role: TeamRole,
    /// Since when.
    pub from_on: Option<Date>,
}

impl Team {
    /// Who was in the team on `day`, by name.
    pub fn places(&self, scene: &mut Scene<'_>, day: Date) -> Result<Vec<Place>> {
        scene.all(PLACES, &[self.id.into(), day.to_string().into()])
    }

    /// Who was in any team on `day`, by name.
    pub fn everybody(scene: &mut Scene<'_>, day: Date) -> Result<Vec<Place>> {
        scene.all(EVERYBODY, &[day.to_string().into()])
    }

    /// Puts a person into the team from `day` on, or gives them another part in it. The same again
    /// changes nothing. Leaders of the team and operations.
    pub fn take_in(&self, scene: &mut Scene<'_>, member: &Member, role: TeamRole, day: Date) -> Result<()> {
        self.must_lead(scene)?;
        let known: Option<String> = scene.find(ROLE_OF, &[self.id.into(), member.id.into()])?;
        if known.as_deref() == Some(role.name()) {
            return Ok(());
        }
        let day_text = day.to_string();
        scene.run(END, &[self.id.into(), member.id.into(), day_text.as_str().into(), scene.now.into()])?;
        let id: MembershipId = scene.new_id();
        let values = [
            id.into(),
            self.id.into(),
            member.id.into(),
            role.name().into(),
            day_text.into(),
            scene.now.into(),
            maybe(scene.import),
        ];
        scene.run(INSERT, &values)?;
        let event = Event::new(Kind::TeamJoined).about(self.id).about(member.id).with("role", role.name());
        event.effective(day).record(scene).map(drop)
    }

    /// Takes a person out of the team from `day` on. Who is not in it stays out.
    pub fn let_go(&self, scene: &mut Scene<'_>, member: &Member, day: Date) -> Result<()> {
        self.must_lead(scene)?;
        let ended = scene.run(END, &[self.id.into(), member.id.into(), day.to_string().into(), scene.now.into()])?;
        if ended == 0 {
            return Ok(());
        }
        Event::new(Kind::TeamLeft).about(self.id).about(member.id).effective(day).record(scene).map(drop)
    }
}

impl FromRow for Place {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            team: TeamId::of(row.id("team_id")?),
            member: MemberId::of(row.id("member_id")?),
            number: row.int("number")?,
            name: row.text("name")?,
            role: TeamRole::named(&row.text("role")?).unwrap_or(TeamRole::Seller),
            from_on: crate::deal::day(row, "from_on")?,
        })
    }
}

const PLACES: &str = "
    SELECT s.team_id, s.member_id, m.number, m.name, s.role, s.from_on
    FROM memberships s JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
    WHERE s.workspace_id = $1 AND s.team_id = $2 AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on > $3)
    ORDER BY m.name_key, m.id";

const EVERYBODY: &str = "
    SELECT s.team_id, s.member_id, m.number, m.name, s.role, s.from_on
    FROM memberships s JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
    WHERE s.workspace_id = $1 AND s.from_on <= $2 AND (s.to_on IS NULL OR s.to_on > $2)
    ORDER BY m.name_key, m.id, s.team_id";

const ROLE_OF: &str = "
    SELECT role FROM memberships WHERE workspace_id = $1 AND team_id = $2 AND member_id = $3 AND to_on IS NULL";

const END: &str = "
    UPDATE memberships SET to_on = $4, to_at = $5
    WHERE workspace_id = $1 AND team_id = $2 AND member_id = $3 AND to_on IS NULL";

const INSERT: &str = "
    INSERT INTO memberships (workspace_id, id, team_id, member_id, role, from_on, from_at, import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
