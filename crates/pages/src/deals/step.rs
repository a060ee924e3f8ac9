//! The next step of a deal: setting it, and having done it.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Deal, NextStepDraft};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Trouble, address, form_page, to_change};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::Field;

pub(crate) async fn edit(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let (around, deal) = visit.look(move |scene| Ok((Around::read(scene)?, to_change(scene, number)?))).await?;
    let draft = NextStepDraft {
        step: deal.next_step.clone().unwrap_or_default(),
        due: deal.next_step_on.map(|day| day.to_string()).unwrap_or_default(),
    };
    Ok(page(&visit, &around, &deal, &draft, &Trouble::default()))
}

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<NextStepDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Deal::numbered(scene, number)?.set_next_step(scene, &draft)).await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-step-set"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, deal) =
                visit.look(move |scene| Ok((Around::read(scene)?, Deal::numbered(scene, number)?))).await?;
            Ok(page(&visit, &around, &deal, &typed, &trouble).into_response())
        }
    }
}

pub(crate) async fn destroy(visit: Visit, Path(number): Path<i64>) -> Result<Response, Failure> {
    visit.change(move |scene| Deal::numbered(scene, number)?.finish_next_step(scene)).await?;
    Ok(to_saying(&address(number), &Said::text("said-step-done")))
}

fn page(visit: &Visit, around: &Around, deal: &Deal, typed: &NextStepDraft, trouble: &Trouble) -> Page {
    let title = visit.texts().say("step-title");
    form_page(visit, around, deal, (title, trouble), &form(visit, deal.number, typed, trouble))
}

/// What to do, and by when.
pub(super) fn form(visit: &Visit, number: i64, typed: &NextStepDraft, trouble: &Trouble) -> Markup {
    let texts = visit.texts();
    html! {
        form.form action={ (address(number)) "/step" } method="post" data-controller="dirty" {
            div.row {
                (Field::text("step", "step-what", &typed.step).show(texts, &trouble.problems))
                (Field::text("due", "step-due", &typed.due).of("date").show(texts, &trouble.problems))
            }
            footer { button.btn.primary { (texts.say("step-do")) } }
        }
    }
}
