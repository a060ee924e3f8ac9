//! Letting an import begin, or go on after it was stopped.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::import::{Import, ImportState};
use http::Visit;
use serde::Deserialize;

use super::again::Again;
use super::looked::Looked;
use super::rows::Asked;
use super::{address, check, work};
use crate::failure::Failure;
use crate::form::Form;

/// What the form carries.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Seen {
    /// The mark of the choices whose outcome was seen.
    #[serde(default)]
    seen: String,
}

pub(crate) async fn create(visit: Visit, Path(number): Path<i64>, Form(form): Form<Seen>) -> Result<Response, Failure> {
    let import = visit.look(move |scene| Import::numbered(scene, number)).await?;
    if import.state == ImportState::Draft {
        return start(&visit, number, &form.seen).await;
    }
    let mine = visit.change(move |scene| Import::numbered(scene, number)?.take_up(scene)).await?;
    if mine {
        work::begin(&visit, number);
    }
    Ok(Redirect::to(&address(number)).into_response())
}

/// Starts a draft as it was seen; when something else would happen by now, it is shown first.
async fn start(visit: &Visit, number: i64, seen: &str) -> Result<Response, Failure> {
    let looked = Looked::at(visit, number).await?;
    if looked.mark() != seen {
        return Ok(check::page(visit, &looked, &Asked::default(), &Again::Stale).into_response());
    }
    let (reading, choices) = (looked.reading.clone(), looked.preview.choices.clone());
    let started = visit.change(move |scene| {
        let mut import = Import::numbered(scene, number)?.start_draft(scene, &reading, &choices)?;
        let mine = import.take_up(scene)?;
        Ok((import, mine))
    });
    match started.await {
        Ok((import, mine)) => {
            if mine {
                work::begin(visit, import.number);
            }
            Ok(Redirect::to(&address(import.number)).into_response())
        }
        Err(error) => {
            let again = Again::of(error)?;
            Ok(check::page(visit, &looked, &Asked::default(), &again).into_response())
        }
    }
}
