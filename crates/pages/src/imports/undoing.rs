//! Before an import is taken back: what goes, and what will be kept.

use axum::extract::Path;
use domain::import::{Import, ImportState, KeptThing};
use domain::{Around, Error};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::{address, topics};
use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};
use crate::parts::{count, sheet};

pub(crate) async fn new(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let (around, import, kept) = visit
        .look(move |scene| {
            let import = Import::numbered(scene, number)?;
            if matches!(import.state, ImportState::Draft | ImportState::Undone) {
                return Err(Error::NotFound);
            }
            let kept = import.will_keep(scene)?;
            Ok((Around::read(scene)?, import, kept))
        })
        .await?;
    let texts = visit.texts();
    let title = texts.say("import-undo-title");
    let head = Head::new(title, Spot::Import, topics(&import, false));
    let (back, back_to) = (address(number), texts.fill("import-name", &[("number", number.into())]));
    Ok(Page::new(&visit, &around, &head, &sheet(&visit, title, (&back, &back_to), &form(texts, &import, &kept))))
}

fn form(texts: Texts, import: &Import, kept: &[KeptThing]) -> Markup {
    let rows = import.rows_new + import.rows_changed;
    html! {
        form.form action={ (address(import.number)) "?_method=delete" } method="post" data-turbo-frame="_top" {
            p { (texts.fill("import-undo-what", &[("count", rows.into()), ("shown", count(rows).into())])) }
            @if kept.is_empty() { p.quiet { (texts.say("import-undo-nothing-kept")) } } @else {
                p.notice.behind { (texts.fill("import-undo-keeps", &[("count", kept.len().into())])) }
                (list(texts, kept))
            }
            footer {
                button.btn.danger { (texts.say("import-undo-do")) }
                a.btn href=(address(import.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    }
}

/// Things that stay, each leading to its page.
pub(super) fn list(texts: Texts, kept: &[KeptThing]) -> Markup {
    html! {
        ul.rows {
            @for thing in kept {
                li.row {
                    @match page_of(thing) {
                        Some(page) => a.link href=(page) { (thing.name) },
                        None => span { (thing.name) },
                    }
                    " " small.quiet { (kind(texts, thing)) }
                }
            }
        }
    }
}

fn page_of(thing: &KeptThing) -> Option<String> {
    let folder = match thing.kind.as_str() {
        "deal" => "deals",
        "account" => "accounts",
        "contact" => "contacts",
        "team" => "teams",
        "member" => "people",
        _ => return None,
    };
    Some(format!("/{folder}/{}", thing.number))
}

fn kind(texts: Texts, thing: &KeptThing) -> &'static str {
    match thing.kind.as_str() {
        "deal" => texts.say("import-thing-deal"),
        "account" => texts.say("import-thing-account"),
        "contact" => texts.say("import-thing-contact"),
        "product" => texts.say("import-thing-product"),
        "team" => texts.say("import-thing-team"),
        _ => texts.say("import-thing-member"),
    }
}
