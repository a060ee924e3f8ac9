//! Finding deals, accounts, contacts and people by the beginning of any word: as a page, and as the
//! list under the one field.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::Around;
use domain::search::{Hit, find};
use http::{Texts, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};
use crate::options::{Choices, Offer};
use crate::parts::{empty_mark, face_small, icon_small};

/// Hits of each kind in the list under the field.
const IN_LIST: usize = 5;

/// Hits of each kind on the page.
const ON_PAGE: usize = 30;

/// The kinds in their order, with the title of each.
const KINDS: [(&str, &str); 4] = [
    ("deal", "search-deals"),
    ("account", "search-accounts"),
    ("contact", "search-contacts"),
    ("member", "search-people"),
];

/// What somebody looks for.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// The words, as typed.
    #[serde(default)]
    pub(crate) q: String,
}

pub(crate) async fn index(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    let typed: String = asked.q.trim().chars().take(100).collect();
    let words = typed.clone();
    if let Some(frame) = visit.frame.clone().filter(|frame| frame.starts_with("options-")) {
        let hits = visit.look(move |scene| find(scene, &words, IN_LIST)).await?;
        return Ok(list(visit.texts(), &frame, &typed, &hits).into_response());
    }
    let (around, hits) = visit.look(move |scene| Ok((Around::read(scene)?, find(scene, &words, ON_PAGE)?))).await?;
    let head = Head::new(visit.texts().say("search-title"), Spot::Elsewhere, "");
    Ok(Page::new(&visit, &around, &head, &page(visit.texts(), &typed, &hits)).into_response())
}

/// The list under the field; its last entry leads to the page.
fn list(texts: Texts, frame: &str, typed: &str, hits: &[Hit]) -> Markup {
    let groups = KINDS.into_iter().map(|(kind, title)| {
        let of_kind = hits.iter().filter(|hit| hit.kind == kind);
        (texts.say(title), of_kind.map(|hit| Offer::link(&path(hit), hit)).collect())
    });
    Choices { frame, groups: groups.collect(), none: texts.fill("search-none", &[("typed", typed.into())]) }.show()
}

fn page(texts: Texts, typed: &str, hits: &[Hit]) -> Markup {
    html! {
        header.page-head { div { h1 { (texts.say("search-title")) } } }
        form.inline-form action="/search" role="search" aria-label=(texts.say("search-title")) {
            div.field {
                label for="search-words" { (texts.say("search-words")) }
                input id="search-words" type="search" name="q" value=(typed);
            }
            button.btn.primary { (texts.say("search-do")) }
        }
        @if hits.is_empty() {
            section.card aria-label=(texts.say("search-title")) {
                div.empty {
                    (empty_mark())
                    p { @if typed.is_empty() { (texts.say("search-how")) } @else { (texts.fill("search-none", &[("typed", typed.into())])) } }
                }
            }
        }
        @for (kind, title) in KINDS {
            @let of_kind: Vec<&Hit> = hits.iter().filter(|hit| hit.kind == kind).collect();
            @if !of_kind.is_empty() {
                section.card.flush aria-labelledby={ "found-" (kind) } {
                    header { h2 id={ "found-" (kind) } { (texts.say(title)) } }
                    ul.rows.links { @for hit in of_kind { (row(hit)) } }
                }
            }
        }
    }
}

fn row(hit: &Hit) -> Markup {
    html! {
        li id={ (hit.kind) "-" (hit.number) } {
            a href=(path(hit)) {
                span.title.person { (mark(hit)) (hit.name) }
                @if let Some(beside) = &hit.beside { small { (beside) } }
            }
        }
    }
}

/// Where a hit leads.
fn path(hit: &Hit) -> String {
    let place = match hit.kind.as_str() {
        "deal" => "deals",
        "account" => "accounts",
        "contact" => "contacts",
        _ => "people",
    };
    format!("/{place}/{}", hit.number)
}

/// A face for a person, an icon for a thing.
pub(crate) fn mark(hit: &Hit) -> Markup {
    match hit.kind.as_str() {
        "deal" => icon_small("deals"),
        "account" => icon_small("account"),
        "contact" => icon_small("person"),
        _ => face_small(hit.number, &hit.name),
    }
}
