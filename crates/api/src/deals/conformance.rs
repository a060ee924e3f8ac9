//! How the way of a deal fits its process.

use domain::Deal;

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::shapes::Conformance;

/// Shows how the way of a deal fits the straight line of its version's stages.
#[utoipa::path(get, path = "/api/v1/deals/{number}/conformance", tag = "deals", params(("number" = i64, Path)),
    responses((status = 200, body = Conformance)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let deal = Deal::numbered(scene, number)?;
            let stages = deal.stages(scene)?;
            Ok(Answer::shown(&Conformance::from(deal.conformance(scene, &stages)?)))
        })
        .await
}
