//! Where a deal should stand, and how it ended.

use domain::{ClosureDraft, MoveDraft, Moved, WaiverDraft};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::FieldProblem;

/// Where a deal should stand.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StageChange {
    /// The key of the stage. A won or lost one closes the deal, an open one reopens a closed deal.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) stage: String,
    /// Why: for a lost deal, and for reopening a closed one.
    pub(crate) reason: Option<String>,
    /// The day it was won or lost, today unless said.
    #[schema(format = Date)]
    pub(crate) closed_on: Option<String>,
    /// Why it goes on although something that must hold does not: `does_not_apply`, `known_elsewhere`,
    /// `customer_is_ahead`, `will_follow` or `other`.
    pub(crate) waiver: Option<String>,
    /// The same in words.
    pub(crate) waiver_words: Option<String>,
}

/// How a deal ended.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Closure {
    /// `won` or `lost`.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) outcome: String,
    /// Why; needed for a lost deal.
    pub(crate) reason: Option<String>,
    /// The day, today unless said, never in the future.
    #[schema(format = Date)]
    pub(crate) closed_on: Option<String>,
    /// Why it goes on although something that must hold does not: `does_not_apply`, `known_elsewhere`,
    /// `customer_is_ahead`, `will_follow` or `other`.
    pub(crate) waiver: Option<String>,
    /// The same in words.
    pub(crate) waiver_words: Option<String>,
}

/// Why a deal is opened again.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reopening {
    /// Why.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) reason: String,
}

fn waived(reason: Option<String>, words: Option<String>) -> WaiverDraft {
    WaiverDraft { waiver: reason.unwrap_or_default(), waiver_words: words.unwrap_or_default() }
}

impl StageChange {
    pub(crate) fn draft(&self) -> MoveDraft {
        let draft = self.clone();
        MoveDraft {
            stage: draft.stage,
            reason: draft.reason.unwrap_or_default(),
            closed_on: draft.closed_on.unwrap_or_default(),
            waiver: waived(draft.waiver, draft.waiver_words),
            ..MoveDraft::default()
        }
    }
}

impl Closure {
    pub(crate) fn draft(&self) -> ClosureDraft {
        let draft = self.clone();
        ClosureDraft {
            outcome: draft.outcome,
            reason: draft.reason.unwrap_or_default(),
            closed_on: draft.closed_on.unwrap_or_default(),
            waiver: waived(draft.waiver, draft.waiver_words),
            ..ClosureDraft::default()
        }
    }
}

/// Several deals that should stand in one stage.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Moves {
    /// The numbers of the deals.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) deals: Vec<i64>,
    /// The key of the stage.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) stage: String,
    /// Why: for lost deals, and for reopening closed ones.
    pub(crate) reason: Option<String>,
    /// The day they were won or lost, today unless said.
    #[schema(format = Date)]
    pub(crate) closed_on: Option<String>,
    /// Why they go on although something that must hold does not.
    pub(crate) waiver: Option<String>,
    /// The same in words.
    pub(crate) waiver_words: Option<String>,
}

impl Moves {
    pub(crate) fn draft(&self) -> MoveDraft {
        let Self { stage, reason, closed_on, waiver, waiver_words, .. } = self.clone();
        StageChange { stage, reason, closed_on, waiver, waiver_words }.draft()
    }
}

/// What became of several deals.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MovesDone {
    /// The numbers of those that stand in the stage now.
    pub(crate) moved: Vec<i64>,
    /// Those that stand where they stood.
    pub(crate) held: Vec<Held>,
}

/// A deal that was not moved.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Held {
    /// Its number.
    pub(crate) deal: i64,
    /// Why.
    pub(crate) problems: Vec<FieldProblem>,
}

impl MovesDone {
    pub(crate) fn of(all: &[Moved]) -> Self {
        let moved = all.iter().filter(|moved| moved.held.is_none()).map(|moved| moved.number).collect();
        let held = |moved: &Moved| Some(Held { deal: moved.number, problems: FieldProblem::all(moved.held.as_ref()?) });
        Self { moved, held: all.iter().filter_map(held).collect() }
    }
}
