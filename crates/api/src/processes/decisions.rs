//! What the team says, and what becomes of a version.

use super::{Answer, At, Change, Failure, Nothing, Numbered, Process, Version, shapes, shown};
use crate::shapes::{CommentSet, FollowSet, LaunchSet, RoundSet, StanceSet};

/// Asks the team whether a draft is good enough to try.
#[utoipa::path(post, path = "/api/v1/processes/{key}/versions/{number}/round", tag = "processes",
    params(("key" = String, Path), ("number" = i64, Path)), request_body = RoundSet,
    responses((status = 200, body = shapes::Version)))]
pub(crate) async fn open(At((key, number)): Numbered, change: Change<RoundSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut version = Version::numbered(scene, &key, number)?;
            version.propose(scene, &wanted.draft.draft())?;
            shown(scene, &version)
        })
        .await
}

/// Takes a proposal back to be worked on; the next round asks everybody anew.
#[utoipa::path(delete, path = "/api/v1/processes/{key}/versions/{number}/round", tag = "processes",
    params(("key" = String, Path), ("number" = i64, Path)), responses((status = 204)))]
pub(crate) async fn rework(At((key, number)): Numbered, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make(move |scene, _| {
            Version::numbered(scene, &key, number)?.rework(scene)?;
            Ok(Answer::done())
        })
        .await
}

/// Answers a round, or changes one's mind.
#[utoipa::path(put, path = "/api/v1/processes/{key}/versions/{number}/answer", tag = "processes",
    params(("key" = String, Path), ("number" = i64, Path)), request_body = StanceSet,
    responses((status = 200, body = shapes::Version)))]
pub(crate) async fn answer(At((key, number)): Numbered, change: Change<StanceSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let version = Version::numbered(scene, &key, number)?;
            version.answer(scene, &wanted.draft.draft())?;
            shown(scene, &version)
        })
        .await
}

/// Says something about a version.
#[utoipa::path(post, path = "/api/v1/processes/{key}/versions/{number}/comments", tag = "processes",
    params(("key" = String, Path), ("number" = i64, Path)), request_body = CommentSet,
    responses((status = 200, body = shapes::Version)))]
pub(crate) async fn comment(At((key, number)): Numbered, change: Change<CommentSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let version = Version::numbered(scene, &key, number)?;
            version.comment(scene, &wanted.draft.words)?;
            shown(scene, &version)
        })
        .await
}

/// Brings a draft up to date with what went live since it was begun.
#[utoipa::path(post, path = "/api/v1/processes/{key}/versions/{number}/update", tag = "processes",
    params(("key" = String, Path), ("number" = i64, Path)), responses((status = 200, body = shapes::Version)))]
pub(crate) async fn update(At((key, number)): Numbered, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make(move |scene, _| {
            let mut version = Version::numbered(scene, &key, number)?;
            version.bring_up_to_date(scene)?;
            shown(scene, &version)
        })
        .await
}

/// Puts a version to work: for the teams that try it, or for everybody.
#[utoipa::path(post, path = "/api/v1/processes/{key}/versions/{number}/launch", tag = "processes",
    params(("key" = String, Path), ("number" = i64, Path)), request_body = LaunchSet,
    responses((status = 200, body = shapes::Version)))]
pub(crate) async fn launch(At((key, number)): Numbered, change: Change<LaunchSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut version = Version::numbered(scene, &key, number)?;
            version.launch(scene, &wanted.draft.draft())?;
            shown(scene, &version)
        })
        .await
}

/// Ends the trial of a version.
#[utoipa::path(delete, path = "/api/v1/processes/{key}/versions/{number}/trial", tag = "processes",
    params(("key" = String, Path), ("number" = i64, Path)), responses((status = 204)))]
pub(crate) async fn end_trial(At((key, number)): Numbered, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make(move |scene, _| {
            Version::numbered(scene, &key, number)?.end_trial(scene)?;
            Ok(Answer::done())
        })
        .await
}

/// Moves the open deals of a version on to another version of the process.
#[utoipa::path(post, path = "/api/v1/processes/{key}/versions/{number}/deals", tag = "processes",
    params(("key" = String, Path), ("number" = i64, Path)), request_body = FollowSet,
    responses((status = 204)))]
pub(crate) async fn move_on(At((key, number)): Numbered, change: Change<FollowSet>) -> Result<Answer, Failure> {
    change
        .make_in_steps(move |scene, wanted| {
            let from = Version::numbered(scene, &key, number)?;
            let live = Process::keyed(scene, &key)?.live_version;
            let to = Version::numbered(scene, &key, wanted.draft.version.unwrap_or(live))?;
            from.move_on(scene, &to, &wanted.draft.draft())
        })
        .await
}

/// One deal.
pub(crate) mod deal {
    use domain::Deal;

    use super::{Answer, At, Change, Failure, FollowSet};
    use crate::shapes;

    /// Lets a deal go on with another version of its process, or with another process.
    #[utoipa::path(post, path = "/api/v1/deals/{number}/version", tag = "deals", params(("number" = i64, Path)),
        request_body = FollowSet, responses((status = 200, body = shapes::Deal)))]
    pub(crate) async fn create(At(number): At<i64>, change: Change<FollowSet>) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                let mut deal = Deal::numbered(scene, number)?;
                deal.follow(scene, &wanted.draft.draft())?;
                crate::deals::shown(scene, &deal)
            })
            .await
    }
}
