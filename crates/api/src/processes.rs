//! Processes, and the versions that the team writes, decides on and works by.

pub(crate) mod decisions;

use domain::{Process, Scene, Version};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, Nothing, ProposalSet};

/// Lists the processes, the standard one first.
#[utoipa::path(get, path = "/api/v1/processes", tag = "processes",
    responses((status = 200, body = List<shapes::Process>)))]
pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
    caller.look(|scene| Ok(List::whole(Process::all(scene)?.into_iter().map(shapes::Process::from).collect()))).await
}

fn shown(scene: &mut Scene<'_>, version: &Version) -> domain::Result<Answer> {
    Ok(Answer::shown(&shapes::Version::read(scene, version)?))
}

/// Which version.
type Numbered = At<(String, i64)>;

/// The versions of a process.
pub(crate) mod versions {
    use domain::Error;

    use super::{
        Answer, At, Caller, Change, Failure, List, Nothing, Numbered, Process, ProposalSet, Scene, Version, shapes,
        shown,
    };
    use crate::shapes::VersionLine;

    /// Lists the versions of a process, the newest first, with how many open deals follow each.
    #[utoipa::path(get, path = "/api/v1/processes/{key}/versions", tag = "processes",
        params(("key" = String, Path)), responses((status = 200, body = List<VersionLine>)))]
    pub(crate) async fn index(At(key): At<String>, caller: Caller) -> Result<Answer, Failure> {
        caller.look(move |scene| listed(scene, &key)).await
    }

    fn listed(scene: &mut Scene<'_>, key: &str) -> domain::Result<Answer> {
        if scene.actor.role == domain::Role::Partner {
            return Err(Error::NotFound);
        }
        let process = Process::keyed(scene, key)?;
        let adoption = process.adoption(scene)?;
        let versions = Version::all(scene, &process)?;
        Ok(List::whole(versions.iter().map(|version| VersionLine::of(version, &adoption)).collect()))
    }

    /// Begins a proposal: a copy of the live version, or a preset; for a new process when one is named.
    #[utoipa::path(post, path = "/api/v1/processes/{key}/versions", tag = "processes",
        params(("key" = String, Path)), request_body = ProposalSet, responses((status = 201, body = shapes::Version)))]
    pub(crate) async fn create(At(key): At<String>, change: Change<ProposalSet>) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                let version = Version::begin(scene, &wanted.draft.draft(&key))?;
                let at = format!("/api/v1/processes/{}/versions/{}", version.process_key, version.number);
                Ok(Answer::made(&shapes::Version::read(scene, &version)?, at))
            })
            .await
    }

    /// A version with its stages, what they ask, what it changes, and what the team says to it.
    #[utoipa::path(get, path = "/api/v1/processes/{key}/versions/{number}", tag = "processes",
        params(("key" = String, Path), ("number" = i64, Path)), responses((status = 200, body = shapes::Version)))]
    pub(crate) async fn show(At((key, number)): Numbered, caller: Caller) -> Result<Answer, Failure> {
        caller
            .look(move |scene| {
                let version = Version::numbered(scene, &key, number)?;
                shown(scene, &version)
            })
            .await
    }

    /// Says anew what a draft is about and why.
    #[utoipa::path(patch, path = "/api/v1/processes/{key}/versions/{number}", tag = "processes",
        params(("key" = String, Path), ("number" = i64, Path)), request_body = ProposalSet,
        responses((status = 200, body = shapes::Version)))]
    pub(crate) async fn update(At((key, number)): Numbered, change: Change<ProposalSet>) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                let mut version = Version::numbered(scene, &key, number)?;
                version.reword(scene, &wanted.draft.draft(&key))?;
                shown(scene, &version)
            })
            .await
    }

    /// Gives a proposal up.
    #[utoipa::path(delete, path = "/api/v1/processes/{key}/versions/{number}", tag = "processes",
        params(("key" = String, Path), ("number" = i64, Path)), responses((status = 204)))]
    pub(crate) async fn destroy(At((key, number)): Numbered, change: Change<Nothing>) -> Result<Answer, Failure> {
        change
            .make(move |scene, _| {
                Version::numbered(scene, &key, number)?.withdraw(scene)?;
                Ok(Answer::done())
            })
            .await
    }
}

/// The stages of a version.
pub(crate) mod stages {
    use domain::{Error, Stage};

    use super::{Answer, At, Caller, Change, Failure, Numbered, Scene, Version, shapes, shown};
    use crate::shapes::{Elsewhere, Guide, StageOrder, StageSet};

