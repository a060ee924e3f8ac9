//! Why a deal goes on all the same.

use serde::{Deserialize, Serialize};

use super::passing::{Asked, open_of};
use crate::{Problems, Result};

/// Why a deal goes on although something that must hold does not: one of a list, and in words.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct WaiverDraft {
    /// The name of a reason.
    pub waiver: String,
    /// In words.
    pub waiver_words: String,
}

/// The reasons for a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WaiverReason {
    /// It makes no sense for this deal.
    DoesNotApply,
    /// It holds, and was not noted here.
    KnownElsewhere,
    /// The customer is faster than the process.
    CustomerIsAhead,
    /// It will be made up for.
    WillFollow,
    /// Something else.
    Other,
}

impl WaiverReason {
    /// Every reason, in the order of forms.
    pub const ALL: [Self; 5] =
        [Self::DoesNotApply, Self::KnownElsewhere, Self::CustomerIsAhead, Self::WillFollow, Self::Other];

    /// The name in forms, in the log and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::DoesNotApply => "does_not_apply",
            Self::KnownElsewhere => "known_elsewhere",
            Self::CustomerIsAhead => "customer_is_ahead",
            Self::WillFollow => "will_follow",
            Self::Other => "other",
        }
    }

    /// The reason with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

impl WaiverDraft {
    pub(super) fn reason(&self, asked: &[Asked]) -> Result<WaiverReason> {
        let given = [("criteria", open_of(asked, true).join("; "))];
        let mut problems = Problems::default();
        let reason = WaiverReason::named(self.waiver.trim());
        match (reason, self.waiver.trim()) {
            (Some(_), _) => {}
            (None, "") => problems.add_with("waiver", "problem-waiver-missing", &given),
            (None, _) => problems.add_with("waiver", "problem-waiver-unknown", &given),
        }
        if reason.is_some() && self.waiver_words.trim().is_empty() {
            problems.add("waiver_words", "problem-waiver-words");
        }
        if self.waiver_words.chars().count() > 500 {
            problems.add("waiver_words", "problem-reason-long");
        }
        problems.or(())?;
        Ok(reason.unwrap_or(WaiverReason::Other))
    }
}
