//! Why a form is shown again: something in it needs another look, or somebody was quicker.

use axum::http::StatusCode;
use domain::{Around, Error, Problems};
use http::Visit;
use maud::{Markup, html};

use crate::layout::{Head, Page};
use crate::parts::problem_list;

/// What stands between a form and its change; nothing of it when the form is shown for the first time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trouble {
    /// What needs another look, by field.
    pub(crate) problems: Problems,
    /// Somebody changed the deal after the form was shown.
    pub(crate) stale: bool,
    /// The form is shown again because somebody asked for one more row.
    pub(crate) again: bool,
}

impl Trouble {
    /// What a person can mend in the form; anything else is passed on.
    pub(crate) fn of(error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(problems) => Ok(Self { problems, ..Self::default() }),
            Error::Stale => Ok(Self { stale: true, ..Self::default() }),
            other => Err(other),
        }
    }

    /// The form once more, with nothing wrong.
    pub(crate) fn again() -> Self {
        Self { again: true, ..Self::default() }
    }

    /// Above the form: what is wrong, or that somebody was quicker.
    pub(crate) fn show(&self, visit: &Visit) -> Markup {
        let texts = visit.texts();
        html! {
            @if self.stale { div.notice.problem role="alert" { p data-sentence { (texts.say("stale-kept")) } } }
            (problem_list(texts, &self.problems))
        }
    }

    /// The page with the form, under the status that fits.
    pub(crate) fn page(&self, visit: &Visit, around: &Around, head: &Head, body: &Markup) -> Page {
        if self.stale {
            Page::refused(visit, around, head, body).status(StatusCode::CONFLICT)
        } else if self.again || !self.problems.is_empty() {
            Page::refused(visit, around, head, body)
        } else {
            Page::new(visit, around, head, body)
        }
    }
}
