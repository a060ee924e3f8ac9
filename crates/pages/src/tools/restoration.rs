//! Bringing a tool back.

use axum::extract::Path;
use axum::response::Response;
use domain::Tool;
use http::{Said, Visit};

use super::address;
use crate::failure::Failure;
use crate::layout::to_saying;

pub(crate) async fn create(visit: Visit, Path(number): Path<i64>) -> Result<Response, Failure> {
    visit.change(move |scene| Tool::numbered(scene, number)?.restore(scene)).await?;
    Ok(to_saying(&address(number), &Said::text("said-tool-restored")))
}
