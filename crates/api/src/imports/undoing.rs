//! Taking a whole import back.

use domain::import::{Import, ImportState};

use crate::answer::Answer;
use crate::asked::At;
use crate::change::Change;
use crate::failure::Failure;
use crate::shapes::Nothing;

/// So many things are taken back in one change: some milliseconds of work.
const AT_ONCE: usize = 50;

/// Takes back what an import brought; what people have worked on since stays. Operations and admins.
#[utoipa::path(post, path = "/api/v1/imports/{number}/undoing", tag = "imports", params(("number" = i64, Path)),
    responses((status = 204)))]
pub(crate) async fn create(At(number): At<i64>, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make_in_steps(move |scene, _| {
            let mut import = Import::numbered(scene, number)?;
            import.undo_step(scene, AT_ONCE)?;
            Ok(import.state != ImportState::Undone)
        })
        .await
}
