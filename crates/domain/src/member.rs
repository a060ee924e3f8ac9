//! A member: a person of the workspace.

mod joining;
mod listing;
mod signing_in;
mod tokens;
mod typed;

use db::{FromRow, Row};

pub use joining::{Invitation, Link, LinkPurpose};
pub use listing::MemberLine;
pub use signing_in::{SessionLine, SignIn};
pub use tokens::{Scope, TokenLine};
pub use typed::MemberDraft;
use typed::looks_like_email;

use crate::deal::version_typed;
use crate::fold::fold;
use crate::id::{Id, maybe};
use crate::many::{Many, find_any, many};
use crate::{Error, Event, Kind, MemberId, Problems, Result, Role, Scene, search};

/// How far a person has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberState {
    /// Known from an import; nobody signs in with it yet.
    Placeholder,
    /// Has a link to join.
    Invited,
    /// Signs in.
    Active,
    /// Taken out: can no longer sign in; what they did stays.
    Removed,
}

impl MemberState {
    /// The name in the database and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Placeholder => "placeholder",
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Removed => "removed",
        }
    }

    fn named(name: &str) -> Self {
        let all = [Self::Placeholder, Self::Invited, Self::Active, Self::Removed];
        all.into_iter().find(|state| state.name() == name).unwrap_or(Self::Placeholder)
    }
}

/// A person of the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Which one.
    pub id: MemberId,
    /// The number people see in addresses.
    pub number: i64,
    /// Their name.
    pub name: String,
    /// Where mail reaches them, and what they sign in with.
    pub email: Option<String>,
    /// Their part in the workspace.
    pub role: Role,
    /// How far they have come.
    pub state: MemberState,
    /// Their own time zone, if it is not the team's.
    pub time_zone: Option<String>,
    /// Counts its changes.
    pub version: i64,
}

