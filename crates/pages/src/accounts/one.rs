//! One account: its page, adding it, changing it.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::{Account, AccountDraft, Around};
use http::{Said, Visit};
use maud::html;

use super::{address, page};
use crate::deals::Trouble;
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Head, Page, Spot, to_saying};
use crate::parts::{Field, sheet};
use crate::settings::members_only;

pub(crate) async fn show(visit: Visit, Path(number): Path<i64>) -> Result<Response, Failure> {
    let seen = visit.look(move |scene| page::Seen::read(scene, number)).await?;
    // an account that was merged into another has its old address still
    if seen.number() != number {
        return Ok(axum::response::Redirect::to(&address(seen.number())).into_response());
    }
    Ok(seen.page(&visit).into_response())
}

pub(crate) async fn new(visit: Visit, Query(draft): Query<AccountDraft>) -> Result<Page, Failure> {
    members_only(&visit)?;
    let around = visit.look(Around::read).await?;
    Ok(form(&visit, &around, None, &draft, &Trouble::default()))
}

pub(crate) async fn create(visit: Visit, Form(draft): Form<AccountDraft>) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Account::add(scene, &draft)).await {
        Ok(account) => Ok(to_saying(&address(account.number), &Said::text("said-account-added"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let around = visit.look(Around::read).await?;
            Ok(form(&visit, &around, None, &typed, &trouble).into_response())
        }
    }
}

pub(crate) async fn edit(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let (around, account) =
        visit.look(move |scene| Ok((Around::read(scene)?, Account::numbered(scene, number)?))).await?;
    Ok(form(&visit, &around, Some(&account), &AccountDraft::default(), &Trouble::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<AccountDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Account::numbered(scene, number)?.change(scene, &draft)).await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-account-changed"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, account) =
                visit.look(move |scene| Ok((Around::read(scene)?, Account::numbered(scene, number)?))).await?;
            Ok(form(&visit, &around, Some(&account), &typed, &trouble).into_response())
        }
    }
}

/// The form of a new account, or of one that is known.
fn form(visit: &Visit, around: &Around, known: Option<&Account>, typed: &AccountDraft, trouble: &Trouble) -> Page {
    let (texts, problems) = (visit.texts(), &trouble.problems);
    let title = texts.say(if known.is_some() { "account-change" } else { "accounts-new" });
    let (to, back) = known.map_or(("/accounts".to_owned(), "/accounts".to_owned()), |account| {
        (format!("{}?_method=put", address(account.number)), address(account.number))
    });
    let or = |typed: &Option<String>, known: Option<String>| typed.clone().or(known).unwrap_or_default();
    let name = or(&typed.name, known.map(|account| account.name.clone()));
    let industry = or(&typed.industry, known.and_then(|account| account.industry.clone()));
    let website = or(&typed.website, known.and_then(|account| account.website.clone()));
    let country = or(&typed.country, known.and_then(|account| account.country.clone()));
    let employees = or(&typed.employees, known.and_then(|account| Some(account.employees?.to_string())));
    let body = html! {
        (trouble.show(visit))
        form.form action=(to) method="post" data-controller="dirty" {
            @if let Some(account) = known { input type="hidden" name="version" value=(account.version); }
            (Field::text("name", "account-name", &name).complete("organization").required().show(texts, problems))
            div.row {
                (Field::text("industry", "account-industry", &industry).show(texts, problems))
                (Field::text("country", "account-country", &country).complete("country-name").show(texts, problems))
            }
            div.row {
                (Field::text("website", "account-website", &website).complete("url").show(texts, problems))
                (Field::text("employees", "account-employees", &employees).show(texts, problems))
            }
            footer {
                button.btn.primary { (texts.say("form-save")) }
                a.btn href=(back) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    let head = Head::new(title, Spot::Accounts, "");
    let back_to = known.map_or(texts.say("accounts-title"), |account| account.name.as_str());
    trouble.page(visit, around, &head, &sheet(visit, title, (&back, back_to), &body))
}
