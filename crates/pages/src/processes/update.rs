//! Bringing a draft up to date with what went live meanwhile.

use axum::extract::Path;
use axum::response::Response;
use http::Visit;

use super::Place;
use super::version::answered;
use crate::failure::Failure;

pub(crate) async fn create(visit: Visit, Path(at): Path<(String, i64)>) -> Result<Response, Failure> {
    let place = Place::from(at);
    let here = place.clone();
    let updated = visit.change(move |scene| here.version(scene)?.bring_up_to_date(scene)).await;
    answered(&visit, &place, updated, "said-proposal-updated").await
}
