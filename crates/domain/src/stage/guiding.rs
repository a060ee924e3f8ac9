//! Changing what a stage asks. Operations only; the whole of one stage at once.

use serde::Deserialize;

use super::criterion::{Comparison, Criterion, Test};
use super::drafting::Reader;
use super::editing::must_operate;
use super::guide::{AskedField, Guide, Guides, StageAction};
use super::{Stage, Status};
use crate::{Error, Event, Kind, Problems, Result, Scene, Team};

/// What every deal has, whatever the process asks for. The names are those of the API.
pub const BUILT_IN: [&str; 7] =
    ["amount", "expected_close", "account", "contact", "product", "next_step", "next_step_due"];

/// What a stage asks, as somebody typed it. Rows without words are left out.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct GuideDraft {
    /// What the form shows: the revision; empty when it does not matter.
    pub revision: String,
    /// The goal.
    pub goal: String,
    /// What is usually done.
    pub actions: Vec<StageAction>,
    /// What is to be found out.
    pub fields: Vec<FieldDraft>,
    /// What must or should hold.
    pub criteria: Vec<CriterionDraft>,
}

/// A field as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct FieldDraft {
    /// Its key, if it had one before.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The name of its kind.
    pub kind: String,
    /// The answers to choose from, a line each.
    pub options: String,
}

/// A criterion as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct CriterionDraft {
    /// Its key, if it had one before.
    pub key: String,
    /// The statement.
    pub text: String,
    /// `must` or `should`; a must unless said.
    pub severity: String,
    /// The name of its kind.
    pub kind: String,
    /// Anything but empty: evidence is wanted.
    pub evidence: String,
    /// The field, for the kinds that look at one.
    pub field: String,
    /// The operator.
    pub op: String,
    /// The value.
    pub value: String,
    /// The items of a checklist, a line each.
    pub items: String,
    /// The field of the condition; empty: there is none.
    pub when_field: String,
    /// The operator of the condition.
    pub when_op: String,
    /// The value of the condition.
    pub when_value: String,
    /// The numbers of the teams that are exempt, with spaces or commas between.
    pub exempt: String,
}

impl GuideDraft {
    /// What a stage asks, as a form would have it.
    #[must_use]
    pub fn of(guide: &Guide, revision: i64) -> Self {
        let field = |field: &AskedField| FieldDraft {
            key: field.key.clone(),
            label: field.label.clone(),
            kind: field.kind.name().to_owned(),
            options: field.options.join("\n"),
        };
        Self {
            revision: revision.to_string(),
            goal: guide.goal.clone(),
            actions: guide.actions.clone(),
            fields: guide.fields.iter().map(field).collect(),
            criteria: guide.criteria.iter().map(CriterionDraft::of).collect(),
        }
    }
}

impl CriterionDraft {
    fn of(criterion: &Criterion) -> Self {
        let severity = if criterion.must { "must" } else { "should" };
        let exempt: Vec<String> = criterion.exempt.iter().map(ToString::to_string).collect();
        let draft = Self {
            key: criterion.key.clone(),
            text: criterion.text.clone(),
            severity: severity.to_owned(),
            kind: criterion.test.name().to_owned(),
            evidence: if criterion.evidence { "yes".to_owned() } else { String::new() },
            exempt: exempt.join(" "),
            ..Self::default()
        };
        let draft = match &criterion.when {
            None => draft,
            Some(Comparison { field, op, value }) => {
                Self { when_field: field.clone(), when_op: op.name().to_owned(), when_value: value.clone(), ..draft }
            }
        };
        match &criterion.test {
            Test::Word | Test::Link => draft,
            Test::Checklist { items } => Self { items: items.join("\n"), ..draft },
            Test::FieldPresent { field } => Self { field: field.clone(), ..draft },
            Test::FieldCompared { compare: Comparison { field, op, value } } => {
                Self { field: field.clone(), op: op.name().to_owned(), value: value.clone(), ..draft }
            }
        }
    }
}

impl Stage {
    /// Changes what this stage asks. The same again changes nothing. Operations only.
    ///
    /// # Errors
    /// [`Error::Stale`] when it was changed after the draft's revision; [`Error::Invalid`] by field, rows as
    /// `criteria.0.text`.
    pub fn guide_by(&self, scene: &mut Scene<'_>, draft: &GuideDraft) -> Result<Guide> {
        must_operate(scene)?;
        if self.kind != Status::Open {
            return Err(Problems::one("goal", "problem-guide-closed").into());
        }
        let guides = Guides::of(scene, self.process, self.version)?;
        let revision = guides.revision(&self.key);
        let before = guides.at(&self.key).cloned().unwrap_or_default();
        let teams = Team::all(scene)?.into_iter().map(|team| team.number).collect();
        let currency = scene.actor.workspace.currency;
        let reader = Reader { stage: &self.key, guides: &guides, teams, currency, problems: Problems::default() };
        let guide = reader.read(draft)?;
        if guide == before {
            return Ok(guide);
        }
        if draft.revision.trim().parse().is_ok_and(|shown: i64| shown != revision) {
            return Err(Error::Stale);
        }
        let text = serde_json::to_string(&guide).unwrap_or_default();
        let values = [
            self.process.into(),
            self.version.into(),
            self.key.as_str().into(),
            (revision + 1).into(),
            text.as_str().into(),
        ];
        scene.run(KEEP, &values)?;
        let told = |guide: &Guide| serde_json::to_value(guide).unwrap_or_default();
        let event = Event::new(Kind::StageGuideChanged).about(self.process).with("name", self.name.as_str());
        let event = event.with("stage", self.key.as_str()).with("was", told(&before)).with("is", told(&guide));
        event.record(scene)?;
        Ok(guide)
    }
}

/// Takes what all stages ask into another version of the process, stages that are gone among them: what deals
/// answered there keeps its name.
pub(super) fn carry_over(scene: &mut Scene<'_>, stage: &Stage, version: i64) -> Result<()> {
    scene.run(CARRY_OVER, &[stage.process.into(), stage.version.into(), version.into()]).map(drop)
}

const KEEP: &str = "
    INSERT INTO stage_guides (workspace_id, process_id, version, stage_key, revision, guide)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (workspace_id, process_id, version, stage_key)
    DO UPDATE SET revision = excluded.revision, guide = excluded.guide";

const CARRY_OVER: &str = "
    INSERT INTO stage_guides (workspace_id, process_id, version, stage_key, revision, guide)
    SELECT workspace_id, process_id, $4, stage_key, revision, guide FROM stage_guides
    WHERE workspace_id = $1 AND process_id = $2 AND version = $3";
