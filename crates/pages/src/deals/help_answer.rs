//! Somebody helped: the request waits no longer.

use axum::extract::Path;
use axum::response::Response;
use domain::{Deal, HelpRequest, Result, Scene};
use http::{Said, Visit};

use super::address;
use crate::failure::Failure;
use crate::layout::to_saying;

pub(crate) async fn create(visit: Visit, Path(number): Path<i64>) -> Result<Response, Failure> {
    let back = visit.change(move |scene| answer(scene, number)).await?;
    Ok(to_saying(&back, &Said::text("said-help-answered")))
}

fn answer(scene: &mut Scene<'_>, number: i64) -> Result<String> {
    let request = HelpRequest::numbered(scene, number)?;
    request.answer(scene)?;
    let deal = request.deal.map(|deal| Deal::with_id(scene, deal)).transpose()?;
    Ok(deal.map_or("/today".to_owned(), |deal| address(deal.number)))
}
