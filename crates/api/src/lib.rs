//! The API for other programs: read the request, call the domain once, answer with JSON.

mod answer;
mod asked;
mod caller;
mod change;
mod deals;
mod document;
mod failure;
mod json;
mod list;
mod me;
mod shapes;
mod unknown;

use axum::Router;
use axum::routing::{any, get, post, put};
use http::Stage;

pub use document::openapi;

/// The route table of the API.
pub fn router(stage: Stage) -> Router {
    let table = Router::new()
        .route("/api/v1/openapi.json", get(document::show))
        .route("/api/v1/me", get(me::show))
        .route("/api/v1/deals", get(deals::index).post(deals::create))
        .route("/api/v1/deals/{number}", get(deals::show).patch(deals::update).delete(deals::destroy))
        .route("/api/v1/deals/{number}/restoration", post(deals::restoration::create))
        .route("/api/v1/deals/{number}/stage", put(deals::stage::update))
        .route("/api/v1/deals/{number}/closure", post(deals::closure::create).delete(deals::closure::destroy))
        .route("/api/v1/deals/{number}/team", get(deals::team::show).put(deals::team::update))
        .route("/api/v1/deals/{number}/next-step", put(deals::next_step::update).delete(deals::next_step::destroy))
        .route("/api/v1/deals/{number}/history", get(deals::history::index))
        .method_not_allowed_fallback(unknown::method)
        .with_state(stage);
    // opportunities are deals by another name: whatever goes there goes through the same table
    let deals = table.clone();
    let opportunities = any(async move |request| unknown::opportunity(deals.clone(), request).await);
    table
        .nest_service("/api/v1/opportunities", opportunities)
        .route("/api", any(unknown::route))
        .route("/api/", any(unknown::route))
        .route("/api/{*rest}", any(unknown::route))
}
