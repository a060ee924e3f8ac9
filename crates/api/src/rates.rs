//! Exchange rates.

use domain::Rate;

use crate::answer::Answer;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, RateSet};
use crate::sight::must_see_all;

/// Lists exchange rates, the newest day first, five hundred at most.
#[utoipa::path(get, path = "/api/v1/rates", tag = "rates", responses((status = 200, body = List<shapes::Rate>)))]
pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(|scene| {
            must_see_all(scene)?;
            Ok(List::whole(Rate::all(scene)?.into_iter().map(shapes::Rate::from).collect()))
        })
        .await
}

/// Sets the rate of a day. Deals that were won without one are converted by it. Operations and admins.
#[utoipa::path(put, path = "/api/v1/rates", tag = "rates", request_body = RateSet,
    responses((status = 200, body = shapes::Rate)))]
pub(crate) async fn update(change: Change<RateSet>) -> Result<Answer, Failure> {
    change.make(|scene, wanted| Ok(Answer::shown(&shapes::Rate::from(Rate::set(scene, &wanted.draft.draft())?)))).await
}
