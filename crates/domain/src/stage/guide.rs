//! What a stage asks of a deal: its goal, what to do in it, what to find out, and what must hold before a deal
//! leaves it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use db::{FromRow, Row};
use serde::{Deserialize, Serialize};

use super::Stage;
use super::criterion::Criterion;
use crate::id::Id;
use crate::{ProcessId, Result, Scene};

/// What one stage asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Guide {
    /// What the customer has done or decided when the stage is behind them, in one sentence.
    pub goal: String,
    /// What is usually done here.
    pub actions: Vec<StageAction>,
    /// What is to be found out here, and not before.
    pub fields: Vec<AskedField>,
    /// What must or should hold before a deal leaves.
    pub criteria: Vec<Criterion>,
    /// Keys of fields and criteria that it asked for once: what was said about those is not about others.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub retired: BTreeSet<String>,
}

impl Guide {
    /// The keys of its fields and criteria.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        let fields = self.fields.iter().map(|field| field.key.as_str());
        fields.chain(self.criteria.iter().map(|criterion| criterion.key.as_str()))
    }

    /// Writes it as what a stage of a version asks.
    pub(crate) fn write(
        &self,
        scene: &mut Scene<'_>,
        (process, version, stage): (ProcessId, i64, &str),
        revision: i64,
    ) -> Result<()> {
        let text = serde_json::to_string(self).unwrap_or_default();
        let values = [process.into(), version.into(), stage.into(), revision.into(), text.as_str().into()];
        scene.run(KEEP, &values).map(drop)
    }

    /// Whether a criterion of it looks at this field.
    pub(crate) fn looks_at(&self, field: &str) -> bool {
        self.criteria.iter().flat_map(Criterion::fields).any(|looked| looked == field)
    }
}

/// Something that is usually done in a stage.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StageAction {
    /// What to do.
    pub text: String,
    /// Who usually does it, as a role on the deal team; empty when anybody does.
    pub role: String,
    /// The number of the tool that it is done with; empty for none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub tool: String,
}

impl StageAction {
    /// What to do, who does it when somebody is named, and the number of the tool when there is one.
    #[must_use]
    pub fn in_words(self) -> String {
        let role = if self.role.is_empty() { String::new() } else { format!(" ({})", self.role) };
        let tool = if self.tool.is_empty() { String::new() } else { format!(" · #{}", self.tool) };
        format!("{}{role}{tool}", self.text)
    }
}

/// Something to find out about a deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedField {
    /// Its name for programs, the same in every version of the process.
    pub key: String,
    /// Its name for people.
    pub label: String,
    /// What an answer looks like.
    pub kind: FieldType,
    /// The answers to choose from, for a choice.
    #[serde(default)]
    pub options: Vec<String>,
}

/// What an answer looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Words.
    #[default]
    Text,
    /// A number.
    Number,
    /// A day.
    Date,
    /// One of several.
    Choice,
}

impl FieldType {
    /// Every kind, in the order of forms.
    pub const ALL: [Self; 4] = [Self::Text, Self::Number, Self::Date, Self::Choice];

    /// The name in forms and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::Choice => "choice",
        }
    }
}

/// What the stages of one version of a process ask, by the key of the stage.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Guides(BTreeMap<String, (i64, Guide)>);

impl Guides {
    /// Of one version of a process.
    pub fn of(scene: &mut Scene<'_>, process: ProcessId, version: i64) -> Result<Self> {
        let kept: Vec<Kept> = scene.all(OF_VERSION, &[process.into(), version.into()])?;
        Ok(Self(kept.into_iter().map(|kept| (kept.stage, (kept.revision, kept.guide))).collect()))
    }

    /// What the open stages ask in every version that somebody works by or writes, by the key of the stage.
    pub(crate) fn in_use(scene: &mut Scene<'_>) -> Result<Vec<(String, Guide)>> {
        let kept: Vec<OfVersion> = scene.all(IN_USE, &[])?;
        Ok(kept.into_iter().map(|of| (of.kept.stage, of.kept.guide)).collect())
    }

