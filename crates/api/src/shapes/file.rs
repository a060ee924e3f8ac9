use serde::Serialize;
use utoipa::ToSchema;

use super::{Named, instant};

/// A file of a deal.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct File {
    /// Which one.
    pub(crate) id: String,
    /// Its name.
    pub(crate) name: String,
    /// What it is, as its name says.
    pub(crate) media_type: String,
    /// How long it is.
    pub(crate) bytes: i64,
    /// How evidence of a criterion names it.
    pub(crate) evidence: String,
    /// Who attached it.
    pub(crate) author: Named,
    /// When it was attached.
    #[schema(format = DateTime)]
    pub(crate) attached_at: String,
}

impl From<domain::File> for File {
    fn from(file: domain::File) -> Self {
        Self {
            id: file.id.text(),
            evidence: file.evidence(),
            name: file.name,
            media_type: file.media_type,
            bytes: file.bytes,
            author: Named::of(file.author_name),
            attached_at: instant(file.attached_at),
        }
    }
}
