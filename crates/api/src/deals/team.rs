//! The deal team: who works on a deal, in which role, with which share.

use domain::{Deal, Scene};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::shapes::{DealTeam, DealTeamSet};

fn shown(scene: &mut Scene<'_>, deal: &Deal) -> domain::Result<Answer> {
    Ok(Answer::shown(&DealTeam::read(scene, deal)?).of_version(deal.version))
}

/// Shows the deal team.
#[utoipa::path(get, path = "/api/v1/deals/{number}/team", tag = "deals", params(("number" = i64, Path)),
    responses((status = 200, body = DealTeam)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let deal = Deal::numbered(scene, number)?;
            shown(scene, &deal)
        })
        .await
}

/// Makes this the deal team. Its owner, its team's leaders, operations; once it is closed with a reason.
#[utoipa::path(put, path = "/api/v1/deals/{number}/team", tag = "deals", params(("number" = i64, Path)),
    request_body = DealTeamSet, responses((status = 200, body = DealTeam)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<DealTeamSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut deal = wanted.deal(scene, number)?;
            deal.set_team(scene, &wanted.draft.draft())?;
            shown(scene, &deal)
        })
        .await
}
