//! Ways of selling and their versions: drafted, decided on together, tried by some teams, live, retired. A deal
//! follows the version it began with until it is moved on.

mod adopting;
mod comparing;
mod deciding;
mod following;
mod making;
mod presets;
mod proposing;
mod updating;

use db::{FromRow, Row};
use jiff::civil::Date;

pub use adopting::{Adoption, LaunchDraft};
pub use comparing::Difference;
pub use deciding::{AnswerDraft as RoundAnswerDraft, Answered as RoundAnswer, Outcome, Round, RoundDraft, Stance};
pub use following::{Beginning, FollowDraft};
pub use presets::Preset;
pub use proposing::{Comment, ProposalDraft};

use crate::id::{Id, maybe};
use crate::{Error, Guides, MemberId, ProcessId, Result, Role, Scene, Stage, TeamId};

/// A way of selling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Which one.
    pub id: ProcessId,
    /// Its name for programs and in addresses.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// The one that is meant when none is named.
    pub standard: bool,
    /// The version that new deals follow; zero before the first one is live.
    pub live_version: i64,
}

impl Process {
    /// Every process, the standard one first.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        scene.all(ALL, &[])
    }

    /// The process with this key; the standard one when the key is empty.
    pub fn keyed(scene: &mut Scene<'_>, key: &str) -> Result<Self> {
        let mut all = Self::all(scene)?.into_iter();
        all.find(|process| if key.is_empty() { process.standard } else { process.key == key }).ok_or(Error::NotFound)
    }

    /// The version that new deals of a team follow: the one it tries, else the live one.
    pub(crate) fn version_for(&self, scene: &mut Scene<'_>, team: Option<TeamId>) -> Result<i64> {
        let tried: Option<i64> = scene.find(TRIED, &[self.id.into(), maybe(team)])?;
        Ok(tried.unwrap_or(self.live_version))
    }
}

/// Where a version is on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum VersionState {
    /// Somebody writes it.
    Draft,
    /// The team is asked whether it is good enough to try.
    Proposed,
    /// Some teams work by it.
    Trial,
    /// New deals follow it.
    Live,
    /// Another version took its place; deals may still follow it.
    Retired,
    /// It was given up before anybody worked by it.
    Withdrawn,
}

impl VersionState {
    const ALL: [Self; 6] = [Self::Draft, Self::Proposed, Self::Trial, Self::Live, Self::Retired, Self::Withdrawn];

    /// The name in the database and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Proposed => "proposed",
            Self::Trial => "trial",
            Self::Live => "live",
            Self::Retired => "retired",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A version of a process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// The process.
    pub process: ProcessId,
    /// The key of the process.
    pub process_key: String,
    /// Its number, from 1.
    pub number: i64,
    /// Where it is on its way.
    pub state: VersionState,
    /// The number of the version that it changes; none when it begins anew.
    pub based_on: Option<i64>,
    /// What it is about, in some words.
    pub title: String,
    /// Why it is better.
    pub reason: String,
    /// Who proposed it.
    pub author: Option<MemberId>,
    /// The number and name of who proposed it.
    pub author_name: Option<(i64, String)>,
    /// How many times the team was asked.
    pub round: i64,
    /// Until when it is asked.
    pub due_on: Option<Date>,
    /// How many have to agree.
    pub quorum: i64,
    /// When it was begun, in microseconds since 1970 UTC.
    pub created_at: i64,
    /// When it went live, the same.
    pub live_at: Option<i64>,
}

impl Version {
    /// Every version of a process, the newest first.
    pub fn all(scene: &mut Scene<'_>, process: &Process) -> Result<Vec<Self>> {
        scene.all(VERSIONS, &[process.id.into()])
    }

    /// The version of a process with this number. Partners do not see how others work.
    pub fn numbered(scene: &mut Scene<'_>, process: &str, number: i64) -> Result<Self> {
        if scene.actor.role == Role::Partner || process.is_empty() {
            return Err(Error::NotFound);
        }
        let process = Process::keyed(scene, process)?.id;
        Self::with_number(scene, process, number)
    }

    /// The live version of the standard process.
    pub fn standard(scene: &mut Scene<'_>) -> Result<Self> {
        let process = Process::keyed(scene, "")?;
        Self::with_number(scene, process.id, process.live_version)
    }

