//! Customers.

pub(crate) mod merge;
pub(crate) mod notes;

use domain::{Account, Scene};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::Answer;
use crate::asked::{Asked, At};
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, AccountChange, AccountLine};

/// Which accounts.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AccountsAsked {
    /// Only those in whose name every one of these words begins a word; one page of them.
    text: Option<String>,
    /// Where the page begins, as `next` says.
    after: Option<String>,
}

fn shown(scene: &mut Scene<'_>, account: &Account) -> domain::Result<Answer> {
    Ok(Answer::shown(&shapes::Account::read(scene, account)?).of_version(account.version))
}

/// Lists accounts by name, fifty a page.
#[utoipa::path(get, path = "/api/v1/accounts", tag = "accounts", params(AccountsAsked),
    responses((status = 200, body = List<AccountLine>)))]
pub(crate) async fn index(caller: Caller, Asked(asked): Asked<AccountsAsked>) -> Result<Answer, Failure> {
    let uri = caller.uri.clone();
    caller
        .look(move |scene| {
            let (text, after) = (asked.text.as_deref().unwrap_or(""), asked.after.as_deref().unwrap_or(""));
            let page = Account::list(scene, text, after)?;
            let items: Vec<AccountLine> = page.rows.into_iter().map(AccountLine::from).collect();
            Ok(List::page(items, &uri, "after", page.after.as_deref()))
        })
        .await
}

/// Adds an account.
#[utoipa::path(post, path = "/api/v1/accounts", tag = "accounts", request_body = AccountChange,
    responses((status = 201, body = shapes::Account)))]
pub(crate) async fn create(change: Change<AccountChange>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let account = Account::add(scene, &wanted.draft.draft())?;
            let shape = shapes::Account::read(scene, &account)?;
            Ok(Answer::made(&shape, format!("/api/v1/accounts/{}", account.number)).of_version(account.version))
        })
        .await
}

/// Shows an account. One that was merged shows what it became.
#[utoipa::path(get, path = "/api/v1/accounts/{number}", tag = "accounts", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Account)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let account = Account::numbered(scene, number)?;
            shown(scene, &account)
        })
        .await
}

/// Changes an account.
#[utoipa::path(patch, path = "/api/v1/accounts/{number}", tag = "accounts", params(("number" = i64, Path)),
    request_body = AccountChange, responses((status = 200, body = shapes::Account)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<AccountChange>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut account = Account::numbered(scene, number)?;
            wanted.must_match(account.version)?;
            account.change(scene, &wanted.draft.draft())?;
            shown(scene, &account)
        })
        .await
}
