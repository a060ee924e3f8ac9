//! The first address: leads to where one can go on.

use axum::extract::State;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Result, Workspace};
use http::{Stage, Visit};
use maud::html;

use crate::failure::Failure;
use crate::layout;

pub(crate) async fn show(State(stage): State<Stage>, parts: Parts) -> Result<Response, Failure> {
    if Visit::by_cookie(&parts, &stage).await.is_some() {
        return Ok(Redirect::to("/today").into_response());
    }
    Ok(to_sign_in(&stage).await?)
}

/// With one workspace to its sign-in; with several to a page that asks for the name; with none to a
/// word on how to begin.
pub(super) async fn to_sign_in(stage: &Stage) -> Result<Response> {
    let all: Result<Vec<Workspace>> = stage.db.read(|mut tx| Ok(Workspace::all(&mut tx)?)).await;
    let texts = http::texts();
    Ok(match all?.as_slice() {
        [] => layout::bare("setup-title", &html! { h1 { (texts.say("setup-title")) } p { (texts.say("setup-by-link")) } })
            .into_response(),
        [only] => Redirect::to(&format!("/w/{}/sign-in", only.slug)).into_response(),
        _ => layout::bare("sign-in-which", &html! {
            h1 { (texts.say("sign-in-which")) }
            form.form action="/sign-in" {
                div.field { label for="workspace" { (texts.say("sign-in-workspace")) } input id="workspace" name="workspace" required; }
                footer { button.btn.primary { (texts.say("sign-in-go-on")) } }
            }
        })
        .into_response(),
    })
}
