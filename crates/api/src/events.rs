//! The log, to be followed.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::Answer;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::Event;

/// Events of a page.
const ROWS: usize = 100;

/// From where on.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct EventsAsked {
    /// Only events after this number.
    after: i64,
}

/// Lists what happened after an event, oldest first, a hundred at a time. Keep the number of the last one
/// and ask again: no event is ever left out, and none comes later with a smaller number. Partners see no
/// feed.
#[utoipa::path(get, path = "/api/v1/events", tag = "events", params(EventsAsked),
    responses((status = 200, body = List<Event>)))]
pub(crate) async fn index(caller: Caller, Asked(asked): Asked<EventsAsked>) -> Result<Answer, Failure> {
    let uri = caller.uri.clone();
    caller
        .look(move |scene| {
            let mut told = domain::feed(scene, asked.after, i64::try_from(ROWS + 1).unwrap_or(i64::MAX))?;
            let more = told.len() > ROWS;
            told.truncate(ROWS);
            let last = told.last().filter(|_| more).map(|told| told.entry.number.to_string());
            let items: Vec<Event> = told.into_iter().map(Event::from).collect();
            Ok(List::page(items, &uri, "after", last.as_deref()))
        })
        .await
}
