//! The first page of an installation: a workspace, its money, its time, its first admin.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::{Error, Id, Problems, Result, SetupDraft, Workspace, WorkspaceId, set_up};
use http::{Stage, texts};
use maud::{Markup, html};
use measures::Currency;

use crate::failure::Failure;
use crate::form::{Fields, Form, value, values};
use crate::layout;
use crate::parts::{Field, problem_list};

pub(crate) async fn new(State(stage): State<Stage>, Path(key): Path<String>) -> Result<Markup, Failure> {
    must_be_first(&stage, &key).await?;
    let draft = SetupDraft { time_zone: "Europe/Berlin".into(), currency: "EUR".into(), ..SetupDraft::default() };
    Ok(page(&key, &draft, &Problems::default()))
}

pub(crate) async fn create(
    State(stage): State<Stage>,
    Path(key): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    must_be_first(&stage, &key).await?;
    let draft = draft(&fields);
    let id = WorkspaceId::of(stage.bytes());
    let (token, now, dice) = (stage.token(id), stage.now(), stage.dice());
    let (link, typed) = (token.text(), draft.clone());
    let set = stage.db.write(id.bytes(), move |tx| set_up(tx, id, &draft, &token, (now, dice.clone(), false))).await;
    match set {
        Ok(_) => Ok(Redirect::to(&format!("/join/{link}")).into_response()),
        Err(Error::Invalid(problems)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page(&key, &typed, &problems)).into_response())
        }
        Err(error) => Err(error.into()),
    }
}

/// Only who has the word from the command line, and only while there is no workspace.
async fn must_be_first(stage: &Stage, key: &str) -> Result<()> {
    let all: Result<Vec<Workspace>> = stage.db.read(|mut tx| Ok(Workspace::all(&mut tx)?)).await;
    let known = stage.setup_key.as_deref() == Some(key);
    if known && all?.is_empty() { Ok(()) } else { Err(Error::NotFound) }
}

fn draft(fields: &[(String, String)]) -> SetupDraft {
    SetupDraft {
        name: value(fields, "name").to_owned(),
        currency: value(fields, "currency").to_owned(),
        time_zone: value(fields, "time_zone").to_owned(),
        working_days: values(fields, "working_days"),
        fiscal_start_month: value(fields, "fiscal_start_month").to_owned(),
        admin_name: value(fields, "admin_name").to_owned(),
        admin_email: value(fields, "admin_email").to_owned(),
    }
}

const WEEK: [(&str, &str); 7] = [
    ("1", "day-monday"),
    ("2", "day-tuesday"),
    ("3", "day-wednesday"),
    ("4", "day-thursday"),
    ("5", "day-friday"),
    ("6", "day-saturday"),
    ("7", "day-sunday"),
];

fn page(key: &str, draft: &SetupDraft, problems: &Problems) -> Markup {
    let texts = texts();
    let works = |day: &str| match draft.working_days.as_slice() {
        [] => day < "6",
        days => days.iter().any(|known| known == day),
    };
    layout::bare(
        "setup-title",
        &html! {
            h1 { (texts.say("setup-title")) }
            p.say { (texts.say("setup-three-questions")) }
            form.form action={ "/setup/" (key) } method="post" {
                (problem_list(texts, problems))
                (Field::text("name", "setup-name", &draft.name).complete("organization").required().show(texts, problems))
                div.field {
                    label for="currency" { (texts.say("setup-currency")) }
                    select id="currency" name="currency" {
                        @for currency in Currency::all() { option value=(currency.code()) selected[currency.code() == draft.currency] { (currency.code()) } }
                    }
                }
                (Field::text("time_zone", "setup-time-zone", &draft.time_zone).hint("setup-time-zone-hint").required().show(texts, problems))
                fieldset {
                    legend { (texts.say("setup-working-days")) }
                    div.choices {
                        @for (day, name) in WEEK { label.choice { input type="checkbox" name="working_days" value=(day) checked[works(day)]; (texts.say(name)) } }
                    }
                }
                (Field::text("fiscal_start_month", "setup-fiscal", if draft.fiscal_start_month.is_empty() { "1" } else { &draft.fiscal_start_month }).of("number").show(texts, problems))
                (Field::text("admin_name", "setup-admin", &draft.admin_name).complete("name").required().show(texts, problems))
                footer { button.btn.primary { (texts.say("setup-do")) } }
            }
        },
    )
}
