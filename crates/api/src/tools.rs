//! The playbook: tools for selling.

use domain::{Scene, Tool};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, Nothing, ToolSet};

fn shown(scene: &mut Scene<'_>, tool: &Tool) -> domain::Result<Answer> {
    Ok(Answer::shown(&shapes::Tool::read(scene, tool)?).of_version(tool.version))
}

/// Lists the tools of the playbook, by title.
#[utoipa::path(get, path = "/api/v1/tools", tag = "tools", responses((status = 200, body = List<shapes::ToolLine>)))]
pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
    caller.look(|scene| Ok(List::whole(Tool::all(scene)?.into_iter().map(shapes::ToolLine::from).collect()))).await
}

/// Adds a tool to the playbook.
#[utoipa::path(post, path = "/api/v1/tools", tag = "tools", request_body = ToolSet,
    responses((status = 201, body = shapes::Tool)))]
pub(crate) async fn create(change: Change<ToolSet>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let tool = Tool::add(scene, &wanted.draft.draft())?;
            let shape = shapes::Tool::read(scene, &tool)?;
            Ok(Answer::made(&shape, format!("/api/v1/tools/{}", tool.number)).of_version(tool.version))
        })
        .await
}

/// Shows a tool.
#[utoipa::path(get, path = "/api/v1/tools/{number}", tag = "tools", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Tool)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let tool = Tool::numbered(scene, number)?;
            shown(scene, &tool)
        })
        .await
}

/// Changes a tool, all of it at once: its owner, and operations.
#[utoipa::path(put, path = "/api/v1/tools/{number}", tag = "tools", params(("number" = i64, Path)),
    request_body = ToolSet, responses((status = 200, body = shapes::Tool)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<ToolSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut tool = Tool::numbered(scene, number)?;
            wanted.must_match(tool.version)?;
            tool.change(scene, &wanted.draft.draft())?;
            shown(scene, &tool)
        })
        .await
}

/// Takes a tool out of the playbook: its owner, and operations.
#[utoipa::path(delete, path = "/api/v1/tools/{number}", tag = "tools", params(("number" = i64, Path)),
    responses((status = 204)))]
pub(crate) async fn destroy(At(number): At<i64>, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let tool = Tool::numbered(scene, number)?;
            wanted.must_match(tool.version)?;
            tool.discard(scene)?;
            Ok(Answer::done())
        })
        .await
}

/// Tools that were taken away.
pub(crate) mod restoration {
    use super::{Answer, At, Change, Failure, Nothing, Tool, shapes, shown};

    /// Brings a tool back.
    #[utoipa::path(post, path = "/api/v1/tools/{number}/restoration", tag = "tools", params(("number" = i64, Path)),
        responses((status = 200, body = shapes::Tool)))]
    pub(crate) async fn create(At(number): At<i64>, change: Change<Nothing>) -> Result<Answer, Failure> {
        change
            .make(move |scene, _| {
                Tool::numbered(scene, number)?.restore(scene)?;
                let tool = Tool::numbered(scene, number)?;
                shown(scene, &tool)
            })
            .await
    }
}

/// What came of tools.
pub(crate) mod followed {
    use super::{Answer, At, Caller, Failure, List, Tool};
    use crate::shapes::Followed;

    /// What followed where a tool and its variants were used.
    #[utoipa::path(get, path = "/api/v1/tools/{number}/followed", tag = "tools", params(("number" = i64, Path)),
        responses((status = 200, body = List<Followed>)))]
    pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
        caller
            .look(move |scene| {
                let family = Tool::numbered(scene, number)?.family(scene)?;
                let mut followed = Tool::followed(scene, &family)?;
                let each = family.iter().map(|tool| Followed::of(tool, &followed.remove(&tool.id).unwrap_or_default()));
                Ok(List::whole(each.collect()))
            })
            .await
    }
}
