//! What somebody found out about a deal: the answers to the questions of its process.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{AnswerDraft, Deal, Error};
use http::{Said, Visit};

use super::{Trouble, address, form_page, guide};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::to_saying;

/// Says what was found out; an empty answer takes it back.
pub(crate) async fn update(
    visit: Visit,
    Path((number, key)): Path<(i64, String)>,
    Form(draft): Form<AnswerDraft>,
) -> Result<Response, Failure> {
    let (typed, wanted) = (draft.clone(), key.clone());
    match visit.change(move |scene| Deal::numbered(scene, number)?.answer(scene, &wanted, &typed)).await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-answer-kept"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, deal, guidance) = visit.look(move |scene| guide::of_deal(scene, number)).await?;
            let field = guidance.fields.iter().find(|field| field.key == key).ok_or(Error::NotFound)?;
            let now = guidance.answers.iter().find(|known| known.key == key).map_or("", |known| known.words.as_str());
            let form = guide::answering(&visit, number, (field, now), &draft.answer, &trouble.problems);
            Ok(form_page(&visit, &around, &deal, (&field.label, &trouble), &form).into_response())
        }
    }
}
