//! What a stage asks of a deal: its goal, what to do, what to find out, and what must hold before it goes on.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{Around, Error, GuideDraft, Guides, Lesson, Problems, Result, Stage, StageAction, Status, Team};
use http::{Said, Visit};
use maud::{Markup, html};

use super::criterion;
use super::{Part, members_only};
use crate::failure::Failure;
use crate::form::{Fields, Form, value};
use crate::layout::{Page, to_saying};
use crate::parts::{Field, problem_list};

/// A stage, what it asks, and what criteria can be about.
pub(super) struct Seen {
    around: Around,
    stage: Stage,
    guides: Guides,
    pub(super) teams: Vec<Team>,
    pub(super) lessons: BTreeMap<String, Lesson>,
}

pub(crate) async fn edit(visit: Visit, Path(key): Path<String>) -> Result<Page, Failure> {
    let seen = look(&visit, key).await?;
    let draft = seen.draft();
    Ok(page(&visit, &seen, &draft, &Problems::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(key): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let mut draft = read(&fields);
    if value(&fields, "add").is_empty() {
        let (typed, stage) = (draft.clone(), key.clone());
        let kept = visit.change(move |scene| Stage::keyed(scene, &stage)?.guide_by(scene, &typed).map(drop)).await;
        let problems = match kept {
            Ok(()) => return Ok(to_saying(&address(&key), &Said::text("said-guide-kept"))),
            Err(Error::Invalid(problems)) => problems,
            // what the other wrote is shown in the log; what was typed stays, and can be kept by saving again
            Err(Error::Stale) => Problems::one("goal", "problem-guide-stale"),
            Err(error) => return Err(error.into()),
        };
        let seen = look(&visit, key).await?;
        draft.revision = seen.guides.revision(&seen.stage.key).to_string();
        return Ok(page(&visit, &seen, &draft, &problems).into_response());
    }
    match value(&fields, "add") {
        "actions" => draft.actions.push(StageAction::default()),
        "fields" => draft.fields.push(domain::FieldDraft::default()),
        _ => draft.criteria.push(domain::CriterionDraft::default()),
    }
    let seen = look(&visit, key).await?;
    Ok(page(&visit, &seen, &draft, &Problems::default()).status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn address(key: &str) -> String {
    format!("/settings/stages/{key}/guide")
}

/// The form as it was posted: rows stand in repeated fields.
fn read(fields: &Fields) -> GuideDraft {
    let mut columns: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, typed) in fields {
        columns.entry(name).or_default().push(typed);
    }
    let at = |name: &str, row: usize| {
        columns.get(name).and_then(|column| column.get(row)).map_or("", |typed| typed).to_owned()
    };
    let rows = |name: &str| 0..columns.get(name).map_or(0, Vec::len);
    let action = |row| StageAction { text: at("action", row), role: at("action_role", row) };
    let field = |row| domain::FieldDraft {
        key: at("field_key", row),
        label: at("field_label", row),
        kind: at("field_kind", row),
        options: at("field_options", row),
    };
    GuideDraft {
        revision: value(fields, "revision").to_owned(),
        goal: value(fields, "goal").to_owned(),
        actions: rows("action").map(action).collect(),
        fields: rows("field_label").map(field).collect(),
        criteria: rows("text").map(|row| criterion::read(&|name| at(name, row))).collect(),
    }
}

async fn look(visit: &Visit, key: String) -> Result<Seen> {
    members_only(visit)?;
    let read = move |scene: &mut domain::Scene<'_>| {
        let stages = Stage::all(scene)?;
        let guides = Guides::of_stages(scene, &stages)?;
        let lessons = Stage::lessons(scene, &stages)?;
        let stage = stages.into_iter().find(|stage| stage.key == key && stage.kind == Status::Open);
        let stage = stage.ok_or(Error::NotFound)?;
        Ok(Seen { around: Around::read(scene)?, stage, guides, lessons, teams: Team::all(scene)? })
    };
    visit.look(read).await
}

impl Seen {
    /// What it asks, with an empty row at the end of each list.
    fn draft(&self) -> GuideDraft {
        let guide = self.guides.at(&self.stage.key).cloned().unwrap_or_default();
        let mut draft = GuideDraft::of(&guide, self.guides.revision(&self.stage.key));
        draft.actions.push(StageAction::default());
        draft.fields.push(domain::FieldDraft::default());
        draft.criteria.push(domain::CriterionDraft::default());
        draft
    }

    /// Keys and names of everything that a criterion can look at.
    pub(super) fn fields(&self, visit: &Visit) -> Vec<(String, String)> {
        let texts = visit.texts();
        let built_in = domain::BUILT_IN.iter().map(|key| ((*key).to_owned(), texts.say(built_in_name(key)).to_owned()));
        built_in.chain(self.guides.fields().map(|field| (field.key.clone(), field.label.clone()))).collect()
    }
}

fn built_in_name(key: &str) -> &'static str {
    match key {
        "amount" => "deal-amount",
        "expected_close" => "deal-close",
        "account" => "deal-account",
        "contact" => "facts-contact",
        "product" => "deal-product",
        "next_step" => "step-title",
        _ => "guide-next-step-due",
    }
}

fn page(visit: &Visit, seen: &Seen, draft: &GuideDraft, problems: &Problems) -> Page {
    let texts = visit.texts();
    let title = texts.fill("guide-of-stage", &[("stage", seen.stage.name.as_str().into())]);
    let body = html! {
        section.card aria-labelledby="guide-title" {
            header { h2 id="guide-title" { (title) } a.more href=(Part::Process.path()) { (texts.say("guide-back")) } }
            (problem_list(texts, problems))
            @if visit.actor.operates() { (form(visit, seen, draft, problems)) }
            @else { (shown(visit, seen)) }
        }
    };
    super::page(visit, &seen.around, Part::Process, &body, problems)
}

/// For those who may read it only.
fn shown(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let Some(guide) = seen.guides.at(&seen.stage.key) else {
        return html! { p.quiet { (texts.say("guide-nothing")) } };
    };
    html! {
        @if !guide.goal.is_empty() { p { (guide.goal) } }
        ul.rows {
            @for criterion in &guide.criteria {
                li.step { span.what { (criterion.text) } span.why { (texts.say(if criterion.must { "criterion-must" } else { "criterion-should" })) (criterion::learned(texts, seen.lessons.get(&criterion.key))) } }
            }
            @for field in &guide.fields { li.step { span.what { (field.label) } span.why { (texts.say("guide-fields")) } } }
            @for action in &guide.actions { li.step { span.what { (action.text) } span.why { (action.role) } } }
        }
    }
}

fn form(visit: &Visit, seen: &Seen, draft: &GuideDraft, problems: &Problems) -> Markup {
    let texts = visit.texts();
    html! {
        form.form.wide action={ (address(&seen.stage.key)) "?_method=put" } method="post" data-controller="dirty" {
            input type="hidden" name="revision" value=(draft.revision);
            // the first button is what the enter key presses
            button.aloud tabindex="-1" aria-hidden="true" { (texts.say("settings-save")) }
            (Field::text("goal", "guide-goal", &draft.goal).hint("guide-goal-hint").show(texts, problems))
            fieldset {
                legend { (texts.say("guide-criteria")) }
                p.hint { (texts.say("guide-criteria-hint")) }
                ul.rows id="criteria" { @for (row, typed) in draft.criteria.iter().enumerate() { (criterion::row(visit, seen, (row, typed), problems)) } }
                (more(visit, "criteria", "guide-add-criterion"))
            }
            fieldset {
                legend { (texts.say("guide-fields")) }
                p.hint { (texts.say("guide-fields-hint")) }
                ul.rows id="fields" { @for (row, typed) in draft.fields.iter().enumerate() { (field(visit, (row, typed), problems)) } }
                (more(visit, "fields", "guide-add-field"))
            }
            fieldset {
                legend { (texts.say("guide-actions")) }
                ul.rows id="actions" { @for (row, typed) in draft.actions.iter().enumerate() { (action(visit, row, typed)) } }
                (more(visit, "actions", "guide-add-action"))
            }
            footer {
                button.btn.primary { (texts.say("settings-save")) }
                a.btn href=(Part::Process.path()) { (texts.say("form-cancel")) }
            }
        }
    }
}

/// A button that asks for one more row.
fn more(visit: &Visit, list: &str, label: &'static str) -> Markup {
    html! { p { button.link type="submit" name="add" value=(list) formnovalidate { (visit.texts().say(label)) } } }
}

fn field(visit: &Visit, (row, typed): (usize, &domain::FieldDraft), problems: &Problems) -> Markup {
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

fn kind_name(kind: domain::FieldType) -> &'static str {
    match kind {
        domain::FieldType::Text => "guide-field-text",
        domain::FieldType::Number => "guide-field-number",
        domain::FieldType::Date => "guide-field-date",
        domain::FieldType::Choice => "guide-field-choice",
    }
}

fn action(visit: &Visit, row: usize, typed: &StageAction) -> Markup {
    let texts = visit.texts();
    let id = |name: &str| format!("actions.{row}.{name}");
    html! {
        li { div.row {
            div.field { label for=(id("text")) { (texts.say("guide-action")) } input id=(id("text")) name="action" value=(typed.text) autocomplete="off"; }
            div.field { label for=(id("role")) { (texts.say("guide-action-role")) } input id=(id("role")) name="action_role" value=(typed.role) autocomplete="off"; } }
        }
    }
}
