//! Why a form is shown again: something in it needs another look, or somebody was quicker.

use axum::http::StatusCode;
use domain::{Around, Deal, Error, Problems, Scene, Stage, Told};
use http::Visit;
use maud::{Markup, html};

use crate::layout::{Head, Page};
use crate::parts::{problem_list, sentence};

/// What stands between a form and its change; nothing of it when the form is shown for the first time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Trouble {
    /// What needs another look, by field.
    pub(crate) problems: Problems,
    /// Somebody changed the deal after the form was shown.
    pub(crate) stale: bool,
    /// The form is shown again because somebody asked for one more row.
    pub(crate) again: bool,
    /// What happened meanwhile, newest first, as sentences.
    meanwhile: Vec<Markup>,
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

    /// The same for a form that shows version `shown` of a deal: with what happened since, and by whom.
    pub(crate) async fn met(visit: &Visit, number: i64, error: Error, shown: &str) -> Result<Self, Error> {
        let trouble = Self::of(error)?;
        if !trouble.stale {
            return Ok(trouble);
        }
        let shown = shown.trim().parse().unwrap_or(0);
        let (told, stages) = visit.look(move |scene| since(scene, number, shown)).await?;
        let today = super::today(visit);
        let meanwhile = told.iter().map(|told| sentence(visit.texts(), told, &stages, today)).collect();
        Ok(Self { meanwhile, ..trouble })
    }

    /// The form once more, with nothing wrong.
    pub(crate) fn again() -> Self {
        Self { again: true, ..Self::default() }
    }

    /// Above the form: what is wrong, or that somebody was quicker.
    pub(crate) fn show(&self, visit: &Visit) -> Markup {
        let texts = visit.texts();
        html! {
            @if self.stale {
                div.notice.problem role="alert" {
                    div {
                        @for sentence in &self.meanwhile { p data-sentence { (sentence) "." } }
                        p data-sentence { (texts.say("stale-kept")) }
                    }
                }
            }
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

/// The most lines that say what happened meanwhile.
const LINES: i64 = 4;

/// What happened to a deal since its version `shown`: most changes are one event.
fn since(scene: &mut Scene<'_>, number: i64, shown: i64) -> domain::Result<(Vec<Told>, Vec<Stage>)> {
    let deal = Deal::numbered(scene, number)?;
    let lines = (deal.version - shown).clamp(1, LINES);
    let told = deal.history(scene, i64::MAX)?.into_iter().take(usize::try_from(lines).unwrap_or(1)).collect();
    Ok((told, Stage::all(scene)?))
}
