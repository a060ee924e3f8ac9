//! What was said and what happened about a deal.

use domain::{DealPage, NoteDraft, Thanks, Told};
use http::Visit;
use maud::{Markup, html};

use super::{address, notes as noting};
use crate::parts::{ago, face_small, history, notes as note_list};

/// The form for a note, and the notes.
pub(super) fn notes(visit: &Visit, page: &DealPage) -> Markup {
    let texts = visit.texts();
    html! {
        section.card aria-labelledby="notes-title" {
            header { h2 id="notes-title" { (texts.say("notes-title")) } }
            div.stack.tight {
                @if !visit.actor.read_only {
                    details id="note-new" {
                        summary.btn { (texts.say("note-write")) }
                        (noting::form(visit, &format!("{}/notes", address(page.deal.number)), &NoteDraft::default(), &super::Trouble::default()))
                    }
                }
                (note_list(visit, &page.notes))
            }
        }
    }
}

/// Thanks first, then everything that happened.
pub(super) fn happened(visit: &Visit, page: &DealPage) -> Markup {
    let texts = visit.texts();
    html! {
        @if !page.thanks.is_empty() {
            section.card aria-labelledby="thanks-title" {
                header { h2 id="thanks-title" { (texts.say("thanks-title")) } }
                ul.rows { @for thanks in &page.thanks { (said(visit, thanks)) } }
            }
        }
        section.card aria-labelledby="history-title" {
            header { h2 id="history-title" { (texts.say("history-title")) } }
            (history(visit, &page.history, &page.stages))
            @if let Some(before) = further(&page.history) {
                footer { a.btn.quiet.small href={ (address(page.deal.number)) "/history?before=" (before) } { (texts.say("history-more")) } }
            }
        }
    }
}

fn said(visit: &Visit, thanks: &Thanks) -> Markup {
    let texts = visit.texts();
    let when = ago(thanks.created_at, visit.stage.now(), &visit.actor.workspace.zone(), texts);
    let to = [("person", thanks.to.1.as_str().into())];
    html! {
        li {
            span.person { (face_small(thanks.from.0, &thanks.from.1)) span { b { (thanks.from.1) } " " (texts.fill("thanks-to", &to)) } }
            span { (thanks.words) }
            small { (when) }
        }
    }
}

/// What older lines begin before, if this page of a history is full.
pub(super) fn further(lines: &[Told]) -> Option<i64> {
    const FULL: usize = 20;
    lines.last().filter(|_| lines.len() >= FULL).map(|told| told.entry.number)
}
