//! What a stage asks of a deal: its goal, what to do, what to find out, and what must hold before it goes on.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{
    Around, Error, Guide, GuideDraft, Guides, Lesson, Problems, Result, Stage, StageAction, Status, Team, Together,
    Tool, Version,
};
use http::{Said, Texts, Visit};
use maud::{Markup, html};

use super::Place;
use super::{asked_rows, criterion};
use crate::failure::Failure;
use crate::form::{Columns, Fields, Form, value};
use crate::layout::{Page, to_saying};
use crate::parts::{Field, problem_list};
use crate::settings::{Part, members_only};

/// A stage, what it asks, and what criteria can be about.
pub(super) struct Seen {
    around: Around,
    place: Place,
    version: Version,
    stage: Stage,
    /// What the form began with: what others change meanwhile is brought together with it.
    began: Guide,
    guides: Guides,
    pub(super) teams: Vec<Team>,
    pub(super) scorecards: Vec<Tool>,
    /// Numbers and titles of all tools.
    pub(super) tools: Vec<(String, String)>,
    pub(super) lessons: BTreeMap<String, Lesson>,
}

pub(crate) async fn edit(visit: Visit, Path(key): Path<String>) -> Result<Page, Failure> {
    show(&visit, (Place::Standard, key)).await
}

pub(crate) async fn update(
    visit: Visit,
    Path(key): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    change(&visit, (Place::Standard, key), &fields).await
}

/// What a stage of a version asks, to be read or changed.
pub(crate) async fn show(visit: &Visit, at: (Place, String)) -> Result<Page, Failure> {
    let seen = look(visit, at).await?;
    let draft = seen.draft();
    Ok(page(visit, &seen, &draft, &Problems::default()))
}

/// Keeps it beside what others changed since the form was opened, or shows their words where both changed the same.
pub(crate) async fn change(visit: &Visit, (place, key): (Place, String), fields: &Fields) -> Result<Response, Failure> {
    let mut draft = read(fields);
    let began: Guide = serde_json::from_str(value(fields, "seen")).unwrap_or_default();
    let add = value(fields, "add");
    if add.is_empty() {
        let (typed, at, stage, seen) = (draft.clone(), place.clone(), key.clone(), began.clone());
        let kept = visit.change(move |scene| at.stage(scene, &stage)?.guide_together(scene, &typed, &seen)).await;
        let (problems, began) = match kept {
            Ok(Together::Kept(_)) => return Ok(to_saying(&address(&place, &key), &Said::text("said-guide-kept"))),
            Ok(Together::Differs { problems, seen }) => (problems, *seen),
            Err(Error::Invalid(problems)) => (problems, began),
            Err(error) => return Err(error.into()),
        };
        let seen = Seen { began, ..look(visit, (place, key)).await? };
        return Ok(page(visit, &seen, &draft, &problems).into_response());
    }
    match add {
        "actions" => draft.actions.push(StageAction::default()),
        "fields" => draft.fields.push(domain::FieldDraft::default()),
        _ => draft.criteria.push(domain::CriterionDraft::default()),
    }
    let seen = Seen { began, ..look(visit, (place, key)).await? };
    let page = page(visit, &seen, &draft, &Problems::default());
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY).into_response())
}

fn address(place: &Place, key: &str) -> String {
    format!("{}/stages/{key}/guide", place.base())
}

/// The form as it was posted: rows stand in repeated fields.
fn read(fields: &Fields) -> GuideDraft {
    let columns = Columns::of(fields);
    let (at, rows) = (|name: &str, row| columns.at(name, row), |name: &str| columns.rows(name));
    let action =
        |row| StageAction { text: at("action", row), role: at("action_role", row), tool: at("action_tool", row) };
    let field = |row| domain::FieldDraft {
        key: at("field_key", row),
        label: at("field_label", row),
        kind: at("field_kind", row),
        options: at("field_options", row),
    };
    GuideDraft {
        revision: String::new(),
        goal: value(fields, "goal").to_owned(),
        actions: rows("action").map(action).collect(),
        fields: rows("field_label").map(field).collect(),
        criteria: rows("text").map(|row| criterion::read(&|name| at(name, row))).collect(),
    }
}

