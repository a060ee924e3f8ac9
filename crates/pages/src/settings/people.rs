//! The people of the workspace: who they are, which part they play, how they get in.

pub(crate) mod links;
mod list;

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Error, Member, MemberDraft, Place, Problems, Result, Role, Team};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Part, members_only};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Choice, Field, button_form, problem_list};

/// Everything that the list shows, at one moment.
pub(super) struct Seen {
    around: Around,
    people: Vec<Member>,
    places: Vec<(String, Place)>,
}

pub(crate) async fn index(visit: Visit) -> Result<Page, Failure> {
    let seen = look(&visit).await?;
    Ok(page(&visit, &seen, &MemberDraft::default(), &Problems::default()))
}

pub(crate) async fn create(visit: Visit, Form(draft): Form<MemberDraft>) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Member::add(scene, &draft)).await {
        Err(Error::Invalid(problems)) => {
            let seen = look(&visit).await?;
            Ok(page(&visit, &seen, &typed, &problems).into_response())
        }
        added => {
            added?;
            Ok(to_saying(Part::People.path(), &Said::text("said-person-added")))
        }
    }
}

pub(crate) async fn edit(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let (around, member) =
        visit.look(move |scene| Ok((Around::read(scene)?, Member::numbered(scene, number)?))).await?;
    if !visit.actor.operates() {
        return Err(Error::Forbidden.into());
    }
    Ok(form(&visit, &around, &member, &MemberDraft::default(), &Problems::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<MemberDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Member::numbered(scene, number)?.change(scene, &draft)).await {
        Err(Error::Invalid(problems)) => {
            let (around, member) =
                visit.look(move |scene| Ok((Around::read(scene)?, Member::numbered(scene, number)?))).await?;
            Ok(form(&visit, &around, &member, &typed, &problems).into_response())
        }
        changed => {
            changed?;
            Ok(to_saying(Part::People.path(), &Said::text("said-person-saved")))
        }
    }
}

/// Takes a person out: they can no longer sign in, what they did stays.
pub(crate) async fn destroy(visit: Visit, Path(number): Path<i64>) -> Result<Response, Failure> {
    let removed = visit.change(move |scene| Member::numbered(scene, number)?.remove(scene)).await;
    if let Err(Error::Invalid(problems)) = removed {
        let (around, member) =
            visit.look(move |scene| Ok((Around::read(scene)?, Member::numbered(scene, number)?))).await?;
        return Ok(form(&visit, &around, &member, &MemberDraft::default(), &problems).into_response());
    }
    removed?;
    Ok(to_saying(Part::People.path(), &Said::text("said-person-removed")))
}

async fn look(visit: &Visit) -> Result<Seen> {
    members_only(visit)?;
    visit
        .look(|scene| {
            let (around, people) = (Around::read(scene)?, Member::all(scene)?);
            let names: Vec<Team> = Team::all(scene)?;
            let places = Team::everybody(scene, scene.today())?;
            let name = |place: &Place| names.iter().find(|team| team.id == place.team).map(|team| team.name.clone());
            let places = places.into_iter().filter_map(|place| Some((name(&place)?, place))).collect();
            Ok(Seen { around, people, places })
        })
        .await
}

fn page(visit: &Visit, seen: &Seen, draft: &MemberDraft, problems: &Problems) -> Page {
    let body = html! {
        @if visit.actor.operates() { (list::waiting(visit, seen)) }
        (list::card(visit, seen))
        @if visit.actor.operates() { (add(visit, draft, problems)) }
    };
    super::page(visit, &seen.around, Part::People, &body, problems)
}

fn add(visit: &Visit, draft: &MemberDraft, problems: &Problems) -> Markup {
    let texts = visit.texts();
    html! {
        section.card.read aria-labelledby="add-title" {
            header { h2 id="add-title" { (texts.say("people-add")) } }
            form.form action="/settings/people" method="post" data-controller="dirty" {
                (problem_list(texts, problems))
                (fields(visit, draft, problems))
                footer { button.btn.primary { (texts.say("people-add-do")) } }
            }
        }
    }
}

fn fields(visit: &Visit, draft: &MemberDraft, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let role = draft.role.as_deref().unwrap_or(Role::Member.name());
    let given = Role::ALL.into_iter().filter(|role| *role != Role::Admin || visit.actor.role == Role::Admin);
    let options = given.map(|role| (role.name().to_owned(), texts.say(role_text(role)).to_owned())).collect();
    html! {
        div.row {
            (Field::text("name", "field-name", draft.name.as_deref().unwrap_or("")).required().show(texts, problems))
            (Field::text("email", "people-email", draft.email.as_deref().unwrap_or("")).of("email").show(texts, problems))
            (Choice { name: "role", label: "people-role", chosen: role, options }.show(texts, problems))
        }
    }
}

fn form(visit: &Visit, around: &Around, member: &Member, typed: &MemberDraft, problems: &Problems) -> Page {
    let texts = visit.texts();
    let draft = MemberDraft {
        name: typed.name.clone().or_else(|| Some(member.name.clone())),
        email: typed.email.clone().or_else(|| member.email.clone()),
        role: typed.role.clone().or_else(|| Some(member.role.name().to_owned())),
        ..MemberDraft::default()
    };
    let path = format!("/settings/people/{}", member.number);
    let body = html! {
        section.card.read aria-labelledby="person-title" {
            header { h2 id="person-title" { (member.name) } }
            form.form action={ (path) "?_method=patch" } method="post" data-controller="dirty" {
                (problem_list(texts, problems))
                input type="hidden" name="version" value=(member.version);
                (fields(visit, &draft, problems))
                footer { button.btn.primary { (texts.say("settings-save")) } a.btn href=(Part::People.path()) { (texts.say("settings-back")) } }
            }
        }
        section.card.read aria-labelledby="more-title" {
            header { h2 id="more-title" { (texts.say("people-more")) } }
            p.quiet { (texts.say("people-remove-say")) }
            div.actions {
                a.btn href={ "/people/" (member.number) "/leaves" } { (texts.say("leave-title")) }
                (button_form(&format!("{path}?_method=delete"), "btn danger", &html! { (texts.fill("people-remove", &[("name", member.name.as_str().into())])) }))
            }
        }
    };
    super::page(visit, around, Part::People, &body, problems)
}

/// The id of the text that names a role.
pub(super) fn role_text(role: Role) -> &'static str {
    match role {
        Role::Member => "role-member",
        Role::Partner => "role-partner",
        Role::Operations => "role-operations",
        Role::Admin => "role-admin",
    }
}
