//! Where a deal stands.

use crate::answer::Answer;
use crate::asked::At;
use crate::change::Change;
use crate::failure::Failure;
use crate::shapes::{self, StageChange};

/// Moves a deal to another stage. Into the stage where it stands already: changes nothing.
#[utoipa::path(put, path = "/api/v1/deals/{number}/stage", tag = "deals", params(("number" = i64, Path)),
    request_body = StageChange, responses((status = 200, body = shapes::Deal)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<StageChange>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut deal = wanted.deal(scene, number)?;
            deal.move_to(scene, &wanted.draft.draft())?;
            super::shown(scene, &deal)
        })
        .await
}
