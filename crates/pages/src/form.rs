//! Reading forms: every field may be missing, repeated or oversized, and nothing of it panics.

use std::collections::BTreeMap;
use std::ops::Range;

use axum::extract::{FromRequest, Request};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

/// A form as it was posted. Unlike axum's own, what cannot be read answers 422 with a sentence.
pub(crate) struct Form<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        match axum::extract::Form::<T>::from_request(request, state).await {
            Ok(axum::extract::Form(form)) => Ok(Self(form)),
            Err(refused) if refused.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(refused.into_response()),
            Err(_) => Err((StatusCode::UNPROCESSABLE_ENTITY, "This form could not be read.\n").into_response()),
        }
    }
}

/// The fields of a form as they were posted, in their order, for forms with repeated rows.
pub(crate) type Fields = Vec<(String, String)>;

/// The first value of a field; empty when it is not there.
pub(crate) fn value<'f>(fields: &'f [(String, String)], name: &str) -> &'f str {
    fields.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
}

/// Rows of a form, which stand in repeated fields.
pub(crate) struct Columns<'f>(BTreeMap<&'f str, Vec<&'f str>>);

impl<'f> Columns<'f> {
    /// Of a form as it was posted.
    pub(crate) fn of(fields: &'f [(String, String)]) -> Self {
        let mut columns: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, typed) in fields {
            columns.entry(name).or_default().push(typed);
        }
        Self(columns)
    }

    /// The rows that have this field.
    pub(crate) fn rows(&self, name: &str) -> Range<usize> {
        0..self.0.get(name).map_or(0, Vec::len)
    }

    /// What was typed into this field of a row; empty when it is not there.
    pub(crate) fn at(&self, name: &str, row: usize) -> String {
        self.0.get(name).and_then(|column| column.get(row)).map_or("", |typed| typed).to_owned()
    }
}

/// Every value of a repeated field, in order.
pub(crate) fn values(fields: &[(String, String)], name: &str) -> Vec<String> {
    fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value.clone()).collect()
}
