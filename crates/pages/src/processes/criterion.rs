//! The form row of a criterion.

use domain::{BuyingRole, CriterionDraft, Lesson, Operator, Problems, Test};
use fluent_bundle::FluentValue;
use http::{Texts, Visit};
use maud::{Markup, html};

use super::guide::Seen;
use crate::deals::buyers::role_name;
use crate::parts::cell;

/// A row as it was posted.
pub(super) fn read(at: &dyn Fn(&str) -> String) -> CriterionDraft {
    CriterionDraft {
        key: at("key"),
        text: at("text"),
        severity: at("severity"),
        kind: at("kind"),
        evidence: at("evidence"),
        field: at("field"),
        op: at("op"),
        value: at("value"),
        items: at("items"),
        role: at("contact_role"),
        tool: at("tool"),
        least: at("least"),
        when_field: at("when_field"),
        when_op: at("when_op"),
        when_value: at("when_value"),
        exempt: at("exempt"),
    }
}

/// One row, with what is special about it folded away.
pub(super) fn row(visit: &Visit, seen: &Seen, (row, typed): (usize, &CriterionDraft), problems: &Problems) -> Markup {
    let texts = visit.texts();
    let id = |name: &str| format!("criteria.{row}.{name}");
    let special = ["field", "value", "items", "role", "tool", "least", "when_field", "when_value", "exempt"];
    let wrong = special.iter().any(|name| problems.on(&id(name)).is_some());
    html! {
        li.criterion {
            input type="hidden" name="key" value=(typed.key);
            div.row {
                (cell(texts, problems, (&id("text"), "text", "criterion-text"), &typed.text))
                (pick(texts, (&id("severity"), "severity", "criterion-severity"), &typed.severity, &severities(texts)))
                (pick(texts, (&id("kind"), "kind", "criterion-kind"), &typed.kind, &kinds(texts)))
            }
            p.hint { (learned(texts, seen.lessons.get(&typed.key))) }
            details.source open[wrong || !matches!(typed.kind.as_str(), "" | "word" | "link")] {
                summary { (texts.say("criterion-more")) span.aloud { " " (typed.text) } }
                div.source-body.stack.tight { (more(visit, seen, &id, typed, problems)) }
            }
        }
    }
}

/// What its passes say: how often it held, and what it is worth.
pub(super) fn learned(texts: Texts, lesson: Option<&Lesson>) -> Markup {
    let Some(lesson) = lesson else { return html! {} };
    let counts = [("met", lesson.met), ("passes", lesson.passes()), ("waived", lesson.waived)];
    html! {
        @if lesson.passes() > 0 { " " (texts.fill("lesson-passes", &counts.map(|(name, count)| (name, count.into())))) }
        @if let Some(lift) = lesson.lift() {
            " " (texts.fill("lesson-lift", &shares(lesson)))
            " " (texts.say(if lift.low > 0.0 { "lesson-helps" } else if lift.high < 0.0 { "lesson-hurts" } else { "lesson-unclear" }))
        }
        @if lesson.proposes_change() { " " span.chip.behind { (texts.say("lesson-change")) } }
    }
}

/// Win rates in percent, and of how many.
fn shares(lesson: &Lesson) -> [(&'static str, FluentValue<'static>); 4] {
    let percent = |(won, ended): (u64, u64)| ((won * 100 + ended / 2) / ended.max(1)).into();
    let ((_, with), (_, without)) = (lesson.ended_with, lesson.ended_without);
    [
        ("with", percent(lesson.ended_with)),
        ("withcount", with.into()),
        ("without", percent(lesson.ended_without)),
        ("withoutcount", without.into()),
    ]
}

