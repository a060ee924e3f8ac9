//! Teams.

pub(crate) mod days_off;
pub(crate) mod members;
pub(crate) mod targets;

use domain::{Scene, Team};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, TeamChange};
use crate::sight::must_see_all;

fn shown(team: Team) -> Answer {
    let version = team.version;
    Answer::shown(&shapes::Team::from(team)).of_version(version)
}

/// The team with this number; partners see no teams.
fn team(scene: &mut Scene<'_>, number: i64) -> domain::Result<Team> {
    must_see_all(scene)?;
    Team::numbered(scene, number)
}

/// Lists teams, by name.
#[utoipa::path(get, path = "/api/v1/teams", tag = "teams", responses((status = 200, body = List<shapes::Team>)))]
pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(|scene| {
            must_see_all(scene)?;
            Ok(List::whole(Team::all(scene)?.into_iter().map(shapes::Team::from).collect()))
        })
        .await
}

/// Forms a team. Operations and admins.
#[utoipa::path(post, path = "/api/v1/teams", tag = "teams", request_body = TeamChange,
    responses((status = 201, body = shapes::Team)))]
pub(crate) async fn create(change: Change<TeamChange>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let team = Team::add(scene, &wanted.draft.draft())?;
            let (version, location) = (team.version, format!("/api/v1/teams/{}", team.number));
            Ok(Answer::made(&shapes::Team::from(team), location).of_version(version))
        })
        .await
}

/// Shows a team.
#[utoipa::path(get, path = "/api/v1/teams/{number}", tag = "teams", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Team)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller.look(move |scene| Ok(shown(team(scene, number)?))).await
}

/// Changes a team. Its leaders and operations.
#[utoipa::path(patch, path = "/api/v1/teams/{number}", tag = "teams", params(("number" = i64, Path)),
    request_body = TeamChange, responses((status = 200, body = shapes::Team)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<TeamChange>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut team = team(scene, number)?;
            wanted.must_match(team.version)?;
            team.change(scene, &wanted.draft.draft())?;
            Ok(shown(team))
        })
        .await
}
