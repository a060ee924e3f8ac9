//! What a team aims for.

use domain::figures::Whose;

use super::team;
use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{Target, TargetSet};
use crate::targets;

/// Lists a team's targets, by period, with every step.
#[utoipa::path(get, path = "/api/v1/teams/{number}/targets", tag = "targets", params(("number" = i64, Path)),
    responses((status = 200, body = List<Target>)))]
pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let team = team(scene, number)?;
            targets::listed(scene, Whose::Team(team.id))
        })
        .await
}

/// Sets a team's target for a period, or changes it with a reason. Its leaders, operations.
#[utoipa::path(put, path = "/api/v1/teams/{number}/targets", tag = "targets", params(("number" = i64, Path)),
    request_body = TargetSet, responses((status = 200, body = Target)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<TargetSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let team = team(scene, number)?;
            targets::set(scene, Whose::Team(team.id), &wanted.draft)
        })
        .await
}
