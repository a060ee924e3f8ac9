//! Changing what a stage asks. Operations only; the whole of one stage at once.

use serde::Deserialize;

use super::criterion::{Comparison, Criterion, Test};
use super::drafting::{MOST, Reader};
use super::guide::{AskedField, Guide, Guides, StageAction};
use super::merging::merge;
use super::{Stage, Status};
use crate::{Error, Kind, Problems, ProcessId, Result, Scene, Team, Tool, Version};

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
    /// The part in buying that somebody must have.
    pub role: String,
    /// The number of a scorecard.
    pub tool: String,
    /// The lowest score that will do.
    pub least: String,
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
            Test::ContactRole { role } => Self { role: role.clone(), ..draft },
            Test::ScoreAtLeast { tool, least } => Self { tool: tool.to_string(), least: least.to_string(), ..draft },
            Test::FieldPresent { field } => Self { field: field.clone(), ..draft },
            Test::FieldCompared { compare: Comparison { field, op, value } } => {
                Self { field: field.clone(), op: op.name().to_owned(), value: value.clone(), ..draft }
            }
        }
    }
}

/// What became of a draft that was written beside others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Together {
    /// It is kept, with what the others wrote.
    Kept(Guide),
    /// Somebody changed the same words: they are in the problems, and nothing is kept yet. With `seen` as what the next
    /// draft began with, one's own words are kept.
    Differs {
        /// The others' words, by field.
        problems: Problems,
        /// What has been seen now.
        seen: Box<Guide>,
    },
}

impl Stage {
    /// Changes what this stage asks. The same again changes nothing. Whoever may write its version.
    ///
    /// # Errors
    /// [`Error::Stale`] when it was changed after the draft's revision; [`Error::Invalid`] by field, rows as
    /// `criteria.0.text`.
    pub fn guide_by(&self, scene: &mut Scene<'_>, draft: &GuideDraft) -> Result<Guide> {
        let now = self.written(scene)?;
        let guide = now.reader(scene, None)?.read(draft)?;
        if guide == now.guide {
            return Ok(guide);
        }
        if draft.revision.trim().parse().is_ok_and(|shown: i64| shown != now.revision) {
            return Err(Error::Stale);
        }
        self.keep(scene, &now, guide)
    }

    /// The same for a form that several people may have open: `seen` is what it began with. What the others changed
    /// since then is kept too.
    pub fn guide_together(&self, scene: &mut Scene<'_>, draft: &GuideDraft, seen: &Guide) -> Result<Together> {
        let now = self.written(scene)?;
        let mine = now.reader(scene, Some(seen))?.read(draft)?;
        let merged = merge(seen, &mine, &now.guide);
        let mut problems = Problems::default();
        for conflict in merged.conflicts {
            let (list, key) = conflict.place;
            let row = match list {
                "criteria" => {
                    draft.criteria.iter().position(|row| row.key == key).map(|row| format!("criteria.{row}.text"))
                }
                "fields" => draft.fields.iter().position(|row| row.key == key).map(|row| format!("fields.{row}.label")),
                _ => None,
            };
            let field = row.unwrap_or_else(|| "goal".to_owned());
            problems.add_with(&field, "problem-both-changed", &[("theirs", conflict.theirs)]);
        }
        if !problems.is_empty() {
            return Ok(Together::Differs { problems, seen: Box::new(merged.seen) });
        }
        now.check(&merged.guide)?;
        self.keep(scene, &now, merged.guide).map(Together::Kept)
    }

    /// The same for a stage that is just being made: nothing is told.
    pub(crate) fn guide_quietly(&self, scene: &mut Scene<'_>, draft: &GuideDraft) -> Result<()> {
        let now = self.written(scene)?;
        let guide = now.reader(scene, None)?.read(draft)?;
        guide.write(scene, (self.process, self.version, &self.key), 1)
    }

    fn written(&self, scene: &mut Scene<'_>) -> Result<Written> {
        let version = Version::of(scene, self)?;
        version.must_be_written(scene)?;
        if self.kind != Status::Open {
            return Err(Problems::one("goal", "problem-guide-closed").into());
        }
        let guides = version.guides(scene)?;
        let guide = guides.at(&self.key).cloned().unwrap_or_default();
        Ok(Written { stage: self.key.clone(), revision: guides.revision(&self.key), guide, guides, version })
    }

    fn keep(&self, scene: &mut Scene<'_>, now: &Written, guide: Guide) -> Result<Guide> {
        if guide == now.guide {
            return Ok(guide);
        }
        guide.write(scene, (self.process, self.version, &self.key), now.revision + 1)?;
        let told = |guide: &Guide| serde_json::to_value(guide).unwrap_or_default();
        let (was, is) = (told(&now.guide), told(&guide));
        now.version
            .tell_change(scene, (Kind::StageGuideChanged, self), |event| event.with("was", was).with("is", is))?;
        Ok(guide)
    }
}

/// What a stage asks now, and what else its version asks.
struct Written {
    version: Version,
    stage: String,
    guides: Guides,
    revision: i64,
    guide: Guide,
}

impl Written {
    /// What two people wrote is sound for each; together a field may be gone that a criterion looks at.
    fn check(&self, guide: &Guide) -> Result<()> {
        let mut problems = Problems::default();
        let others = || self.guides.others(&self.stage).flat_map(|other| &other.fields);
        let known =
            |key: &str| BUILT_IN.contains(&key) || guide.fields.iter().chain(others()).any(|field| field.key == key);
        if guide.criteria.iter().flat_map(Criterion::fields).any(|key| !known(key)) {
            problems.add("criteria", "problem-criterion-field");
        }
        for (list, rows) in
            [("actions", guide.actions.len()), ("fields", guide.fields.len()), ("criteria", guide.criteria.len())]
        {
            if rows > MOST {
                problems.add(list, "problem-guide-many");
            }
        }
        problems.or(())
    }

    fn reader<'w>(&'w self, scene: &mut Scene<'_>, seen: Option<&'w Guide>) -> Result<Reader<'w>> {
        let teams = Team::all(scene)?.into_iter().map(|team| team.number).collect();
        let currency = scene.actor.workspace.currency;
        let scorecards = Tool::scorecards(scene)?.into_iter().map(|tool| tool.number).collect();
        let (guides, tools) = (&self.guides, Tool::numbers(scene)?);
        Ok(Reader {
            stage: &self.stage,
            guides,
            seen,
            teams,
            tools,
            scorecards,
            currency,
            problems: Problems::default(),
        })
    }
}

/// Takes what all stages ask into another version of the process, stages that are gone among them: what deals
/// answered there keeps its name.
pub(super) fn carry_over(scene: &mut Scene<'_>, process: ProcessId, version: i64, to: i64) -> Result<()> {
    scene.run(CARRY_OVER, &[process.into(), version.into(), to.into()]).map(drop)
}

const CARRY_OVER: &str = "
    INSERT INTO stage_guides (workspace_id, process_id, version, stage_key, revision, guide)
    SELECT workspace_id, process_id, $4, stage_key, revision, guide FROM stage_guides
    WHERE workspace_id = $1 AND process_id = $2 AND version = $3";
