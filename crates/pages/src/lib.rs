//! HTML pages: read the request, call the domain once, answer with a page or a 303.

mod assets;
mod deals;
mod failure;
mod form;
mod front;
mod layout;
mod live;
mod parts;
mod people;
mod today;

use axum::Router;
use axum::routing::{delete, get, post, put};
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
        .route("/deals", get(deals::all::index).post(deals::one::create))
        .route("/deals/new", get(deals::one::new))
        .route("/deals/{number}", get(deals::one::show).put(deals::one::update).delete(deals::one::destroy))
        .route("/deals/{number}/edit", get(deals::one::edit))
        .route("/deals/{number}/restoration", post(deals::restoration::create))
        .route("/deals/{number}/stage", post(deals::stage::create))
        .route("/deals/{number}/stage/edit", get(deals::stage::edit))
        .route("/deals/{number}/closure", post(deals::closure::create).delete(deals::closure::destroy))
        .route("/deals/{number}/closure/new", get(deals::closure::new))
        .route("/deals/{number}/closure/edit", get(deals::closure::edit))
        .route("/deals/{number}/step", post(deals::step::create).delete(deals::step::destroy))
        .route("/deals/{number}/step/edit", get(deals::step::edit))
        .route("/deals/{number}/owner", put(deals::owner::update))
        .route("/deals/{number}/owner/edit", get(deals::owner::edit))
        .route("/deals/{number}/team", put(deals::shares::update))
        .route("/deals/{number}/team/edit", get(deals::shares::edit))
        .with_state(stage)
}
