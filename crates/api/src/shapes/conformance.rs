use serde::Serialize;
use utoipa::ToSchema;

/// How the way of a deal fits its version.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Conformance {
    /// From 0 to 1: 1 less the cost of the cheapest alignment over the lengths of way and line together.
    pub(crate) fitness: f64,
    /// What does not fit.
    pub(crate) deviations: Vec<Apart>,
}

/// A stage that does not fit.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Apart {
    /// Its key.
    pub(crate) stage: String,
    /// `left_out` or `once_more`.
    pub(crate) kind: &'static str,
}

impl From<domain::Conformance> for Conformance {
    fn from(conformance: domain::Conformance) -> Self {
        let apart = conformance
            .apart
            .into_iter()
            .map(|apart| Apart { stage: apart.stage, kind: if apart.skipped { "left_out" } else { "once_more" } });
        Self { fitness: conformance.fitness, deviations: apart.collect() }
    }
}
