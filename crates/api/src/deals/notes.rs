//! What was written about a deal.

use domain::{About, Deal, Note};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::notes::{MOST, listed, written};
use crate::shapes::{self, NoteSet};

/// Lists the notes about a deal, newest first, two hundred at most.
#[utoipa::path(get, path = "/api/v1/deals/{number}/notes", tag = "deals", params(("number" = i64, Path)),
    responses((status = 200, body = List<shapes::Note>)))]
pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let deal = Deal::numbered(scene, number)?;
            Ok(listed(Note::of_deal(scene, deal.id, MOST)?))
        })
        .await
}

/// Writes a note about a deal. Whoever sees the deal may.
#[utoipa::path(post, path = "/api/v1/deals/{number}/notes", tag = "deals", params(("number" = i64, Path)),
    request_body = NoteSet, responses((status = 201, body = shapes::Note)))]
pub(crate) async fn create(At(number): At<i64>, change: Change<NoteSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let deal = wanted.deal(scene, number)?;
            written(scene, About::Deal(Box::new(deal)), &wanted.draft, format!("/api/v1/deals/{number}/notes"))
        })
        .await
}
