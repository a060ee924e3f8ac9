use axum::http::header::{CONTENT_TYPE, ETAG, LINK, LOCATION};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};

/// What the API answers when nothing is wrong. It can be written down and given again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Answer {
    status: u16,
    /// The version of what it shows.
    etag: Option<String>,
    /// Where it is.
    location: Option<String>,
    /// The address of the next page.
    next: Option<String>,
    /// JSON; empty for no body.
    body: String,
    /// It was given before, to a request with the same key.
    #[serde(skip)]
    again: bool,
}

impl Answer {
    /// It is there: this is how it looks.
    pub(crate) fn shown(shape: &impl Serialize) -> Self {
        let body = serde_json::to_string(shape).unwrap_or_default();
        Self { status: 200, etag: None, location: None, next: None, body, again: false }
    }

    /// It was made, and stands at `location`.
    pub(crate) fn made(shape: &impl Serialize, location: String) -> Self {
        Self { status: 201, location: Some(location), ..Self::shown(shape) }
    }

    /// It is done, and there is nothing to show.
    pub(crate) fn done() -> Self {
        Self { status: 204, etag: None, location: None, next: None, body: String::new(), again: false }
    }

    /// With the version of what it shows.
    pub(crate) fn of_version(self, version: i64) -> Self {
        Self { etag: Some(format!("W/\"{version}\"")), ..self }
    }

    /// With the address of the next page.
    pub(crate) fn with_next(self, next: Option<String>) -> Self {
        Self { next, ..self }
    }

    /// The same, given once more.
    pub(crate) fn again(self) -> Self {
        Self { again: true, ..self }
    }

    pub(crate) fn status(&self) -> u16 {
        self.status
    }

    /// The same, or only that it is still the same, for somebody who has seen `known` (`If-None-Match`).
    pub(crate) fn unless_known(self, known: Option<&str>) -> Self {
        let same = |known: &str| known.split(',').any(|tag| Some(tag.trim()) == self.etag.as_deref());
        if self.etag.is_some() && known.is_some_and(same) {
            return Self { status: 304, body: String::new(), ..self };
        }
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::OK);
        let link = self.next.map(|next| format!("<{next}>; rel=\"next\""));
        let again = self.again.then(|| "true".to_owned());
        let json = (!self.body.is_empty()).then(|| "application/json".to_owned());
        let headers = [
            (CONTENT_TYPE, json),
            (ETAG, self.etag),
            (LOCATION, self.location),
            (LINK, link),
            (HeaderName::from_static("idempotent-replayed"), again),
        ];
        let mut answer = (status, self.body).into_response();
        answer.headers_mut().remove(CONTENT_TYPE);
        let said = headers.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::from_str(&value?).ok()?)));
        answer.headers_mut().extend(said);
        answer
    }
}