    /// The same, by process and version.
    pub(crate) fn all(scene: &mut Scene<'_>) -> Result<HashMap<(ProcessId, i64), Self>> {
        let mut all: HashMap<(ProcessId, i64), Self> = HashMap::new();
        for OfVersion { process, version, kept } in scene.all(IN_USE, &[])? {
            all.entry((process, version)).or_default().0.insert(kept.stage, (kept.revision, kept.guide));
        }
        Ok(all)
    }

    /// Of the version that `stages` belong to.
    pub fn of_stages(scene: &mut Scene<'_>, stages: &[Stage]) -> Result<Self> {
        stages.first().map_or_else(|| Ok(Self::default()), |stage| Self::of(scene, stage.process, stage.version))
    }

    /// The keys of the stages that ask something, or did.
    pub(crate) fn stages(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// No stage asks anything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What this stage asks, if it asks anything.
    #[must_use]
    pub fn at(&self, stage: &str) -> Option<&Guide> {
        self.0.get(stage).map(|(_, guide)| guide)
    }

    /// How often it was changed: forms carry it, so that nobody overwrites what they have not seen.
    #[must_use]
    pub fn revision(&self, stage: &str) -> i64 {
        self.0.get(stage).map_or(0, |(revision, _)| *revision)
    }

    /// Everything that is asked for anywhere on the way.
    pub fn fields(&self) -> impl Iterator<Item = &AskedField> {
        self.0.values().flat_map(|(_, guide)| &guide.fields)
    }

    /// What other stages than this one ask.
    pub(super) fn others<'g>(&'g self, stage: &'g str) -> impl Iterator<Item = &'g Guide> {
        self.0.iter().filter(move |(key, _)| *key != stage).map(|(_, (_, guide))| guide)
    }

    /// Whether a key is that of a field or criterion, or was.
    pub(super) fn is_taken(&self, key: &str) -> bool {
        let taken = |guide: &Guide| guide.retired.contains(key) || guide.keys().any(|known| known == key);
        self.0.values().any(|(_, guide)| taken(guide))
    }

    /// Every criterion on the way.
    pub fn criteria(&self) -> impl Iterator<Item = &Criterion> {
        self.0.values().flat_map(|(_, guide)| &guide.criteria)
    }
}

struct Kept {
    stage: String,
    revision: i64,
    guide: Guide,
}

impl FromRow for Kept {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let text = row.text("guide")?;
        let guide = serde_json::from_str(&text)
            .map_err(|error| db::Error::Engine(format!("what a stage asks cannot be read: {error}")))?;
        Ok(Self { stage: row.text("stage_key")?, revision: row.int("revision")?, guide })
    }
}

/// What a stage asks, and in which version.
struct OfVersion {
    process: ProcessId,
    version: i64,
    kept: Kept,
}

impl FromRow for OfVersion {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let process = ProcessId::of(row.id("process_id")?);
        Ok(Self { process, version: row.int("version")?, kept: Kept::from_row(row)? })
    }
}

const OF_VERSION: &str = "
    SELECT stage_key, revision, guide FROM stage_guides
    WHERE workspace_id = $1 AND process_id = $2 AND version = $3 ORDER BY stage_key";

/// The live ones first: of a criterion that several versions have, those words count.
const IN_USE: &str = "
    SELECT g.process_id, g.version, g.stage_key, g.revision, g.guide FROM stage_guides g
    JOIN process_versions v ON v.workspace_id = g.workspace_id AND v.process_id = g.process_id AND v.version = g.version
    WHERE g.workspace_id = $1 AND (v.state IN ('live', 'trial', 'proposed', 'draft') OR v.state = 'retired' AND EXISTS (
      SELECT 1 FROM deals d WHERE d.workspace_id = $1 AND d.process_id = g.process_id AND d.process_version = g.version
        AND d.status = 'open' AND d.discarded_at IS NULL))
    ORDER BY CASE WHEN v.state = 'live' THEN 0 ELSE 1 END, g.stage_key, g.version DESC";

const KEEP: &str = "
    INSERT INTO stage_guides (workspace_id, process_id, version, stage_key, revision, guide)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (workspace_id, process_id, version, stage_key)
    DO UPDATE SET revision = excluded.revision, guide = excluded.guide";
