//! Putting a version to work, and ending its trial.

use axum::extract::Path;
use axum::response::Response;
use domain::LaunchDraft;
use http::Visit;

use super::Place;
use super::version::answered;
use crate::failure::Failure;
use crate::form::Form;

pub(crate) async fn create(
    visit: Visit,
    Path(at): Path<(String, i64)>,
    Form(draft): Form<LaunchDraft>,
) -> Result<Response, Failure> {
    let place = Place::from(at);
    let here = place.clone();
    let launched = visit.change(move |scene| here.version(scene)?.launch(scene, &draft)).await;
    answered(&visit, &place, launched, "said-launched").await
}

/// The trial of a version.
pub(crate) mod trial {
    use super::{Failure, Path, Place, Response, Visit, answered};

    pub(crate) async fn destroy(visit: Visit, Path(at): Path<(String, i64)>) -> Result<Response, Failure> {
        let place = Place::from(at);
        let here = place.clone();
        let ended = visit.change(move |scene| here.version(scene)?.end_trial(scene)).await;
        answered(&visit, &place, ended, "said-trial-ended").await
    }
}
