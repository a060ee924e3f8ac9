//! The form rows of what is to be found out in a stage, and of what is usually done there.

use domain::{Problems, StageAction};
use http::Visit;
use maud::{Markup, html};

pub(super) fn field(visit: &Visit, (row, typed): (usize, &domain::FieldDraft), problems: &Problems) -> Markup {
    let texts = visit.texts();
    let id = |name: &str| format!("fields.{row}.{name}");
    let problem = |name: &str| texts.on(problems, &id(name));
    html! {
        li {
            input type="hidden" name="field_key" value=(typed.key);
            div.row {
            div.field {
                label for=(id("label")) { (texts.say("guide-field-label")) }
                input id=(id("label")) name="field_label" value=(typed.label) autocomplete="off" aria-invalid=[problem("label").map(|_| "true")];
                @if let Some(problem) = problem("label") { p.problem { (problem) } }
            }
            div.field {
                label for=(id("kind")) { (texts.say("guide-field-kind")) }
                select id=(id("kind")) name="field_kind" {
                    @for kind in domain::FieldType::ALL { option value=(kind.name()) selected[kind.name() == typed.kind] { (texts.say(kind_name(kind))) } }
                }
            }
            div.field {
                label for=(id("options")) { (texts.say("guide-field-options")) }
                textarea id=(id("options")) name="field_options" rows="2" aria-invalid=[problem("options").map(|_| "true")] { (typed.options) }
                @if let Some(problem) = problem("options") { p.problem { (problem) } }
            }
            }
        }
    }
}

pub(super) fn kind_name(kind: domain::FieldType) -> &'static str {
    match kind {
        domain::FieldType::Text => "guide-field-text",
        domain::FieldType::Number => "guide-field-number",
        domain::FieldType::Date => "guide-field-date",
        domain::FieldType::Choice => "guide-field-choice",
    }
}

pub(super) fn action(
    visit: &Visit,
    tools: &[(String, String)],
    (row, typed): (usize, &StageAction),
    problems: &Problems,
) -> Markup {
    let texts = visit.texts();
    let id = |name: &str| format!("actions.{row}.{name}");
    html! {
        li { div.row {
            div.field { label for=(id("text")) { (texts.say("guide-action")) } input id=(id("text")) name="action" value=(typed.text) autocomplete="off"; }
            div.field { label for=(id("role")) { (texts.say("guide-action-role")) } input id=(id("role")) name="action_role" value=(typed.role) autocomplete="off"; }
            div.field {
                label for=(id("tool")) { (texts.say("guide-action-tool")) }
                select id=(id("tool")) name="action_tool" aria-invalid=[problems.on(&id("tool")).map(|_| "true")] {
                    option value="" { (texts.say("criterion-no-field")) }
                    @for (number, title) in tools { option value=(number) selected[*number == typed.tool] { (title) } }
                    @if !typed.tool.is_empty() && tools.iter().all(|(number, _)| *number != typed.tool) { option value=(typed.tool) selected { "#" (typed.tool) } }
                }
                @if let Some(problem) = texts.on(problems, &id("tool")) { p.problem { (problem) } }
            } }
        }
    }
}
