//! The steps of the process.

use domain::StageDraft;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Given;

/// A step of the process.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Stage {
    /// Its name for programs.
    pub(crate) key: String,
    /// Its name for people.
    pub(crate) name: String,
    /// What it means to stand in it: `open`, `won` or `lost`.
    pub(crate) kind: String,
    /// How many days a deal usually stays, as the team set it.
    pub(crate) usual_days: Option<i64>,
    /// By how many days 85 of 100 deals have left, once 20 visits have ended; counts before what the team set.
    pub(crate) learned_days: Option<i64>,
    /// Of 100 deals that stand here, how many are usually won; a prior until the history speaks.
    pub(crate) preset_win_rate: i64,
}

impl From<domain::Stage> for Stage {
    fn from(stage: domain::Stage) -> Self {
        Self {
            key: stage.key,
            name: stage.name,
            kind: stage.kind.name().to_owned(),
            usual_days: stage.usual_days,
            learned_days: stage.learned_days,
            preset_win_rate: stage.preset_win_rate,
        }
    }
}

/// A new stage, or a change of one. What is not given stays; `null` empties.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StageSet {
    /// Its name for people; a new stage needs one.
    pub(crate) name: Option<String>,
    /// How many days a deal usually stays.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub(crate) usual_days: Given<i64>,
    /// Of 100 deals that stand here, how many are usually won.
    pub(crate) preset_win_rate: Option<i64>,
}

/// The open stages in the order that is wanted.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct StageOrder {
    /// The keys of the stages.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) stages: Vec<String>,
}

/// Where the deals of a stage go that is taken out.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Elsewhere {
    /// The key of another stage; needed when deals stand in the one that goes.
    to: Option<String>,
}

impl StageSet {
    pub(crate) fn draft(&self) -> StageDraft {
        StageDraft {
            name: self.name.clone(),
            usual_days: self.usual_days.typed(ToString::to_string),
            win_rate: self.preset_win_rate.map(|rate| rate.to_string()),
            ..StageDraft::default()
        }
    }
}

impl Elsewhere {
    pub(crate) fn to(&self) -> &str {
        self.to.as_deref().unwrap_or("")
    }
}
