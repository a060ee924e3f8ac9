//! Many deals at once into one stage, from the table.

use axum::response::{IntoResponse, Response};
use domain::{Around, Deal, Error, MoveDraft, Moved, Problems, Scene, Stage, WaiverDraft};
use http::{Said, Visit};
use maud::{Markup, html};

use super::all::Lists;
use super::asked::Asked;
use super::waiver;
use crate::failure::Failure;
use crate::form::{Fields, Form, value, values};
use crate::layout::{Head, Page, Spot, to_saying};
use crate::parts::{area, problem_list, sheet};

/// Where the table is.
const TABLE: &str = "/deals?as=table";

pub(crate) async fn create(visit: Visit, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let draft = MoveDraft {
        stage: value(&fields, "stage").to_owned(),
        reason: value(&fields, "reason").to_owned(),
        waiver: WaiverDraft {
            waiver: value(&fields, "waiver").to_owned(),
            waiver_words: value(&fields, "waiver_words").to_owned(),
        },
        ..MoveDraft::default()
    };
    let back = back(value(&fields, "back"));
    let numbers: Vec<i64> = values(&fields, "deal").iter().filter_map(|number| number.parse().ok()).collect();
    let typed = draft.clone();
    let moved = match visit.change(move |scene| Deal::move_many(scene, &numbers, &typed)).await {
        Err(Error::Invalid(problems)) => {
            return Ok(page(&visit, (&draft, &back), &[], &problems).await?.into_response());
        }
        moved => moved?,
    };
    if moved.iter().all(|moved| moved.held.is_none()) {
        return Ok(to_saying(&back, &Said::text("said-deals-moved")));
    }
    Ok(page(&visit, (&draft, &back), &moved, &Problems::default()).await?.into_response())
}

/// The table as it was filtered, if that is where the form says it came from.
fn back(typed: &str) -> String {
    if typed.starts_with("/deals?") { typed.to_owned() } else { TABLE.to_owned() }
}

/// What moved and what did not, and the form for the reason of those that are asked for one.
async fn page(
    visit: &Visit,
    (draft, back): (&MoveDraft, &str),
    moved: &[Moved],
    problems: &Problems,
) -> Result<Page, Failure> {
    let read = |scene: &mut Scene<'_>| Ok((Around::read(scene)?, Stage::all(scene)?));
    let (around, stages) = visit.look(read).await?;
    let texts = visit.texts();
    let stage = stages.iter().find(|stage| stage.key == draft.stage).map_or("", |stage| stage.name.as_str());
    let title = texts.fill("moves-title", &[("stage", stage.into())]);
    let gone = moved.iter().filter(|moved| moved.held.is_none()).count();
    let body = html! {
        (problem_list(texts, problems))
        @if !moved.is_empty() {
            p { (texts.fill("moves-done", &[("moved", gone.into()), ("count", moved.len().into())])) }
            (held(visit, (draft, back), moved))
        }
    };
    let head = Head::new(title.clone(), Spot::Deals, "");
    Ok(Page::refused(visit, &around, &head, &sheet(visit, &title, (back, texts.say("deals-title")), &body)))
}

fn held(visit: &Visit, (draft, back): (&MoveDraft, &str), moved: &[Moved]) -> Markup {
    let texts = visit.texts();
    let held = || moved.iter().filter_map(|moved| Some((moved, moved.held.as_ref()?)));
    let asks = |problems: &Problems| problems.on("waiver").is_some() || problems.on("waiver_words").is_some();
    let because = |problems: &Problems| problems.on("reason").is_some();
    html! {
        ul.rows {
            @for (moved, problems) in held() {
                li {
                    a.link href={ "/deals/" (moved.number) } { (if moved.title.is_empty() { texts.say("moves-unknown") } else { moved.title.as_str() }) }
                    @for (_, problem) in problems.iter() { small { (texts.problem(problem)) } }
                }
            }
        }
        @if held().any(|(_, problems)| asks(problems) || because(problems)) {
            form.form action="/deals/moves" method="post" data-asks {
                input type="hidden" name="stage" value=(draft.stage);
                input type="hidden" name="back" value=(back);
                @for (moved, problems) in held() { @if asks(problems) || because(problems) { input type="hidden" name="deal" value=(moved.number); } }
                @if held().any(|(_, problems)| because(problems)) { (area(texts, &Problems::default(), ("reason", "terms-reason"), &draft.reason)) }
                @if held().any(|(_, problems)| asks(problems)) { (waiver::reason(texts, &draft.waiver, &Problems::default())) }
                footer { button.btn.primary { (texts.say("moves-all-the-same")) } a.btn href=(back) { (texts.say("form-cancel")) } }
            }
        }
    }
}

/// Under the table: where the ticked deals should go.
pub(super) fn bar(visit: &Visit, asked: &Asked, lists: &Lists) -> Markup {
    let texts = visit.texts();
    html! {
        form.inline-form id="moves" action="/deals/moves" method="post" {
            input type="hidden" name="back" value=(asked.address());
            div.field {
                label for="moves-stage" { (texts.say("moves-to")) }
                select id="moves-stage" name="stage" {
                    @if let [_] = lists.processes.as_slice() { (options(&mut lists.stages.iter())) }
                    @else { @for (process, mut stages) in lists.ways() { optgroup label=(process.name) { (options(&mut stages)) } } }
                }
            }
            button.btn { (texts.say("moves-do")) }
        }
    }
}

fn options(stages: &mut dyn Iterator<Item = &Stage>) -> Markup {
    html! { @for stage in stages { option value=(stage.key) { (stage.name) } } }
}
