//! Won, lost and open deals.

use domain::Error;
use domain::figures::{self, DealsAsked};

use super::FiguresAsked;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::shapes::DealFigures;

/// Shows how many deals were won, lost and are open, what they were worth and how long they took: of
/// everybody, or of a person, a team, a window of days.
#[utoipa::path(get, path = "/api/v1/figures/deals", tag = "figures", params(FiguresAsked),
    responses((status = 200, body = DealFigures)))]
pub(crate) async fn show(caller: Caller, Asked(asked): Asked<FiguresAsked>) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let (person, team) = (asked.person(scene)?, asked.team(scene)?);
            if !scene.actor.sees_all() && person.as_ref().is_none_or(|person| person.id != scene.actor.id) {
                return Err(Error::NotFound);
            }
            let period = asked.period.as_ref().map(|_| asked.period_or_month(scene)).transpose()?;
            let found = figures::deals(
                scene,
                &DealsAsked {
                    person: person.map(|person| person.id),
                    team: team.map(|team| team.id),
                    from: asked.from.map(|day| day.0).or(period.map(|period| period.starts_on)),
                    to: asked.to.map(|day| day.0).or(period.map(|period| period.ends_on)),
                    as_of: asked.as_of.map(|day| day.0),
                },
            )?;
            Ok(Answer::shown(&DealFigures::from(found)))
        })
        .await
}
