//! The burndown as a picture, for mail and documents.

use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use charts::Theme;
use domain::{Error, Member, Result};
use http::Visit;

use crate::failure::Failure;
use crate::today::asked::Asked;
use crate::today::{PersonPage, Seen};

/// How wide the picture is, in pixels.
const WIDTH: u32 = 1_520;

/// The burndown of the person with this number as a PNG.
pub(crate) async fn show(
    visit: Visit,
    Path(number): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let member = visit.look(move |scene| Member::numbered(scene, number)).await?;
    let sight = asked.sight(&visit, format!("/people/{number}"));
    let seen = Seen::look(&visit, member.id, &sight).await?;
    let svg = PersonPage { visit: &visit, sight: &sight, seen: &seen }.svg();
    // drawing takes tens of milliseconds: not on a thread that others wait for
    let drawn = tokio::task::spawn_blocking(move || charts::png(&svg, Theme::Light, WIDTH)).await;
    match drawn {
        Ok(Ok(png)) => Ok(([(CONTENT_TYPE, "image/png"), (CACHE_CONTROL, "private, no-cache")], png).into_response()),
        Ok(Err(problem)) => {
            tracing::error!(%problem, "a picture was not drawn");
            Ok(StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
        Err(_) => Err(Error::NotFound.into()),
    }
}
