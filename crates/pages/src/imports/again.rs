//! Why a draft's page is shown again instead of what was asked.

use axum::http::StatusCode;
use domain::{Around, Error, Problems};
use http::{Texts, Visit};
use maud::{Markup, html};

use crate::layout::{Head, Page};
use crate::parts::problem_list;

/// Why the page is shown again.
#[derive(Debug, Default)]
pub(super) enum Again {
    /// It is not: it is shown for the first time.
    #[default]
    No,
    /// Something else would happen by now than what was seen.
    Stale,
    /// Something has to be mended first.
    Wrong(Problems),
}

impl Again {
    /// What a person can mend on the page; anything else is passed on.
    pub(super) fn of(error: Error) -> Result<Self, Error> {
        match error {
            Error::Invalid(problems) => Ok(Self::Wrong(problems)),
            Error::Stale => Ok(Self::Stale),
            other => Err(other),
        }
    }

    /// Above everything else.
    pub(super) fn show(&self, texts: Texts) -> Markup {
        html! {
            @match self {
                Self::No => {},
                Self::Stale => div.notice.problem role="alert" { p { (texts.say("import-stale")) } },
                Self::Wrong(problems) => (problem_list(texts, problems)),
            }
        }
    }

    /// The page, under the status that fits.
    pub(super) fn page(&self, visit: &Visit, around: &Around, head: &Head, body: &Markup) -> Page {
        match self {
            Self::No => Page::new(visit, around, head, body),
            Self::Stale => Page::refused(visit, around, head, body).status(StatusCode::CONFLICT),
            Self::Wrong(_) => Page::refused(visit, around, head, body),
        }
    }
}
