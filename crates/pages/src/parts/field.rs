//! Fields of forms: label, hint, control, problem, in this order.

use domain::Problems;
use http::Texts;
use maud::{Markup, html};

/// One labelled input, with what was typed and what is wrong with it.
pub(crate) struct Field<'f> {
    /// The name in the form, and its id on the page.
    pub(crate) name: &'f str,
    /// The id of the label's text.
    pub(crate) label: &'static str,
    /// `text`, `email`, `password`, `date`, `number`, `search`.
    pub(crate) kind: &'static str,
    /// What was typed.
    pub(crate) value: &'f str,
    /// The id of a hint's text.
    pub(crate) hint: Option<&'static str>,
    /// What browsers and password keepers fill in.
    pub(crate) complete: &'static str,
    /// It must be there.
    pub(crate) required: bool,
}

impl<'f> Field<'f> {
    /// A line of text.
    pub(crate) fn text(name: &'f str, label: &'static str, value: &'f str) -> Self {
        Self { name, label, kind: "text", value, hint: None, complete: "off", required: false }
    }

    /// Of another kind.
    pub(crate) fn of(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// With a hint.
    pub(crate) fn hint(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    /// Filled in by the browser.
    pub(crate) fn complete(self, complete: &'static str) -> Self {
        Self { complete, ..self }
    }

    /// Must be there.
    pub(crate) fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The whole field.
    pub(crate) fn show(&self, texts: Texts, problems: &Problems) -> Markup {
        let problem = texts.on(problems, self.name);
        let hint_id = self.hint.map(|_| format!("{}-hint", self.name));
        let problem_id = problem.as_ref().map(|_| format!("{}-problem", self.name));
        let described: Vec<String> = hint_id.iter().chain(&problem_id).cloned().collect();
        let described = (!described.is_empty()).then(|| described.join(" "));
        html! {
            div.field {
                label for=(self.name) { (texts.say(self.label)) }
                @if let Some(hint) = self.hint { p.hint id=[&hint_id] { (texts.say(hint)) } }
                input id=(self.name) name=(self.name) type=(self.kind) value=(self.value) autocomplete=(self.complete)
                    required[self.required] aria-describedby=[&described] aria-invalid=[problem.as_ref().map(|_| "true")];
                @if let Some(problem) = &problem { p.problem id=[&problem_id] { (problem) } }
            }
        }
    }
}

/// A line of text in one of many rows: those have one name, so the place stands in the id.
pub(crate) fn cell(
    texts: Texts,
    problems: &Problems,
    (id, name, label): (&str, &str, &'static str),
    typed: &str,
) -> Markup {
    let problem = texts.on(problems, id);
    html! {
        div.field {
            label for=(id) { (texts.say(label)) }
            input id=(id) name=(name) value=(typed) autocomplete="off" aria-invalid=[problem.as_ref().map(|_| "true")];
            @if let Some(problem) = &problem { p.problem { (problem) } }
        }
    }
}

/// Above a refused form: what is wrong, each leading to its field. The browser itself goes there, or a
/// dialog's frame would be loaded anew.
pub(crate) fn problem_list(texts: Texts, problems: &Problems) -> Markup {
    html! {
        @if !problems.is_empty() {
            div.error-summary role="alert" tabindex="-1" data-turbo="false" {
                h2 { (texts.say("form-refused")) }
                ul { @for (field, problem) in problems.iter() { li { a href={ "#" (field) } { (texts.problem(problem)) } } } }
            }
        }
    }
}

/// A form that is only a button.
pub(crate) fn button_form(action: &str, class: &str, label: &Markup) -> Markup {
    html! { form.btn-form action=(action) method="post" { button class=(class) { (label) } } }
}
