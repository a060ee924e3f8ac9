//! A choice of several, in a list.

use domain::Problems;
use http::Texts;
use maud::{Markup, html};

/// One labelled choice, with what was chosen and what is wrong with it.
pub(crate) struct Choice<'c> {
    /// The name in the form, and its id on the page.
    pub(crate) name: &'c str,
    /// The id of the label's text.
    pub(crate) label: &'static str,
    /// What was chosen.
    pub(crate) chosen: &'c str,
    /// What there is: values, and names for people.
    pub(crate) options: Vec<(String, String)>,
}

/// The name of a group, and the values and names in it.
pub(crate) type Group = (String, Vec<(String, String)>);

impl Choice<'_> {
    /// The whole field.
    pub(crate) fn show(&self, texts: Texts, problems: &Problems) -> Markup {
        self.field(texts, problems, &options(&self.options, self.chosen))
    }

    /// The same, with groups of options behind those that belong to none: the name of each and what is in it.
    pub(crate) fn show_grouped(&self, texts: Texts, problems: &Problems, groups: &[Group]) -> Markup {
        let all = html! {
            (options(&self.options, self.chosen))
            @for (name, group) in groups { optgroup label=(name) { (options(group, self.chosen)) } }
        };
        self.field(texts, problems, &all)
    }

    fn field(&self, texts: Texts, problems: &Problems, options: &Markup) -> Markup {
        let problem = texts.on(problems, self.name);
        let problem_id = problem.as_ref().map(|_| format!("{}-problem", self.name));
        html! {
            div.field {
                label for=(self.name) { (texts.say(self.label)) }
                select id=(self.name) name=(self.name) aria-describedby=[&problem_id] aria-invalid=[problem.as_ref().map(|_| "true")] {
                    (options)
                }
                @if let Some(problem) = &problem { p.problem id=[&problem_id] { (problem) } }
            }
        }
    }
}

fn options(options: &[(String, String)], chosen: &str) -> Markup {
    html! { @for (value, name) in options { option value=(value) selected[value == chosen] { (name) } } }
}
