//! Followers: what is made from the log and nothing else, behind a cursor, so that it can always be made
//! again from the first event.
//!
//! Each follows at its own pace, a chunk of events in one transaction together with its cursor: an event
//! counts once, however often a server is killed. A lease lets one server at a time do the work.

mod notices;

use db::{FromRow, Row, Tx};

use crate::event::{Entry, Subject, since};
use crate::{Error, Result, Scene, WorkspaceId};

/// Events of one chunk: some milliseconds of work.
const CHUNK: i64 = 200;

/// For how long a server holds a follower: 15 seconds, in microseconds.
const LEASE: i64 = 15_000_000;

/// Something that is made from the log.
#[derive(Debug, Clone, Copy)]
pub struct Follower {
    /// Its name at the command line and in the database.
    pub name: &'static str,
    /// Takes in events, oldest first, with what they are about. The same event may come again.
    take_in: fn(&mut Scene<'_>, &[Entry], &[Subject]) -> Result<()>,
    /// Forgets everything that it made.
    forget: fn(&mut Scene<'_>) -> Result<()>,
}

/// Every follower.
pub const FOLLOWERS: &[Follower] = &[notices::NOTICES];

/// What one round came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Round {
    /// It has taken in everything.
    Done,
    /// There is more to take in.
    More,
    /// Another server is at it.
    Elsewhere,
}

impl Follower {
    /// The follower with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<&'static Self> {
        FOLLOWERS.iter().find(|follower| follower.name == name)
    }

    /// Takes in the next chunk of events, when `holder` (a name that no other server has) gets the lease.
    pub fn run_once(&self, scene: &mut Scene<'_>, holder: &str) -> Result<Round> {
        if !self.hold(scene, holder)? {
            return Ok(Round::Elsewhere);
        }
        let behind = self.position(scene)?;
        let (entries, subjects) = since(scene, behind, CHUNK)?;
        let Some(last) = entries.last().map(|entry| entry.number) else { return self.done(scene, holder) };
        (self.take_in)(scene, &entries, &subjects)?;
        scene.run(KEEP_POSITION, &[self.name.into(), last.into()])?;
        let newest: i64 = scene.find(NEWEST, &[])?.ok_or(Error::NotFound)?;
        if last < newest { Ok(Round::More) } else { self.done(scene, holder) }
    }

    /// Lets go of the lease, so that whoever comes next need not wait for its end.
    fn done(&self, scene: &mut Scene<'_>, holder: &str) -> Result<Round> {
        scene.tx.run(LET_GO, &[self.lease(scene).into(), holder.into()])?;
        Ok(Round::Done)
    }

    /// Forgets everything and begins again with the first event; the rounds that follow do the work.
    pub fn begin_again(&self, scene: &mut Scene<'_>) -> Result<()> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        (self.forget)(scene)?;
        scene.run(KEEP_POSITION, &[self.name.into(), 0_i64.into()]).map(drop)
    }

    /// The number of the last event that it has taken in.
    pub fn position(&self, scene: &mut Scene<'_>) -> Result<i64> {
        Ok(scene.find(POSITION, &[self.name.into()])?.unwrap_or(0))
    }

    /// Holds the follower for another fifteen seconds, unless somebody else holds it still.
    fn hold(&self, scene: &mut Scene<'_>, holder: &str) -> Result<bool> {
        let name = self.lease(scene);
        let (now, until) = (scene.now, scene.now.saturating_add(LEASE));
        Ok(scene.tx.run(HOLD, &[name.into(), holder.into(), until.into(), now.into()])? == 1)
    }

    /// The name of its lease in this workspace.
    fn lease(&self, scene: &Scene<'_>) -> String {
        format!("{}:{}", self.name, scene.workspace().text())
    }
}

/// The workspaces in which some follower has events to take in. Asked by the server itself, so that it
/// writes only where there is something to do.
pub fn behind(tx: &mut Tx<'_>) -> db::Result<Vec<(WorkspaceId, &'static Follower)>> {
    let heads = crate::Workspace::heads(tx)?;
    let positions: Vec<Position> = tx.all(POSITIONS, &[])?;
    let position = |workspace: WorkspaceId, follower: &Follower| {
        let found = positions.iter().find(|place| place.workspace == workspace && place.name == follower.name);
        found.map_or(0, |place| place.last)
    };
    let pairs = heads.into_iter().flat_map(|(workspace, newest)| FOLLOWERS.iter().map(move |f| (workspace, newest, f)));
    let late = pairs.filter(|(workspace, newest, follower)| position(*workspace, follower) < *newest);
    Ok(late.map(|(workspace, _, follower)| (workspace, follower)).collect())
}

struct Position {
    workspace: WorkspaceId,
    name: String,
    last: i64,
}

impl FromRow for Position {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let workspace = crate::id::Id::of(row.id("workspace_id")?);
        Ok(Self { workspace, name: row.text("name")?, last: row.int("last_event")? })
    }
}

const POSITION: &str = "SELECT last_event FROM followers WHERE workspace_id = $1 AND name = $2";

const POSITIONS: &str = "SELECT workspace_id, name, last_event FROM followers";

const KEEP_POSITION: &str = "
    INSERT INTO followers (workspace_id, name, last_event) VALUES ($1, $2, $3)
    ON CONFLICT (workspace_id, name) DO UPDATE SET last_event = excluded.last_event";

const NEWEST: &str = "SELECT last_event FROM workspaces WHERE id = $1";

const HOLD: &str = "
    INSERT INTO leases (name, holder, expires_at) VALUES ($1, $2, $3)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
    WHERE leases.holder = excluded.holder OR leases.expires_at <= $4";

const LET_GO: &str = "DELETE FROM leases WHERE name = $1 AND holder = $2";
