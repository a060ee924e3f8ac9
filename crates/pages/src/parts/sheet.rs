//! A form with its title: a sheet in the dialog, or a page of its own.

use http::Visit;
use maud::{Markup, html};

use super::icon_small;

/// What a page without the dialog shows above a form: a title, and the way back.
pub(crate) fn sheet(visit: &Visit, title: &str, (back, back_to): (&str, &str), body: &Markup) -> Markup {
    let close = visit.texts().say("shell-close");
    if visit.frame.as_deref() == Some("dialog") {
        return html! {
            header {
                h2 { (title) }
                form.close method="dialog" { button.btn.quiet.icon-only.small aria-label=(close) { (icon_small("close")) } }
            }
            (body)
        };
    }
    html! {
        header.page-head { div { ol.crumbs { li { a href=(back) { (back_to) } } li { (title) } } h1 { (title) } } }
        section.card.narrow aria-label=(title) { (body) }
    }
}
