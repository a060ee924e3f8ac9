//! What a person says about a proposed step: done, or not now.

use axum::response::Response;
use domain::Result;
use domain::figures::{StepDraft, finish_step, snooze_step};
use http::{Said, Visit};

use crate::failure::Failure;
use crate::form::Form;
use crate::layout::to_saying;

/// Puts a step off for a week.
pub(crate) async fn create(visit: Visit, Form(draft): Form<StepDraft>) -> Result<Response, Failure> {
    visit.change(move |scene| snooze_step(scene, &draft)).await?;
    Ok(to_saying("/today", &Said::text("said-step-snoozed")))
}

/// What was promised is done.
pub(crate) mod done {
    use super::{Failure, Form, Response, Result, Said, StepDraft, Visit, finish_step, to_saying};

    /// The step is done.
    pub(crate) async fn destroy(visit: Visit, Form(draft): Form<StepDraft>) -> Result<Response, Failure> {
        visit.change(move |scene| finish_step(scene, &draft)).await?;
        Ok(to_saying("/today", &Said::text("said-todo-done")))
    }
}
