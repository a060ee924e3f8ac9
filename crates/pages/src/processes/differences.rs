//! What a version changes, as before and after.

use domain::{AskedField, Criterion, Difference, Stage, Test};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::version::Seen;

/// All differences, stage by stage.
pub(super) fn card(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    html! {
        section.card aria-labelledby="differences-title" {
            header { h2 id="differences-title" { (texts.say("differences-title")) } }
            @if seen.differences.is_empty() { p.quiet { (texts.say("differences-none")) } }
            @else {
                div.table-scroll {
                    table {
                        thead { tr { th scope="col" { (texts.say("differences-what")) } th scope="col" { (texts.say("differences-before")) } th scope="col" { (texts.say("differences-after")) } } }
                        tbody { @for difference in &seen.differences { (row(texts, difference)) } }
                    }
                }
            }
        }
    }
}

fn row(texts: Texts, difference: &Difference) -> Markup {
    let (what, was, is) = told(texts, difference);
    html! {
        tr {
            th scope="row" { (what) }
            td { @if was.is_empty() { span.quiet { "–" } } @else { del { (was) } } }
            td { @if is.is_empty() { span.quiet { "–" } } @else { ins { (is) } } }
        }
    }
}

/// What is other, before, after.
fn told(texts: Texts, difference: &Difference) -> (String, String, String) {
    let of = |text: &'static str, stage: &str| texts.fill(text, &[("stage", stage.into())]);
    let days =
        |days: Option<i64>| days.map_or_else(String::new, |days| texts.fill("stages-usual", &[("days", days.into())]));
    match difference {
        Difference::StageAdded(stage) => (of("difference-added", &stage.name), String::new(), whole(texts, stage)),
        Difference::StageRemoved(stage) => (of("difference-removed", &stage.name), whole(texts, stage), String::new()),
        Difference::Renamed { was, is } => (of("difference-renamed", was), was.clone(), is.clone()),
        Difference::Order { was, is } => (texts.say("difference-order").to_owned(), was.join(" → "), is.join(" → ")),
        Difference::UsualDays { stage, was, is } => (of("difference-days", stage), days(*was), days(*is)),
        Difference::WinRate { stage, was, is } => (of("difference-rate", stage), format!("{was} %"), format!("{is} %")),
        Difference::Goal { stage, was, is } => (of("difference-goal", stage), was.clone(), is.clone()),
        Difference::Action { stage, was, is } => {
            let text = |action: &Option<String>| action.clone().unwrap_or_default();
            (of("difference-action", stage), text(was), text(is))
        }
        Difference::Field { stage, was, is } => {
            let text =
                |field: &Option<AskedField>| field.as_ref().map_or_else(String::new, |field| asked(texts, field));
            (of("difference-field", stage), text(was), text(is))
        }
        Difference::Criterion { stage, was, is } => {
            let text = |one: &Option<Box<Criterion>>| one.as_ref().map_or_else(String::new, |one| claim(texts, one));
            (of("difference-criterion", stage), text(was), text(is))
        }
    }
}

fn whole(texts: Texts, stage: &Stage) -> String {
    match stage.usual_days {
        Some(days) => format!("{}, {}", stage.name, texts.fill("stages-usual", &[("days", days.into())])),
        None => stage.name.clone(),
    }
}

fn asked(texts: Texts, field: &AskedField) -> String {
    let kind = texts.say(super::guide::kind_name(field.kind));
    let options = if field.options.is_empty() { String::new() } else { format!(": {}", field.options.join(", ")) };
    format!("{} ({kind}{options})", field.label)
}

/// A criterion in words: what holds, how firmly, and how it is seen.
fn claim(texts: Texts, criterion: &Criterion) -> String {
    let mut words = vec![texts.say(if criterion.must { "criterion-must" } else { "criterion-should" }).to_owned()];
    words.push(match &criterion.test {
        Test::Checklist { items } => items.join(", "),
        Test::FieldPresent { field } => field.clone(),
        Test::FieldCompared { compare } => compared(compare),
        Test::Word | Test::Link => texts.say(super::criterion::kind_name(criterion.test.name())).to_owned(),
    });
    if criterion.evidence {
        words.push(texts.say("difference-evidence").to_owned());
    }
    if let Some(when) = &criterion.when {
        words.push(texts.fill("difference-when", &[("condition", compared(when).into())]));
    }
    if !criterion.exempt.is_empty() {
        let teams: Vec<String> = criterion.exempt.iter().map(ToString::to_string).collect();
        words.push(texts.fill("difference-exempt", &[("teams", teams.join(", ").into())]));
    }
    format!("{} ({})", criterion.text, words.join("; "))
}

fn compared(compare: &domain::Comparison) -> String {
    format!("{} {} {}", compare.field, compare.op.name().replace('_', " "), compare.value)
}
