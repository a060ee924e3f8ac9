//! Who is in a team, as seller or leader.

use axum::extract::Path;
use axum::response::Response;
use domain::{Error, Member, Place, Problems, Result, Team, TeamRole};
use http::{Said, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Seen, refused};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::to_saying;
use crate::parts::{Choice, Field, button_form, full, person};

#[derive(Deserialize, Default)]
pub(crate) struct Typed {
    #[serde(default)]
    member: String,
    #[serde(default)]
    role: String,
    #[serde(default)]
    from: String,
}

/// Takes a person in, or gives them another part in the team.
pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let taken = visit
        .change(move |scene| {
            let team = Team::numbered(scene, number)?;
            team.must_lead(scene)?;
            let known = typed.member.trim().parse().ok();
            let Some(known) = known else { return Err(Problems::one("member", "problem-member-unknown").into()) };
            let member = Member::numbered(scene, known)?;
            let role = TeamRole::named(typed.role.trim()).unwrap_or(TeamRole::Seller);
            let day = match typed.from.trim() {
                "" => scene.today(),
                day => day.parse().map_err(|_| Error::from(Problems::one("from", "problem-date")))?,
            };
            team.take_in(scene, &member, role, day)
        })
        .await;
    match taken {
        Err(Error::Invalid(problems)) => refused(&visit, number, None, &problems).await,
        taken => {
            taken?;
            Ok(to_saying(&format!("/settings/teams/{number}"), &Said::text("said-taken-in")))
        }
    }
}

/// Takes a person out of the team from today on.
pub(crate) async fn destroy(visit: Visit, Path((number, member)): Path<(i64, i64)>) -> Result<Response, Failure> {
    visit
        .change(move |scene| {
            let member = Member::numbered(scene, member)?;
            let day = scene.today();
            Team::numbered(scene, number)?.let_go(scene, &member, day)
        })
        .await?;
    Ok(to_saying(&format!("/settings/teams/{number}"), &Said::text("said-let-go")))
}

/// The card with the people, and the form to take one in.
pub(super) fn card(visit: &Visit, seen: &Seen, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let may = seen.may_change(visit);
    html! {
        section.card aria-labelledby="members-title" {
            header { h2 id="members-title" { (texts.say("members-title")) } }
            @if seen.places.is_empty() { p.quiet { (texts.say("members-none")) } }
            ul.rows { @for place in &seen.places { (line(visit, seen, place, may)) } }
            @if may { (form(visit, seen, problems)) }
        }
    }
}

fn line(visit: &Visit, seen: &Seen, place: &Place, may: bool) -> Markup {
    let texts = visit.texts();
    let path = format!("/settings/teams/{}/members/{}?_method=delete", seen.team.number, place.number);
    html! {
        li.step id={ "member-" (place.number) } {
            span.what { (person(place.number, &place.name)) }
            span.why {
                (texts.say(role_text(place.role)))
                @if let Some(from) = place.from_on { " · " (texts.fill("members-since", &[("day", full(from, texts).into())])) }
            }
            @if may {
                span.do {
                    span { a.btn.small href={ "/people/" (place.number) "/leaves" } { (texts.say("leave-title")) span.aloud { " " (place.name) } } }
                    (button_form(&path, "btn small", &html! { (texts.say("members-let-go")) span.aloud { " " (place.name) } }))
                }
            }
        }
    }
}

fn form(visit: &Visit, seen: &Seen, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let people = seen.people.iter().map(|member| (member.number.to_string(), member.name.clone())).collect();
    let roles = [TeamRole::Seller, TeamRole::Leader]
        .map(|role| (role.name().to_owned(), texts.say(role_text(role)).to_owned()));
    html! {
        form.form action={ "/settings/teams/" (seen.team.number) "/members" } method="post" {
            div.row {
                (Choice { name: "member", label: "members-who", chosen: "", options: people }.show(texts, problems))
                (Choice { name: "role", label: "members-as", chosen: "seller", options: roles.to_vec() }.show(texts, problems))
                (Field::text("from", "members-from", "").of("date").show(texts, problems))
            }
            footer { button.btn { (texts.say("members-take-in")) } }
        }
    }
}

/// The id of the text that names a part in a team.
fn role_text(role: TeamRole) -> &'static str {
    match role {
        TeamRole::Seller => "team-role-seller",
        TeamRole::Leader => "team-role-leader",
    }
}
