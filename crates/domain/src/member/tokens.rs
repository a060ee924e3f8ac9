//! Tokens with which other programs act for a person.

use db::{FromRow, Row, Tx};

use super::signing_in::Found;
use super::{Member, SignIn};
use crate::id::Id;
use crate::secret::Token;
use crate::{Error, Event, Kind, Problems, Result, Scene, TokenId};

/// How much a token may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Look.
    Read,
    /// Look and change.
    Write,
}

impl Scope {
    /// The name in the database, in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }
}

/// A token in the list that a person sees.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenLine {
    /// Which one.
    pub id: TokenId,
    /// What it is for.
    pub name: String,
    /// How much it may do.
    pub scope: String,
    /// Since when, in microseconds since 1970 UTC.
    pub created_at: i64,
    /// Last used, in microseconds since 1970 UTC.
    pub used_at: Option<i64>,
}

impl Member {
    /// Keeps a token for another program. The person themselves, or an admin at the command line.
    pub fn add_token(&self, scene: &mut Scene<'_>, token: &Token, name: &str, scope: Scope) -> Result<TokenId> {
        if scene.actor.read_only || scene.actor.member().is_some_and(|me| me != self.id) {
            return Err(Error::Forbidden);
        }
        let name: String = name.trim().chars().take(80).collect();
        if name.is_empty() {
            return Err(Problems::one("name", "problem-name-missing").into());
        }
        let id: TokenId = scene.new_id();
        let values = [
            id.into(),
            token.hash().into(),
            self.id.into(),
            name.as_str().into(),
            scope.name().into(),
            scene.now.into(),
        ];
        scene.run(INSERT, &values)?;
        Event::new(Kind::TokenMade).about(self.id).with("name", name).with("scope", scope.name()).record(scene)?;
        Ok(id)
    }

    /// Who is behind a token, if it is good. Asked before there is a scene.
    pub fn behind_token(tx: &mut Tx<'_>, token: &Token) -> db::Result<Option<SignIn>> {
        let values: [db::Value; 2] = [token.workspace.into(), token.hash().into()];
        let Some(found) = tx.find::<Found>(BEHIND, &values)? else { return Ok(None) };
        let writes: Option<String> = tx.find(SCOPE, &values)?;
        let read_only = writes.as_deref() != Some(Scope::Write.name());
        Ok(Some(SignIn { session: None, to_note: false, actor: found.actor(tx, token, read_only)? }))
    }

    /// The person's good tokens, newest first.
    pub fn tokens(&self, scene: &mut Scene<'_>) -> Result<Vec<TokenLine>> {
        if scene.actor.member().is_some_and(|me| me != self.id) {
            return Err(Error::Forbidden);
        }
        scene.all(TOKENS, &[self.id.into()])
    }

    /// Revokes one of the person's tokens, at once. A revoked one stays so.
    pub fn revoke_token(&self, scene: &mut Scene<'_>, token: TokenId) -> Result<()> {
        if scene.actor.read_only || scene.actor.member().is_some_and(|me| me != self.id) {
            return Err(Error::Forbidden);
        }
        if scene.run(REVOKE, &[self.id.into(), token.into(), scene.now.into()])? == 0 {
            return Ok(());
        }
        Event::new(Kind::TokenRevoked).about(self.id).record(scene).map(drop)
    }

    pub(super) fn revoke_tokens(&self, scene: &mut Scene<'_>) -> Result<()> {
        scene.run(REVOKE_ALL, &[self.id.into(), scene.now.into()]).map(drop)
    }
}

impl FromRow for TokenLine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: TokenId::of(row.id("id")?),
            name: row.text("name")?,
            scope: row.text("scope")?,
            created_at: row.int("created_at")?,
            used_at: row.maybe_int("used_at")?,
        })
    }
}

const INSERT: &str = "
    INSERT INTO api_tokens (workspace_id, id, token_hash, member_id, name, scope, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

const BEHIND: &str = "
    SELECT t.id AS credential, t.created_at AS used_at, m.id, m.name, m.role
    FROM api_tokens t JOIN members m ON m.workspace_id = t.workspace_id AND m.id = t.member_id
    WHERE t.workspace_id = $1 AND t.token_hash = $2 AND t.revoked_at IS NULL AND m.state = 'active'";

const SCOPE: &str = "SELECT scope FROM api_tokens WHERE workspace_id = $1 AND token_hash = $2";

const TOKENS: &str = "
    SELECT id, name, scope, created_at, used_at FROM api_tokens
    WHERE workspace_id = $1 AND member_id = $2 AND revoked_at IS NULL ORDER BY created_at DESC, id";

const REVOKE: &str = "
    UPDATE api_tokens SET revoked_at = $4 WHERE workspace_id = $1 AND member_id = $2 AND id = $3 AND revoked_at IS NULL";

const REVOKE_ALL: &str = "
    UPDATE api_tokens SET revoked_at = $3 WHERE workspace_id = $1 AND member_id = $2 AND revoked_at IS NULL";
