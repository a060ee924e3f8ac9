//! The process: stages in their order.

use domain::{Scene, Stage, Version};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, Elsewhere, StageOrder, StageSet};

/// Lists the stages of the process, in their order.
#[utoipa::path(get, path = "/api/v1/stages", tag = "stages", responses((status = 200, body = List<shapes::Stage>)))]
pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
    caller.look(listed).await
}

fn listed(scene: &mut Scene<'_>) -> domain::Result<Answer> {
    Ok(List::whole(Stage::all(scene)?.into_iter().map(shapes::Stage::from).collect()))
}

/// What the pages call otherwise.
pub(crate) fn at_their_fields(error: domain::Error) -> domain::Error {
    error.at(&[("win_rate", "preset_win_rate")])
}

/// Adds an open stage behind the last open one. Operations and admins.
#[utoipa::path(post, path = "/api/v1/stages", tag = "stages", request_body = StageSet,
    responses((status = 201, body = shapes::Stage)))]
pub(crate) async fn create(change: Change<StageSet>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let version = Version::standard(scene)?;
            let stage = Stage::add(scene, &version, &wanted.draft.draft()).map_err(at_their_fields)?;
            Ok(Answer::made(&shapes::Stage::from(stage), "/api/v1/stages".to_owned()))
        })
        .await
}

/// Changes the name of a stage, its usual days, or how often deals that stand in it are won. Operations
/// and admins.
#[utoipa::path(patch, path = "/api/v1/stages/{key}", tag = "stages", params(("key" = String, Path)),
    request_body = StageSet, responses((status = 200, body = shapes::Stage)))]
pub(crate) async fn update(At(key): At<String>, change: Change<StageSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut stage = Stage::keyed(scene, &key)?;
            stage.change(scene, &wanted.draft.draft()).map_err(at_their_fields)?;
            Ok(Answer::shown(&shapes::Stage::from(stage)))
        })
        .await
}

/// Puts the open stages in this order; those that are not named follow. Operations and admins.
#[utoipa::path(put, path = "/api/v1/stages", tag = "stages", request_body = StageOrder,
    responses((status = 200, body = List<shapes::Stage>)))]
pub(crate) async fn order(change: Change<StageOrder>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let version = Version::standard(scene)?;
            Stage::order(scene, &version, &wanted.draft.stages)?;
            listed(scene)
        })
        .await
}

/// Takes a stage out of the process; the deals that stand in it go to the one that is named. Operations
/// and admins.
#[utoipa::path(delete, path = "/api/v1/stages/{key}", tag = "stages", params(("key" = String, Path)),
    request_body = Elsewhere, responses((status = 204)))]
pub(crate) async fn destroy(At(key): At<String>, change: Change<Elsewhere>) -> Result<Answer, Failure> {
    change.make_in_steps(move |scene, wanted| Stage::keyed(scene, &key)?.remove(scene, wanted.draft.to())).await
}

/// What a stage asks of deals.
pub(crate) mod guide {
    use domain::{Error, Guides};

    use super::{Answer, At, Caller, Change, Failure, Scene, Stage};
    use crate::shapes::Guide;

    /// What a stage asks of a deal before it goes on.
    #[utoipa::path(get, path = "/api/v1/stages/{key}/guide", tag = "stages", params(("key" = String, Path)),
        responses((status = 200, body = Guide)))]
    pub(crate) async fn show(At(key): At<String>, caller: Caller) -> Result<Answer, Failure> {
        caller.look(move |scene| shown(scene, &key)).await
    }

    fn shown(scene: &mut Scene<'_>, key: &str) -> domain::Result<Answer> {
        let stages = Stage::standard(scene)?;
        if stages.iter().all(|stage| stage.key != key) {
            return Err(Error::NotFound);
        }
        let guides = Guides::of_stages(scene, &stages)?;
        let guide = guides.at(key).cloned().unwrap_or_default();
        Ok(Answer::shown(&Guide::of(&guide, guides.revision(key))))
    }

    /// Changes what a stage asks, all of it at once. The same again changes nothing. Operations and admins.
    #[utoipa::path(put, path = "/api/v1/stages/{key}/guide", tag = "stages", params(("key" = String, Path)),
        request_body = Guide, responses((status = 200, body = Guide)))]
    pub(crate) async fn update(At(key): At<String>, change: Change<Guide>) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                Stage::keyed(scene, &key)?.guide_by(scene, &wanted.draft.draft())?;
                shown(scene, &key)
            })
            .await
    }
}

/// What passes have taught.
pub(crate) mod lessons {
    use super::{Answer, Caller, Failure, List, Stage};
    use crate::shapes::Lesson;

    /// How often each criterion of the process held when a deal left its stage in the last year, how often it was
    /// waived, and how much more often deals were won that left with it.
    #[utoipa::path(get, path = "/api/v1/lessons", tag = "stages", responses((status = 200, body = List<Lesson>)))]
    pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
        caller
            .look(|scene| {
                let stages = Stage::standard(scene)?;
                Ok(List::whole(Stage::lessons(scene, &stages)?.into_iter().map(Lesson::of).collect()))
            })
            .await
    }
}
