//! How a period may end.

use domain::StorageError;
use domain::figures::forecast::{History, Outlook, Past, Question, answer, kept};
use domain::figures::{self, Drawn};
use domain::{Result, Scene};
use http::Visit;
use measures::Currency;

use super::FiguresAsked;
use crate::answer::Answer;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::shapes::Forecast;

/// Shows how the period of a person (the token's, unless said) or a team may end. Below five active days
/// or ten closed deals no probability is given.
#[utoipa::path(get, path = "/api/v1/figures/forecast", tag = "figures", params(FiguresAsked),
    responses((status = 200, body = Forecast)))]
pub(crate) async fn show(caller: Caller, Asked(asked): Asked<FiguresAsked>) -> Result<Answer, Failure> {
    let found = Found::of(&caller.visit, asked).await?;
    Ok(Answer::shown(&Forecast::of(&found.question, &found.outlook, found.currency)))
}

/// A question and its answer.
pub(super) struct Found {
    pub(super) drawn: Drawn,
    pub(super) question: Question,
    pub(super) outlook: Outlook,
    pub(super) currency: Currency,
}

impl Found {
    /// What was said already when it still holds; else it is worked out, outside of any database thread.
    pub(super) async fn of(visit: &Visit, asked: FiguresAsked) -> Result<Self> {
        let (drawn, question, known) = visit.look_long(move |scene| read(scene, &asked)).await?;
        let currency = visit.actor.workspace.currency;
        let outlook = match known {
            Known::Outlook(outlook) => outlook,
            Known::Past(past) => {
                let question = question.clone();
                let played = tokio::task::spawn_blocking(move || answer(&question, &History::learn(&past)));
                played.await.map_err(|_| StorageError::Closed)?
            }
        };
        Ok(Self { drawn, question, outlook, currency })
    }
}

/// What the answer is made of.
enum Known {
    /// It was said before, and nothing has changed.
    Outlook(Outlook),
    /// The history to learn from.
    Past(Past),
}

fn read(scene: &mut Scene<'_>, asked: &FiguresAsked) -> Result<(Drawn, Question, Known)> {
    let (whose, period, as_of) = (asked.whose(scene)?, asked.period_or_month(scene)?, asked.as_of(scene));
    let target = asked.target(scene.actor.workspace.currency)?;
    let drawn = figures::burndown(scene, whose, period, as_of, target)?;
    let mut question = Question::read(scene, whose, period, as_of)?;
    if target.is_none() {
        let said = kept(scene, whose, period, as_of)?;
        let holds =
            said.filter(|kept| kept.day == as_of.to_string() && kept.outlook.fingerprint == question.fingerprint);
        if let Some(kept) = holds {
            return Ok((drawn, question, Known::Outlook(kept.outlook)));
        }
    }
    question.remaining = drawn.burndown.remaining;
    let past = Past::read(scene, as_of)?;
    Ok((drawn, question, Known::Past(past)))
}
