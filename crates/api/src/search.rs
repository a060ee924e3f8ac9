//! Finding things by the beginning of any word.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::answer::Answer;
use crate::asked::Asked;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::list::List;

/// The most of each kind that are found.
const MOST: usize = 20;

/// What to look for.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct SearchAsked {
    /// Words; each begins some word of what is found.
    text: String,
}

/// Something found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Hit {
    /// `deal`, `account`, `contact` or `member`.
    kind: String,
    /// The number that people see.
    number: i64,
    /// Its name or title.
    name: String,
    /// What is good to know beside: the account of a deal, what an account does.
    beside: Option<String>,
}

/// Finds deals, accounts, contacts and people, twenty of each kind at most.
#[utoipa::path(get, path = "/api/v1/search", tag = "search", params(SearchAsked),
    responses((status = 200, body = List<Hit>)))]
pub(crate) async fn index(caller: Caller, Asked(asked): Asked<SearchAsked>) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let hits = domain::search::find(scene, &asked.text, MOST)?.into_iter();
            let shape = |hit: domain::search::Hit| Hit {
                kind: hit.kind,
                number: hit.number,
                name: hit.name,
                beside: hit.beside,
            };
            Ok(List::whole(hits.map(shape).collect()))
        })
        .await
}
