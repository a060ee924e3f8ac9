//! Notes about a deal: what was said, found out, learned.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::{About, Around, Deal, Error, Note, NoteDraft, NoteId, Result, Scene};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Trouble, address, form_page};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::MarkdownArea;

/// The kinds of notes, with the text of each.
const KINDS: [(&str, &str); 3] =
    [("note", "note-kind-note"), ("call", "note-kind-call"), ("learned", "note-kind-learned")];

pub(crate) async fn new(
    visit: Visit,
    Path(number): Path<i64>,
    Query(draft): Query<NoteDraft>,
) -> Result<Page, Failure> {
    let (around, deal) = visit.look(move |scene| Ok((Around::read(scene)?, Deal::numbered(scene, number)?))).await?;
    Ok(page(&visit, &around, &deal, &draft, &Trouble::default()))
}

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<NoteDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    let written = visit.change(move |scene| {
        let mut about = About::Deal(Box::new(Deal::numbered(scene, number)?));
        Note::write(scene, &mut about, &draft)
    });
    match written.await {
        Ok(_) => Ok(to_saying(&address(number), &Said::text("said-note-written"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, deal) =
                visit.look(move |scene| Ok((Around::read(scene)?, Deal::numbered(scene, number)?))).await?;
            Ok(page(&visit, &around, &deal, &typed, &trouble).into_response())
        }
    }
}

/// Takes a note away; it can be brought back.
pub(crate) async fn destroy(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let note = NoteId::parse(&id).ok_or(Error::NotFound)?;
    let back = visit.change(move |scene| discard(scene, note)).await?;
    Ok(to_saying(&back, &Said::with_undo("said-note-discarded", format!("/notes/{id}/restoration"))))
}

fn discard(scene: &mut Scene<'_>, note: NoteId) -> Result<String> {
    let note = Note::with_id(scene, note)?;
    note.discard(scene)?;
    page_of(scene, &note)
}

/// Where a note is read.
pub(super) fn page_of(scene: &mut Scene<'_>, note: &Note) -> Result<String> {
    match (note.deal, note.account) {
        (Some(deal), _) => Ok(address(Deal::with_id(scene, deal)?.number)),
        (None, Some(account)) => Ok(format!("/accounts/{}", domain::Account::with_id(scene, account)?.number)),
        (None, None) => Ok("/today".to_owned()),
    }
}

fn page(visit: &Visit, around: &Around, deal: &Deal, typed: &NoteDraft, trouble: &Trouble) -> Page {
    let title = visit.texts().say("note-write");
    let to = format!("{}/notes", address(deal.number));
    form_page(visit, around, deal, (title, trouble), &form(visit, &to, typed, trouble))
}

/// What kind of note, and what it says.
pub(crate) fn form(visit: &Visit, to: &str, typed: &NoteDraft, trouble: &Trouble) -> Markup {
    let texts = visit.texts();
    let chosen = if typed.kind.is_empty() { "note" } else { typed.kind.as_str() };
    let body = MarkdownArea { name: "body", label: "note-body", typed: &typed.body, focus: false };
    html! {
        form.form action=(to) method="post" data-controller="dirty" {
            fieldset {
                legend.aloud { (texts.say("note-kind")) }
                div.choices {
                    @for (kind, text) in KINDS {
                        label.choice { input type="radio" name="kind" value=(kind) checked[kind == chosen]; (texts.say(text)) }
                    }
                }
            }
            (body.show(texts, &trouble.problems))
            footer { button.btn.primary { (texts.say("note-save")) } }
        }
    }
}
