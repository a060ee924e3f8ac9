//! The stages that deals go through: those of the live version of the standard process, and the way to its proposals.

use axum::extract::Path;
use axum::response::Response;
use domain::StageDraft;
use http::Visit;

use crate::failure::Failure;
use crate::form::Form;
use crate::layout::Page;
use crate::processes::Place;
use crate::processes::stages::{self, Elsewhere, Refusal};

pub(crate) async fn index(visit: Visit) -> Result<Page, Failure> {
    stages::page(&visit, &Place::Standard, &Refusal::default()).await
}

pub(crate) async fn create(visit: Visit, Form(draft): Form<StageDraft>) -> Result<Response, Failure> {
    stages::add(&visit, Place::Standard, draft).await
}

pub(crate) async fn update(
    visit: Visit,
    Path(key): Path<String>,
    Form(draft): Form<StageDraft>,
) -> Result<Response, Failure> {
    stages::change(&visit, (Place::Standard, key), draft).await
}

/// Removes a stage; its deals go elsewhere.
pub(crate) async fn destroy(
    visit: Visit,
    Path(key): Path<String>,
    Form(elsewhere): Form<Elsewhere>,
) -> Result<Response, Failure> {
    stages::remove(&visit, (Place::Standard, key), elsewhere).await
}

/// The order of the stages.
pub(crate) mod order {
    use super::{Failure, Form, Place, Response, Visit, stages};

    /// Puts the open stages in this order.
    pub(crate) async fn update(visit: Visit, Form(wanted): Form<stages::Order>) -> Result<Response, Failure> {
        stages::order(&visit, Place::Standard, wanted).await
    }
}