async fn look(visit: &Visit, (place, key): (Place, String)) -> Result<Seen> {
    members_only(visit)?;
    let read = move |scene: &mut domain::Scene<'_>| {
        let version = place.version(scene)?;
        let stages = version.stages(scene)?;
        let guides = version.guides(scene)?;
        let lessons = Stage::lessons(scene, &stages)?;
        let stage = stages.into_iter().find(|stage| stage.key == key && stage.kind == Status::Open);
        let stage = stage.ok_or(Error::NotFound)?;
        let began = guides.at(&stage.key).cloned().unwrap_or_default();
        let (around, teams, scorecards) = (Around::read(scene)?, Team::all(scene)?, Tool::scorecards(scene)?);
        let tools = Tool::all(scene)?.into_iter().map(|line| (line.tool.number.to_string(), line.tool.title)).collect();
        Ok(Seen { around, place: place.clone(), version, stage, guides, began, lessons, teams, scorecards, tools })
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
        built_in(visit.texts())
            .into_iter()
            .chain(self.guides.fields().map(|field| (field.key.clone(), field.label.clone())))
            .collect()
    }
}

/// Keys and names of what every deal has.
pub(super) fn built_in(texts: Texts) -> Vec<(String, String)> {
    let named = |key: &&str| ((*key).to_owned(), texts.say(built_in_name(key)).to_owned());
    domain::BUILT_IN.iter().map(named).collect()
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
            header { h2 id="guide-title" { (title) } a.more href=(seen.place.page()) { (texts.say("guide-back")) } }
            (problem_list(texts, problems))
            @if seen.version.is_written_by(&visit.actor) { (form(visit, seen, draft, problems)) }
            @else { (shown(visit, seen)) }
        }
    };
    crate::settings::page(visit, &seen.around, Part::Process, &body, problems)
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
        form.form.wide action={ (address(&seen.place, &seen.stage.key)) "?_method=put" } method="post" data-controller="dirty" data-whole id="guide-form" {
            input type="hidden" name="seen" value=(serde_json::to_string(&seen.began).unwrap_or_default());
            // the first button is what the enter key presses
            button.aloud tabindex="-1" aria-hidden="true" { (texts.say("settings-save")) }
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
                ul.rows id="fields" { @for (row, typed) in draft.fields.iter().enumerate() { (asked_rows::field(visit, (row, typed), problems)) } }
                (more(visit, "fields", "guide-add-field"))
            }
            fieldset {
                legend { (texts.say("guide-actions")) }
                ul.rows id="actions" { @for (row, typed) in draft.actions.iter().enumerate() { (asked_rows::action(visit, &seen.tools, (row, typed), problems)) } }
                (more(visit, "actions", "guide-add-action"))
            }
            footer {
                button.btn.primary { (texts.say("settings-save")) }
                a.btn href=(seen.place.page()) { (texts.say("form-cancel")) }
            }
        }
    }
}

/// A button that asks for one more row.
fn more(visit: &Visit, list: &str, label: &'static str) -> Markup {
    html! { p { button.link type="submit" name="add" value=(list) formnovalidate { (visit.texts().say(label)) } } }
}

/// What a stage of a draft asks, or of whatever version.
pub(crate) mod of_version {
    use super::{Failure, Fields, Form, Page, Path, Response, Visit};

    pub(crate) async fn edit(
        visit: Visit,
        Path((process, number, key)): Path<(String, i64, String)>,
    ) -> Result<Page, Failure> {
        super::show(&visit, ((process, number).into(), key)).await
    }

    pub(crate) async fn update(
        visit: Visit,
        Path((process, number, key)): Path<(String, i64, String)>,
        Form(fields): Form<Fields>,
    ) -> Result<Response, Failure> {
        super::change(&visit, ((process, number).into(), key), &fields).await
    }
}
