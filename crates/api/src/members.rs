//! The people of the workspace.

pub(crate) mod leaves;
pub(crate) mod targets;

use domain::Member;

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, MemberChange, Nothing};
use crate::sight::{member, must_see_all};

fn shown(member: Member) -> Answer {
    let version = member.version;
    Answer::shown(&shapes::Member::from(member)).of_version(version)
}

/// Lists everybody who has not been taken out, by name.
#[utoipa::path(get, path = "/api/v1/members", tag = "members",
    responses((status = 200, body = List<shapes::Member>)))]
pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(|scene| {
            must_see_all(scene)?;
            Ok(List::whole(Member::all(scene)?.into_iter().map(shapes::Member::from).collect()))
        })
        .await
}

/// Adds a person, as a placeholder until they join. Operations and admins.
#[utoipa::path(post, path = "/api/v1/members", tag = "members", request_body = MemberChange,
    responses((status = 201, body = shapes::Member)))]
pub(crate) async fn create(change: Change<MemberChange>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let member = Member::add(scene, &wanted.draft.draft())?;
            let (version, location) = (member.version, format!("/api/v1/members/{}", member.number));
            Ok(Answer::made(&shapes::Member::from(member), location).of_version(version))
        })
        .await
}

/// Shows a person. Partners see themselves.
#[utoipa::path(get, path = "/api/v1/members/{number}", tag = "members", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Member)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller.look(move |scene| Ok(shown(member(scene, number)?))).await
}

/// Changes a person: themselves their name and time zone, operations the rest.
#[utoipa::path(patch, path = "/api/v1/members/{number}", tag = "members", params(("number" = i64, Path)),
    request_body = MemberChange, responses((status = 200, body = shapes::Member)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<MemberChange>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut member = member(scene, number)?;
            wanted.must_match(member.version)?;
            member.change(scene, &wanted.draft.draft())?;
            Ok(shown(member))
        })
        .await
}

/// Takes a person out: their sign-ins and tokens end at once; what they did stays. Operations and admins.
#[utoipa::path(delete, path = "/api/v1/members/{number}", tag = "members", params(("number" = i64, Path)),
    responses((status = 204)))]
pub(crate) async fn destroy(At(number): At<i64>, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut member = member(scene, number)?;
            wanted.must_match(member.version)?;
            member.remove(scene)?;
            Ok(Answer::done())
        })
        .await
}
