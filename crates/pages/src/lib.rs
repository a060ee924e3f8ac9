//! HTML pages: read the request, call the domain once, answer with a page or a 303.

mod assets;
mod failure;
mod form;
mod front;
mod layout;
mod live;
mod parts;
mod people;
mod today;

use axum::Router;
use axum::routing::{delete, get, post};
use http::Stage;

/// The route table: the whole site on one screen.
pub fn router(stage: Stage) -> Router {
    Router::new()
        .route("/assets/{name}", get(assets::show))
        .route("/live", get(live::index))
        .route("/", get(front::home::show))
        .route("/today", get(today::show))
        .route("/people/{number}", get(people::show))
        .route("/people/{number}/burndown.png", get(people::burndown::show))
        .route("/setup/{key}", get(front::setup::new).post(front::setup::create))
        .route("/sign-in", get(front::sign_in::index))
        .route("/w/{slug}/sign-in", get(front::sign_in::new))
        .route("/w/{slug}/session", post(front::sign_in::create))
        .route("/w/{slug}/demo-session", post(front::demo::create))
        .route("/session", delete(front::sign_in::destroy))
        .route("/join/{token}", get(front::joining::new).post(front::joining::create))
        .with_state(stage)
}
