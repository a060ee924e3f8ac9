//! What was written about a customer.

use domain::{About, Account, Note};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::notes::{MOST, listed, written};
use crate::shapes::{self, NoteSet};

/// Lists the notes about an account, newest first, two hundred at most.
#[utoipa::path(get, path = "/api/v1/accounts/{number}/notes", tag = "accounts", params(("number" = i64, Path)),
    responses((status = 200, body = List<shapes::Note>)))]
pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let account = Account::numbered(scene, number)?;
            Ok(listed(Note::of_account(scene, account.id, MOST)?))
        })
        .await
}

/// Writes a note about an account.
#[utoipa::path(post, path = "/api/v1/accounts/{number}/notes", tag = "accounts", params(("number" = i64, Path)),
    request_body = NoteSet, responses((status = 201, body = shapes::Note)))]
pub(crate) async fn create(At(number): At<i64>, change: Change<NoteSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let account = Account::numbered(scene, number)?;
            wanted.must_match(account.version)?;
            written(scene, About::Account(Box::new(account)), &wanted.draft, format!("/api/v1/accounts/{number}/notes"))
        })
        .await
}
