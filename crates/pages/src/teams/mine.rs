//! The way to one's own team.

use axum::response::{IntoResponse, Redirect, Response};
use domain::{Around, Result, Team};
use http::Visit;
use maud::html;

use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};
use crate::parts::empty_mark;
use crate::settings::members_only;

/// Leads to one's own team; without one, to the list of teams, or says what a team is for.
pub(crate) async fn show(visit: Visit) -> Result<Response, Failure> {
    members_only(&visit)?;
    let me = visit.actor.id;
    let (around, home, teams) = visit
        .look(move |scene| {
            let home = Team::home_of(scene, me)?.map(|team| Team::with_id(scene, team)).transpose()?;
            Ok((Around::read(scene)?, home, Team::all(scene)?))
        })
        .await?;
    if let Some(home) = home {
        return Ok(Redirect::to(&format!("/teams/{}", home.number)).into_response());
    }
    let texts = visit.texts();
    let head = Head::new(texts.say("place-team"), Spot::Team, "people");
    let body = html! {
        header.page-head { div { h1 { (texts.say("settings-teams")) } } }
        section.card aria-label=(texts.say("settings-teams")) {
            @if teams.is_empty() {
                div.empty {
                    (empty_mark())
                    p { (texts.say("teams-none")) }
                    @if visit.actor.operates() { a.btn.primary href="/settings/teams/new" { (texts.say("teams-form")) } }
                }
            } @else {
                p.quiet { (texts.say("teams-not-in-one")) }
                ul.rows { @for team in &teams { li { a.title href={ "/teams/" (team.number) } { (team.name) } } } }
            }
        }
    };
    Ok(Page::new(&visit, &around, &head, &body).into_response())
}
