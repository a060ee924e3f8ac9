use domain::{MarkDraft, ScoreDraft};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::tool::text;
use super::{Named, day};

/// A scorecard as it is filled in for a deal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Score {
    /// The scorecard.
    tool: Named,
    /// 0 to 100; what is not filled in counts as nothing.
    score: i64,
    /// What the score means.
    band: Option<String>,
    /// What is known.
    elements: Vec<Mark>,
}

/// What is known of an element.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Mark {
    /// The key of the element.
    element: String,
    /// The points.
    points: i64,
    /// What shows it.
    evidence: String,
    /// Who said it.
    by: Option<Named>,
    /// When.
    #[schema(format = Date)]
    on: Option<String>,
}

impl From<domain::Scored> for Score {
    fn from(scored: domain::Scored) -> Self {
        let (score, band) = (scored.score(), scored.band().map(str::to_owned));
        let mark = |mark: domain::Mark| Mark {
            element: mark.element,
            points: mark.points,
            evidence: mark.evidence,
            by: mark.by.map(Named::of),
            on: day(mark.on),
        };
        let tool = Named { number: scored.tool.number, name: scored.tool.title };
        Self { tool, score, band, elements: scored.marks.into_iter().map(mark).collect() }
    }
}

/// Elements of a scorecard; those that are not named stay.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScoreSet {
    /// The elements.
    #[serde(default)]
    #[schema(required = true)]
    elements: Vec<MarkSet>,
}

/// What is known of an element.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MarkSet {
    /// The key of the element.
    #[serde(default)]
    #[schema(required = true)]
    element: String,
    /// The points; `null`: nobody knows.
    points: Option<i64>,
    /// What shows it.
    evidence: Option<String>,
}

impl ScoreSet {
    pub(crate) fn draft(&self) -> ScoreDraft {
        let mark = |mark: &MarkSet| MarkDraft {
            element: mark.element.clone(),
            points: text(mark.points),
            evidence: mark.evidence.clone().unwrap_or_default(),
            shown: None,
        };
        ScoreDraft { elements: self.elements.iter().map(mark).collect() }
    }
}
