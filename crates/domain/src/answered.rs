//! Requests that come with a key of their own: whoever is not sure that a change arrived sends it again
//! under the same key and gets the same answer, and the change is made once. The answer is kept in the
//! transaction that makes the change: both are there, or neither.

use db::{FromRow, Row};

use crate::{Result, Scene};

/// How long an answer is kept: a day, in microseconds.
const KEPT_FOR: i64 = 24 * 3600 * 1_000_000;

/// An answer that was given to a request with a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// What was asked: method and address.
    pub route: String,
    /// A hash of the body that came with it.
    pub body_hash: Vec<u8>,
    /// The status of the answer.
    pub status: i64,
    /// The answer, in whatever form its giver understands.
    pub answer: String,
}

impl Answered {
    /// What this person's request with this key was answered, if there was one within a day.
    pub fn with_key(scene: &mut Scene<'_>, key: &str) -> Result<Option<Self>> {
        let (member, since) = (scene.actor.id, scene.now - KEPT_FOR);
        scene.find(WITH_KEY, &[member.into(), key.into(), since.into()])
    }

    /// Keeps the answer under this key, and forgets those that are too old.
    pub fn keep(&self, scene: &mut Scene<'_>, key: &str) -> Result<()> {
        scene.run(FORGET, &[(scene.now - KEPT_FOR).into()])?;
        let values = [
            scene.actor.id.into(),
            key.into(),
            self.route.as_str().into(),
            self.body_hash.clone().into(),
            self.status.into(),
            self.answer.as_str().into(),
            scene.now.into(),
        ];
        scene.run(KEEP, &values).map(drop)
    }
}

impl FromRow for Answered {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            route: row.text("route")?,
            body_hash: row.bytes("body_hash")?,
            status: row.int("status")?,
            answer: row.text("answer")?,
        })
    }
}

const WITH_KEY: &str = "
    SELECT route, body_hash, status, answer FROM idempotency_keys
    WHERE workspace_id = $1 AND member_id = $2 AND request_key = $3 AND created_at >= $4";

const FORGET: &str = "DELETE FROM idempotency_keys WHERE workspace_id = $1 AND created_at < $2";

const KEEP: &str = "
    INSERT INTO idempotency_keys (workspace_id, member_id, request_key, route, body_hash, status, answer, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
