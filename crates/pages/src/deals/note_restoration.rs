//! Bringing a note back that was taken away.

use axum::extract::Path;
use axum::response::Response;
use domain::{Error, Note, NoteId, Result};
use http::{Said, Visit};

use super::notes::page_of;
use crate::failure::Failure;
use crate::layout::to_saying;

pub(crate) async fn create(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let note = NoteId::parse(&id).ok_or(Error::NotFound)?;
    let back = visit.change(move |scene| {
        let note = Note::with_id(scene, note)?;
        note.restore(scene)?;
        page_of(scene, &note)
    });
    Ok(to_saying(&back.await?, &Said::text("said-note-restored")))
}
