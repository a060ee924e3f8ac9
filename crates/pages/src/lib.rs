//! HTML pages: read the request, call the domain once, answer with a page or a 303.

mod accounts;
mod assets;
mod deals;
mod failure;
mod form;
mod front;
mod imports;
mod insights;
mod layout;
mod live;
mod news;
mod options;
mod parts;
mod people;
mod preview;
mod processes;
mod quick;
mod reports;
mod search;
mod settings;
mod teams;
mod today;
mod tools;

use axum::Router;
use axum::routing::{delete, get, patch, post, put};
use http::Stage;

/// The route table: the whole site on one screen.
pub fn router(stage: Stage) -> Router {
    Router::new()
        .route("/assets/{name}", get(assets::show))
        .route("/live", get(live::index))
        .route("/csp-reports", post(reports::create))
        .route("/", get(front::home::show))
        .route("/today", get(today::show))
        .route("/rules", get(today::rules::index))
        .route("/today/snoozes", post(today::snoozes::create))
        .route("/today/steps", delete(today::snoozes::done::destroy))
        .route("/people/{number}", get(people::show))
        .route("/people/{number}/burndown.png", get(people::burndown::show))
        .route("/people/{number}/leaves", get(people::leaves::index).post(people::leaves::create))
        .route("/people/{number}/leaves/{leave}", delete(people::leaves::destroy))
        .route("/team", get(teams::mine::show))
        .route("/teams/{number}", get(teams::show))
        .route("/teams/{number}/targets", get(teams::targets::index).put(teams::targets::update))
        .route("/settings", get(settings::profile::show))
        .route("/settings/profile", patch(settings::profile::update))
        .route("/settings/password", put(settings::password::update))
        .route("/settings/sessions", delete(settings::sessions::all::destroy))
        .route("/settings/sessions/{session}", delete(settings::sessions::destroy))
        .route("/settings/tokens", post(settings::tokens::create))
        .route("/settings/tokens/{token}", delete(settings::tokens::destroy))
        .route("/settings/people", get(settings::people::index).post(settings::people::create))
        .route("/settings/people/links", post(settings::people::links::all::create))
        .route("/settings/people/{number}", patch(settings::people::update).delete(settings::people::destroy))
        .route("/settings/people/{number}/edit", get(settings::people::edit))
        .route("/settings/people/{number}/link", post(settings::people::links::create))
        .route("/settings/teams", get(settings::teams::index).post(settings::teams::create))
        .route("/settings/teams/new", get(settings::teams::new))
        .route("/settings/teams/{number}", get(settings::teams::show).patch(settings::teams::update))
        .route("/settings/teams/{number}/members", post(settings::teams::members::create))
        .route("/settings/teams/{number}/members/{member}", delete(settings::teams::members::destroy))
        .route("/settings/teams/{number}/days-off", post(settings::teams::days_off::create))
        .route("/settings/workspace", get(settings::workspace::show).patch(settings::workspace::update))
        .route(
            "/settings/stages",
            get(settings::stages::index).post(settings::stages::create).put(settings::stages::order::update),
        )
        .route("/settings/stages/{key}", patch(settings::stages::update).delete(settings::stages::destroy))
        .route("/settings/stages/{key}/guide", get(processes::guide::edit).put(processes::guide::update))
        .merge(process_routes())
        .merge(tool_routes())
        .route("/settings/rates", get(settings::rates::index).post(settings::rates::create))
        .route("/settings/rights", get(settings::rights::index))
        .route("/settings/products", get(settings::products::index).post(settings::products::create))
        .route("/setup/{key}", get(front::setup::new).post(front::setup::create))
        .route("/sign-in", get(front::sign_in::index))
        .route("/w/{slug}/sign-in", get(front::sign_in::new))
        .route("/w/{slug}/session", post(front::sign_in::create))
        .route("/w/{slug}/demo-session", post(front::demo::create))
        .route("/session", delete(front::sign_in::destroy))
        .route("/join/{token}", get(front::joining::new).post(front::joining::create))
        .route("/deals.csv", get(deals::csv::index))
        .route("/deals", get(deals::all::index).post(deals::one::create))
        .route("/deals/moves", post(deals::moves::create))
        .route("/deals/new", get(deals::one::new))
        .route("/deals/{number}", get(deals::one::show).put(deals::one::update).delete(deals::one::destroy))
        .route("/deals/{number}/edit", get(deals::one::edit))
        .route("/deals/{number}/restoration", post(deals::restoration::create))
        .route("/deals/{number}/stage", post(deals::stage::create))
        .route("/deals/{number}/stage/edit", get(deals::stage::edit))
        .route("/deals/{number}/closure", post(deals::closure::create).delete(deals::closure::destroy))
        .route("/deals/{number}/closure/new", get(deals::closure::new))
        .route("/deals/{number}/closure/edit", get(deals::closure::edit))
        .route("/deals/{number}/fields/{key}", put(deals::answers::update))
        .route("/deals/{number}/checks/{key}", put(deals::checks::update))
        .route("/deals/{number}/step", post(deals::step::create).delete(deals::step::destroy))
        .route("/deals/{number}/step/edit", get(deals::step::edit))
        .route("/deals/{number}/owner", put(deals::owner::update))
        .route("/deals/{number}/owner/edit", get(deals::owner::edit))
        .route("/deals/{number}/team", put(deals::shares::update))
        .route("/deals/{number}/team/edit", get(deals::shares::edit))
        .route("/deals/{number}/notes", post(deals::notes::create))
        .route("/deals/{number}/notes/new", get(deals::notes::new))
        .route("/deals/{number}/history", get(deals::history::index))
        .route("/deals/{number}/help", post(deals::help::create))
        .route("/deals/{number}/help/new", get(deals::help::new))
        .route("/deals/{number}/thanks", post(deals::thanks::create))
        .route("/deals/{number}/thanks/new", get(deals::thanks::new))
        .route("/deals/{number}/files", post(deals::files::create).layer(deals::files::limit()))
        .route("/deals/{number}/files/new", get(deals::files::new))
        .route("/files/{id}", get(deals::files::show).delete(deals::files::destroy))
        .route("/files/{id}/restoration", post(deals::files::restoration::create))
        .route("/notes/{id}", delete(deals::notes::destroy))
        .route("/notes/{id}/restoration", post(deals::note_restoration::create))
        .route("/help/{number}/answer", post(deals::help_answer::create))
        .route("/accounts", get(accounts::all::index).post(accounts::one::create))
        .route("/accounts/new", get(accounts::one::new))
        .route("/accounts/{number}", get(accounts::one::show).put(accounts::one::update))
        .route("/accounts/{number}/edit", get(accounts::one::edit))
        .route("/accounts/{number}/notes", post(accounts::notes::create))
        .route("/accounts/{number}/merge", post(accounts::merge::create))
        .route("/accounts/{number}/merge/new", get(accounts::merge::new))
        .route("/contacts", get(accounts::contacts::index).post(accounts::contacts::create))
        .route("/contacts/new", get(accounts::contacts::new))
        .route("/contacts/{number}", get(accounts::contacts::show).put(accounts::contacts::update))
        .route("/contacts/{number}/edit", get(accounts::contacts::edit))
        .route("/quick", post(quick::create))
        .route("/quick/new", get(quick::new))
        .route("/quick/about", get(quick::abouts))
        .route("/search", get(search::index))
        .route("/news", get(news::index).post(news::create))
        .route("/preview", post(preview::create))
        .route("/imports", get(imports::all::index).post(imports::all::create).layer(imports::limit()))
        .route("/insights", get(insights::index))
        .route("/insights/log.xes", get(insights::log::xes))
        .route("/insights/log.json", get(insights::log::ocel))
        .route("/imports/{number}", get(imports::one::show).delete(imports::one::destroy))
        .route("/imports/{number}/mapping", post(imports::mapping::create))
        .route("/imports/{number}/run", post(imports::run::create))
        .route("/imports/{number}/refused.csv", get(imports::refused::show))
        .route("/imports/{number}/undo/new", get(imports::undoing::new))
        .fallback(failure::nowhere)
        .method_not_allowed_fallback(failure::form_only)
        .with_state(stage)
}

