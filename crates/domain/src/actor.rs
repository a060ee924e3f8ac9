use std::sync::Arc;

use crate::{Error, MemberId, Result, TeamId, Workspace};

/// The part a person plays in the whole workspace. What they may do in a team is a matter of their
/// membership there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Sells, or helps to sell: sees the whole workspace.
    Member,
    /// From outside sales: sees the deals they are on.
    Partner,
    /// Keeps the workspace in order: teams, imports, processes, targets.
    Operations,
    /// Everything that operations may, and the workspace itself.
    Admin,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Member, Self::Partner, Self::Operations, Self::Admin];

    /// The name in the database, in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Partner => "partner",
            Self::Operations => "operations",
            Self::Admin => "admin",
        }
    }

    /// The role with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// What is behind a scene, as the log names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ActorKind {
    /// A person, in the browser or by a token.
    Member,
    /// The program itself, or somebody at its command line.
    System,
}

impl ActorKind {
    /// The name in the log.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::System => "system",
        }
    }
}

/// Who is acting: every scene names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// A person or the program.
    pub kind: ActorKind,
    /// The person; nobody's identity when the program acts.
    pub id: MemberId,
    /// Their name.
    pub name: String,
    /// Their part in the workspace.
    pub role: Role,
    /// Teams they are in today, and whether they lead there.
    pub teams: Vec<(TeamId, bool)>,
    /// Their workspace: what is outside of it does not exist for them.
    pub workspace: Arc<Workspace>,
    /// A token that may only read.
    pub read_only: bool,
}

impl Actor {
    /// The program itself at work in a workspace.
    #[must_use]
    pub fn system(workspace: Arc<Workspace>) -> Self {
        Self {
            kind: ActorKind::System,
            id: crate::id::Id::of([0; 16]),
            name: String::new(),
            role: Role::Admin,
            teams: Vec::new(),
            workspace,
            read_only: false,
        }
    }

    /// The person, unless the program acts.
    #[must_use]
    pub fn member(&self) -> Option<MemberId> {
        (self.kind == ActorKind::Member).then_some(self.id)
    }

    /// Refuses who neither made something nor operates: nobody else takes it away or brings it back.
    pub(crate) fn must_have_made(&self, author: MemberId) -> Result<()> {
        let may = !self.read_only && (self.id == author || self.operates());
        if may { Ok(()) } else { Err(Error::Forbidden) }
    }

    /// Leads this team today.
    #[must_use]
    pub fn leads(&self, team: TeamId) -> bool {
        self.teams.contains(&(team, true))
    }

    /// Leads some team today.
    #[must_use]
    pub fn leads_any(&self) -> bool {
        self.teams.iter().any(|(_, leads)| *leads)
    }

    /// Sees the whole workspace; partners see the deals that they are on.
    #[must_use]
    pub fn sees_all(&self) -> bool {
        self.role != Role::Partner
    }

    /// Operations or admin.
    #[must_use]
    pub fn operates(&self) -> bool {
        matches!(self.role, Role::Operations | Role::Admin)
    }
}
