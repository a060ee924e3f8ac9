//! What has no place in the table: unknown addresses, unknown methods, and deals by their other name.

use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use axum::response::{IntoResponse, Response};
use tower::ServiceExt;

use crate::failure::Failure;

/// No such address.
pub(crate) async fn route() -> Failure {
    Failure::not_found()
}

/// The address is there, but not for this method.
pub(crate) async fn method() -> Failure {
    Failure::Method
}

/// Answers what stands behind `/api/v1/opportunities` as if it stood behind `/api/v1/deals`.
pub(crate) async fn opportunity(deals: Router, mut request: Request) -> Response {
    let Some(uri) = as_deal(request.uri()) else { return Failure::not_found().into_response() };
    *request.uri_mut() = uri;
    match deals.oneshot(request).await {
        Ok(answer) => answer,
        Err(never) => match never {},
    }
}

fn as_deal(uri: &Uri) -> Option<Uri> {
    let rest = uri.path_and_query()?.as_str();
    let rest = if uri.path() == "/" { &rest[1..] } else { rest };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("/api/v1/deals{rest}")).ok()?);
    Uri::from_parts(parts).ok()
}
