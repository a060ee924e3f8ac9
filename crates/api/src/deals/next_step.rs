//! What was agreed to do next.

use crate::answer::Answer;
use crate::asked::At;
use crate::change::Change;
use crate::failure::Failure;
use crate::shapes::{self, NextStepSet, Nothing};

/// Sets the next step. The same step again changes nothing.
#[utoipa::path(put, path = "/api/v1/deals/{number}/next-step", tag = "deals", params(("number" = i64, Path)),
    request_body = NextStepSet, responses((status = 200, body = shapes::Deal)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<NextStepSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut deal = wanted.deal(scene, number)?;
            deal.set_next_step(scene, &wanted.draft.draft())?;
            super::shown(scene, &deal)
        })
        .await
}

/// The next step is done. Without one: changes nothing.
#[utoipa::path(delete, path = "/api/v1/deals/{number}/next-step", tag = "deals", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Deal)))]
pub(crate) async fn destroy(At(number): At<i64>, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut deal = wanted.deal(scene, number)?;
            deal.finish_next_step(scene)?;
            super::shown(scene, &deal)
        })
        .await
}
