//! A text field with proposals from the server; without script it is a text field.

use domain::Problems;
use http::Texts;
use maud::{Markup, html};

/// A field whose proposals come from `url?q=…`, as a frame of options.
pub(crate) struct Picker<'p> {
    /// The name in the form, and its id on the page.
    pub(crate) name: &'p str,
    /// The id of the label's text.
    pub(crate) label: &'static str,
    /// What was typed.
    pub(crate) typed: &'p str,
    /// A hidden field that takes the value of what is picked: its name, and what it holds.
    pub(crate) value: Option<(&'p str, &'p str)>,
    /// Where proposals come from.
    pub(crate) url: &'p str,
    /// The frame that they come in: `options-…`.
    pub(crate) frame: &'static str,
    /// Typing begins here.
    pub(crate) focus: bool,
}

impl Picker<'_> {
    /// The whole field.
    pub(crate) fn show(&self, texts: Texts, problems: &Problems) -> Markup {
        let problem = texts.on(problems, self.name);
        let problem_id = problem.as_ref().map(|_| format!("{}-problem", self.name));
        let list = format!("{}-list", self.frame);
        html! {
            div.field {
                label for=(self.name) { (texts.say(self.label)) }
                div.combobox data-controller="combobox" data-combobox-url-value=(self.url) {
                    input id=(self.name) name=(self.name) value=(self.typed) autocomplete="off" role="combobox" aria-expanded="false"
                        aria-autocomplete="list" aria-controls=(list) data-combobox-target="input" autofocus[self.focus]
                        data-action="combobox#type keydown->combobox#key blur->combobox#leave"
                        aria-describedby=[&problem_id] aria-invalid=[problem.as_ref().map(|_| "true")];
                    @if let Some((name, value)) = self.value { input type="hidden" name=(name) value=(value) data-combobox-target="value"; }
                    div.options id=(list) role="listbox" aria-label=(texts.say(self.label)) data-combobox-target="list" hidden {
                        turbo-frame id=(self.frame) data-combobox-target="frame" {}
                    }
                }
                @if let Some(problem) = &problem { p.problem id=[&problem_id] { (problem) } }
            }
        }
    }
}
