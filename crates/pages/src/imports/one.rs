//! One import: its page, throwing a draft away, taking back what came in.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use domain::import::{Import, ImportState, KeptThing, Refused};
use domain::{Around, Result, Scene};
use http::{Said, Visit};

use super::again::Again;
use super::looked::{Looked, read_refused};
use super::rows::Asked;
use super::{address, check, progress, result, work};
use crate::failure::Failure;
use crate::layout::{Page, to_saying};

/// An import that has begun, and what it left.
pub(super) struct Begun {
    /// What stands around the page.
    pub(super) around: Around,
    /// It.
    pub(super) import: Import,
    /// How many people it made who cannot sign in yet.
    pub(super) placeholders: i64,
    /// What its undo left.
    pub(super) kept: Vec<KeptThing>,
    /// Rows that did not come in, by file.
    pub(super) refused: Vec<Refused>,
}

pub(crate) async fn show(visit: Visit, Path(number): Path<i64>, Query(asked): Query<Asked>) -> Result<Page, Failure> {
    let mut begun = visit.look(move |scene| begun(scene, number)).await?;
    match begun.import.state {
        ImportState::Draft => {
            let looked = Looked::at(&visit, number).await?;
            Ok(check::page(&visit, &looked, &asked, &Again::No))
        }
        ImportState::Running | ImportState::Undoing => Ok(progress::page(&visit, &begun)),
        ImportState::Finished | ImportState::Undone => {
            begun.refused = read_refused(&visit, &begun.import).await?;
            Ok(result::page(&visit, &begun))
        }
    }
}

/// Throws a draft away; takes back anything else.
pub(crate) async fn destroy(visit: Visit, Path(number): Path<i64>) -> Result<Response, Failure> {
    /// What the first step of an undo takes back.
    const FIRST: usize = 50;
    let taken = visit.change(move |scene| {
        let mut import = Import::numbered(scene, number)?;
        if import.state == ImportState::Draft {
            return import.throw_away(scene).map(|()| None);
        }
        if import.state == ImportState::Undoing && import.is_moving(scene.now) {
            return Ok(Some(false));
        }
        import.undo_step(scene, FIRST)?;
        Ok(Some(import.state == ImportState::Undoing))
    });
    match taken.await? {
        None => Ok(to_saying("/imports", &Said::text("said-import-thrown-away"))),
        Some(more) => {
            if more {
                work::begin(&visit, number);
            }
            Ok(Redirect::to(&address(number)).into_response())
        }
    }
}

fn begun(scene: &mut Scene<'_>, number: i64) -> Result<Begun> {
    let import = Import::numbered(scene, number)?;
    let placeholders = import.placeholders(scene)?;
    let kept = if import.state == ImportState::Undone { import.kept(scene)? } else { Vec::new() };
    Ok(Begun { around: Around::read(scene)?, import, placeholders, kept, refused: Vec::new() })
}
