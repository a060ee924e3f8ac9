//! Joining by a link, and setting a new password by one.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::secret::{Token, hash_password};
use domain::{Error, Invitation, LinkPurpose, Member, Problems, Result, Workspace};
use http::{Stage, Visit, texts};
use maud::{Markup, html};
use serde::Deserialize;

use super::{let_in, on_behalf, slowly};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout;
use crate::parts::{Field, problem_list};

#[derive(Deserialize, Clone, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

pub(crate) async fn new(State(stage): State<Stage>, Path(token): Path<String>) -> Result<Markup, Failure> {
    let (_, member, purpose) = behind(&stage, &token).await?;
    let typed = Typed { name: member.name, email: member.email.unwrap_or_default(), password: String::new() };
    Ok(page(&token, purpose, &typed, &Problems::default()))
}

pub(crate) async fn create(
    State(stage): State<Stage>,
    Path(token): Path<String>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (visit, _, purpose) = behind(&stage, &token).await?;
    let again = |problems: &Problems| {
        (StatusCode::UNPROCESSABLE_ENTITY, page(&token, purpose, &typed, problems)).into_response()
    };
    let (password, salt) = (typed.password.clone(), stage.bytes());
    let password_hash = match slowly(move || hash_password(&password, salt)).await? {
        Ok(hash) => hash,
        Err(problems) => return Ok(again(&problems)),
    };
    let invitation = Invitation { name: typed.name.clone(), email: typed.email.clone(), password_hash };
    let link = Token::parse(&token).ok_or(Error::NotFound)?;
    match visit.change(move |scene| Member::join(scene, &link, &invitation)).await {
        Err(Error::Invalid(problems)) => Ok(again(&problems)),
        joined => Ok(let_in(&visit, joined?, &headers, "/today").await?),
    }
}

async fn behind(stage: &Stage, token: &str) -> Result<(Visit, Member, LinkPurpose)> {
    let token = Token::parse(token).ok_or(Error::NotFound)?;
    let id = token.workspace;
    let found: Result<Option<Workspace>> = stage.db.read(move |mut tx| Ok(Workspace::with_id(&mut tx, id)?)).await;
    let workspace = found?.ok_or(Error::NotFound)?;
    let visit = on_behalf(stage, std::sync::Arc::new(workspace));
    let (member, link) = visit.look(move |scene| Member::behind_link(scene, &token)).await?;
    if link.purpose == LinkPurpose::Demo { Err(Error::NotFound) } else { Ok((visit, member, link.purpose)) }
}

fn page(token: &str, purpose: LinkPurpose, typed: &Typed, problems: &Problems) -> Markup {
    let texts = texts();
    let title = if purpose == LinkPurpose::Join { "join-title" } else { "reset-title" };
    layout::bare(
        title,
        &html! {
            h1 { (texts.say(title)) }
            form.form action={ "/join/" (token) } method="post" {
                (problem_list(texts, problems))
                @if purpose == LinkPurpose::Join {
                    (Field::text("name", "field-name", &typed.name).complete("name").required().show(texts, problems))
                    (Field::text("email", "field-email", &typed.email).of("email").complete("username").required().show(texts, problems))
                }
                (Field::text("password", "field-new-password", "").of("password").complete("new-password").hint("hint-password").required().show(texts, problems))
                footer { button.btn.primary { (texts.say(if purpose == LinkPurpose::Join { "join-do" } else { "reset-do" })) } }
            }
        },
    )
}
