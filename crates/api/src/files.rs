//! Files of deals. Their content goes as it is, not as JSON.

use axum::body::Body;
use axum::response::Response;
use domain::{Deal, Error, File, FileDraft, FileId, Problems};
use http::{Unreceived, hand_out, receive};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::Answer;
use crate::asked::{Asked, At};
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, Nothing};

/// What the content of a request is.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Handed {
    /// The name of the file; its end says what it is.
    #[serde(default)]
    #[param(required = true)]
    name: String,
    /// The key of a criterion that it shows to hold.
    #[serde(default)]
    criterion: String,
}

fn place(file: &File) -> String {
    format!("/api/v1/files/{}", file.id.text())
}

fn meant(id: &str) -> Result<FileId, Failure> {
    FileId::parse(id).ok_or_else(Failure::not_found)
}

/// Lists the files of a deal, newest first, two hundred at most.
#[utoipa::path(get, path = "/api/v1/deals/{number}/files", tag = "files", params(("number" = i64, Path)),
    responses((status = 200, body = List<shapes::File>)))]
pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let deal = Deal::numbered(scene, number)?;
            Ok(List::whole(File::of_deal(scene, deal.id)?.into_iter().map(shapes::File::from).collect()))
        })
        .await
}

/// Attaches a file: its content is the body, 32 MB at most. The same name and content again is the same file.
#[utoipa::path(post, path = "/api/v1/deals/{number}/files", tag = "files", params(("number" = i64, Path), Handed),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = shapes::File)))]
pub(crate) async fn create(
    At(number): At<i64>,
    Asked(handed): Asked<Handed>,
    caller: Caller,
    body: Body,
) -> Result<Answer, Failure> {
    if caller.visit.actor.read_only {
        return Err(Failure::ReadOnly);
    }
    let draft = FileDraft { name: handed.name, criterion: handed.criterion };
    match receive(&caller.visit, number, &draft, body.into_data_stream()).await {
        Ok(file) => {
            let at = place(&file);
            Ok(Answer::made(&shapes::File::from(file), at))
        }
        Err(Unreceived::Refused(error)) => Err(error.into()),
        Err(Unreceived::BrokenOff(_)) => Err(Problems::one("file", "problem-file-broken-off").into()),
    }
}

/// Shows a file, but not what is in it.
#[utoipa::path(get, path = "/api/v1/files/{id}", tag = "files", params(("id" = String, Path)),
    responses((status = 200, body = shapes::File)))]
pub(crate) async fn show(At(id): At<String>, caller: Caller) -> Result<Answer, Failure> {
    let id = meant(&id)?;
    caller.look(move |scene| Ok(Answer::shown(&shapes::File::from(File::kept(scene, id)?)))).await
}

/// Takes a file away. Again: changes nothing.
#[utoipa::path(delete, path = "/api/v1/files/{id}", tag = "files", params(("id" = String, Path)),
    responses((status = 204)))]
pub(crate) async fn destroy(At(id): At<String>, change: Change<Nothing>) -> Result<Answer, Failure> {
    let id = meant(&id)?;
    change
        .make(move |scene, _| {
            File::with_id(scene, id)?.discard(scene)?;
            Ok(Answer::done())
        })
        .await
}

/// What is in a file.
pub(crate) mod content {
    use super::{At, Caller, Error, Failure, File, Response, hand_out, meant};

    /// Hands out what is in a file.
    #[utoipa::path(get, path = "/api/v1/files/{id}/content", tag = "files", params(("id" = String, Path)),
        responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream")))]
    pub(crate) async fn show(At(id): At<String>, caller: Caller) -> Result<Response, Failure> {
        let id = meant(&id)?;
        let file: Result<File, Error> = caller.visit.look(move |scene| File::kept(scene, id)).await;
        Ok(hand_out(&caller.visit, file?))
    }
}

/// Files that were taken away.
pub(crate) mod restoration {
    use super::{Answer, At, Change, Failure, File, Nothing, meant, shapes};

    /// Brings a file back.
    #[utoipa::path(post, path = "/api/v1/files/{id}/restoration", tag = "files", params(("id" = String, Path)),
        responses((status = 200, body = shapes::File)))]
    pub(crate) async fn create(At(id): At<String>, change: Change<Nothing>) -> Result<Answer, Failure> {
        let id = meant(&id)?;
        change
            .make(move |scene, _| {
                let file = File::with_id(scene, id)?;
                file.restore(scene)?;
                Ok(Answer::shown(&shapes::File::from(file)))
            })
            .await
    }
}
