//! Two accounts that turn out to be one.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Account, Around, Error, Problems, Result, Scene};
use http::{Said, Visit};
use maud::html;
use serde::Deserialize;

use super::address;
use crate::deals::Trouble;
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Head, Page, Spot, to_saying};
use crate::parts::{Picker, sheet};

/// The other account, as picked or as typed.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Other {
    /// `account-7`, when it was picked.
    #[serde(default)]
    picked: String,
    /// Its name.
    #[serde(default)]
    other: String,
}

pub(crate) async fn new(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let (around, account) =
        visit.look(move |scene| Ok((Around::read(scene)?, Account::numbered(scene, number)?))).await?;
    Ok(page(&visit, &around, &account, &Other::default(), &Trouble::default()))
}

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(typed): Form<Other>,
) -> Result<Response, Failure> {
    let other = typed.clone();
    let merged = visit.change(move |scene| {
        let other = other.find(scene)?;
        Account::numbered(scene, number)?.absorb(scene, &other)
    });
    match merged.await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-accounts-merged"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, account) =
                visit.look(move |scene| Ok((Around::read(scene)?, Account::numbered(scene, number)?))).await?;
            Ok(page(&visit, &around, &account, &typed, &trouble).into_response())
        }
    }
}

impl Other {
    fn find(&self, scene: &mut Scene<'_>) -> Result<Account> {
        if let Some(number) = self.picked.strip_prefix("account-").and_then(|number| number.parse().ok()) {
            return Account::numbered(scene, number);
        }
        let found = Account::named(scene, &self.other)?;
        found.ok_or_else(|| Error::from(Problems::one("other", "problem-account-unknown-name")))
    }
}

fn page(visit: &Visit, around: &Around, account: &Account, typed: &Other, trouble: &Trouble) -> Page {
    let texts = visit.texts();
    let title = texts.say("merge-title");
    let other = Picker {
        name: "other",
        label: "merge-other",
        typed: &typed.other,
        value: Some(("picked", &typed.picked)),
        url: "/accounts",
        frame: "options-other",
        focus: true,
    };
    let body = html! {
        (trouble.show(visit))
        form.form action={ (address(account.number)) "/merge" } method="post" data-controller="dirty" {
            p.quiet { (texts.fill("merge-what", &[("name", account.name.as_str().into())])) }
            (other.show(texts, &trouble.problems))
            footer {
                button.btn.primary { (texts.say("merge-do")) }
                a.btn href=(address(account.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    let head = Head::new(title, Spot::Accounts, "");
    trouble.page(visit, around, &head, &sheet(visit, title, (&address(account.number), &account.name), &body))
}
