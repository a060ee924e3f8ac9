//! Remaining against the pace line.

use super::FiguresAsked;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::shapes::Burndown;

/// Shows the burndown of a person (the token's, unless said) or a team, day by day, with everything it is
/// made of.
#[utoipa::path(get, path = "/api/v1/figures/burndown", tag = "figures", params(FiguresAsked),
    responses((status = 200, body = Burndown)))]
pub(crate) async fn show(caller: Caller, Asked(asked): Asked<FiguresAsked>) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let (whose, period, as_of) = (asked.whose(scene)?, asked.period_or_month(scene)?, asked.as_of(scene));
            let target = asked.target(scene.actor.workspace.currency)?;
            let drawn = domain::figures::burndown(scene, whose, period, as_of, target)?;
            Ok(Answer::shown(&Burndown::read(scene, &drawn)?))
        })
        .await
}
