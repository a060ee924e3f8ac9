//! Joining by a link, and setting a new password by one.

use db::{FromRow, Row};

use super::{Member, MemberState, email_key, looks_like_email};
use crate::id::{Id, maybe};
use crate::secret::Token;
use crate::{Error, Event, Kind, MemberId, Problems, Result, Role, Scene};

/// How long a link is good for: a week, in microseconds.
const GOOD_FOR: i64 = 7 * 24 * 3600 * 1_000_000;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    /// To join: set a password, and be in.
    Join,
    /// To set a new password.
    Reset,
    /// To sign in at once, in a demonstration.
    Demo,
}

impl LinkPurpose {
    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Reset => "reset",
            Self::Demo => "demo",
        }
    }
}

/// A link as it is found by its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Whom it lets in.
    pub member: MemberId,
    /// What it is for.
    pub purpose: LinkPurpose,
}

/// Somebody who joins, as typed; the password is hashed already, for that takes long.
#[derive(Debug, Clone, Default)]
pub struct Invitation {
    /// Their name.
    pub name: String,
    /// Their e-mail.
    pub email: String,
    /// Their password, hashed.
    pub password_hash: String,
}

impl Member {
    /// Makes a link for each of these people, all of them or none. Operations and admin only, even when
    /// there is nobody to invite.
    pub fn invite_all(scene: &mut Scene<'_>, people: &[(Self, Token)]) -> Result<Vec<LinkPurpose>> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        people.iter().map(|(member, token)| member.clone().invite(scene, token)).collect()
    }

    /// Makes a link for this person: to join, or when they are in already to set a new password. Older
    /// links of theirs end. Operations and admin only; only an admin for an admin.
    pub fn invite(&mut self, scene: &mut Scene<'_>, token: &Token) -> Result<LinkPurpose> {
        if scene.actor.read_only || !scene.actor.operates() || self.state == MemberState::Removed {
            return Err(Error::Forbidden);
        }
        if self.role == Role::Admin && scene.actor.role != Role::Admin {
            return Err(Error::Forbidden);
        }
        let active = self.state == MemberState::Active;
        let purpose = if active { LinkPurpose::Reset } else { LinkPurpose::Join };
        scene.run(END_LINKS, &[self.id.into(), scene.now.into()])?;
        self.keep_link(scene, token, purpose, GOOD_FOR)?;
        if !active {
            self.state = MemberState::Invited;
            scene.run(WRITE_STATE, &[self.id.into(), self.state.name().into()])?;
        }
        let kind = if active { Kind::PasswordResetMade } else { Kind::MemberInvited };
        Event::new(kind).about(self.id).with("name", self.name.as_str()).record(scene)?;
        Ok(purpose)
    }

    /// Keeps a link, good for so many microseconds.
    pub(crate) fn keep_link(
        &self,
        scene: &mut Scene<'_>,
        token: &Token,
        purpose: LinkPurpose,
        good_for: i64,
    ) -> Result<()> {
        let values = [
            token.hash().into(),
            purpose.name().into(),
            self.id.into(),
            maybe(scene.actor.member()),
            scene.now.into(),
            (scene.now + good_for).into(),
        ];
        scene.run(INSERT_LINK, &values).map(drop)
    }

    /// Whom a link lets in, if it is still good. Asked by the program before anybody is signed in.
    pub fn behind_link(scene: &mut Scene<'_>, token: &Token) -> Result<(Self, Link)> {
        let found: Option<Link> = scene.find(LINK, &[token.hash().into(), scene.now.into()])?;
        let link = found.ok_or(Error::NotFound)?;
        let member = Self::with_id(scene, link.member)?;
        if member.state == MemberState::Removed { Err(Error::NotFound) } else { Ok((member, link)) }
    }

    /// Joins, or sets a new password, by a link, which is used up. All earlier sign-ins end.
    pub fn join(scene: &mut Scene<'_>, token: &Token, invitation: &Invitation) -> Result<Self> {
        let (mut member, link) = Self::behind_link(scene, token)?;
        if link.purpose == LinkPurpose::Demo {
            return Err(Error::NotFound);
        }
        if link.purpose == LinkPurpose::Join {
            invitation.read_into(&mut member, scene)?;
        }
        let joined = member.state != MemberState::Active;
        member.state = MemberState::Active;
        scene.run(USE_LINK, &[token.hash().into(), scene.now.into()])?;
        member.end_sessions(scene)?;
        member.write(scene, if joined { Kind::MemberJoined } else { Kind::PasswordChanged })?;
        scene.run(WRITE_PASSWORD, &[member.id.into(), invitation.password_hash.as_str().into()])?;
        Ok(member)
    }

    /// Sets a password that is hashed already. Their other sign-ins end.
    pub fn set_password(&mut self, scene: &mut Scene<'_>, hash: &str) -> Result<()> {
        if scene.actor.member().is_some_and(|me| me != self.id) {
            return Err(Error::Forbidden);
        }
        scene.run(WRITE_PASSWORD, &[self.id.into(), hash.into()])?;
        self.end_sessions(scene)?;
        Event::new(Kind::PasswordChanged).about(self.id).record(scene).map(drop)
    }
}

impl Invitation {
    fn read_into(&self, member: &mut Member, scene: &mut Scene<'_>) -> Result<()> {
        let mut problems = Problems::default();
        let (name, email) = (self.name.trim(), self.email.trim());
        if name.is_empty() || name.chars().count() > 120 {
            problems.add("name", "problem-name-missing");
        }
        if !looks_like_email(email) {
            problems.add("email", "problem-email");
        } else if Member::with_email(scene, &email_key(email))?.is_some_and(|other| other.id != member.id) {
            problems.add("email", "problem-email-taken");
        }
        problems.or(())?;
        (member.name, member.email) = (name.to_owned(), Some(email.to_owned()));
        Ok(())
    }
}

impl FromRow for Link {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let purpose = match row.text("purpose")?.as_str() {
            "reset" => LinkPurpose::Reset,
            "demo" => LinkPurpose::Demo,
            _ => LinkPurpose::Join,
        };
        Ok(Self { member: MemberId::of(row.id("member_id")?), purpose })
    }
}

const LINK: &str = "
    SELECT member_id, purpose FROM sign_in_links
    WHERE workspace_id = $1 AND token_hash = $2 AND used_at IS NULL AND expires_at > $3";

const INSERT_LINK: &str = "
    INSERT INTO sign_in_links (workspace_id, token_hash, purpose, member_id, made_by, created_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

const END_LINKS: &str = "
    UPDATE sign_in_links SET used_at = $3 WHERE workspace_id = $1 AND member_id = $2 AND used_at IS NULL";

const USE_LINK: &str = "UPDATE sign_in_links SET used_at = $3 WHERE workspace_id = $1 AND token_hash = $2";

const WRITE_STATE: &str = "UPDATE members SET state = $3, version = version + 1 WHERE workspace_id = $1 AND id = $2";

const WRITE_PASSWORD: &str = "UPDATE members SET password_hash = $3 WHERE workspace_id = $1 AND id = $2";
