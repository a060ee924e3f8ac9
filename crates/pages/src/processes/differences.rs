//! What a version changes, as before and after.

use domain::{AskedField, BuyingRole, Comparison, Criterion, Difference, Stage, Test};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::version::Seen;
use crate::deals::buyers::role_name;

/// All differences, stage by stage.
pub(super) fn card(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let names = Names::of(visit, seen);
    let groups = seen.differences.chunk_by(|one, other| one.stage() == other.stage());
    html! {
        section.card aria-labelledby="differences-title" {
            header { h2 id="differences-title" { (texts.say("differences-title")) } }
            @if seen.differences.is_empty() { p.quiet { (texts.say("differences-none")) } }
            @else {
                div.table-wrap {
                    table.table.cards.diff {
                        thead { tr { th scope="col" { (texts.say("differences-what")) } th scope="col" { (texts.say("differences-before")) } th scope="col" { (texts.say("differences-after")) } } }
                        @for group in groups { (of_stage(texts, &names, group)) }
                    }
                }
            }
        }
    }
}

fn of_stage(texts: Texts, names: &Names, group: &[Difference]) -> Markup {
    html! {
        tbody {
            @if let Some(stage) = group.first().and_then(Difference::stage) { tr { th scope="rowgroup" colspan="3" { (stage) } } }
            @for difference in group {
                @let (what, was, is) = told(texts, names, difference);
                tr {
                    th scope="row" { (texts.say(what)) }
                    td.wide data-label=(texts.say("differences-before")) { @if was.is_empty() { span.quiet { "–" } } @else { del { (was) } } }
                    td.wide data-label=(texts.say("differences-after")) { @if is.is_empty() { span.quiet { "–" } } @else { ins { (is) } } }
                }
            }
        }
    }
}

/// The names of fields and teams, which criteria know by key and number.
struct Names {
    fields: Vec<(String, String)>,
    teams: Vec<(i64, String)>,
    scorecards: Vec<(i64, String)>,
}

impl Names {
    fn of(visit: &Visit, seen: &Seen) -> Self {
        let asked = seen.differences.iter().flat_map(|difference| match difference {
            Difference::Field { was, is, .. } => [was.as_ref(), is.as_ref()],
            _ => [None, None],
        });
        let asked = asked.flatten().chain(&seen.fields).map(|field| (field.key.clone(), field.label.clone()));
        let teams = seen.teams.iter().map(|team| (team.number, team.name.clone())).collect();
        let scorecards = seen.scorecards.iter().map(|tool| (tool.number, tool.title.clone())).collect();
        Self { fields: super::guide::built_in(visit.texts()).into_iter().chain(asked).collect(), teams, scorecards }
    }

    fn field(&self, key: &str) -> String {
        self.fields.iter().find(|(known, _)| known == key).map_or_else(|| key.to_owned(), |(_, name)| name.clone())
    }

    fn team(&self, number: i64) -> String {
        numbered(&self.teams, number)
    }

    fn scorecard(&self, number: i64) -> String {
        numbered(&self.scorecards, number)
    }
}

/// What is other, before, after.
fn told(texts: Texts, names: &Names, difference: &Difference) -> (&'static str, String, String) {
    let days =
        |days: Option<i64>| days.map_or_else(String::new, |days| texts.fill("stages-usual", &[("days", days.into())]));
    match difference {
        Difference::StageAdded(stage) => ("difference-added", String::new(), whole(texts, stage)),
        Difference::StageRemoved(stage) => ("difference-removed", whole(texts, stage), String::new()),
        Difference::Renamed { was, is } => ("difference-renamed", was.clone(), is.clone()),
        Difference::Order { was, is } => ("difference-order", was.join(" → "), is.join(" → ")),
        Difference::UsualDays { was, is, .. } => ("difference-days", days(*was), days(*is)),
        Difference::WinRate { was, is, .. } => ("difference-rate", format!("{was} %"), format!("{is} %")),
        Difference::Goal { was, is, .. } => ("difference-goal", was.clone(), is.clone()),
        Difference::Action { was, is, .. } => {
            let text = |action: &Option<String>| action.clone().unwrap_or_default();
            ("difference-action", text(was), text(is))
        }
        Difference::Field { was, is, .. } => {
            let text =
                |field: &Option<AskedField>| field.as_ref().map_or_else(String::new, |field| asked(texts, field));
            ("difference-field", text(was), text(is))
        }
        Difference::Criterion { was, is, .. } => {
            let text =
                |one: &Option<Box<Criterion>>| one.as_ref().map_or_else(String::new, |one| claim(texts, names, one));
            ("difference-criterion", text(was), text(is))
        }
    }
}

/// The name that goes with a number; the number itself when nobody knows it any more.
fn numbered(names: &[(i64, String)], number: i64) -> String {
    let known = names.iter().find(|(known, _)| *known == number);
    known.map_or_else(|| number.to_string(), |(_, name)| name.clone())
}

fn whole(texts: Texts, stage: &Stage) -> String {
    match stage.usual_days {
        Some(days) => format!("{}, {}", stage.name, texts.fill("stages-usual", &[("days", days.into())])),
        None => stage.name.clone(),
    }
}

fn asked(texts: Texts, field: &AskedField) -> String {
    let kind = texts.say(super::asked_rows::kind_name(field.kind));
    let options = if field.options.is_empty() { String::new() } else { format!(": {}", field.options.join(", ")) };
    format!("{} ({kind}{options})", field.label)
}

/// A criterion in words: what holds, how firmly, and how it is seen.
fn claim(texts: Texts, names: &Names, criterion: &Criterion) -> String {
    let mut words = vec![texts.say(if criterion.must { "criterion-must" } else { "criterion-should" }).to_owned()];
    words.push(match &criterion.test {
        Test::Checklist { items } => items.join(", "),
        Test::FieldPresent { field } => texts.fill("difference-filled", &[("field", names.field(field).into())]),
        Test::FieldCompared { compare } => compared(texts, names, compare),
        Test::ContactRole { role } => {
            BuyingRole::named(role).map_or_else(String::new, |role| texts.say(role_name(role)).to_owned())
        }
        Test::ScoreAtLeast { tool, least } => {
            texts.fill("difference-score", &[("tool", names.scorecard(*tool).into()), ("least", (*least).into())])
        }
        Test::Word | Test::Link => texts.say(super::criterion::kind_name(criterion.test.name())).to_owned(),
    });
    if criterion.evidence {
        words.push(texts.say("difference-evidence").to_owned());
    }
    if let Some(when) = &criterion.when {
        words.push(texts.fill("difference-when", &[("condition", compared(texts, names, when).into())]));
    }
    if !criterion.exempt.is_empty() {
        let teams: Vec<String> = criterion.exempt.iter().map(|number| names.team(*number)).collect();
        words.push(texts.fill("difference-exempt", &[("teams", teams.join(", ").into())]));
    }
    format!("{} ({})", criterion.text, words.join("; "))
}

fn compared(texts: Texts, names: &Names, compare: &Comparison) -> String {
    format!(
        "{} {} {}",
        names.field(&compare.field),
        texts.say(super::criterion::operator_name(compare.op)),
        compare.value
    )
}
