//! The list under a field: what the controller `combobox` loads into its frame.

use domain::search::Hit;
use maud::{Markup, html};

use crate::search::mark;

/// One thing to choose: a place to go to, or a value to take.
pub(crate) struct Offer<'o> {
    hit: &'o Hit,
    href: Option<String>,
}

impl<'o> Offer<'o> {
    /// Choosing it goes there.
    pub(crate) fn link(href: &str, hit: &'o Hit) -> Self {
        Self { hit, href: Some(href.to_owned()) }
    }

    /// Choosing it takes its kind and number: `deal-42`.
    pub(crate) fn value(hit: &'o Hit) -> Self {
        Self { hit, href: None }
    }

    fn show(&self, frame: &str) -> Markup {
        let hit = self.hit;
        let value = format!("{}-{}", hit.kind, hit.number);
        let id = format!("{frame}-{value}");
        let inside = html! {
            (mark(hit))
            span.main-text { (hit.name) @if let Some(beside) = &hit.beside { small { (beside) } } }
        };
        html! {
            @if let Some(href) = &self.href { a.option role="option" id=(id) href=(href) data-turbo-frame="_top" aria-selected="false" tabindex="-1" { (inside) } }
            @else { div.option role="option" id=(id) data-value=(value) data-text=(hit.name) aria-selected="false" { (inside) } }
        }
    }
}

/// Everything to choose from, in groups with titles.
pub(crate) struct Choices<'c> {
    /// The frame that asked.
    pub(crate) frame: &'c str,
    /// Titles and what stands under them; empty groups are left out.
    pub(crate) groups: Vec<(&'c str, Vec<Offer<'c>>)>,
    /// What is said when there is nothing.
    pub(crate) none: String,
}

impl Choices<'_> {
    /// The frame with its list.
    pub(crate) fn show(&self) -> Markup {
        let full: Vec<_> = self.groups.iter().filter(|(_, offers)| !offers.is_empty()).collect();
        html! {
            turbo-frame id=(self.frame) target="_top" {
                @if full.is_empty() { p.options-none { (self.none) } }
                @for (title, offers) in full {
                    div role="group" aria-label=(title) {
                        p.options-title aria-hidden="true" { (title) }
                        @for offer in offers { (offer.show(self.frame)) }
                    }
                }
            }
        }
    }
}