    /// The version that a stage belongs to.
    pub(crate) fn of(scene: &mut Scene<'_>, stage: &Stage) -> Result<Self> {
        Self::with_number(scene, stage.process, stage.version)
    }

    pub(crate) fn with_number(scene: &mut Scene<'_>, process: ProcessId, number: i64) -> Result<Self> {
        scene.find(VERSION, &[process.into(), number.into()])?.ok_or(Error::NotFound)
    }

    /// Its stages, in their order.
    pub fn stages(&self, scene: &mut Scene<'_>) -> Result<Vec<Stage>> {
        Stage::of(scene, self.process, self.number)
    }

    /// What its stages ask.
    pub fn guides(&self, scene: &mut Scene<'_>) -> Result<Guides> {
        Guides::of(scene, self.process, self.number)
    }

    /// Nobody works by it yet.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.state, VersionState::Draft | VersionState::Proposed)
    }

    /// Whether the actor may change its stages and what they ask: a draft is everybody's who sells here, what deals
    /// follow is changed by operations.
    #[must_use]
    pub fn may_be_written(&self, scene: &Scene<'_>) -> bool {
        self.is_written_by(&scene.actor)
    }

    /// The same for an actor outside of a scene.
    #[must_use]
    pub fn is_written_by(&self, actor: &crate::Actor) -> bool {
        match self.state {
            _ if actor.read_only => false,
            VersionState::Draft => actor.role != Role::Partner,
            VersionState::Trial | VersionState::Live => actor.operates(),
            VersionState::Proposed | VersionState::Retired | VersionState::Withdrawn => false,
        }
    }

    pub(crate) fn must_be_written(&self, scene: &Scene<'_>) -> Result<()> {
        if self.may_be_written(scene) { Ok(()) } else { Err(Error::Forbidden) }
    }

    pub(super) fn values(&self) -> [db::Value; 2] {
        [self.process.into(), self.number.into()]
    }
}

impl FromRow for Process {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: ProcessId::of(row.id("id")?),
            key: row.text("process_key")?,
            name: row.text("name")?,
            standard: row.bool("standard")?,
            live_version: row.int("live_version")?,
        })
    }
}

impl FromRow for Version {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let state = row.text("state")?;
        Ok(Self {
            process: ProcessId::of(row.id("process_id")?),
            process_key: row.text("process_key")?,
            number: row.int("version")?,
            state: VersionState::ALL.into_iter().find(|known| known.name() == state).unwrap_or(VersionState::Retired),
            based_on: row.maybe_int("based_on")?,
            title: row.text("title")?,
            reason: row.text("reason")?,
            author: row.maybe_id("author_id")?.map(MemberId::of),
            author_name: row.maybe_int("author_number")?.zip(row.maybe_text("author_name")?),
            round: row.int("round")?,
            due_on: crate::deal::day(row, "due_on")?,
            quorum: row.int("quorum")?,
            created_at: row.int("created_at")?,
            live_at: row.maybe_int("live_at")?,
        })
    }
}

const ALL: &str = "
    SELECT id, process_key, name, standard, live_version FROM processes
    WHERE workspace_id = $1 ORDER BY standard DESC, created_at, id";

const TRIED: &str = "
    SELECT version FROM process_trials WHERE workspace_id = $1 AND process_id = $2 AND team_id = $3";

macro_rules! versions_where {
    ($condition:literal) => {
        concat!(
            "SELECT v.process_id, p.process_key, v.version, v.state, v.based_on, v.title, v.reason, v.author_id,
               m.number AS author_number, m.name AS author_name, v.round, v.due_on, v.quorum, v.created_at, v.live_at
             FROM process_versions v
             JOIN processes p ON p.workspace_id = v.workspace_id AND p.id = v.process_id
             LEFT JOIN members m ON m.workspace_id = v.workspace_id AND m.id = v.author_id
             WHERE v.workspace_id = $1 AND v.process_id = $2 ",
            $condition
        )
    };
}

const VERSIONS: &str = versions_where!("ORDER BY v.version DESC LIMIT 500");

const VERSION: &str = versions_where!("AND v.version = $3");
