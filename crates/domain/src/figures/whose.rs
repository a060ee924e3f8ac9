use crate::id::Id;
use crate::{Error, Member, MemberId, Result, Scene, Team, TeamId};

/// Whose target or figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// One person's.
    Member(MemberId),
    /// A whole team's.
    Team(TeamId),
}

impl Whose {
    /// The name of the kind in the database, in addresses and in the API.
    #[must_use]
    pub fn kind(self) -> &'static str {
        match self {
            Self::Member(_) => MemberId::KIND,
            Self::Team(_) => TeamId::KIND,
        }
    }

    /// The sixteen bytes of the person's or team's identity.
    #[must_use]
    pub fn bytes(self) -> [u8; 16] {
        match self {
            Self::Member(id) => id.bytes(),
            Self::Team(id) => id.bytes(),
        }
    }

    /// The team: itself, or the one that the person sells in today.
    pub(crate) fn team(self, scene: &mut Scene<'_>) -> Result<Option<Team>> {
        let team = match self {
            Self::Team(team) => Some(team),
            Self::Member(member) => {
                let member = Member::with_id(scene, member)?;
                Team::home_of(scene, member.id)?
            }
        };
        team.map(|team| Team::with_id(scene, team)).transpose()
    }

    /// Leaders of the team (of a person: of a team of theirs) and operations only.
    pub(crate) fn must_lead(self, scene: &mut Scene<'_>) -> Result<()> {
        let actor = &scene.actor;
        if actor.read_only {
            return Err(Error::Forbidden);
        }
        if actor.operates() {
            return Ok(());
        }
        let led: Vec<[u8; 16]> = match self {
            Self::Team(team) => vec![team.bytes()],
            Self::Member(member) => scene.all(TEAMS_OF, &[member.into()])?,
        };
        let leads = led.into_iter().any(|team| scene.actor.leads(TeamId::of(team)));
        if leads { Ok(()) } else { Err(Error::Forbidden) }
    }
}

const TEAMS_OF: &str = "
    SELECT team_id FROM memberships WHERE workspace_id = $1 AND member_id = $2 AND to_on IS NULL";
