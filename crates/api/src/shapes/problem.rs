use http::texts;
use serde::Serialize;
use utoipa::ToSchema;

/// Why a request was not done (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// What kind of problem it is; the same for the same kind.
    #[serde(rename = "type")]
    pub(crate) kind: String,
    /// The kind in a few words.
    pub(crate) title: String,
    /// The HTTP status.
    pub(crate) status: u16,
    /// What happened, in a sentence.
    pub(crate) detail: String,
    /// What is wrong with which field or header.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) problems: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldProblem {
    /// The field of the body (`amount`, `shares.0.percent`), of the query, or the header.
    pub(crate) field: String,
    /// What is wrong with it, in a sentence for people.
    pub(crate) detail: String,
}

impl FieldProblem {
    /// Every problem, as sentences.
    pub(crate) fn all(problems: &domain::Problems) -> Vec<Self> {
        let said = |(field, problem): (&str, &domain::Problem)| Self {
            field: field.to_owned(),
            detail: texts().problem(problem),
        };
        problems.iter().map(said).collect()
    }
}
