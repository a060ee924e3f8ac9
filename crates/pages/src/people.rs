//! A team-mate's Today: anyone may look, nothing ranks people.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Member, Result};
use http::Visit;

use crate::failure::Failure;
use crate::today::asked::Asked;
use crate::today::{PersonPage, Seen};

pub(crate) mod burndown;
pub(crate) mod leaves;

/// The Today of the person with this number; one's own is at its own address.
pub(crate) async fn show(
    visit: Visit,
    Path(number): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let member = visit.look(move |scene| Member::numbered(scene, number)).await?;
    let sight = asked.sight(&visit, format!("/people/{number}"));
    if member.id == visit.actor.id {
        return Ok(Redirect::to(&format!("/today?{}", sight.query(sight.kind))).into_response());
    }
    let seen = Seen::look(&visit, member.id, &sight).await?;
    Ok(PersonPage { visit: &visit, sight: &sight, seen: &seen }.show().into_response())
}
