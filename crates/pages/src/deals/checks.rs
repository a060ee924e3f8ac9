//! What somebody says that it holds: the criteria of the stage where a deal stands.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{CheckDraft, Deal, Error};
use http::{Said, Visit};

use super::{Trouble, address, form_page, guide};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::to_saying;

/// Says that it holds, with what shows it, or that it does not after all.
pub(crate) async fn update(
    visit: Visit,
    Path((number, key)): Path<(i64, String)>,
    Form(draft): Form<CheckDraft>,
) -> Result<Response, Failure> {
    let (typed, wanted) = (draft.clone(), key.clone());
    match visit.change(move |scene| Deal::numbered(scene, number)?.check(scene, &wanted, &typed)).await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-check-kept"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, deal, guidance) = visit.look(move |scene| guide::of_deal(scene, number)).await?;
            let asked = guidance.asked.iter().find(|asked| asked.criterion.key == key).ok_or(Error::NotFound)?;
            let form = guide::evidence(&visit, number, asked, &draft, &trouble.problems);
            Ok(form_page(&visit, &around, &deal, (&asked.criterion.text, &trouble), &form).into_response())
        }
    }
}
