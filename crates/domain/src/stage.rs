//! The process: stages in an order, each open, won or lost.

mod ages;
mod criterion;
mod drafting;
mod editing;
mod guide;
mod guiding;
mod leaving;
mod lessons;
mod merging;
mod naming;

use db::{FromRow, Row};

pub use ages::Ages;
pub(crate) use criterion::is_link;
pub use criterion::{Comparison, Criterion, Known, Operator, Standing, Test};
pub use editing::StageDraft;
pub use guide::{AskedField, FieldType, Guide, Guides, StageAction};
pub use guiding::{BUILT_IN, CriterionDraft, FieldDraft, GuideDraft, Together};
pub(crate) use leaving::{left_behind, left_behind_into};
pub use lessons::{Counted, Lesson, Lift};
pub(crate) use merging::merged_guide;
pub(crate) use naming::free_key;

use crate::id::Id;
use crate::{Error, Process, ProcessId, Result, Scene};

/// What it means for a deal to stand in a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Still being worked on.
    Open,
    /// The customer said yes.
    Won,
    /// The customer said no, or nothing any more.
    Lost,
}

impl Status {
    /// The name in the database, in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Won => "won",
            Self::Lost => "lost",
        }
    }

    /// The status with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Open, Self::Won, Self::Lost].into_iter().find(|status| status.name() == name)
    }

    pub(crate) fn read(row: &Row<'_>, column: &'static str) -> db::Result<Self> {
        Ok(Self::named(&row.text(column)?).unwrap_or(Self::Open))
    }
}

/// A step of the process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stage {
    /// The process it belongs to.
    pub process: ProcessId,
    /// The version of the process.
    pub version: i64,
    /// Its name for programs, the same in every version.
    pub key: String,
    /// Its name for people.
    pub name: String,
    /// What it means to stand in it.
    pub kind: Status,
    /// Its place in the order.
    pub position: i64,
    /// How many days a deal usually stays, as the team set it.
    pub usual_days: Option<i64>,
    /// By how many days 85 of 100 deals have left, once 20 visits have ended.
    pub learned_days: Option<i64>,
    /// Of 100 deals that stand here, how many are usually won; a prior until the history speaks.
    pub preset_win_rate: i64,
}

impl Stage {
    /// Every stage that deals can stand in now, process by process and in their order: those of the live version, and
    /// those of other versions that some teams try or some deals still follow. A stage is there once, as the newest
    /// version has it.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        let mut stages: Vec<Self> = scene.all(IN_USE, &[])?;
        let mut seen = std::collections::HashSet::new();
        stages.retain(|stage| seen.insert(stage.key.clone()));
        let mut processes: Vec<ProcessId> = Vec::new();
        for stage in &stages {
            if !processes.contains(&stage.process) {
                processes.push(stage.process);
            }
        }
        let place = |stage: &Self| processes.iter().position(|process| *process == stage.process);
        stages.sort_by(|one, other| {
            (place(one), one.position, &one.key).cmp(&(place(other), other.position, &other.key))
        });
        Ok(stages)
    }

    /// The same, of one process: the one with this key, or the standard one.
    pub fn all_of(scene: &mut Scene<'_>, process: &str) -> Result<Vec<Self>> {
        let process = Process::keyed(scene, process)?.id;
        Ok(Self::all(scene)?.into_iter().filter(|stage| stage.process == process).collect())
    }

    /// The stages of one version of a process, in their order.
    pub fn of(scene: &mut Scene<'_>, process: ProcessId, version: i64) -> Result<Vec<Self>> {
        scene.all(OF_VERSION, &[process.into(), version.into()])
    }

    /// The stages of the live version of the standard process, in their order.
    pub fn standard(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        scene.all(STANDARD, &[])
    }

    /// The stage with this key, in the live version of the standard process.
    pub fn keyed(scene: &mut Scene<'_>, key: &str) -> Result<Self> {
        Self::standard(scene)?.into_iter().find(|stage| stage.key == key).ok_or(Error::NotFound)
    }

    /// The first stage of this kind.
    pub fn first_of(stages: &[Self], kind: Status) -> Result<&Self> {
        stages.iter().find(|stage| stage.kind == kind).ok_or(Error::NotFound)
    }
}

impl FromRow for Stage {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            process: ProcessId::of(row.id("process_id")?),
            version: row.int("version")?,
            key: row.text("stage_key")?,
            name: row.text("name")?,
            kind: Status::read(row, "kind")?,
            position: row.int("position")?,
            usual_days: row.maybe_int("usual_days")?,
            learned_days: row.maybe_int("learned_days")?,
            preset_win_rate: row.int("preset_win_rate")?,
        })
    }
}

/// Stages, with how long deals really stay in them.
macro_rules! stages {
    ($rest:literal) => {
        concat!(
            "SELECT s.process_id, s.version, s.stage_key, s.name, s.kind, s.position, s.usual_days, s.preset_win_rate,
               (SELECT a.days FROM stage_ages a
                WHERE a.workspace_id = s.workspace_id AND a.stage_key = s.stage_key
                ORDER BY a.from_on DESC LIMIT 1) AS learned_days ",
            $rest
        )
    };
}

pub(crate) use stages;

const STANDARD: &str = stages!(
    "FROM processes p
     JOIN stages s ON s.workspace_id = p.workspace_id AND s.process_id = p.id AND s.version = p.live_version
     WHERE p.workspace_id = $1 AND p.standard = TRUE ORDER BY s.position, s.stage_key"
);

const OF_VERSION: &str = stages!(
    "FROM stages s WHERE s.workspace_id = $1 AND s.process_id = $2 AND s.version = $3 ORDER BY s.position, s.stage_key"
);

/// The open stages of the version of each process that a team works by: the one that it tries, else the live one.
pub(crate) const BEGINNINGS: &str = stages!(
    "FROM processes p
     LEFT JOIN process_trials t ON t.workspace_id = p.workspace_id AND t.process_id = p.id AND t.team_id = $2
     JOIN stages s ON s.workspace_id = p.workspace_id AND s.process_id = p.id
       AND s.version = COALESCE(t.version, p.live_version)
     WHERE p.workspace_id = $1 AND p.live_version > 0 AND s.kind = 'open' ORDER BY s.position, s.stage_key"
);

/// The live ones before the others, the newest of those first: who has the key first, has it.
const IN_USE: &str = stages!(
    "FROM processes p
     JOIN process_versions v ON v.workspace_id = p.workspace_id AND v.process_id = p.id
       AND v.state IN ('live', 'trial', 'retired')
     JOIN stages s ON s.workspace_id = p.workspace_id AND s.process_id = p.id AND s.version = v.version
     WHERE p.workspace_id = $1 AND (v.state <> 'retired' OR EXISTS (
       SELECT 1 FROM deals d WHERE d.workspace_id = $1 AND d.process_id = p.id AND d.process_version = v.version
         AND d.stage_key = s.stage_key AND d.status = 'open' AND d.discarded_at IS NULL))
     ORDER BY p.standard DESC, p.created_at, p.id, CASE WHEN v.state = 'live' THEN 0 ELSE 1 END, v.version DESC"
);
