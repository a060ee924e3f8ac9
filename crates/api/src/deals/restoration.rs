//! Bringing a discarded deal back.

use crate::answer::Answer;
use crate::asked::At;
use crate::change::Change;
use crate::failure::Failure;
use crate::shapes::{self, Nothing};

/// Brings a discarded deal back where it stood.
#[utoipa::path(post, path = "/api/v1/deals/{number}/restoration", tag = "deals", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Deal)))]
pub(crate) async fn create(At(number): At<i64>, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut deal = wanted.deal(scene, number)?;
            deal.restore(scene)?;
            super::shown(scene, &deal)
        })
        .await
}
