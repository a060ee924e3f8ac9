//! What stands between the network and the routes.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn_with_state, map_request};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::timeout::TimeoutLayer;

use crate::{Stage, forgery, headers, method};

/// The largest form or JSON body, in bytes. Uploads say their own limit.
const LARGEST_BODY: usize = 1024 * 1024;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_mins(1);

/// `routes` behind the guards that every request passes: the method that is meant, no posts from other
/// sites, security headers on every answer, limits of size and time, compression.
///
/// The method must be known before a route is chosen, so the routes hang below an outer router.
pub fn house(routes: Router, stage: &Stage) -> Router {
    let compressible = SizeAbove::new(512).and(NotForContentType::SSE).and(NotForContentType::const_new("image/png"));
    let routes = routes
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CompressionLayer::new().compress_when(compressible))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE))
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(stage.clone(), forgery::refuse))
        .layer(from_fn_with_state(stage.clone(), headers::put));
    Router::new().fallback_service(routes).layer(map_request(async |request| method::meant(request)))
}
