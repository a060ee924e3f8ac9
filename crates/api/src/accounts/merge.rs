//! Two accounts that turn out to be one.

use domain::Account;

use crate::answer::Answer;
use crate::asked::At;
use crate::change::Change;
use crate::failure::Failure;
use crate::shapes::{self, Merged, missing};

/// Merges another account into this one: its deals, contacts and notes come here, and its number leads
/// here from now on.
#[utoipa::path(post, path = "/api/v1/accounts/{number}/merge", tag = "accounts", params(("number" = i64, Path)),
    request_body = Merged, responses((status = 200, body = shapes::Account)))]
pub(crate) async fn create(At(number): At<i64>, change: Change<Merged>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut account = Account::numbered(scene, number)?;
            wanted.must_match(account.version)?;
            let other = Account::numbered(scene, wanted.draft.other);
            account.absorb(scene, &other.map_err(|error| missing(error, "other", "problem-account-unknown"))?)?;
            super::shown(scene, &account)
        })
        .await
}
