//! Where a deal stands: moving it to another stage, by drag, by key, by menu or on a page.

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use axum::response::{IntoResponse, Response};
use domain::{Around, ClosureDraft, Deal, MoveDraft, Scene, Stage, Status};
use http::{Said, Texts, Visit};
use maud::{Markup, html};

use super::{Trouble, address, closure, form_page, to_change};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};

pub(crate) async fn edit(
    visit: Visit,
    Path(number): Path<i64>,
    Query(asked): Query<MoveDraft>,
) -> Result<Page, Failure> {
    let (around, deal, stages) = visit.look(move |scene| read(scene, number)).await?;
    Ok(page(&visit, &around, &deal, &stages, &asked, &Trouble::default()))
}

/// Moves; a form without a stage is an undo, whose address says where to.
pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Query(asked): Query<MoveDraft>,
    headers: HeaderMap,
    Form(typed): Form<MoveDraft>,
) -> Result<Response, Failure> {
    let draft = if typed.stage.is_empty() { asked } else { typed };
    let (wanted, from_where) = (draft.clone(), back(&headers, number));
    let moved = visit.change(move |scene| {
        let mut deal = Deal::numbered(scene, number)?;
        let before = deal.stage.clone();
        deal.move_to(scene, &draft)?;
        Ok((deal.status, format!("{}/stage?stage={before}&version={}", address(number), deal.version)))
    });
    match moved.await {
        Ok((Status::Open, undo)) => Ok(to_saying(&from_where, &Said::with_undo("said-deal-moved", undo))),
        Ok((Status::Won, _)) => Ok(to_saying(&from_where, &Said::text("said-deal-won"))),
        Ok((Status::Lost, _)) => Ok(to_saying(&from_where, &Said::text("said-deal-lost"))),
        Err(error) => {
            let trouble = Trouble::met(&visit, number, error, &wanted.version).await?;
            let (around, deal, stages) = visit.look(move |scene| read(scene, number)).await?;
            Ok(page(&visit, &around, &deal, &stages, &wanted, &trouble).into_response())
        }
    }
}

fn read(scene: &mut Scene<'_>, number: i64) -> domain::Result<(Around, Deal, Vec<Stage>)> {
    Ok((Around::read(scene)?, to_change(scene, number)?, Stage::all(scene)?))
}

/// Whoever moved on the board stays there; everybody else goes to the deal.
fn back(headers: &HeaderMap, number: i64) -> String {
    let page = headers.get(REFERER).and_then(|page| page.to_str().ok());
    let path = page.and_then(|page| page.split_once("://")?.1.split_once('/')).map_or("", |(_, path)| path);
    if path == "deals" || path.starts_with("deals?") { format!("/{path}") } else { address(number) }
}

fn page(visit: &Visit, around: &Around, deal: &Deal, stages: &[Stage], asked: &MoveDraft, trouble: &Trouble) -> Page {
    let ends = stages.iter().find(|stage| stage.key == asked.stage && stage.kind != Status::Open);
    if let Some(end) = ends {
        let draft = ClosureDraft {
            outcome: end.kind.name().to_owned(),
            reason: asked.reason.clone(),
            closed_on: asked.closed_on.clone(),
            ..ClosureDraft::default()
        };
        return closure::page(visit, around, deal, &draft, trouble);
    }
    let title = visit.texts().say("move-to");
    form_page(visit, around, deal, (title, trouble), &choices(visit.texts(), deal, stages))
}

/// One button for each open stage; closing asks for more, on its own page.
fn choices(texts: Texts, deal: &Deal, stages: &[Stage]) -> Markup {
    let closed = deal.status != Status::Open;
    html! {
        form.stack.tight action={ (address(deal.number)) "/stage" } method="post" {
            input type="hidden" name="version" value=(deal.version);
            @for stage in stages.iter().filter(|stage| stage.kind == Status::Open) {
                button.btn name="stage" value=(stage.key) disabled[closed || stage.key == deal.stage] {
                    (stage.name) @if stage.key == deal.stage { small { " " (texts.say("move-here-now")) } }
                }
            }
        }
        @if closed {
            p { a.btn href={ (address(deal.number)) "/closure/edit" } { (texts.say("reopen-title")) } }
        } @else {
            div.cluster {
                a.btn.primary href={ (address(deal.number)) "/closure/new?outcome=won" } { (texts.say("closure-win")) }
                a.btn href={ (address(deal.number)) "/closure/new?outcome=lost" } { (texts.say("closure-lose")) }
            }
        }
    }
}
