//! What happened, one sentence under the other.

use domain::{Stage, Told, day_of};
use http::Visit;
use maud::{Markup, html};

use super::{ago, face_small, full, icon_small, sentence};

/// The lines of a history, newest first.
pub(crate) fn history(visit: &Visit, lines: &[Told], stages: &[Stage]) -> Markup {
    html! { ol.history { @for told in lines { (line(visit, told, stages)) } } }
}

fn line(visit: &Visit, told: &Told, stages: &[Stage]) -> Markup {
    let (texts, zone) = (visit.texts(), visit.actor.workspace.zone());
    let entry = &told.entry;
    let today = day_of(visit.stage.now(), &zone);
    let when = ago(entry.occurred_at, visit.stage.now(), &zone, texts);
    // what was written down on another day than it happened says so
    let (happened, recorded) = (day_of(entry.occurred_at, &zone), day_of(entry.recorded_at, &zone));
    html! {
        li id={ "event-" (entry.number) } {
            @match &told.actor {
                Some((number, name)) => (face_small(*number, name)),
                None => span.system { (icon_small("import")) },
            }
            span { (sentence(texts, told, stages, today)) }
            small {
                (when)
                @if happened != recorded { " · " (texts.fill("history-recorded", &[("day", full(recorded, texts).into())])) }
            }
        }
    }
}
