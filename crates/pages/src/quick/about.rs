//! What a quick log may be about: deals and accounts, as a list under the field.

use axum::extract::Query;
use domain::search::{Hit, find};
use http::Visit;
use maud::Markup;

use crate::failure::Failure;
use crate::options::{Choices, Offer};
use crate::search::Asked;

/// Hits of each kind.
const HITS: usize = 6;

pub(crate) async fn index(visit: Visit, Query(asked): Query<Asked>) -> Result<Markup, Failure> {
    let typed: String = asked.q.trim().chars().take(100).collect();
    let words = typed.clone();
    let hits = visit.look(move |scene| find(scene, &words, HITS)).await?;
    let texts = visit.texts();
    let of = |kind: &str| -> Vec<Offer<'_>> {
        hits.iter().filter(|hit: &&Hit| hit.kind == kind).map(Offer::value).collect()
    };
    let groups = vec![(texts.say("search-deals"), of("deal")), (texts.say("search-accounts"), of("account"))];
    let none = texts.fill("search-none", &[("typed", typed.as_str().into())]);
    Ok(Choices { frame: visit.frame.as_deref().unwrap_or("options-about"), groups, none }.show())
}
