//! Who is in a team.

use domain::{Member, Problems, Scene, Team, TeamRole};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

use super::team;
use crate::answer::Answer;
use crate::asked::{Asked, At};
use crate::caller::Caller;
use crate::change::Change;
use crate::deals::Day;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{Nothing, Place, PlaceSet};

/// On which day.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct PlacesAsked {
    /// The day, today unless said.
    #[param(value_type = Option<String>, format = Date)]
    on: Option<Day>,
}

fn listed(scene: &mut Scene<'_>, team: &Team, day: Date) -> domain::Result<Answer> {
    Ok(List::whole(team.places(scene, day)?.into_iter().map(Place::from).collect()))
}

/// Lists who is in a team on a day, by name.
#[utoipa::path(get, path = "/api/v1/teams/{number}/members", tag = "teams",
    params(("number" = i64, Path), PlacesAsked), responses((status = 200, body = List<Place>)))]
pub(crate) async fn index(
    At(number): At<i64>,
    caller: Caller,
    Asked(asked): Asked<PlacesAsked>,
) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let team = team(scene, number)?;
            let day = asked.on.map_or_else(|| scene.today(), |day| day.0);
            listed(scene, &team, day)
        })
        .await
}

/// Puts a person into a team, or gives them another part in it; answers with everybody in it from that
/// day on. Leaders of the team, operations.
#[utoipa::path(put, path = "/api/v1/teams/{number}/members/{member}", tag = "teams",
    params(("number" = i64, Path), ("member" = i64, Path)), request_body = PlaceSet,
    responses((status = 200, body = List<Place>)))]
pub(crate) async fn update(At((number, member)): At<(i64, i64)>, change: Change<PlaceSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let team = team(scene, number)?;
            let member = Member::numbered(scene, member)?;
            let (role, day) = wanted.draft.read(scene)?;
            team.take_in(scene, &member, role, day)?;
            listed(scene, &team, day)
        })
        .await
}

/// Takes a person out of a team, from today on. Who is not in it stays out. Leaders of the team, operations.
#[utoipa::path(delete, path = "/api/v1/teams/{number}/members/{member}", tag = "teams",
    params(("number" = i64, Path), ("member" = i64, Path)), responses((status = 204)))]
pub(crate) async fn destroy(At((number, member)): At<(i64, i64)>, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make(move |scene, _| {
            let team = team(scene, number)?;
            let member = Member::numbered(scene, member)?;
            let today = scene.today();
            team.let_go(scene, &member, today)?;
            Ok(Answer::done())
        })
        .await
}

impl PlaceSet {
    fn read(&self, scene: &Scene<'_>) -> domain::Result<(TeamRole, Date)> {
        let mut problems = Problems::default();
        let role = self.role.as_deref().map_or(Some(TeamRole::Seller), TeamRole::named);
        if role.is_none() {
            problems.add("role", "problem-team-role");
        }
        let day = self.from.as_deref().map_or_else(|| Some(scene.today()), |day| day.parse().ok());
        if day.is_none() {
            problems.add("from", "problem-date");
        }
        problems.or((role.unwrap_or(TeamRole::Seller), day.unwrap_or_default()))
    }
}
