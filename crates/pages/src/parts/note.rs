//! Notes, one under the other.

use domain::Note;
use http::Visit;
use maud::{Markup, html};

use super::{ago, face_small, icon_small, markdown};

/// The notes, each with who wrote it and when; whoever wrote one may take it away.
pub(crate) fn notes(visit: &Visit, notes: &[Note]) -> Markup {
    html! { ul.rows { @for note in notes { (one(visit, note)) } } }
}

fn one(visit: &Visit, note: &Note) -> Markup {
    let texts = visit.texts();
    let when = ago(note.created_at, visit.stage.now(), &visit.actor.workspace.zone(), texts);
    let mine = note.author == visit.actor.id || visit.actor.operates();
    let name = note.author_name.1.as_str();
    html! {
        li id={ "note-" (note.id.text()) } {
            div.cluster.between {
                span.person {
                    (face_small(note.author_name.0, name))
                    span { b { (name) } " " (texts.say(if note.call { "note-of-call" } else { "note-of-note" })) }
                    @if note.learned { span.chip.brand { (texts.say("note-learned")) } }
                }
                span.cluster {
                    small { (when) }
                    @if mine && !visit.actor.read_only {
                        form.btn-form action={ "/notes/" (note.id.text()) "?_method=delete" } method="post" {
                            button.btn.quiet.small.icon-only aria-label=(texts.say("note-discard")) { (icon_small("trash")) }
                        }
                    }
                }
            }
            div.prose { (markdown(&note.body)) }
        }
    }
}
