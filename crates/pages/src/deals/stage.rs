//! Where a deal stands: moving it to another stage, by drag, by key, by menu or on a page.

use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use axum::response::{IntoResponse, Response};
use domain::{Around, Asked, ClosureDraft, Deal, MoveDraft, Scene, Stage, Status, Verdict};
use http::{Said, Texts, Visit};
use maud::{Markup, html};

use super::{Trouble, address, closure, form_page, to_change, waiver};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};

pub(crate) async fn edit(
    visit: Visit,
    Path(number): Path<i64>,
    Query(asked): Query<MoveDraft>,
) -> Result<Page, Failure> {
    let wanted = asked.stage.clone();
    let seen = visit.look(move |scene| Seen::read(scene, number, &wanted)).await?;
    Ok(seen.page(&visit, &asked, &Trouble::default()))
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
            let stage = wanted.stage.clone();
            let seen = visit.look(move |scene| Seen::read(scene, number, &stage)).await?;
            Ok(seen.page(&visit, &wanted, &trouble).into_response())
        }
    }
}

/// A deal, where it could go, and what the way to where it should go is asked.
struct Seen {
    around: Around,
    deal: Deal,
    stages: Vec<Stage>,
    asked: Vec<Asked>,
}

impl Seen {
    fn read(scene: &mut Scene<'_>, number: i64, to: &str) -> domain::Result<Self> {
        let (around, deal) = (Around::read(scene)?, to_change(scene, number)?);
        let mut stages = deal.stages(scene)?;
        let elsewhere = if stages.iter().any(|stage| stage.key == to) { Vec::new() } else { Stage::all(scene)? };
        let elsewhere = elsewhere.into_iter().find(|stage| stage.key == to);
        let to = stages.iter().find(|stage| stage.key == to).or(elsewhere.as_ref());
        let asked = to.map_or_else(|| Ok(Vec::new()), |to| deal.asked(scene, &stages, to))?;
        stages.extend(elsewhere);
        Ok(Self { around, deal, stages, asked })
    }

    fn page(&self, visit: &Visit, asked: &MoveDraft, trouble: &Trouble) -> Page {
        let (texts, deal) = (visit.texts(), &self.deal);
        let to = self.stages.iter().find(|stage| stage.key == asked.stage);
        match to {
            Some(end) if end.kind != Status::Open => {
                let draft = ClosureDraft {
                    outcome: end.kind.name().to_owned(),
                    reason: asked.reason.clone(),
                    closed_on: asked.closed_on.clone(),
                    waiver: asked.waiver.clone(),
                    ..ClosureDraft::default()
                };
                closure::page(visit, &self.around, (deal, &self.asked), &draft, trouble)
            }
            Some(to) if Verdict::of(&self.asked) == Verdict::AsksForReason => {
                let title = texts.fill("move-to-stage", &[("stage", to.name.as_str().into())]);
                form_page(visit, &self.around, deal, (&title, trouble), &self.reason(visit, to, asked, trouble))
            }
            _ => {
                let title = texts.say("move-to");
                form_page(visit, &self.around, deal, (title, trouble), &choices(texts, deal, &self.stages))
            }
        }
    }

    /// The form for a way on which something that must hold does not.
    fn reason(&self, visit: &Visit, to: &Stage, asked: &MoveDraft, trouble: &Trouble) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
        html! {
            form.form action={ (address(deal.number)) "/stage" } method="post" data-controller="dirty" {
                input type="hidden" name="version" value=(deal.version);
                input type="hidden" name="stage" value=(to.key);
                (waiver::fields(visit, &self.asked, &asked.waiver, &trouble.problems))
                footer {
                    button.btn.primary { (texts.fill("move-to-stage", &[("stage", to.name.as_str().into())])) }
                    a.btn href=(address(deal.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
                }
            }
        }
    }
}

/// Whoever moved on the board stays there; everybody else goes to the deal.
fn back(headers: &HeaderMap, number: i64) -> String {
    let page = headers.get(REFERER).and_then(|page| page.to_str().ok());
    let path = page.and_then(|page| page.split_once("://")?.1.split_once('/')).map_or("", |(_, path)| path);
    if path == "deals" || path.starts_with("deals?") { format!("/{path}") } else { address(number) }
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
