use maud::{Markup, html};

/// The mark above a sentence that teaches what could be here.
pub(crate) fn empty_mark() -> Markup {
    html! {
        svg viewBox="0 0 26 20" aria-hidden="true" {
            path.mark-pace d="M2 4 24 16" stroke-width="1.4" stroke-dasharray="3 2.5" {}
            path.mark-steps d="M2 3h6v4h5v4h5v4h6" stroke-width="1.8" {}
        }
    }
}