fn more(
    visit: &Visit,
    seen: &Seen,
    id: &dyn Fn(&str) -> String,
    typed: &CriterionDraft,
    problems: &Problems,
) -> Markup {
    let texts = visit.texts();
    let mut fields = vec![(String::new(), texts.say("criterion-no-field").to_owned())];
    fields.extend(seen.fields(visit));
    let evidence = [("", "criterion-evidence-no"), ("yes", "criterion-evidence-yes")];
    let evidence = evidence.map(|(value, text)| (value.to_owned(), texts.say(text).to_owned()));
    let teams: Vec<String> = seen.teams.iter().map(|team| format!("{} {}", team.number, team.name)).collect();
    html! {
        div.row.of-field {
            (pick(texts, (&id("field"), "field", "criterion-field"), &typed.field, &fields))
            (pick(texts, (&id("op"), "op", "criterion-op"), &typed.op, &operators(texts)))
            (cell(texts, problems, (&id("value"), "value", "criterion-value"), &typed.value))
        }
        @if let Some(problem) = texts.on(problems, &id("field")) { p.problem { (problem) } }
        div.field.of-items {
            label for=(id("items")) { (texts.say("criterion-items")) }
            textarea id=(id("items")) name="items" rows="3" aria-invalid=[problems.on(&id("items")).map(|_| "true")] { (typed.items) }
            @if let Some(problem) = texts.on(problems, &id("items")) { p.problem { (problem) } }
        }
        (beside_the_deal(texts, seen, id, typed, problems))
        (pick(texts, (&id("evidence"), "evidence", "criterion-evidence-wanted"), &typed.evidence, &evidence))
        div.row {
            (pick(texts, (&id("when_field"), "when_field", "criterion-when"), &typed.when_field, &fields))
            (pick(texts, (&id("when_op"), "when_op", "criterion-op"), &typed.when_op, &operators(texts)))
            (cell(texts, problems, (&id("when_value"), "when_value", "criterion-value"), &typed.when_value))
        }
        (cell(texts, problems, (&id("exempt"), "exempt", "criterion-exempt-teams"), &typed.exempt))
        @if !teams.is_empty() { p.hint { (texts.fill("criterion-teams", &[("teams", teams.join(", ").into())])) } }
    }
}

/// What the kinds look at that look at people or scorecards.
fn beside_the_deal(
    texts: Texts,
    seen: &Seen,
    id: &dyn Fn(&str) -> String,
    typed: &CriterionDraft,
    problems: &Problems,
) -> Markup {
    let mut roles = vec![(String::new(), texts.say("criterion-no-field").to_owned())];
    roles.extend(BuyingRole::ALL.map(|role| (role.name().to_owned(), texts.say(role_name(role)).to_owned())));
    let mut tools = vec![(String::new(), texts.say("criterion-no-field").to_owned())];
    tools.extend(seen.scorecards.iter().map(|tool| (tool.number.to_string(), tool.title.clone())));
    html! {
        div.row.of-beside {
            (pick(texts, (&id("role"), "contact_role", "criterion-role"), &typed.role, &roles))
            (pick(texts, (&id("tool"), "tool", "criterion-scorecard"), &typed.tool, &tools))
            (cell(texts, problems, (&id("least"), "least", "criterion-least"), &typed.least))
        }
        @for name in ["role", "tool"] { @if let Some(problem) = texts.on(problems, &id(name)) { p.problem { (problem) } } }
    }
}

fn pick(
    texts: Texts,
    (id, name, label): (&str, &str, &'static str),
    chosen: &str,
    options: &[(String, String)],
) -> Markup {
    html! {
        div.field {
            label for=(id) { (texts.say(label)) }
            select id=(id) name=(name) { @for (value, text) in options { option value=(value) selected[value == chosen] { (text) } } }
        }
    }
}

fn severities(texts: Texts) -> Vec<(String, String)> {
    let all = [("must", "criterion-must"), ("should", "criterion-should")];
    all.map(|(value, text)| (value.to_owned(), texts.say(text).to_owned())).to_vec()
}

fn kinds(texts: Texts) -> Vec<(String, String)> {
    Test::NAMES.map(|kind| (kind.to_owned(), texts.say(kind_name(kind)).to_owned())).to_vec()
}

/// The text that names a kind of criterion.
pub(super) fn kind_name(kind: &str) -> &'static str {
    match kind {
        "checklist" => "criterion-kind-checklist",
        "link" => "criterion-kind-link",
        "field_present" => "criterion-kind-field-present",
        "field_compared" => "criterion-kind-field-compared",
        "contact_role" => "criterion-kind-contact-role",
        "score_at_least" => "criterion-kind-score",
        _ => "criterion-kind-word",
    }
}

fn operators(texts: Texts) -> Vec<(String, String)> {
    Operator::ALL.map(|operator| (operator.name().to_owned(), texts.say(operator_name(operator)).to_owned())).to_vec()
}

/// The text that names an operator.
pub(super) fn operator_name(operator: Operator) -> &'static str {
    match operator {
        Operator::Is => "operator-is",
        Operator::IsNot => "operator-is-not",
        Operator::AtLeast => "operator-at-least",
        Operator::AtMost => "operator-at-most",
        Operator::Contains => "operator-contains",
    }
}
