//! Imports: how far they have come. They are started by a person or at the command line.

pub(crate) mod undoing;

use domain::import::Import;

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes;

/// Lists imports, newest first. Operations and admins.
#[utoipa::path(get, path = "/api/v1/imports", tag = "imports",
    responses((status = 200, body = List<shapes::Import>)))]
pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
    caller.look(|scene| Ok(List::whole(Import::all(scene)?.into_iter().map(shapes::Import::from).collect()))).await
}

/// Shows an import. Operations and admins.
#[utoipa::path(get, path = "/api/v1/imports/{number}", tag = "imports", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Import)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller.look(move |scene| Ok(Answer::shown(&shapes::Import::from(Import::numbered(scene, number)?)))).await
}
