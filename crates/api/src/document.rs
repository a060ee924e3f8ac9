//! The API's own description, after `OpenAPI` 3.1.

use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{ContentBuilder, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi};

use crate::shapes::Problem;
use crate::{
    accounts, contacts, deals, events, figures, files, imports, me, members, processes, products, rates, search,
    stages, teams, tools,
};

#[derive(OpenApi)]
#[openapi(
    info(title = "Paceline", description = "Deals, people, targets and figures of a workspace. See docs/api.md."),
    paths(
        me::show,
        deals::index, deals::create, deals::show, deals::update, deals::destroy,
        deals::restoration::create,
        deals::stage::update, deals::moves::create,
        deals::closure::create, deals::closure::destroy,
        deals::team::show, deals::team::update,
        deals::guidance::show, deals::guidance::fields::update, deals::guidance::checks::update,
        deals::next_step::update, deals::next_step::destroy,
        deals::notes::index, deals::notes::create,
        deals::conformance::show, deals::history::index,
        accounts::index, accounts::create, accounts::show, accounts::update,
        accounts::merge::create, accounts::notes::index, accounts::notes::create,
        contacts::index, contacts::create, contacts::show, contacts::update,
        products::index, products::update,
        stages::index, stages::create, stages::update, stages::destroy, stages::order,
        stages::lessons::index, stages::guide::show, stages::guide::update,
        processes::index,
        processes::versions::index, processes::versions::create, processes::versions::show,
        processes::versions::update, processes::versions::destroy,
        processes::stages::create, processes::stages::order, processes::stages::update, processes::stages::destroy,
        processes::stages::guide, processes::stages::guide_by,
        processes::decisions::open, processes::decisions::rework, processes::decisions::answer,
        processes::decisions::comment, processes::decisions::update, processes::decisions::launch,
        processes::decisions::end_trial, processes::decisions::move_on, processes::decisions::deal::create,
        tools::index, tools::create, tools::show, tools::update, tools::destroy,
        tools::restoration::create, tools::followed::index,
        deals::tools::index, deals::tools::mail::show, deals::tools::uses::create,
        deals::tools::scores::index, deals::tools::scores::update,
        files::index, files::create, files::show, files::destroy, files::content::show, files::restoration::create,
        deals::buyers::index, deals::buyers::create, deals::buyers::destroy,
        rates::index, rates::update,
        members::index, members::create, members::show, members::update, members::destroy,
        members::leaves::index, members::leaves::create, members::leaves::destroy,
        members::targets::index, members::targets::update,
        teams::index, teams::create, teams::show, teams::update,
        teams::members::index, teams::members::update, teams::members::destroy,
        teams::days_off::index, teams::days_off::create,
        teams::targets::index, teams::targets::update,
        figures::deals::show, figures::burndown::show, figures::forecast::show, figures::path::show, figures::insight::show,
        search::index,
        events::index,
        imports::index, imports::show, imports::undoing::create,
    ),
    components(schemas(Problem)),
    modifiers(&Shared),
)]
struct Document;

/// The description as JSON.
#[must_use]
pub fn openapi() -> String {
    Document::openapi().to_pretty_json().unwrap_or_default()
}

/// Anybody may read how the API is used.
pub(crate) async fn show() -> Response {
    let mut answer = openapi().into_response();
    answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    answer
}

/// What all operations share: the token, the refusals, the headers of changes.
struct Shared;

impl Modify for Shared {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A token of a person."));
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme.build()));
        document.security = Some(vec![SecurityRequirement::new("token", Vec::<String>::new())]);
        for (path, item) in &mut document.paths.paths {
            let operations = [
                ("get", &mut item.get),
                ("post", &mut item.post),
                ("put", &mut item.put),
                ("patch", &mut item.patch),
                ("delete", &mut item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    complete(operation, method, path);
                }
            }
        }
    }
}

fn complete(operation: &mut Operation, method: &str, path: &str) {
    let words = path.trim_start_matches("/api/v1/").split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    operation.operation_id = Some(format!("{method}_{}", words.join("_")));
    if method != "get" {
        let headers = [
            ("Idempotency-Key", "Sent again with the same key within a day, the request is answered as before."),
            ("If-Match", "The version that was seen (`ETag`); another one answers 412."),
        ];
        let parameters = operation.parameters.get_or_insert_default();
        parameters.extend(headers.map(|(name, what)| in_header(name, what)));
    }
    let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    let refusal =
        ResponseBuilder::new().description("Why it was not done.").content("application/problem+json", problem);
    operation.responses.responses.insert("default".to_owned(), refusal.build().into());
}

fn in_header(name: &str, what: &str) -> RefOr<Parameter> {
    RefOr::T(ParameterBuilder::new().name(name).parameter_in(ParameterIn::Header).description(Some(what)).build())
}
