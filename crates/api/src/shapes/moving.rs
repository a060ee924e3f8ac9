//! Where a deal should stand, and how it ended.

use domain::{ClosureDraft, MoveDraft, WaiverDraft};
use serde::Deserialize;
use utoipa::ToSchema;

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
