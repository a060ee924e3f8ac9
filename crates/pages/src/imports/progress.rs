//! The page of an import that is under way, or that was stopped on its way.

use domain::import::ImportState;
use http::Visit;
use maud::{Markup, html};

use super::one::Begun;
use super::{address, topics};
use crate::layout::{Head, Page, Spot};
use crate::parts::count;

pub(super) fn page(visit: &Visit, begun: &Begun) -> Page {
    let (texts, import) = (visit.texts(), &begun.import);
    let moving = import.is_moving(visit.stage.now());
    let title = texts.fill("import-name", &[("number", import.number.into())]);
    let undoing = import.state == ImportState::Undoing;
    let given = [("done", count(import.rows_done).into()), ("rows", count(import.rows_in_all).into())];
    let text = match (undoing, moving) {
        (false, true) => "import-running",
        (false, false) => "import-stopped",
        (true, true) => "import-undoing",
        (true, false) => "import-undo-stopped",
    };
    let body = html! {
        header.page-head {
            div {
                ol.crumbs { li { a href="/imports" { (texts.say("imports-title")) } } li { (title) } }
                h1 { (texts.say(if undoing { "import-undoing-title" } else { "import-running-title" })) }
            }
        }
        section.card.narrow aria-label=(title) {
            div.stack.tight {
                p.strong id="import-progress" { (texts.fill(text, &given)) }
                @if !undoing { progress.bar.thick value=(import.rows_done) max=(import.rows_in_all.max(1)) aria-labelledby="import-progress" {} }
                (next(visit, begun, moving))
            }
        }
    };
    Page::new(visit, &begun.around, &Head::new(title.as_str(), Spot::Import, topics(import, moving)), &body)
}

/// What to do: wait, or let it go on.
fn next(visit: &Visit, begun: &Begun, moving: bool) -> Markup {
    let (texts, import) = (visit.texts(), &begun.import);
    let running = import.state == ImportState::Running;
    html! {
        @if moving {
            p.quiet { (texts.say("import-may-leave")) }
            p { a.link href=(address(import.number)) { (texts.say("import-see-how-far")) } }
        } @else {
            p.quiet { (texts.say("import-nothing-lost")) }
            div.actions {
                form.btn-form action={ (address(import.number)) "/run" } method="post" { button.btn.primary { (texts.say("import-go-on")) } }
                @if running { a.btn href={ (address(import.number)) "/undo/new" } { (texts.say("import-undo-title")) } }
            }
        }
    }
}
