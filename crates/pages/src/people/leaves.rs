//! Days on which a person is away: their pace line stays flat there.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Around, Error, LeaveDraft, LeaveId, LeaveLine, Member, Problems, Result, Role, Team};
use http::{Said, Visit};
use maud::{Markup, html};

use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Head, Page, Spot, to_saying};
use crate::parts::{Field, button_form, full, problem_list};

struct Seen {
    around: Around,
    member: Member,
    leaves: Vec<LeaveLine>,
    may: bool,
}

pub(crate) async fn index(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let seen = look(&visit, number).await?;
    Ok(page(&visit, &seen, &LeaveDraft::default(), &Problems::default()))
}

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<LeaveDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Member::numbered(scene, number)?.add_leave(scene, &draft)).await {
        Err(Error::Invalid(problems)) => {
            let seen = look(&visit, number).await?;
            Ok(page(&visit, &seen, &typed, &problems).into_response())
        }
        added => {
            added?;
            Ok(to_saying(&format!("/people/{number}/leaves"), &Said::text("said-leave-added")))
        }
    }
}

pub(crate) async fn destroy(visit: Visit, Path((number, leave)): Path<(i64, String)>) -> Result<Response, Failure> {
    let leave = LeaveId::parse(&leave).ok_or(Error::NotFound)?;
    visit.change(move |scene| Member::numbered(scene, number)?.remove_leave(scene, leave)).await?;
    Ok(to_saying(&format!("/people/{number}/leaves"), &Said::text("said-leave-removed")))
}

async fn look(visit: &Visit, number: i64) -> Result<Seen> {
    visit
        .look(move |scene| {
            let member = Member::numbered(scene, number)?;
            if scene.actor.role == Role::Partner && scene.actor.id != member.id {
                return Err(Error::NotFound);
            }
            let team = Team::home_of(scene, member.id)?;
            let actor = &scene.actor;
            let near = actor.id == member.id || actor.operates() || team.is_some_and(|team| actor.leads(team));
            let may = near && !actor.read_only;
            Ok(Seen { around: Around::read(scene)?, leaves: member.leaves(scene)?, member, may })
        })
        .await
}

fn page(visit: &Visit, seen: &Seen, draft: &LeaveDraft, problems: &Problems) -> Page {
    let texts = visit.texts();
    let title = texts.fill("leave-of", &[("name", seen.member.name.as_str().into())]);
    let head = Head::new(title.clone(), Spot::Team, format!("member:{}", seen.member.id.text()));
    let body = html! {
        header.page-head {
            div {
                ol.crumbs { li { a href={ "/people/" (seen.member.number) } { (seen.member.name) } } li { (texts.say("leave-title")) } }
                h1 { (title) }
                p.say { (texts.say("leave-say")) }
            }
        }
        section.card.read aria-labelledby="leaves-title" {
            header { h2 id="leaves-title" { (texts.say("leave-title")) } }
            @if seen.leaves.is_empty() { p.quiet { (texts.say("leave-none")) } }
            ul.rows { @for leave in &seen.leaves { (line(visit, seen, leave)) } }
            @if seen.may { (form(visit, seen, draft, problems)) }
        }
    };
    if problems.is_empty() {
        Page::new(visit, &seen.around, &head, &body)
    } else {
        Page::refused(visit, &seen.around, &head, &body)
    }
}

fn line(visit: &Visit, seen: &Seen, leave: &LeaveLine) -> Markup {
    let texts = visit.texts();
    let (from, to) = (full(leave.from_on, texts), full(leave.to_on, texts));
    let path = format!("/people/{}/leaves/{}?_method=delete", seen.member.number, leave.id.text());
    html! {
        li.step id={ "leave-" (leave.id.text()) } {
            span.what {
                @if leave.from_on == leave.to_on { (from) } @else { (texts.fill("leave-from-to", &[("from", from.as_str().into()), ("to", to.into())])) }
            }
            @if leave.halves_worked > 0 { span.why { (texts.say("days-off-half")) } }
            @if seen.may { span.do { (button_form(&path, "btn small", &html! { (texts.say("leave-remove")) span.aloud { " " (from) } })) } }
        }
    }
}

fn form(visit: &Visit, seen: &Seen, draft: &LeaveDraft, problems: &Problems) -> Markup {
    let texts = visit.texts();
    html! {
        form.form action={ "/people/" (seen.member.number) "/leaves" } method="post" data-controller="dirty" {
            (problem_list(texts, problems))
            div.row {
                (Field::text("from", "leave-from", &draft.from).of("date").required().show(texts, problems))
                (Field::text("to", "leave-to", &draft.to).of("date").show(texts, problems))
            }
            label.choice { input type="checkbox" name="worked" value="half" checked[draft.worked == "half"]; (texts.say("leave-half")) }
            footer { button.btn.primary { (texts.say("leave-add")) } }
        }
    }
}
