//! What happened to a deal.

use domain::{Deal, told_about};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::Answer;
use crate::asked::{Asked, At};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::Event;

/// Events of a page.
const ROWS: usize = 50;

/// Which part of the history.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct HistoryAsked {
    /// Only events older than this number, as `next` says.
    before: Option<i64>,
}

/// Lists what happened to a deal, newest first.
#[utoipa::path(get, path = "/api/v1/deals/{number}/history", tag = "deals",
    params(("number" = i64, Path), HistoryAsked), responses((status = 200, body = List<Event>)))]
pub(crate) async fn index(
    At(number): At<i64>,
    caller: Caller,
    Asked(asked): Asked<HistoryAsked>,
) -> Result<Answer, Failure> {
    let uri = caller.uri.clone();
    caller
        .look(move |scene| {
            let deal = Deal::numbered(scene, number)?;
            let before = asked.before.unwrap_or(i64::MAX);
            let mut told = told_about(scene, deal.id, before, i64::try_from(ROWS + 1).unwrap_or(i64::MAX))?;
            let more = told.len() > ROWS;
            told.truncate(ROWS);
            let last = told.last().filter(|_| more).map(|told| told.entry.number.to_string());
            let items: Vec<Event> = told.into_iter().map(Event::from).collect();
            Ok(List::page(items, &uri, "before", last.as_deref()))
        })
        .await
}
