//! Who the token acts for.

use domain::Member;

use crate::answer::Answer;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::shapes;

/// Who the token acts for, in which workspace, and what it may do.
#[utoipa::path(get, path = "/api/v1/me", tag = "me", responses((status = 200, body = shapes::Me)))]
pub(crate) async fn show(caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(|scene| {
            let member = Member::with_id(scene, scene.actor.id)?;
            Ok(Answer::shown(&shapes::Me::of(&scene.actor, &member)))
        })
        .await
}
