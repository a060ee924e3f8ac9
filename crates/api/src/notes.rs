//! What was written, about whatever it is.

use domain::{About, Note, Scene};

use crate::answer::Answer;
use crate::list::List;
use crate::shapes::{self, NoteSet};

/// The most notes that are listed.
pub(crate) const MOST: i64 = 200;

pub(crate) fn listed(notes: Vec<Note>) -> Answer {
    List::whole(notes.into_iter().map(shapes::Note::from).collect())
}

/// Writes a note; it is listed at `place`.
pub(crate) fn written(
    scene: &mut Scene<'_>,
    mut about: About,
    note: &NoteSet,
    place: String,
) -> domain::Result<Answer> {
    let id = Note::write(scene, &mut about, &note.draft())?;
    Ok(Answer::made(&shapes::Note::from(Note::with_id(scene, id)?), place))
}