impl Member {
    /// Everybody who has not been taken out, by name.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        scene.all(ALL, &[])
    }

    /// The person with the number that people see.
    pub fn numbered(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        scene.find(NUMBERED, &[number.into()])?.ok_or(Error::NotFound)
    }

    /// The person with this identity.
    pub fn with_id(scene: &mut Scene<'_>, id: MemberId) -> Result<Self> {
        scene.find(WITH_ID, &[id.into()])?.ok_or(Error::NotFound)
    }

    /// The people with these identities.
    pub(crate) fn any_of(scene: &mut Scene<'_>, wanted: &[db::Value]) -> Result<Vec<Self>> {
        find_any(scene, ANY_OF, &[], wanted)
    }

    /// The person whose number somebody typed, if there is one.
    pub(crate) fn numbered_typed(scene: &mut Scene<'_>, typed: &str) -> Result<Option<Self>> {
        match typed.trim().parse::<i64>() {
            Ok(number) => scene.find(NUMBERED, &[number.into()]),
            Err(_) => Ok(None),
        }
    }

    /// The person with this name, whatever its case and accents.
    pub fn named(scene: &mut Scene<'_>, name: &str) -> Result<Option<Self>> {
        scene.find(NAMED, &[fold(name).into()])
    }

    /// The person with this e-mail.
    pub fn with_email(scene: &mut Scene<'_>, email: &str) -> Result<Option<Self>> {
        scene.find(WITH_EMAIL, &[email_key(email).into()])
    }

    /// Adds a person, as a placeholder until they join. Operations and admin only; only an admin makes
    /// an admin.
    pub fn add(scene: &mut Scene<'_>, draft: &MemberDraft) -> Result<Self> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        let mut member = Self::empty(scene)?;
        draft.read_into(&mut member, scene)?;
        if member.name.is_empty() {
            return Err(Problems::one("name", "problem-name-missing").into());
        }
        member.insert(scene)?;
        Ok(member)
    }

    /// Changes a person: themselves their name and time zone, operations the rest.
    pub fn change(&mut self, scene: &mut Scene<'_>, draft: &MemberDraft) -> Result<()> {
        let own = scene.actor.id == self.id && draft.role.is_none() && draft.email.is_none();
        if scene.actor.read_only || !(own || scene.actor.operates()) {
            return Err(Error::Forbidden);
        }
        if self.role == Role::Admin && !own && scene.actor.role != Role::Admin {
            return Err(Error::Forbidden);
        }
        if version_typed(&draft.version).is_some_and(|shown| shown != self.version) {
            return Err(Error::Stale);
        }
        let mut wanted = self.clone();
        draft.read_into(&mut wanted, scene)?;
        if wanted == *self {
            return Ok(());
        }
        if self.role == Role::Admin && wanted.role != Role::Admin {
            self.must_not_be_last_admin(scene)?;
        }
        *self = wanted;
        self.write(scene, Kind::MemberChanged)
    }

    /// Takes a person out: their sign-ins and tokens end at once; what they did stays.
    pub fn remove(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        if self.state == MemberState::Removed {
            return Ok(());
        }
        if self.role == Role::Admin {
            if scene.actor.role != Role::Admin {
                return Err(Error::Forbidden);
            }
            self.must_not_be_last_admin(scene)?;
        }
        self.end_sessions(scene)?;
        self.revoke_tokens(scene)?;
        self.state = MemberState::Removed;
        search::forget(scene, self.id)?;
        self.write(scene, Kind::MemberRemoved)
    }

    fn must_not_be_last_admin(&self, scene: &mut Scene<'_>) -> Result<()> {
        let others: i64 = scene.find(OTHER_ADMINS, &[self.id.into()])?.unwrap_or(0);
        if others == 0 { Err(Problems::one("role", "problem-last-admin").into()) } else { Ok(()) }
    }

    /// Writes a sound person who is not there yet: the row, their words, one event.
    pub(crate) fn insert(&self, scene: &mut Scene<'_>) -> Result<()> {
        let values = [
            self.id.into(),
            self.number.into(),
            self.name.as_str().into(),
            fold(&self.name).into(),
            self.email.as_deref().into(),
            self.email.as_deref().map(email_key).into(),
            self.role.name().into(),
            self.state.name().into(),
            self.time_zone.as_deref().into(),
            scene.now.into(),
            maybe(scene.import),
        ];
        scene.run(INSERT, &values)?;
        search::keep(scene, self.id, &self.name)?;
        Event::new(Kind::MemberAdded).about(self.id).with("name", self.name.as_str()).record(scene).map(drop)
    }

    pub(crate) fn empty(scene: &mut Scene<'_>) -> Result<Self> {
        Ok(Self {
            id: scene.new_id(),
            number: scene.next_number("members")?,
            name: String::new(),
            email: None,
            role: Role::Member,
            state: MemberState::Placeholder,
            time_zone: None,
            version: 1,
        })
    }

    fn write(&mut self, scene: &mut Scene<'_>, kind: Kind) -> Result<()> {
        self.version += 1;
        let values = [
            self.id.into(),
            self.name.as_str().into(),
            fold(&self.name).into(),
            self.email.as_deref().into(),
            self.email.as_deref().map(email_key).into(),
            self.role.name().into(),
            self.state.name().into(),
            self.time_zone.as_deref().into(),
            self.version.into(),
        ];
        scene.run(WRITE, &values)?;
        if self.state != MemberState::Removed {
            search::keep(scene, self.id, &self.name)?;
        }
        let event = Event::new(kind).about(self.id).with("name", self.name.as_str());
        event.with("role", self.role.name()).record(scene).map(drop)
    }
}

/// An e-mail as it is compared.
pub(crate) fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

impl FromRow for Member {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: MemberId::of(row.id("id")?),
            number: row.int("number")?,
            name: row.text("name")?,
            email: row.maybe_text("email")?,
            role: Role::named(&row.text("role")?).unwrap_or(Role::Partner),
            state: MemberState::named(&row.text("state")?),
            time_zone: row.maybe_text("time_zone")?,
            version: row.int("version")?,
        })
    }
}

macro_rules! members_where {
    ($condition:literal) => {
        concat!(
            "SELECT id, number, name, email, role, state, time_zone, version FROM members WHERE workspace_id = $1 AND ",
            $condition
        )
    };
}

const ALL: &str = members_where!("state <> 'removed' ORDER BY name_key, id");

const NUMBERED: &str = members_where!("number = $2");

const WITH_ID: &str = members_where!("id = $2");

const ANY_OF: Many = many!(members_where!("id IN "));

const NAMED: &str = members_where!("name_key = $2 AND state <> 'removed' ORDER BY id LIMIT 1");

const WITH_EMAIL: &str = members_where!("email_key = $2");

const OTHER_ADMINS: &str = "
    SELECT COUNT(*) FROM members WHERE workspace_id = $1 AND id <> $2 AND role = 'admin' AND state = 'active'";

const INSERT: &str = "
    INSERT INTO members (workspace_id, id, number, name, name_key, email, email_key, role, state, time_zone, created_at,
      import_id, notices_seen, version)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, 1)";

const WRITE: &str = "
    UPDATE members SET name = $3, name_key = $4, email = $5, email_key = $6, role = $7, state = $8, time_zone = $9,
      version = $10
    WHERE workspace_id = $1 AND id = $2";
