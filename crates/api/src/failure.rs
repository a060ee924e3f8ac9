//! Any refusal, as `application/problem+json` (RFC 9457). The one place where the API gives statuses.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::{Error, Problems, StorageError};
use http::texts;

use crate::shapes::{FieldProblem, Problem};

/// The header that names the version that somebody saw: a problem with it is a failed precondition.
pub(crate) const IF_MATCH: &str = "If-Match";

/// Why a request is not done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The domain says so.
    Domain(Error),
    /// No token, or none that is good.
    Unauthorized,
    /// The token may only read.
    ReadOnly,
    /// Not JSON: what the reader stumbled over.
    Malformed(String),
    /// The body is too large.
    TooLarge,
    /// The body is something else than JSON.
    MediaType,
    /// The address is there, but not for this method.
    Method,
}

impl Failure {
    /// It is not there, or not for them to see.
    pub(crate) fn not_found() -> Self {
        Self::Domain(Error::NotFound)
    }

    fn told(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Domain(error) => of_domain(error),
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "unauthorized"),
            Self::ReadOnly => (StatusCode::FORBIDDEN, "read-only"),
            Self::Malformed(_) => (StatusCode::BAD_REQUEST, "malformed"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::MediaType => (StatusCode::UNSUPPORTED_MEDIA_TYPE, "media-type"),
            Self::Method => (StatusCode::METHOD_NOT_ALLOWED, "method"),
        }
    }

    fn detail(&self, name: &str) -> String {
        match self {
            Self::Malformed(what) => texts().fill("api-malformed", &[("what", what.as_str().into())]),
            _ => texts().say(&format!("api-{name}")).to_owned(),
        }
    }

    fn problems(&self) -> Vec<FieldProblem> {
        let Self::Domain(Error::Invalid(problems)) = self else { return Vec::new() };
        FieldProblem::all(problems)
    }

    /// The header that belongs to the status.
    fn header(status: StatusCode) -> Option<(HeaderName, HeaderValue)> {
        match status {
            StatusCode::UNAUTHORIZED => Some((WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"Paceline\""))),
            StatusCode::SERVICE_UNAVAILABLE => Some((RETRY_AFTER, HeaderValue::from_static("5"))),
            _ => None,
        }
    }
}

/// The status of what the domain says, and the name of the problem.
fn of_domain(error: &Error) -> (StatusCode, &'static str) {
    match error {
        Error::NotFound => (StatusCode::NOT_FOUND, "not-found"),
        Error::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
        Error::Invalid(problems) if problems.on(IF_MATCH).is_some() => (StatusCode::PRECONDITION_FAILED, "stale"),
        Error::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "invalid"),
        Error::Stale => (StatusCode::CONFLICT, "conflict"),
        Error::Storage(StorageError::Unknown) => (StatusCode::SERVICE_UNAVAILABLE, "unknown-outcome"),
        Error::Storage(
            StorageError::Busy
            | StorageError::Contended
            | StorageError::TooLong
            | StorageError::Unreachable
            | StorageError::Closed,
        ) => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
        Error::Storage(_) => (StatusCode::INTERNAL_SERVER_ERROR, "broken"),
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Domain(error)
    }
}

impl From<Problems> for Failure {
    fn from(problems: Problems) -> Self {
        Self::Domain(problems.into())
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, name) = self.told();
        if let Self::Domain(Error::Storage(error)) = &self {
            tracing::error!(%error, "the database would not");
        }
        let problem = Problem {
            kind: format!("urn:paceline:problem:{name}"),
            title: texts().say(&format!("api-{name}-title")).to_owned(),
            status: status.as_u16(),
            detail: self.detail(name),
            problems: self.problems(),
        };
        let body = serde_json::to_string(&problem).unwrap_or_default();
        let mut answer = (status, body).into_response();
        answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        answer.headers_mut().extend(Self::header(status));
        answer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_that_is_away_asks_to_come_again_and_a_broken_one_does_not() {
        for error in [StorageError::Busy, StorageError::Contended, StorageError::TooLong, StorageError::Unreachable] {
            let answer = Failure::from(Error::Storage(error)).into_response();
            assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
            assert_eq!(answer.headers()[RETRY_AFTER], "5");
        }
        let unknown = Failure::from(Error::Storage(StorageError::Unknown));
        assert_eq!(unknown.told(), (StatusCode::SERVICE_UNAVAILABLE, "unknown-outcome"));
        let broken = Failure::from(Error::Storage(StorageError::Engine("secret words".into())));
        assert!(!broken.detail(broken.told().1).contains("secret"), "what the engine says is for the log");
        assert_eq!(broken.into_response().status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
