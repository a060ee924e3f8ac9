//! A draft, read and looked at: what every part of its page shows.

use std::panic::resume_unwind;
use std::sync::Arc;

use domain::import::{Import, ImportState, Preview, Reading, Refused, Stored};
use domain::{Around, Error, Product, Result, Scene, Stage};
use http::Visit;
use measures::Currency;

/// An import and, while it is a draft, what would become of its rows.
pub(super) struct Looked {
    /// What stands around the page.
    pub(super) around: Around,
    /// It.
    pub(super) import: Import,
    /// Its files, read as was chosen.
    pub(super) reading: Arc<Reading>,
    /// What would become of them.
    pub(super) preview: Preview,
    /// The stages of the workspace.
    pub(super) stages: Vec<Stage>,
    /// The products of the workspace.
    pub(super) products: Vec<Product>,
}

impl Looked {
    /// Looks at a draft. Files are read outside of the database's threads: they may be large.
    pub(super) async fn at(visit: &Visit, number: i64) -> Result<Self> {
        let stored = visit.look(move |scene| draft(scene, number)).await?;
        let import = stored.import.clone();
        let reading = Arc::new(read(stored, visit.actor.workspace.currency).await);
        let looking = reading.clone();
        let (around, preview, stages, products) = visit
            .look_long(move |scene| {
                Ok((Around::read(scene)?, looking.preview(scene)?, Stage::all(scene)?, Product::all(scene)?))
            })
            .await?;
        Ok(Self { around, import, reading, preview, stages, products })
    }

    /// The mark that forms of the page carry: what they show is of these choices.
    pub(super) fn mark(&self) -> String {
        self.preview.choices.mark()
    }
}

fn draft(scene: &mut Scene<'_>, number: i64) -> Result<Stored> {
    let import = Import::numbered(scene, number)?;
    if import.state == ImportState::Draft { import.stored(scene) } else { Err(Error::Stale) }
}

/// Reads stored files as was chosen.
pub(super) async fn read(stored: Stored, currency: Currency) -> Reading {
    let work = move || Reading::of(stored.uploads, &stored.choices, currency);
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| resume_unwind(error.into_panic()))
}

/// The rows of an import that did not come in, by file.
pub(super) async fn read_refused(visit: &Visit, import: &Import) -> Result<Vec<Refused>> {
    // an undone import has no files any more
    if import.rows_refused == 0 || import.state == ImportState::Undone {
        return Ok(Vec::new());
    }
    let (import, currency) = (import.clone(), visit.actor.workspace.currency);
    let (refusals, stored) =
        visit.look(move |scene| Ok((import.refusals(scene)?, import.clone().stored(scene)?))).await?;
    let work = move || stored.refused(&refusals, currency);
    Ok(tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| resume_unwind(error.into_panic())))
}
