//! Today: where a person stands, what gets them to target, what to do next.

pub(crate) mod across;
pub(crate) mod asked;
pub(crate) mod burndown;
mod first_run;
pub(crate) mod greeting;
pub(crate) mod outlook;
mod path;
mod person;
pub(crate) mod rules;
pub(crate) mod saying;
pub(crate) mod snoozes;
mod source;
pub(crate) mod steps;

use axum::extract::Query;
use domain::Result;
use http::Visit;

use self::asked::Asked;
use crate::failure::Failure;
use crate::layout::Page;

pub(crate) use person::{PersonPage, Seen};

/// The signed-in person's own page.
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Page, Failure> {
    let me = visit.actor.id;
    let sight = asked.sight(&visit, "/today");
    let seen = Seen::look(&visit, me, &sight).await?;
    Ok(PersonPage { visit: &visit, sight: &sight, seen: &seen }.show())
}
