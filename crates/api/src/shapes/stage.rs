use serde::Serialize;
use utoipa::ToSchema;

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
            preset_win_rate: stage.preset_win_rate,
        }
    }
}
