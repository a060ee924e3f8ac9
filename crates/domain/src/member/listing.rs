//! Everybody, with the teams they are in.

use std::collections::HashMap;

use db::{FromRow, Row};

use super::{Member, MemberState};
use crate::id::Id;
use crate::{Error, MemberId, Result, Role, Scene, TeamRole};

/// A person in the list of people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberLine {
    /// The person.
    pub member: Member,
    /// The teams they are in now, by name: its number, its name, their part.
    pub teams: Vec<(i64, String, TeamRole)>,
}

impl MemberLine {
    /// Everybody who has not been taken out, by name. Partners see no list of people.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        if scene.actor.role == Role::Partner {
            return Err(Error::NotFound);
        }
        let mut teams: HashMap<MemberId, Vec<_>> = HashMap::new();
        for place in scene.all::<InTeam>(TEAMS, &[])? {
            teams.entry(place.member).or_default().push((place.number, place.name, place.role));
        }
        let line = |member: Member| Self { teams: teams.remove(&member.id).unwrap_or_default(), member };
        Ok(Member::all(scene)?.into_iter().map(line).collect())
    }

    /// Those whom nobody signs in with yet: known from an import, or invited and not there yet.
    pub fn waiting(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        let waits = |line: &Self| matches!(line.member.state, MemberState::Placeholder | MemberState::Invited);
        Ok(Self::all(scene)?.into_iter().filter(waits).collect())
    }
}

struct InTeam {
    member: MemberId,
    number: i64,
    name: String,
    role: TeamRole,
}

impl FromRow for InTeam {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            member: MemberId::of(row.id("member_id")?),
            number: row.int("number")?,
            name: row.text("name")?,
            role: TeamRole::named(&row.text("role")?).unwrap_or(TeamRole::Seller),
        })
    }
}

const TEAMS: &str = "
    SELECT s.member_id, t.number, t.name, s.role
    FROM memberships s JOIN teams t ON t.workspace_id = s.workspace_id AND t.id = s.team_id
    WHERE s.workspace_id = $1 AND s.to_on IS NULL ORDER BY t.name_key, t.id";
