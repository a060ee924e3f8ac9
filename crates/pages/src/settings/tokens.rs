//! Tokens with which other programs act for oneself. A new one is shown once.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Error, Member, Problems, Result, Scope, TokenId, TokenLine};
use http::{Said, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use super::Part;
use super::profile::{Refusal, Seen, refused};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::to_saying;
use crate::parts::{Field, ago, button_form, icon_small, problem_list};

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    scope: String,
}

/// Makes a token, and shows it this one time.
pub(crate) async fn create(visit: Visit, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let me = visit.actor.id;
    let token = visit.stage.token(visit.actor.workspace.id);
    let scope = if typed.scope == Scope::Write.name() { Scope::Write } else { Scope::Read };
    let (kept, name) = (token.clone(), typed.name);
    let made = visit.change(move |scene| Member::with_id(scene, me)?.add_token(scene, &kept, &name, scope)).await;
    if let Err(Error::Invalid(problems)) = made {
        return refused(&visit, Refusal { form: "token", problems, ..Refusal::default() }).await;
    }
    made?;
    let around = visit.look(Around::read).await?;
    let body = shown(&visit, &token.text());
    Ok(super::page(&visit, &around, Part::You, &body, &Problems::default()).into_response())
}

/// Revokes a token at once.
pub(crate) async fn destroy(visit: Visit, Path(token): Path<String>) -> Result<Response, Failure> {
    let token = TokenId::parse(&token).ok_or(Error::NotFound)?;
    let me = visit.actor.id;
    visit.change(move |scene| Member::with_id(scene, me)?.revoke_token(scene, token)).await?;
    Ok(to_saying(Part::You.path(), &Said::text("said-token-revoked")))
}

fn shown(visit: &Visit, token: &str) -> Markup {
    let texts = visit.texts();
    html! {
        section.card.read aria-labelledby="token-title" {
            header { h2 id="token-title" { (texts.say("token-made")) } }
            p { (texts.say("token-once")) }
            p { code id="token" { (token) } }
            div.actions {
                button.btn.primary type="button" data-controller="copy" data-copy-text-value=(token) data-copy-said-value=(texts.say("copied")) data-action="copy#copy" {
                    (icon_small("link")) span data-copy-target="label" { (texts.say("token-copy")) }
                }
                a.btn href=(Part::You.path()) { (texts.say("settings-back")) }
            }
        }
    }
}

/// The card with the list and the form for a new one.
pub(super) fn card(visit: &Visit, seen: &Seen, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    let problems = refusal.of("token");
    html! {
        section.card aria-labelledby="tokens-title" {
            header { h2 id="tokens-title" { (texts.say("tokens-title")) } }
            p.quiet { (texts.say("tokens-say")) }
            @if !seen.tokens.is_empty() { ul.rows { @for token in &seen.tokens { (line(visit, token)) } } }
            // the answer shows the token once, so it is a page of its own
            form.form action="/settings/tokens" method="post" data-turbo="false" {
                (problem_list(texts, &problems))
                div.row {
                    (Field::text("name", "tokens-name", "").hint("tokens-name-hint").required().show(texts, &problems))
                    div.field {
                        label for="scope" { (texts.say("tokens-scope")) }
                        p.hint id="scope-hint" { (texts.say("tokens-scope-hint")) }
                        select id="scope" name="scope" aria-describedby="scope-hint" {
                            option value="read" { (texts.say("tokens-read")) }
                            option value="write" { (texts.say("tokens-write")) }
                        }
                    }
                }
                footer { button.btn { (texts.say("tokens-make")) } }
            }
        }
    }
}

fn line(visit: &Visit, token: &TokenLine) -> Markup {
    let texts = visit.texts();
    let (now, zone) = (visit.stage.now(), visit.actor.workspace.zone());
    let used = match token.used_at {
        Some(at) => texts.fill("tokens-used", &[("when", ago(at, now, &zone, texts).into())]),
        None => texts.fill("tokens-since", &[("when", ago(token.created_at, now, &zone, texts).into())]),
    };
    html! {
        li.step id={ "token-" (token.id.text()) } {
            span.what { (token.name) }
            span.why { (texts.say(if token.scope == "write" { "tokens-write" } else { "tokens-read" })) " · " (used) }
            span.do { (button_form(&format!("/settings/tokens/{}?_method=delete", token.id.text()), "btn small", &html! { (texts.say("tokens-revoke")) })) }
        }
    }
}
