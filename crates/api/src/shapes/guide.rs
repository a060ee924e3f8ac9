//! What a stage asks, and how that stands for a deal.

use domain::{AnswerDraft, Asked, CheckDraft, CriterionDraft, FieldDraft, GuideDraft, Verdict};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a stage asks of a deal. Lists are whole: what is left out is taken out.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Guide {
    /// How often it was changed; given back, it keeps anybody from overwriting what they have not seen.
    pub(crate) revision: Option<i64>,
    /// What the customer has done or decided when the stage is behind them.
    pub(crate) goal: String,
    /// What is usually done here.
    pub(crate) actions: Vec<Action>,
    /// What is to be found out from here on.
    pub(crate) fields: Vec<Field>,
    /// What must or should hold before a deal goes on.
    pub(crate) criteria: Vec<Criterion>,
}

/// Something that is usually done in a stage.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Action {
    /// What to do.
    pub(crate) text: String,
    /// Who usually does it.
    pub(crate) role: String,
    /// The number of the tool that it is done with.
    pub(crate) tool: Option<i64>,
}

/// Something to find out.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Field {
    /// Its name for programs; of a new one, nothing.
    pub(crate) key: String,
    /// Its name for people.
    pub(crate) label: String,
    /// `text`, `number`, `date` or `choice`.
    pub(crate) kind: String,
    /// The answers to choose from.
    pub(crate) options: Vec<String>,
}

/// A statement that must or should hold.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Criterion {
    /// Its name for programs; of a new one, nothing.
    pub(crate) key: String,
    /// The statement.
    pub(crate) text: String,
    /// `must` or `should`.
    pub(crate) severity: String,
    /// `word`, `checklist`, `link`, `field_present`, `field_compared`, `contact_role` or `score_at_least`.
    pub(crate) kind: String,
    /// Whoever says that it holds has to say what shows it.
    pub(crate) evidence: bool,
    /// The key of the field that it looks at.
    pub(crate) field: String,
    /// `is`, `is_not`, `at_least`, `at_most` or `contains`.
    pub(crate) op: String,
    /// The value that the field compares with.
    pub(crate) value: String,
    /// The items of a checklist.
    pub(crate) items: Vec<String>,
    /// The part in buying that somebody at the customer must have.
    pub(crate) role: String,
    /// The number of the scorecard that must say enough.
    pub(crate) tool: Option<i64>,
    /// The lowest score that will do, 1 to 100.
    pub(crate) least: Option<i64>,
    /// It is asked only when this field compares so; nothing: always.
    pub(crate) when_field: String,
    /// How.
    pub(crate) when_op: String,
    /// With what.
    pub(crate) when_value: String,
    /// The numbers of the teams that it is not asked of.
    pub(crate) exempt: Vec<i64>,
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

impl Guide {
    /// Of a guide that was changed so often.
    pub(crate) fn of(guide: &domain::Guide, revision: i64) -> Self {
        let draft = GuideDraft::of(guide, revision);
        let action = |action: domain::StageAction| Action {
            text: action.text,
            role: action.role,
            tool: action.tool.parse().ok(),
        };
        let field = |field: FieldDraft| Field {
            key: field.key,
            label: field.label,
            kind: field.kind,
            options: lines(&field.options),
        };
        Self {
            revision: Some(revision),
            goal: draft.goal,
            actions: draft.actions.into_iter().map(action).collect(),
            fields: draft.fields.into_iter().map(field).collect(),
            criteria: draft.criteria.into_iter().map(Criterion::of).collect(),
        }
    }

    pub(crate) fn draft(&self) -> GuideDraft {
        let guide = self.clone();
        let tool = |tool: Option<i64>| tool.map(|number| number.to_string()).unwrap_or_default();
        let action =
            |action: Action| domain::StageAction { text: action.text, role: action.role, tool: tool(action.tool) };
        let field = |field: Field| FieldDraft {
            key: field.key,
            label: field.label,
            kind: field.kind,
            options: field.options.join("\n"),
        };
        GuideDraft {
            revision: guide.revision.map(|revision| revision.to_string()).unwrap_or_default(),
            goal: guide.goal,
            actions: guide.actions.into_iter().map(action).collect(),
            fields: guide.fields.into_iter().map(field).collect(),
            criteria: guide.criteria.into_iter().map(Criterion::draft).collect(),
        }
    }
}

