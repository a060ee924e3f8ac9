use domain::NoteDraft;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Named, day, instant};

/// What was said on a call, found out, or learned.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Note {
    /// Which one.
    pub(crate) id: String,
    /// What it tells of.
    pub(crate) kind: NoteKind,
    /// What it says, in Markdown.
    pub(crate) body: String,
    /// The day it tells of.
    #[schema(format = Date)]
    pub(crate) occurred_on: Option<String>,
    /// Who wrote it.
    pub(crate) author: Named,
    /// When it was written.
    #[schema(format = DateTime)]
    pub(crate) created_at: String,
}

/// What a note tells of.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum NoteKind {
    /// Anything.
    #[default]
    Note,
    /// A call.
    Call,
    /// Something that others can learn from.
    Learned,
}

/// A new note.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NoteSet {
    /// `note` unless said, `call` or `learned`.
    pub(crate) kind: Option<NoteKind>,
    /// What it says, in Markdown.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) body: String,
    /// The day it tells of, today unless said.
    #[schema(format = Date)]
    pub(crate) occurred_on: Option<String>,
}

impl From<domain::Note> for Note {
    fn from(note: domain::Note) -> Self {
        let kind = match (note.call, note.learned) {
            (true, _) => NoteKind::Call,
            (_, true) => NoteKind::Learned,
            _ => NoteKind::Note,
        };
        Self {
            id: note.id.text(),
            kind,
            body: note.body,
            occurred_on: day(note.occurred_on),
            author: Named::of(note.author_name),
            created_at: instant(note.created_at),
        }
    }
}

impl NoteSet {
    pub(crate) fn draft(&self) -> NoteDraft {
        let kind = match self.kind.unwrap_or_default() {
            NoteKind::Note => "note",
            NoteKind::Call => "call",
            NoteKind::Learned => "learned",
        };
        NoteDraft {
            kind: kind.to_owned(),
            body: self.body.clone(),
            occurred_on: self.occurred_on.clone().unwrap_or_default(),
        }
    }
}
