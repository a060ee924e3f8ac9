//! What is said about a proposal.

use axum::extract::Path;
use axum::response::Response;
use domain::Problems;
use http::{Texts, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use super::Place;
use super::version::{Seen, answered};
use crate::failure::Failure;
use crate::form::Form;
use crate::parts::{ago, area, person};

/// Something said.
#[derive(Deserialize, Default)]
pub(crate) struct Words {
    #[serde(default)]
    words: String,
}

pub(crate) async fn create(
    visit: Visit,
    Path(at): Path<(String, i64)>,
    Form(typed): Form<Words>,
) -> Result<Response, Failure> {
    let place = Place::from(at);
    let here = place.clone();
    let said = visit.change(move |scene| here.version(scene)?.comment(scene, &typed.words)).await;
    answered(&visit, &place, said, "said-comment").await
}

pub(super) fn card(visit: &Visit, seen: &Seen, problems: &Problems) -> Markup {
    let texts = visit.texts();
    html! {
        section.card aria-labelledby="comments-title" {
            header { h2 id="comments-title" { (texts.say("comments-title")) } }
            @if seen.comments.is_empty() { p.quiet { (texts.say("comments-none")) } }
            @else { ul.rows { @for comment in &seen.comments { (line(visit, texts, comment)) } } }
            @if !visit.actor.read_only {
                form.form id="comment" data-whole action={ (seen.written.place.base()) "/comments" } method="post" {
                    (area(texts, problems, ("words", "comments-words"), ""))
                    footer { button.btn { (texts.say("comments-do")) } }
                }
            }
        }
    }
}

fn line(visit: &Visit, texts: Texts, comment: &domain::Comment) -> Markup {
    let zone = visit.actor.workspace.zone();
    html! {
        li.step {
            span.what { (person(comment.by.0, &comment.by.1)) }
            span.why { (comment.words) " · " (ago(comment.created_at, visit.stage.now(), &zone, texts)) }
        }
    }
}
