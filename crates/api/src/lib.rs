//! The API for other programs.

use axum::Router;
use http::Stage;

/// The route table of the API.
pub fn router(stage: Stage) -> Router {
    Router::new().with_state(stage)
}