/// The playbook, its tools on deals, and who buys.
fn tool_routes() -> Router<Stage> {
    Router::new()
        .route("/tools", get(tools::all::index).post(tools::one::create))
        .route("/tools/new", get(tools::one::new))
        .route("/tools/{number}", get(tools::one::show).put(tools::one::update).delete(tools::one::destroy))
        .route("/tools/{number}/edit", get(tools::one::edit))
        .route("/tools/{number}/restoration", post(tools::restoration::create))
        .route("/deals/{number}/tools/{tool}/uses/new", get(deals::tools::uses::new))
        .route("/deals/{number}/tools/{tool}/uses", post(deals::tools::uses::create))
        .route("/deals/{number}/tools/{tool}/score", put(deals::scores::update))
        .route("/deals/{number}/buyers", post(deals::buyers::create))
        .route("/deals/{number}/buyers/new", get(deals::buyers::new))
        .route("/deals/{number}/buyers/{contact}/{role}", delete(deals::buyers::destroy))
}

/// Proposals, versions, and who follows them.
fn process_routes() -> Router<Stage> {
    use processes::deal;
    use processes::{answer, comments, following, guide, launch, proposals, round, stages, update, version};
    Router::new()
        .route("/proposals", post(proposals::create))
        .route("/proposals/new", get(proposals::new))
        .route("/processes/{key}/versions/{number}", get(version::show).patch(version::update).delete(version::destroy))
        .route(
            "/processes/{key}/versions/{number}/stages",
            post(stages::of_version::create).put(stages::of_version::order),
        )
        .route(
            "/processes/{key}/versions/{number}/stages/{stage}",
            patch(stages::of_version::update).delete(stages::of_version::destroy),
        )
        .route(
            "/processes/{key}/versions/{number}/stages/{stage}/guide",
            get(guide::of_version::edit).put(guide::of_version::update),
        )
        .route("/processes/{key}/versions/{number}/round", post(round::create).delete(round::destroy))
        .route("/processes/{key}/versions/{number}/answer", put(answer::update))
        .route("/processes/{key}/versions/{number}/comments", post(comments::create))
        .route("/processes/{key}/versions/{number}/update", post(update::create))
        .route("/processes/{key}/versions/{number}/launch", post(launch::create))
        .route("/processes/{key}/versions/{number}/trial", delete(launch::trial::destroy))
        .route("/processes/{key}/versions/{number}/deals", get(following::index).post(following::create))
        .route("/deals/{number}/version", post(deal::create))
}
