//! One's own answer to a proposal.

use axum::extract::Path;
use axum::response::Response;
use domain::RoundAnswerDraft;
use http::Visit;

use super::Place;
use super::version::answered;
use crate::failure::Failure;
use crate::form::Form;

pub(crate) async fn update(
    visit: Visit,
    Path(at): Path<(String, i64)>,
    Form(draft): Form<RoundAnswerDraft>,
) -> Result<Response, Failure> {
    let place = Place::from(at);
    let here = place.clone();
    let said = visit.change(move |scene| here.version(scene)?.answer(scene, &draft)).await;
    answered(&visit, &place, said, "said-answered").await
}
