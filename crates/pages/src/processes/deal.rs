//! One deal, moved on from its page.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Deal, Error, FollowDraft, Problems, Scene, Stage, Status};
use http::{Said, Visit};
use maud::html;

use crate::failure::Failure;
use crate::form::{Fields, Form, value};
use crate::layout::{Head, Page, Spot, to_saying};
use crate::parts::{problem_list, sheet};

/// Lets a deal follow the version that its team works by; when its stage is not there, the form asks for another.
pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let draft = FollowDraft { stage: value(&fields, "stage").to_owned(), ..FollowDraft::default() };
    let done = visit.change(move |scene| Deal::numbered(scene, number)?.follow(scene, &draft)).await;
    match done {
        Err(Error::Invalid(problems)) => Ok(page(&visit, number, &problems).await?.into_response()),
        done => {
            done?;
            Ok(to_saying(&format!("/deals/{number}"), &Said::text("said-deal-followed")))
        }
    }
}

async fn page(visit: &Visit, number: i64, problems: &Problems) -> Result<Page, Failure> {
    let read = move |scene: &mut Scene<'_>| {
        let deal = Deal::numbered(scene, number)?;
        let newer = deal.newer_version(scene)?.unwrap_or(deal.process_version);
        let stages = Stage::of(scene, deal.process, newer)?;
        Ok((Around::read(scene)?, deal, stages))
    };
    let (around, deal, stages) = visit.look(read).await?;
    let (texts, here) = (visit.texts(), format!("/deals/{number}"));
    let title = texts.say("follow-deal-title");
    let body = html! {
        (problem_list(texts, problems))
        form.form action={ (here) "/version" } method="post" {
            div.field {
                label for="stage" { (texts.say("follow-deal-stage")) }
                select id="stage" name="stage" {
                    @for stage in stages.iter().filter(|stage| stage.kind == Status::Open) { option value=(stage.key) { (stage.name) } }
                }
            }
            footer { button.btn.primary { (texts.say("follow-deal-do")) } }
        }
    };
    let head = Head::new(title, Spot::Deals, "");
    Ok(Page::refused(visit, &around, &head, &sheet(visit, title, (&here, &deal.title), &body)))
}
