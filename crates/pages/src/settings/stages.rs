//! The process: its stages in their order, how long deals usually stay, and what to do with the deals of
//! a stage that goes.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Deal, Error, Filter, Problems, Result, Stage, StageDraft, Status};
use http::{Said, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Part, members_only};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Field, button_form, problem_list};

struct Seen {
    around: Around,
    stages: Vec<Stage>,
    holding: Vec<(String, i64)>,
}

/// What was refused: in the form of which stage, empty for the form of a new one.
#[derive(Default)]
struct Refusal {
    stage: String,
    draft: StageDraft,
    problems: Problems,
}

/// Where the deals of a removed stage go.
#[derive(Deserialize, Default)]
pub(crate) struct Elsewhere {
    #[serde(default)]
    to: String,
}

/// The keys of the open stages in the order that is wanted.
#[derive(Deserialize, Default)]
pub(crate) struct Order {
    #[serde(default)]
    order: String,
}

pub(crate) async fn index(visit: Visit) -> Result<Page, Failure> {
    let seen = look(&visit).await?;
    Ok(page(&visit, &seen, &Refusal::default()))
}

pub(crate) async fn create(visit: Visit, Form(draft): Form<StageDraft>) -> Result<Response, Failure> {
    let wanted = draft.clone();
    let added = visit.change(move |scene| Stage::add(scene, &wanted).map(drop)).await;
    answered(&visit, added, Refusal { stage: String::new(), draft, problems: Problems::default() }, "said-stage-added")
        .await
}

pub(crate) async fn update(
    visit: Visit,
    Path(key): Path<String>,
    Form(draft): Form<StageDraft>,
) -> Result<Response, Failure> {
    let (wanted, stage) = (draft.clone(), key.clone());
    let changed = visit.change(move |scene| Stage::keyed(scene, &stage)?.change(scene, &wanted)).await;
    answered(&visit, changed, Refusal { stage: key, draft, problems: Problems::default() }, "said-stage-saved").await
}

/// Removes a stage; its deals go elsewhere.
pub(crate) async fn destroy(
    visit: Visit,
    Path(key): Path<String>,
    Form(elsewhere): Form<Elsewhere>,
) -> Result<Response, Failure> {
    let stage = key.clone();
    let removed = remove_all(&visit, &stage, &elsewhere.to).await;
    let refusal = Refusal { stage: key, draft: StageDraft::default(), problems: Problems::default() };
    answered(&visit, removed, refusal, "said-stage-removed").await
}

/// A change moves as many deals as take some milliseconds, so there may be several.
async fn remove_all(visit: &Visit, key: &str, to: &str) -> Result<()> {
    loop {
        let (key, to) = (key.to_owned(), to.to_owned());
        if !visit.change(move |scene| Stage::keyed(scene, &key)?.remove(scene, &to)).await? {
            return Ok(());
        }
    }
}

/// The order of the stages.
pub(crate) mod order {
    use super::{Failure, Form, Order, Refusal, Response, Result, Stage, Visit, answered};

    /// Puts the open stages in this order.
    pub(crate) async fn update(visit: Visit, Form(wanted): Form<Order>) -> Result<Response, Failure> {
        let keys: Vec<String> = wanted.order.split_whitespace().map(str::to_owned).collect();
        let ordered = visit.change(move |scene| Stage::order(scene, &keys)).await;
        answered(&visit, ordered, Refusal::default(), "said-stages-ordered").await
    }
}

async fn answered(visit: &Visit, done: Result<()>, refusal: Refusal, said: &'static str) -> Result<Response, Failure> {
    match done {
        Err(Error::Invalid(problems)) => {
            let seen = look(visit).await?;
            Ok(page(visit, &seen, &Refusal { problems, ..refusal }).into_response())
        }
        done => {
            done?;
            Ok(to_saying(Part::Process.path(), &Said::text(said)))
        }
    }
}

/// How many open deals stand in each stage, by key.
fn standing(scene: &mut domain::Scene<'_>) -> Result<Vec<(String, i64)>> {
    let board = Deal::board(scene, &Filter::default())?;
    let columns = board.columns.into_iter();
    Ok(columns.map(|column| (column.stage.key, column.total.map_or(0, |total| total.deals))).collect())
}

async fn look(visit: &Visit) -> Result<Seen> {
    members_only(visit)?;
    let read = |scene: &mut domain::Scene<'_>| {
        Ok(Seen { around: Around::read(scene)?, stages: Stage::all(scene)?, holding: standing(scene)? })
    };
    visit.look(read).await
}

fn page(visit: &Visit, seen: &Seen, refusal: &Refusal) -> Page {
    let texts = visit.texts();
    let body = html! {
        section.card aria-labelledby="stages-title" {
            header { h2 id="stages-title" { (texts.say("stages-title")) } }
            p.quiet { (texts.say("stages-say")) }
            @if !refusal.problems.is_empty() { (problem_list(texts, &refusal.problems)) }
            ul.rows { @for stage in &seen.stages { (row(visit, seen, stage, refusal)) } }
        }
        @if visit.actor.operates() { (add(visit, refusal)) }
    };
    super::page(visit, &seen.around, Part::Process, &body, &refusal.problems)
}

