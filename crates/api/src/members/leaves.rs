//! When a person is away.

use domain::{Error, LeaveId, Member, Scene};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{Leave, LeaveSet, Nothing};
use crate::sight::member;

fn listed(scene: &mut Scene<'_>, member: &Member) -> domain::Result<Answer> {
    Ok(List::whole(member.leaves(scene)?.into_iter().map(Leave::from).collect()))
}

/// Lists when a person is away, first day first.
#[utoipa::path(get, path = "/api/v1/members/{number}/leaves", tag = "members", params(("number" = i64, Path)),
    responses((status = 200, body = List<Leave>)))]
pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let member = member(scene, number)?;
            listed(scene, &member)
        })
        .await
}

/// Writes down that a person is away; answers with all of their leaves. Themselves, leaders, operations.
#[utoipa::path(post, path = "/api/v1/members/{number}/leaves", tag = "members", params(("number" = i64, Path)),
    request_body = LeaveSet, responses((status = 200, body = List<Leave>)))]
pub(crate) async fn create(At(number): At<i64>, change: Change<LeaveSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let member = member(scene, number)?;
            member.add_leave(scene, &wanted.draft.draft())?;
            listed(scene, &member)
        })
        .await
}

/// Takes back that a person is away. What is gone stays gone.
#[utoipa::path(delete, path = "/api/v1/members/{number}/leaves/{leave}", tag = "members",
    params(("number" = i64, Path), ("leave" = String, Path)), responses((status = 204)))]
pub(crate) async fn destroy(
    At((number, leave)): At<(i64, String)>,
    change: Change<Nothing>,
) -> Result<Answer, Failure> {
    change
        .make(move |scene, _| {
            let member = member(scene, number)?;
            member.remove_leave(scene, LeaveId::parse(&leave).ok_or(Error::NotFound)?)?;
            Ok(Answer::done())
        })
        .await
}
