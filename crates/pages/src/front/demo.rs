//! The demonstration: one click signs in as somebody.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{Error, Member, MemberState, Result, Role, Team, Workspace};
use http::{Stage, texts};
use maud::{Markup, html};
use serde::Deserialize;

use super::{let_in, on_behalf, workspace};
use crate::failure::Failure;
use crate::form::Form;
use crate::parts::face;

#[derive(Deserialize)]
pub(crate) struct Chosen {
    member: i64,
}

pub(crate) async fn create(
    State(stage): State<Stage>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let workspace = workspace(&stage, slug).await?;
    if !(stage.demo && workspace.demo) {
        return Err(Error::NotFound.into());
    }
    let visit = on_behalf(&stage, workspace);
    let member = visit.look(move |scene| Member::numbered(scene, chosen.member)).await?;
    if member.state != MemberState::Active {
        return Err(Error::NotFound.into());
    }
    Ok(let_in(&visit, member, &headers, "/today").await?)
}

/// One button for each part that somebody can play: a seller, a leader, a partner, an admin.
pub(super) async fn people(stage: &Stage, workspace: &Arc<Workspace>) -> Result<Markup> {
    let visit = on_behalf(stage, workspace.clone());
    let people = visit.look(cast).await?;
    let texts = texts();
    Ok(html! {
        p.say { (texts.say("demo-choose")) }
        form.stack.tight action={ "/w/" (workspace.slug) "/demo-session" } method="post" {
            @for (member, part) in &people {
                button.btn.person name="member" value=(member.number) {
                    (face(member.number, &member.name)) span { b { (member.name) } " · " (texts.say(part)) }
                }
            }
        }
        p.hint { (texts.say("demo-or")) }
    })
}

fn cast(scene: &mut domain::Scene<'_>) -> Result<Vec<(Member, &'static str)>> {
    let members: Vec<Member> =
        Member::all(scene)?.into_iter().filter(|member| member.state == MemberState::Active).collect();
    let today = scene.today();
    let mut leaders = Vec::new();
    for team in Team::all(scene)? {
        leaders.extend(
            team.places(scene, today)?
                .into_iter()
                .filter(|place| place.role == domain::TeamRole::Leader)
                .map(|place| place.member),
        );
    }
    let part = |member: &Member| match member.role {
        Role::Partner => "demo-partner",
        Role::Operations => "demo-operations",
        Role::Admin => "demo-admin",
        Role::Member if leaders.contains(&member.id) => "demo-leader",
        Role::Member => "demo-seller",
    };
    let parts = ["demo-seller", "demo-leader", "demo-partner", "demo-admin"];
    let first = |wanted: &&'static str| {
        members.iter().find(|member| part(member) == *wanted).map(|member| (member.clone(), *wanted))
    };
    Ok(parts.iter().filter_map(first).collect())
}
