use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::Error;

use crate::layout;

/// Any error, as a page. The one place where the pages turn domain errors into statuses.
pub(crate) struct Failure(Error);

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

/// An address that leads nowhere.
pub(crate) async fn nowhere() -> Failure {
    Error::NotFound.into()
}

/// An address that a form sends to, opened as a page: reloading a refused form does that.
pub(crate) async fn form_only() -> Response {
    let mut answer = Failure::from(Error::NotFound).into_response();
    *answer.status_mut() = StatusCode::METHOD_NOT_ALLOWED;
    answer
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let (status, text) = match &self.0 {
            Error::NotFound => (StatusCode::NOT_FOUND, "failure-not-found"),
            Error::Forbidden => (StatusCode::FORBIDDEN, "failure-forbidden"),
            Error::Invalid(_) => (StatusCode::UNPROCESSABLE_ENTITY, "failure-invalid"),
            Error::Stale => (StatusCode::CONFLICT, "failure-stale"),
            Error::Storage(error) => {
                tracing::error!(%error, "the database would not");
                (StatusCode::SERVICE_UNAVAILABLE, "failure-storage")
            }
        };
        let problems = match &self.0 {
            Error::Invalid(problems) => problems.clone(),
            _ => domain::Problems::default(),
        };
        let mut answer = (status, layout::bare(text, &layout::failure(text, &problems))).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            answer.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("5"));
        }
        answer
    }
}
