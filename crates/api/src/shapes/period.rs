use serde::Serialize;
use utoipa::ToSchema;

/// A stretch of time, from its first day to its last.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Period {
    /// `month`, `quarter`, `year`, `sprint` or `custom`.
    pub(crate) kind: String,
    /// The first day.
    #[schema(format = Date)]
    pub(crate) starts_on: String,
    /// The last day.
    #[schema(format = Date)]
    pub(crate) ends_on: String,
}

impl From<measures::Period> for Period {
    fn from(period: measures::Period) -> Self {
        Self {
            kind: period.kind.name().to_owned(),
            starts_on: period.starts_on.to_string(),
            ends_on: period.ends_on.to_string(),
        }
    }
}