fn row(visit: &Visit, seen: &Seen, stage: &Stage, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    let holding = seen.holding.iter().find(|(key, _)| *key == stage.key).map_or(0, |(_, deals)| *deals);
    let open = stage.kind == Status::Open;
    let path = format!("/settings/stages/{}", stage.key);
    html! {
        li.step id={ "stage-" (stage.key) } {
            span.what { (stage.name) }
            span.why {
                (texts.say(kind_text(stage.kind)))
                @if let Some(days) = stage.usual_days { " · " (texts.fill("stages-usual", &[("days", days.into())])) }
                @if open && holding > 0 { " · " (texts.fill("stages-holding", &[("count", holding.into())])) }
            }
            @if open { span.why { a.link href={ (path) "/guide" } { (texts.say("guide-what")) span.aloud { " " (stage.name) } } } }
            @if visit.actor.operates() {
                span.do {
                    @if open {
                        (shift(visit, seen, stage, false))
                        (shift(visit, seen, stage, true))
                    }
                }
                div.form { details.source open[refusal.stage == stage.key] {
                    summary { (texts.say("settings-edit")) span.aloud { " " (stage.name) } }
                    div.source-body { (change(visit, stage, &path, refusal)) @if open { (remove(visit, seen, stage, &path, holding)) } }
                } }
            }
        }
    }
}

/// A button that puts a stage one place earlier or later; at the end of the row there is none.
fn shift(visit: &Visit, seen: &Seen, stage: &Stage, later: bool) -> Markup {
    let texts = visit.texts();
    let mut keys: Vec<&str> =
        seen.stages.iter().filter(|other| other.kind == Status::Open).map(|other| other.key.as_str()).collect();
    let place = keys.iter().position(|key| *key == stage.key);
    let other = place.and_then(|place| if later { Some(place + 1) } else { place.checked_sub(1) });
    let Some((place, other)) = place.zip(other.filter(|other| *other < keys.len())) else { return html! {} };
    keys.swap(place, other);
    let label = texts.say(if later { "stages-later" } else { "stages-earlier" });
    html! {
        form.btn-form action="/settings/stages?_method=put" method="post" {
            input type="hidden" name="order" value=(keys.join(" "));
            button.btn.small { (label) span.aloud { ": " (stage.name) } }
        }
    }
}

fn change(visit: &Visit, stage: &Stage, path: &str, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    let (name, days) =
        (format!("name-{}", stage.key), stage.usual_days.map(|days| days.to_string()).unwrap_or_default());
    let typed = refusal.stage == stage.key && refusal.draft.name.is_some();
    let shown = if typed {
        (refusal.draft.name.as_deref().unwrap_or(""), refusal.draft.usual_days.as_deref().unwrap_or(""))
    } else {
        (stage.name.as_str(), days.as_str())
    };
    html! {
        form.inline-form action={ (path) "?_method=patch" } method="post" {
            div.field { label for=(name) { (texts.say("field-name")) } input id=(name) name="name" value=(shown.0) required; }
            @if stage.kind == Status::Open { div.field { label for={ "days-" (stage.key) } { (texts.say("stages-usual-days")) } input id={ "days-" (stage.key) } name="usual_days" inputmode="numeric" value=(shown.1); } }
            button.btn { (texts.say("settings-save")) span.aloud { " " (stage.name) } }
        }
    }
}

fn remove(visit: &Visit, seen: &Seen, stage: &Stage, path: &str, holding: i64) -> Markup {
    let texts = visit.texts();
    let others = seen.stages.iter().filter(|other| other.kind == Status::Open && other.key != stage.key);
    html! {
        @if holding == 0 {
            div.actions { (button_form(&format!("{path}?_method=delete"), "btn danger small", &html! { (texts.say("stages-remove")) span.aloud { " " (stage.name) } })) }
        } @else {
            form.inline-form action={ (path) "?_method=delete" } method="post" {
                div.field {
                    label for={ "to-" (stage.key) } { (texts.fill("stages-remove-to", &[("count", holding.into())])) }
                    select id={ "to-" (stage.key) } name="to" { @for other in others { option value=(other.key) { (other.name) } } }
                }
                button.btn.danger { (texts.say("stages-remove")) span.aloud { " " (stage.name) } }
            }
        }
    }
}

fn add(visit: &Visit, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    let problems = if refusal.stage.is_empty() { refusal.problems.clone() } else { Problems::default() };
    html! {
        section.card.read aria-labelledby="stage-title" {
            header { h2 id="stage-title" { (texts.say("stages-add")) } }
            form.form action="/settings/stages" method="post" {
                div.row {
                    (Field::text("name", "field-name", refusal.draft.name.as_deref().unwrap_or("")).required().show(texts, &problems))
                    (Field::text("usual_days", "stages-usual-days", refusal.draft.usual_days.as_deref().unwrap_or("")).show(texts, &problems))
                }
                footer { button.btn.primary { (texts.say("stages-add-do")) } }
            }
        }
    }
}

fn kind_text(kind: Status) -> &'static str {
    match kind {
        Status::Open => "stage-open",
        Status::Won => "stage-won",
        Status::Lost => "stage-lost",
    }
}
