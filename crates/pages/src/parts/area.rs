//! Several lines of text, with a look at the Markdown where it is meant.

use domain::Problems;
use http::Texts;
use maud::{Markup, html};

/// Several lines of Markdown, with what was typed and what is wrong with it.
pub(crate) struct MarkdownArea<'a> {
    /// The name in the form, and its id on the page.
    pub(crate) name: &'a str,
    /// The id of the label's text.
    pub(crate) label: &'static str,
    /// What was typed.
    pub(crate) typed: &'a str,
    /// Typing begins here.
    pub(crate) focus: bool,
}

impl MarkdownArea<'_> {
    /// The whole field.
    pub(crate) fn show(&self, texts: Texts, problems: &Problems) -> Markup {
        let problem = texts.on(problems, self.name);
        let problem_id = problem.as_ref().map(|_| format!("{}-problem", self.name));
        html! {
            div.field data-controller="preview" data-preview-url-value="/preview" {
                label for=(self.name) { (texts.say(self.label)) }
                textarea id=(self.name) name=(self.name) rows="4" data-preview-target="text" autofocus[self.focus]
                    aria-describedby=[&problem_id] aria-invalid=[problem.as_ref().map(|_| "true")] { (self.typed) }
                @if let Some(problem) = &problem { p.problem id=[&problem_id] { (problem) } }
                div.cluster {
                    button.btn.small.quiet type="button" aria-pressed="false" hidden data-preview-target="button" data-action="preview#toggle" {
                        (texts.say("area-preview"))
                    }
                    small { (texts.say("area-markdown")) }
                }
                div.prose.small data-preview-target="view" hidden {}
            }
        }
    }
}

/// Several lines of plain text.
pub(crate) fn area(texts: Texts, problems: &Problems, (name, label): (&str, &'static str), typed: &str) -> Markup {
    let problem = texts.on(problems, name);
    let problem_id = problem.as_ref().map(|_| format!("{name}-problem"));
    html! {
        div.field {
            label for=(name) { (texts.say(label)) }
            textarea id=(name) name=(name) rows="3" aria-describedby=[&problem_id] aria-invalid=[problem.as_ref().map(|_| "true")] { (typed) }
            @if let Some(problem) = &problem { p.problem id=[&problem_id] { (problem) } }
        }
    }
}
