//! Many deals at once into one stage.

use domain::Deal;

use crate::answer::Answer;
use crate::change::Change;
use crate::failure::Failure;
use crate::shapes::{Moves, MovesDone};

/// Moves several deals, each by the rule that it would be moved by alone: those that ask for a reason, or that the
/// caller may not change, stay where they stand and are listed. At most a hundred.
#[utoipa::path(post, path = "/api/v1/deals/moves", tag = "deals", request_body = Moves,
    responses((status = 200, body = MovesDone)))]
pub(crate) async fn create(change: Change<Moves>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let moved = Deal::move_many(scene, &wanted.draft.deals, &wanted.draft.draft())?;
            Ok(Answer::shown(&MovesDone::of(&moved)))
        })
        .await
}
