//! The process: stages in their order.

use domain::Stage;

use crate::answer::Answer;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes;

/// Lists the stages of the process, in their order.
#[utoipa::path(get, path = "/api/v1/stages", tag = "stages", responses((status = 200, body = List<shapes::Stage>)))]
pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
    caller.look(|scene| Ok(List::whole(Stage::all(scene)?.into_iter().map(shapes::Stage::from).collect()))).await
}
