//! How the workspace counts time, and what it is called.

use axum::response::{IntoResponse, Response};
use domain::{Around, Error, Problems, Result, Workspace, WorkspaceDraft};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Part, week};
use crate::failure::Failure;
use crate::form::{Fields, Form, value, values};
use crate::layout::{Page, to_saying};
use crate::parts::{Choice, Field, month, problem_list};

pub(crate) async fn show(visit: Visit) -> Result<Page, Failure> {
    let around = visit.look(Around::read).await?;
    let draft = known(&visit.actor.workspace);
    Ok(page(&visit, &around, &draft, &Problems::default()))
}

pub(crate) async fn update(visit: Visit, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let given = |name: &str| Some(value(&fields, name).to_owned());
    let draft = WorkspaceDraft {
        name: given("name"),
        currency: given("currency"),
        time_zone: given("time_zone"),
        working_days: Some(values(&fields, "working_days")),
        fiscal_start_month: given("fiscal_start_month"),
    };
    let wanted = draft.clone();
    match visit.change(move |scene| Workspace::change(scene, &wanted)).await {
        Err(Error::Invalid(problems)) => {
            let around = visit.look(Around::read).await?;
            Ok(page(&visit, &around, &draft, &problems).into_response())
        }
        changed => {
            changed?;
            Ok(to_saying(Part::Workspace.path(), &Said::text("said-workspace-saved")))
        }
    }
}

/// The workspace as its form shows it.
fn known(workspace: &Workspace) -> WorkspaceDraft {
    let bits = workspace.working_week.bits();
    WorkspaceDraft {
        name: Some(workspace.name.clone()),
        currency: Some(workspace.currency.code().to_owned()),
        time_zone: Some(workspace.time_zone.clone()),
        working_days: Some((1..=7_u8).filter(|day| bits & (1 << (day - 1)) != 0).map(|day| day.to_string()).collect()),
        fiscal_start_month: Some(workspace.fiscal_start_month.to_string()),
    }
}

fn page(visit: &Visit, around: &Around, draft: &WorkspaceDraft, problems: &Problems) -> Page {
    let texts = visit.texts();
    let body = html! {
        section.card.read aria-labelledby="workspace-title" {
            header { h2 id="workspace-title" { (visit.actor.workspace.name) } }
            @if visit.actor.operates() { (form(visit, draft, problems)) }
            @else { p.quiet { (texts.say("workspace-for-admins")) } (facts(visit)) }
        }
    };
    super::page(visit, around, Part::Workspace, &body, problems)
}

fn form(visit: &Visit, draft: &WorkspaceDraft, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let months =
        (1..=12_i8).filter_map(|number| Some((number.to_string(), jiff::civil::Date::new(2026, number, 1).ok()?)));
    let months = months.map(|(number, day)| (number, month(day, texts).to_owned())).collect();
    html! {
        form.form action="/settings/workspace?_method=patch" method="post" data-controller="dirty" {
            (problem_list(texts, problems))
            (Field::text("name", "field-name", draft.name.as_deref().unwrap_or("")).required().show(texts, problems))
            (Field::text("time_zone", "setup-time-zone", draft.time_zone.as_deref().unwrap_or("")).hint("setup-time-zone-hint").required().show(texts, problems))
            (week(visit, |day| draft.working_days.iter().flatten().any(|known| known == day)))
            (Choice { name: "fiscal_start_month", label: "workspace-fiscal", chosen: draft.fiscal_start_month.as_deref().unwrap_or("1"), options: months }.show(texts, problems))
            (Choice { name: "currency", label: "setup-currency", chosen: draft.currency.as_deref().unwrap_or(""), options: currencies() }.show(texts, problems))
            p.quiet { (texts.say("workspace-currency-stays")) }
            footer { button.btn.primary { (texts.say("settings-save")) } }
        }
    }
}

fn currencies() -> Vec<(String, String)> {
    measures::Currency::all().map(|currency| (currency.code().to_owned(), currency.code().to_owned())).collect()
}

fn facts(visit: &Visit) -> Markup {
    let (texts, workspace) = (visit.texts(), &visit.actor.workspace);
    html! {
        dl.facts {
            dt { (texts.say("setup-time-zone")) } dd { (workspace.time_zone) }
            dt { (texts.say("products-currency")) } dd { (workspace.currency.code()) }
        }
    }
}
