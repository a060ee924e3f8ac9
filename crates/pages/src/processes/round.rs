//! Asking the team.

use axum::extract::Path;
use axum::response::Response;
use domain::RoundDraft;
use http::Visit;

use super::Place;
use super::version::answered;
use crate::failure::Failure;
use crate::form::Form;

/// Opens a round.
pub(crate) async fn create(
    visit: Visit,
    Path(at): Path<(String, i64)>,
    Form(draft): Form<RoundDraft>,
) -> Result<Response, Failure> {
    let place = Place::from(at);
    let here = place.clone();
    let asked = visit.change(move |scene| here.version(scene)?.propose(scene, &draft)).await;
    answered(&visit, &place, asked, "said-round-opened").await
}

/// Takes the proposal back to be worked on.
pub(crate) async fn destroy(visit: Visit, Path(at): Path<(String, i64)>) -> Result<Response, Failure> {
    let place = Place::from(at);
    let here = place.clone();
    let taken = visit.change(move |scene| here.version(scene)?.rework(scene)).await;
    answered(&visit, &place, taken, "said-round-ended").await
}