    /// Adds an open stage behind the last open one of a version.
    #[utoipa::path(post, path = "/api/v1/processes/{key}/versions/{number}/stages", tag = "processes",
        params(("key" = String, Path), ("number" = i64, Path)), request_body = StageSet,
        responses((status = 200, body = shapes::Version)))]
    pub(crate) async fn create(At((key, number)): Numbered, change: Change<StageSet>) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                let version = Version::numbered(scene, &key, number)?;
                Stage::add(scene, &version, &wanted.draft.draft()).map_err(crate::stages::at_their_fields)?;
                shown(scene, &version)
            })
            .await
    }

    /// Puts the open stages of a version in this order.
    #[utoipa::path(put, path = "/api/v1/processes/{key}/versions/{number}/stages", tag = "processes",
        params(("key" = String, Path), ("number" = i64, Path)), request_body = StageOrder,
        responses((status = 200, body = shapes::Version)))]
    pub(crate) async fn order(At((key, number)): Numbered, change: Change<StageOrder>) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                let version = Version::numbered(scene, &key, number)?;
                Stage::order(scene, &version, &wanted.draft.stages)?;
                shown(scene, &version)
            })
            .await
    }

    fn stage(scene: &mut Scene<'_>, (key, number, stage): &(String, i64, String)) -> domain::Result<Stage> {
        let stages = Version::numbered(scene, key, *number)?.stages(scene)?;
        stages.into_iter().find(|known| known.key == *stage).ok_or(Error::NotFound)
    }

    /// Changes a stage of a version.
    #[utoipa::path(patch, path = "/api/v1/processes/{key}/versions/{number}/stages/{stage}", tag = "processes",
        params(("key" = String, Path), ("number" = i64, Path), ("stage" = String, Path)), request_body = StageSet,
        responses((status = 200, body = shapes::Stage)))]
    pub(crate) async fn update(At(at): At<(String, i64, String)>, change: Change<StageSet>) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                let mut stage = stage(scene, &at)?;
                stage.change(scene, &wanted.draft.draft()).map_err(crate::stages::at_their_fields)?;
                Ok(Answer::shown(&shapes::Stage::from(stage)))
            })
            .await
    }

    /// Takes a stage out of a version; the deals that stand in it go to the one that is named.
    #[utoipa::path(delete, path = "/api/v1/processes/{key}/versions/{number}/stages/{stage}", tag = "processes",
        params(("key" = String, Path), ("number" = i64, Path), ("stage" = String, Path)), request_body = Elsewhere,
        responses((status = 204)))]
    pub(crate) async fn destroy(
        At(at): At<(String, i64, String)>,
        change: Change<Elsewhere>,
    ) -> Result<Answer, Failure> {
        change.make_in_steps(move |scene, wanted| stage(scene, &at)?.remove(scene, wanted.draft.to())).await
    }

    /// What a stage of a version asks.
    #[utoipa::path(get, path = "/api/v1/processes/{key}/versions/{number}/stages/{stage}/guide", tag = "processes",
        params(("key" = String, Path), ("number" = i64, Path), ("stage" = String, Path)),
        responses((status = 200, body = Guide)))]
    pub(crate) async fn guide(At(at): At<(String, i64, String)>, caller: Caller) -> Result<Answer, Failure> {
        caller.look(move |scene| asked(scene, &at)).await
    }

    fn asked(scene: &mut Scene<'_>, at: &(String, i64, String)) -> domain::Result<Answer> {
        let stage = stage(scene, at)?;
        let guides = Version::numbered(scene, &at.0, at.1)?.guides(scene)?;
        let guide = guides.at(&stage.key).cloned().unwrap_or_default();
        Ok(Answer::shown(&Guide::of(&guide, guides.revision(&stage.key))))
    }

    /// Changes what a stage of a version asks, all of it at once.
    #[utoipa::path(put, path = "/api/v1/processes/{key}/versions/{number}/stages/{stage}/guide", tag = "processes",
        params(("key" = String, Path), ("number" = i64, Path), ("stage" = String, Path)), request_body = Guide,
        responses((status = 200, body = Guide)))]
    pub(crate) async fn guide_by(At(at): At<(String, i64, String)>, change: Change<Guide>) -> Result<Answer, Failure> {
        change
            .make(move |scene, wanted| {
                stage(scene, &at)?.guide_by(scene, &wanted.draft.draft())?;
                asked(scene, &at)
            })
            .await
    }
}
