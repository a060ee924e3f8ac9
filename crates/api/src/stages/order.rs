//! The order of the stages.

use domain::Stage;

use super::listed;
use crate::answer::Answer;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, StageOrder};

/// Puts the open stages in this order; those that are not named follow. Operations and admins.
#[utoipa::path(put, path = "/api/v1/stages/order", tag = "stages", request_body = StageOrder,
    responses((status = 200, body = List<shapes::Stage>)))]
pub(crate) async fn update(change: Change<StageOrder>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            Stage::order(scene, &wanted.draft.stages)?;
            listed(scene)
        })
        .await
}
