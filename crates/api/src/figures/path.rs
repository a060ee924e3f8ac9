//! What gets somebody to their target.

use domain::Problems;

use super::FiguresAsked;
use super::forecast::Found;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::shapes::PathToQuota;

/// Shows the fewest believable deals that land the target of a person (the token's, unless said) or a team.
#[utoipa::path(get, path = "/api/v1/figures/path", tag = "figures", params(FiguresAsked),
    responses((status = 200, body = PathToQuota)))]
pub(crate) async fn show(caller: Caller, Asked(asked): Asked<FiguresAsked>) -> Result<Answer, Failure> {
    let found = Found::of(&caller.visit, asked).await?;
    let path = domain::figures::path(&found.drawn.burndown, &found.question.deals, &found.outlook);
    let path = path.ok_or_else(|| Problems::one("target", "problem-no-target"))?;
    Ok(Answer::shown(&PathToQuota::of(&found.question, path, found.currency)))
}
