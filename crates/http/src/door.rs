//! What stands between the network and the routes.

use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_request};
use axum::response::{IntoResponse, Response};
use tokio::time::timeout;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::files::AsItIs;
use crate::{Stage, forgery, headers, method};

/// The largest form or JSON body, in bytes. Uploads say their own limit.
const LARGEST_BODY: usize = 1024 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long it may take while somebody hands over files: a phone sends 32 MB in a quarter of an hour.
const PATIENCE_WITH_FILES: Duration = Duration::from_mins(30);

/// How long whoever sends a body may be silent.
const SILENCE: Duration = Duration::from_secs(30);

/// `routes` behind the guards that every request passes: the method that is meant, no posts from other
/// sites, security headers on every answer, limits of size and time, compression.
///
/// The method must be known before a route is chosen, so the routes hang below an outer router.
pub fn house(routes: Router, stage: &Stage) -> Router {
    let as_it_is = |_: StatusCode, _: Version, _: &HeaderMap, said: &Extensions| said.get::<AsItIs>().is_none();
    let compressible = SizeAbove::new(512).and(NotForContentType::SSE).and(NotForContentType::const_new("image/png"));
    let compressible = compressible.and(as_it_is);
    let routes = routes
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CompressionLayer::new().compress_when(compressible))
        .layer(from_fn(patience))
        .layer(RequestBodyTimeoutLayer::new(SILENCE))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(stage.clone(), forgery::refuse))
        .layer(from_fn_with_state(stage.clone(), headers::put));
    Router::new().fallback_service(routes).layer(map_request(async |request| method::meant(request)))
}

/// Gives up on an answer that takes too long.
async fn patience(request: Request, next: Next) -> Response {
    let kind = request.headers().get(CONTENT_TYPE).map_or(&[][..], |kind| kind.as_bytes());
    let files = kind.starts_with(b"multipart/form-data") || kind.starts_with(b"application/octet-stream");
    let answer = timeout(if files { PATIENCE_WITH_FILES } else { PATIENCE }, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}
