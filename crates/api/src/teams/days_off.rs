//! The days off that were set for a team, beside the public holidays of its country.

use domain::{Scene, Team};

use super::team;
use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{DayOff, DaysOffSet};

fn listed(scene: &mut Scene<'_>, team: &Team) -> domain::Result<Answer> {
    let days = team.days_off(scene)?.into_iter();
    Ok(List::whole(days.map(|(day, name, halves)| DayOff { day: day.to_string(), name, half: halves > 0 }).collect()))
}

/// Lists the days off that were set by hand or from a file.
#[utoipa::path(get, path = "/api/v1/teams/{number}/days-off", tag = "teams", params(("number" = i64, Path)),
    responses((status = 200, body = List<DayOff>)))]
pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let team = team(scene, number)?;
            listed(scene, &team)
        })
        .await
}

/// Sets days off; others stay. Answers with all of them. Leaders of the team, operations.
#[utoipa::path(post, path = "/api/v1/teams/{number}/days-off", tag = "teams", params(("number" = i64, Path)),
    request_body = DaysOffSet, responses((status = 200, body = List<DayOff>)))]
pub(crate) async fn create(At(number): At<i64>, change: Change<DaysOffSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let team = team(scene, number)?;
            team.set_days_off(scene, &wanted.draft.drafts())?;
            listed(scene, &team)
        })
        .await
}
