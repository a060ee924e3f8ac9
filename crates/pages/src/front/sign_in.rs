//! Signing in with a password, and out again.

use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::secret::password_matches;
use domain::{Member, MemberState, Problems, Result, Workspace};
use http::{Cookies, Stage, Visit, client_of, texts};
use maud::{Markup, html};
use serde::Deserialize;

use super::{demo, home, let_in, on_behalf, slowly, workspace};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout;
use crate::parts::{Field, problem_list};

#[derive(Deserialize, Default)]
pub(crate) struct Asked {
    #[serde(default)]
    to: String,
    workspace: Option<String>,
}

#[derive(Deserialize, Clone, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    to: String,
}

pub(crate) async fn index(State(stage): State<Stage>, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    if let Some(slug) = asked.workspace {
        let slug: String = slug.trim().chars().filter(|letter| letter.is_alphanumeric() || *letter == '-').collect();
        return Ok(Redirect::to(&format!("/w/{slug}/sign-in")).into_response());
    }
    let all: Result<Vec<Workspace>> = stage.db.read(|mut tx| Ok(Workspace::all(&mut tx)?)).await;
    match all?.as_slice() {
        [only] => {
            let only = std::sync::Arc::new(only.clone());
            Ok(page(&stage, &only, &Typed { to: asked.to, ..Typed::default() }, &Problems::default())
                .await?
                .into_response())
        }
        _ => Ok(home::to_sign_in(&stage).await?),
    }
}

pub(crate) async fn new(
    State(stage): State<Stage>,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Markup, Failure> {
    let workspace = workspace(&stage, slug).await?;
    Ok(page(&stage, &workspace, &Typed { to: asked.to, ..Typed::default() }, &Problems::default()).await?)
}

pub(crate) async fn create(
    State(stage): State<Stage>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Failure> {
    let workspace = workspace(&stage, slug).await?;
    let (headers, client) = (request.headers().clone(), client_of(request.extensions()));
    let typed = match <Form<Typed> as axum::extract::FromRequest<()>>::from_request(request, &()).await {
        Ok(Form(typed)) => typed,
        Err(refused) => return Ok(refused),
    };
    if !stage.throttle.lets_try(&typed.email, &client) {
        let problems = Problems::one("password", "problem-too-many-tries");
        let page = page(&stage, &workspace, &typed, &problems).await?;
        return Ok((StatusCode::TOO_MANY_REQUESTS, [("retry-after", "60")], page).into_response());
    }
    let visit = on_behalf(&stage, workspace.clone());
    let email = typed.email.clone();
    let found = visit.look(move |scene| Member::password_of(scene, &email)).await?;
    let (member, hash) = found.map_or((None, None), |(member, hash)| (Some(member), hash));
    let password = typed.password.clone();
    let matches = slowly(move || password_matches(&password, hash.as_deref())).await?;
    match member.filter(|member| matches && member.state == MemberState::Active) {
        Some(member) => Ok(let_in(&visit, member, &headers, &typed.to).await?),
        None => {
            let problems = Problems::one("password", "problem-sign-in");
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&stage, &workspace, &typed, &problems).await?).into_response())
        }
    }
}

pub(crate) async fn destroy(visit: Visit) -> Result<Response, Failure> {
    if let Some(session) = visit.session {
        visit.change(move |scene| Member::with_id(scene, scene.actor.id)?.end_session(scene, session)).await?;
    }
    let mut answer = Redirect::to("/").into_response();
    let (name, value) = Cookies::clear(&visit.stage);
    answer.headers_mut().append(name, value);
    answer.headers_mut().insert("clear-site-data", axum::http::HeaderValue::from_static("\"cache\", \"storage\""));
    Ok(answer)
}

async fn page(
    stage: &Stage,
    workspace: &std::sync::Arc<Workspace>,
    typed: &Typed,
    problems: &Problems,
) -> Result<Markup> {
    let people = if workspace.demo && stage.demo {
        demo::people(stage, workspace).await?
    } else {
        html! {}
    };
    let texts = texts();
    Ok(layout::bare(
        "sign-in-title",
        &html! {
            h1 { (texts.fill("sign-in-to", &[("workspace", workspace.name.as_str().into())])) }
            (people)
            form.form action={ "/w/" (workspace.slug) "/session" } method="post" {
                (problem_list(texts, problems))
                input type="hidden" name="to" value=(typed.to);
                (Field::text("email", "field-email", &typed.email).of("email").complete("username").required().show(texts, problems))
                (Field::text("password", "field-password", "").of("password").complete("current-password").required().show(texts, problems))
                footer { button.btn.primary { (texts.say("sign-in-do")) } }
            }
            p.hint { (texts.say("sign-in-forgotten")) }
        },
    ))
}
