//! Signing in, and the sign-ins that a person can see and end.

use std::sync::Arc;

use db::{FromRow, Row, Tx};

use super::{Member, email_key};
use crate::actor::ActorKind;
use crate::id::Id;
use crate::secret::Token;
use crate::{Actor, Error, Event, Kind, MemberId, Result, Role, Scene, SessionId, TeamId, Workspace};

/// How long a sign-in lasts at most: 30 days, in microseconds.
const LASTS: i64 = 30 * 24 * 3600 * 1_000_000;

/// How long it lasts unused: a week, in microseconds.
const LASTS_UNUSED: i64 = 7 * 24 * 3600 * 1_000_000;

/// How often its use is noted: every ten minutes, in microseconds.
const NOTED_EVERY: i64 = 600 * 1_000_000;

/// A sign-in that is good now.
#[derive(Debug, Clone)]
pub struct SignIn {
    /// Which one; a token has none.
    pub session: Option<SessionId>,
    /// Who.
    pub actor: Actor,
    /// Its use should be noted: the last note is a while ago.
    pub to_note: bool,
}

/// A sign-in in the list that a person sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionLine {
    /// Which one.
    pub id: SessionId,
    /// The browser, as it names itself.
    pub browser: String,
    /// Since when, in microseconds since 1970 UTC.
    pub created_at: i64,
    /// Last used, in microseconds since 1970 UTC.
    pub seen_at: i64,
}

impl Member {
    /// The person with this e-mail and their hashed password, for checking outside the database.
    pub fn password_of(scene: &mut Scene<'_>, email: &str) -> Result<Option<(Self, Option<String>)>> {
        let Some(member) = Self::with_email(scene, &email_key(email))? else { return Ok(None) };
        let hash: Option<Option<String>> = scene.find(PASSWORD, &[member.id.into()])?;
        Ok(Some((member, hash.flatten())))
    }

    /// Signs the person in: keeps a session for `token`.
    pub fn sign_in(&self, scene: &mut Scene<'_>, token: &Token, browser: &str) -> Result<SessionId> {
        let id: SessionId = scene.new_id();
        let browser: String = browser.chars().take(200).collect();
        let (now, until) = (scene.now, scene.now + LASTS);
        let values = [id.into(), token.hash().into(), self.id.into(), browser.into(), now.into(), until.into()];
        scene.run(INSERT, &values)?;
        Event::new(Kind::SignedIn).about(self.id).record(scene)?;
        Ok(id)
    }

    /// Who is behind a session's token, if it is good now. Asked before there is a scene.
    pub fn signed_in(tx: &mut Tx<'_>, token: &Token, now: i64) -> db::Result<Option<SignIn>> {
        let workspace: db::Value = token.workspace.into();
        let unused_since = now - LASTS_UNUSED;
        let values = [workspace, token.hash().into(), now.into(), unused_since.into()];
        let Some(found) = tx.find::<Found>(SIGNED_IN, &values)? else { return Ok(None) };
        let session = Some(SessionId::of(found.credential));
        let to_note = now - found.used_at > NOTED_EVERY;
        Ok(Some(SignIn { session, to_note, actor: found.actor(tx, token, false)? }))
    }

    /// Notes that a sign-in was used.
    pub fn note_use(scene: &mut Scene<'_>, session: SessionId) -> Result<()> {
        scene.run(NOTE_USE, &[session.into(), scene.now.into()]).map(drop)
    }

    /// The person's good sign-ins, last used first.
    pub fn sessions(&self, scene: &mut Scene<'_>) -> Result<Vec<SessionLine>> {
        self.must_be_me(scene)?;
        scene.all(SESSIONS, &[self.id.into(), scene.now.into()])
    }

    /// Ends one of the person's sign-ins. One that has ended stays so.
    pub fn end_session(&self, scene: &mut Scene<'_>, session: SessionId) -> Result<()> {
        self.must_be_me(scene)?;
        if scene.run(END_ONE, &[self.id.into(), session.into(), scene.now.into()])? == 0 {
            return Ok(());
        }
        Event::new(Kind::SignedOut).about(self.id).record(scene).map(drop)
    }