impl Criterion {
    fn of(draft: CriterionDraft) -> Self {
        Self {
            key: draft.key,
            text: draft.text,
            severity: draft.severity,
            kind: draft.kind,
            evidence: !draft.evidence.is_empty(),
            field: draft.field,
            op: draft.op,
            value: draft.value,
            items: lines(&draft.items),
            role: draft.role,
            tool: draft.tool.parse().ok(),
            least: draft.least.parse().ok(),
            when_field: draft.when_field,
            when_op: draft.when_op,
            when_value: draft.when_value,
            exempt: draft.exempt.split(' ').filter_map(|number| number.parse().ok()).collect(),
        }
    }

    fn draft(self) -> CriterionDraft {
        let exempt: Vec<String> = self.exempt.iter().map(ToString::to_string).collect();
        CriterionDraft {
            key: self.key,
            text: self.text,
            severity: self.severity,
            kind: self.kind,
            evidence: if self.evidence { "yes".to_owned() } else { String::new() },
            field: self.field,
            op: self.op,
            value: self.value,
            items: self.items.join("\n"),
            role: self.role,
            tool: self.tool.map(|number| number.to_string()).unwrap_or_default(),
            least: self.least.map(|score| score.to_string()).unwrap_or_default(),
            when_field: self.when_field,
            when_op: self.when_op,
            when_value: self.when_value,
            exempt: exempt.join(" "),
        }
    }
}

/// What the process asks of a deal where it stands, and what is known.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Guidance {
    /// The key of the stage.
    pub(crate) stage: String,
    /// What follows if it went on: `passes`, `passes_with_gaps` or `asks_for_reason`.
    pub(crate) verdict: &'static str,
    /// The criteria of the stage.
    pub(crate) criteria: Vec<Standing>,
    /// What was found out, by the keys of the fields.
    pub(crate) answers: std::collections::BTreeMap<String, String>,
}

/// How a criterion stands for a deal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Standing {
    /// Its key.
    pub(crate) key: String,
    /// The statement.
    pub(crate) text: String,
    /// `must` or `should`.
    pub(crate) severity: &'static str,
    /// `met`, `open`, `not_asked` or `exempt`.
    pub(crate) standing: &'static str,
}

impl Guidance {
    pub(crate) fn of(stage: &str, guidance: domain::Guidance) -> Self {
        let standing = |asked: &Asked| Standing {
            key: asked.criterion.key.clone(),
            text: asked.criterion.text.clone(),
            severity: if asked.criterion.must { "must" } else { "should" },
            standing: asked.standing.name(),
        };
        Self {
            stage: stage.to_owned(),
            verdict: Verdict::of(&guidance.asked).name(),
            criteria: guidance.asked.iter().map(standing).collect(),
            answers: guidance.answers.into_iter().map(|known| (known.key, known.words)).collect(),
        }
    }
}

/// What was found out; `null` takes it back.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerSet {
    /// The answer: a number with a point, a day as ISO.
    answer: Option<String>,
}

/// That a criterion holds, or does not after all.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CheckSet {
    /// The item of a checklist.
    item: Option<String>,
    /// Whether it holds; it does unless said.
    holds: Option<bool>,
    /// What shows it: in words, as a link, or as a file of the deal, as the file's own `evidence` says.
    evidence: Option<String>,
}

impl AnswerSet {
    pub(crate) fn draft(&self) -> AnswerDraft {
        AnswerDraft { answer: self.answer.clone().unwrap_or_default(), shown: None }
    }
}

impl CheckSet {
    pub(crate) fn draft(&self) -> CheckDraft {
        CheckDraft {
            item: self.item.clone().unwrap_or_default(),
            holds: if self.holds.unwrap_or(true) { "yes" } else { "no" }.to_owned(),
            evidence: self.evidence.clone().unwrap_or_default(),
        }
    }
}
