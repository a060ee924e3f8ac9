//! The API for other programs: read the request, call the domain once, answer with JSON.

mod accounts;
mod answer;
mod asked;
mod caller;
mod change;
mod contacts;
mod deals;
mod document;
mod events;
mod failure;
mod figures;
mod files;
mod imports;
mod json;
mod list;
mod me;
mod members;
mod notes;
mod processes;
mod products;
mod rates;
mod search;
mod shapes;
mod sight;
mod stages;
mod targets;
mod teams;
mod tools;
mod unknown;

use axum::Router;
use axum::routing::{any, delete, get, patch, post, put};
use http::Stage;

pub use document::openapi;

/// The route table of the API.
pub fn router(stage: Stage) -> Router {
    let table = Router::new()
        .route("/api/v1/openapi.json", get(document::show))
        .route("/api/v1/me", get(me::show))
        .merge(deal_routes())
        .route("/api/v1/accounts", get(accounts::index).post(accounts::create))
        .route("/api/v1/accounts/{number}", get(accounts::show).patch(accounts::update))
        .route("/api/v1/accounts/{number}/merge", post(accounts::merge::create))
        .route("/api/v1/accounts/{number}/notes", get(accounts::notes::index).post(accounts::notes::create))
        .route("/api/v1/contacts", get(contacts::index).post(contacts::create))
        .route("/api/v1/contacts/{number}", get(contacts::show).patch(contacts::update))
        .route("/api/v1/products", get(products::index).put(products::update))
        .merge(tool_routes())
        .route("/api/v1/stages", get(stages::index).post(stages::create).put(stages::order))
        .route("/api/v1/lessons", get(stages::lessons::index))
        .route("/api/v1/stages/{key}/guide", get(stages::guide::show).put(stages::guide::update))
        .route("/api/v1/stages/{key}", patch(stages::update).delete(stages::destroy))
        .route("/api/v1/processes", get(processes::index))
        .route("/api/v1/processes/{key}/versions", get(processes::versions::index).post(processes::versions::create))
        .merge(version_routes())
        .route("/api/v1/rates", get(rates::index).put(rates::update))
        .route("/api/v1/members", get(members::index).post(members::create))
        .route("/api/v1/members/{number}", get(members::show).patch(members::update).delete(members::destroy))
        .route("/api/v1/members/{number}/leaves", get(members::leaves::index).post(members::leaves::create))
        .route("/api/v1/members/{number}/leaves/{leave}", delete(members::leaves::destroy))
        .route("/api/v1/members/{number}/targets", get(members::targets::index).put(members::targets::update))
        .route("/api/v1/teams", get(teams::index).post(teams::create))
        .route("/api/v1/teams/{number}", get(teams::show).patch(teams::update))
        .route("/api/v1/teams/{number}/members", get(teams::members::index))
        .route("/api/v1/teams/{number}/members/{member}", put(teams::members::update).delete(teams::members::destroy))
        .route("/api/v1/teams/{number}/days-off", get(teams::days_off::index).post(teams::days_off::create))
        .route("/api/v1/teams/{number}/targets", get(teams::targets::index).put(teams::targets::update))
        .route("/api/v1/figures/deals", get(figures::deals::show))
        .route("/api/v1/figures/burndown", get(figures::burndown::show))
        .route("/api/v1/figures/forecast", get(figures::forecast::show))
        .route("/api/v1/figures/path", get(figures::path::show))
        .route("/api/v1/insights", get(figures::insight::show))
        .route("/api/v1/search", get(search::index))
        .route("/api/v1/events", get(events::index))
        .route("/api/v1/imports", get(imports::index))
        .route("/api/v1/imports/{number}", get(imports::show))
        .route("/api/v1/imports/{number}/undoing", post(imports::undoing::create))
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

/// What is done with one version of a process.
fn version_routes() -> Router<Stage> {
    use processes::{decisions, stages, versions};
    Router::new()
        .route(
            "/api/v1/processes/{key}/versions/{number}",
            get(versions::show).patch(versions::update).delete(versions::destroy),
        )
        .route("/api/v1/processes/{key}/versions/{number}/stages", post(stages::create).put(stages::order))
        .route(
            "/api/v1/processes/{key}/versions/{number}/stages/{stage}",
            patch(stages::update).delete(stages::destroy),
        )
        .route(
            "/api/v1/processes/{key}/versions/{number}/stages/{stage}/guide",
            get(stages::guide).put(stages::guide_by),
        )
        .route("/api/v1/processes/{key}/versions/{number}/round", post(decisions::open).delete(decisions::rework))
        .route("/api/v1/processes/{key}/versions/{number}/answer", put(decisions::answer))
        .route("/api/v1/processes/{key}/versions/{number}/comments", post(decisions::comment))
        .route("/api/v1/processes/{key}/versions/{number}/update", post(decisions::update))
        .route("/api/v1/processes/{key}/versions/{number}/launch", post(decisions::launch))
        .route("/api/v1/processes/{key}/versions/{number}/trial", delete(decisions::end_trial))
        .route("/api/v1/processes/{key}/versions/{number}/deals", post(decisions::move_on))
}

/// The playbook, and its tools on deals.
fn tool_routes() -> Router<Stage> {
    use deals::{buyers, tools as of_deal};
    Router::new()
        .route("/api/v1/tools", get(tools::index).post(tools::create))
        .route("/api/v1/tools/{number}", get(tools::show).put(tools::update).delete(tools::destroy))
        .route("/api/v1/tools/{number}/restoration", post(tools::restoration::create))
        .route("/api/v1/tools/{number}/followed", get(tools::followed::index))
        .route("/api/v1/deals/{number}/tools", get(of_deal::index))
        .route("/api/v1/deals/{number}/tools/{tool}/mail", get(of_deal::mail::show))
        .route("/api/v1/deals/{number}/tools/{tool}/uses", post(of_deal::uses::create))
        .route("/api/v1/deals/{number}/tools/{tool}/score", put(of_deal::scores::update))
        .route("/api/v1/deals/{number}/scores", get(of_deal::scores::index))
        .route("/api/v1/deals/{number}/buyers", get(buyers::index).post(buyers::create))
        .route("/api/v1/deals/{number}/buyers/{contact}/{role}", delete(buyers::destroy))
}

/// What is done with deals.
fn deal_routes() -> Router<Stage> {
    Router::new()
        .route("/api/v1/deals", get(deals::index).post(deals::create))
        .route("/api/v1/deals/{number}", get(deals::show).patch(deals::update).delete(deals::destroy))
        .route("/api/v1/deals/{number}/restoration", post(deals::restoration::create))
        .route("/api/v1/deals/moves", post(deals::moves::create))
        .route("/api/v1/deals/{number}/stage", put(deals::stage::update))
        .route("/api/v1/deals/{number}/closure", post(deals::closure::create).delete(deals::closure::destroy))
        .route("/api/v1/deals/{number}/team", get(deals::team::show).put(deals::team::update))
        .route("/api/v1/deals/{number}/guidance", get(deals::guidance::show))
        .route("/api/v1/deals/{number}/fields/{key}", put(deals::guidance::fields::update))
        .route("/api/v1/deals/{number}/checks/{key}", put(deals::guidance::checks::update))
        .route("/api/v1/deals/{number}/next-step", put(deals::next_step::update).delete(deals::next_step::destroy))
        .route("/api/v1/deals/{number}/notes", get(deals::notes::index).post(deals::notes::create))
        .route("/api/v1/deals/{number}/files", get(files::index).post(files::create))
        .route("/api/v1/files/{id}", get(files::show).delete(files::destroy))
        .route("/api/v1/files/{id}/content", get(files::content::show))
        .route("/api/v1/files/{id}/restoration", post(files::restoration::create))
        .route("/api/v1/deals/{number}/conformance", get(deals::conformance::show))
        .route("/api/v1/deals/{number}/history", get(deals::history::index))
        .route("/api/v1/deals/{number}/version", post(processes::decisions::deal::create))
}
