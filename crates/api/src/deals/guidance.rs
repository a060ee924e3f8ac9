//! What the process asks of a deal, and what is known.

use domain::{Deal, Scene};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::shapes::{AnswerSet, CheckSet, Guidance};

/// What the process asks of a deal where it stands, how that stands, and what was found out.
#[utoipa::path(get, path = "/api/v1/deals/{number}/guidance", tag = "deals", params(("number" = i64, Path)),
    responses((status = 200, body = Guidance)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let deal = Deal::numbered(scene, number)?;
            shown(scene, &deal)
        })
        .await
}

fn shown(scene: &mut Scene<'_>, deal: &Deal) -> domain::Result<Answer> {
    let stages = deal.stages(scene)?;
    let guidance = deal.guidance(scene, &stages)?.unwrap_or_default();
    Ok(Answer::shown(&Guidance::of(&deal.stage, guidance)))
}

/// What somebody found out.
pub(crate) mod fields {
    use super::{Answer, AnswerSet, At, Change, Failure, shown};

    /// Says what was found out about a field that the process asks for. The same again changes nothing.
    #[utoipa::path(put, path = "/api/v1/deals/{number}/fields/{key}", tag = "deals",
        params(("number" = i64, Path), ("key" = String, Path)), request_body = AnswerSet,
        responses((status = 200, body = super::Guidance)))]
    pub(crate) async fn update(
        At((number, key)): At<(i64, String)>,
        change: Change<AnswerSet>,
    ) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                let deal = wanted.deal(scene, number)?;
                deal.answer(scene, &key, &wanted.draft.draft())?;
                shown(scene, &deal)
            })
            .await
    }
}

/// What somebody says that holds.
pub(crate) mod checks {
    use super::{Answer, At, Change, CheckSet, Failure, shown};

    /// Says that a criterion, or an item of its list, holds, or does not after all. The same again changes nothing.
    #[utoipa::path(put, path = "/api/v1/deals/{number}/checks/{key}", tag = "deals",
        params(("number" = i64, Path), ("key" = String, Path)), request_body = CheckSet,
        responses((status = 200, body = super::Guidance)))]
    pub(crate) async fn update(
        At((number, key)): At<(i64, String)>,
        change: Change<CheckSet>,
    ) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                let deal = wanted.deal(scene, number)?;
                deal.check(scene, &key, &wanted.draft.draft())?;
                shown(scene, &deal)
            })
            .await
    }
}