    /// Ends all of the person's sign-ins.
    pub fn sign_out_everywhere(&self, scene: &mut Scene<'_>) -> Result<()> {
        self.must_be_me(scene)?;
        self.end_sessions(scene)?;
        Event::new(Kind::SignedOut).about(self.id).with("everywhere", true).record(scene).map(drop)
    }

    pub(super) fn end_sessions(&self, scene: &mut Scene<'_>) -> Result<()> {
        scene.run(END_ALL, &[self.id.into(), scene.now.into()]).map(drop)
    }

    fn must_be_me(&self, scene: &Scene<'_>) -> Result<()> {
        if scene.actor.member() == Some(self.id) { Ok(()) } else { Err(Error::Forbidden) }
    }
}

/// A member behind a session or a token, with their workspace.
pub(super) struct Found {
    pub(super) credential: [u8; 16],
    pub(super) used_at: i64,
    id: MemberId,
    name: String,
    role: Role,
}

impl Found {
    pub(super) fn actor(self, tx: &mut Tx<'_>, token: &Token, read_only: bool) -> db::Result<Actor> {
        let workspace = Workspace::with_id(tx, token.workspace)?.ok_or(db::Error::Closed)?;
        let teams: Vec<Place> = tx.all(TEAMS, &[token.workspace.into(), self.id.into()])?;
        Ok(Actor {
            kind: ActorKind::Member,
            id: self.id,
            name: self.name,
            role: self.role,
            teams: teams.into_iter().map(|place| (place.0, place.1)).collect(),
            workspace: Arc::new(workspace),
            read_only,
        })
    }
}

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            credential: row.id("credential")?,
            used_at: row.int("used_at")?,
            id: MemberId::of(row.id("id")?),
            name: row.text("name")?,
            role: Role::named(&row.text("role")?).unwrap_or(Role::Partner),
        })
    }
}

struct Place(TeamId, bool);

impl FromRow for Place {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(TeamId::of(row.id("team_id")?), row.text("role")? == "leader"))
    }
}

impl FromRow for SessionLine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: SessionId::of(row.id("id")?),
            browser: row.text("browser")?,
            created_at: row.int("created_at")?,
            seen_at: row.int("seen_at")?,
        })
    }
}

const PASSWORD: &str = "SELECT password_hash FROM members WHERE workspace_id = $1 AND id = $2 AND state = 'active'";

const INSERT: &str = "
    INSERT INTO sessions (workspace_id, id, token_hash, member_id, browser, created_at, seen_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $6, $7)";

const SIGNED_IN: &str = "
    SELECT s.id AS credential, s.seen_at AS used_at, m.id, m.name, m.role
    FROM sessions s JOIN members m ON m.workspace_id = s.workspace_id AND m.id = s.member_id
    WHERE s.workspace_id = $1 AND s.token_hash = $2 AND s.ended_at IS NULL AND s.expires_at > $3 AND s.seen_at > $4
      AND m.state = 'active'";

const TEAMS: &str = "
    SELECT team_id, role FROM memberships WHERE workspace_id = $1 AND member_id = $2 AND to_on IS NULL";

const NOTE_USE: &str = "UPDATE sessions SET seen_at = $3 WHERE workspace_id = $1 AND id = $2";

const SESSIONS: &str = "
    SELECT id, browser, created_at, seen_at FROM sessions
    WHERE workspace_id = $1 AND member_id = $2 AND ended_at IS NULL AND expires_at > $3 ORDER BY seen_at DESC, id";

const END_ONE: &str = "
    UPDATE sessions SET ended_at = $4 WHERE workspace_id = $1 AND member_id = $2 AND id = $3 AND ended_at IS NULL";

const END_ALL: &str = "
    UPDATE sessions SET ended_at = $3 WHERE workspace_id = $1 AND member_id = $2 AND ended_at IS NULL";
