//! Winning, losing and reopening a deal.

use crate::answer::Answer;
use crate::asked::At;
use crate::change::Change;
use crate::failure::Failure;
use crate::shapes::{self, Closure, Reopening};

/// Closes a deal as won or lost. The same outcome again changes nothing; another one is a conflict.
#[utoipa::path(post, path = "/api/v1/deals/{number}/closure", tag = "deals", params(("number" = i64, Path)),
    request_body = Closure, responses((status = 200, body = shapes::Deal)))]
pub(crate) async fn create(At(number): At<i64>, change: Change<Closure>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut deal = wanted.deal(scene, number)?;
            deal.close(scene, &wanted.draft.draft())?;
            super::shown(scene, &deal)
        })
        .await
}

/// Opens a closed deal again, in the last open stage it stood in. Leaders and operations, with a reason.
#[utoipa::path(delete, path = "/api/v1/deals/{number}/closure", tag = "deals", params(("number" = i64, Path)),
    request_body = Reopening, responses((status = 200, body = shapes::Deal)))]
pub(crate) async fn destroy(At(number): At<i64>, change: Change<Reopening>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut deal = wanted.deal(scene, number)?;
            deal.reopen(scene, &wanted.draft.reason)?;
            super::shown(scene, &deal)
        })
        .await
}
