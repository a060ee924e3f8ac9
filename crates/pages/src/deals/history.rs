//! Everything that happened to a deal, a page at a time.

use axum::extract::{Path, Query};
use domain::{Around, Deal, Result, Scene, Stage, Told};
use http::Visit;
use maud::html;
use serde::Deserialize;

use super::address;
use super::talk::further;
use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};
use crate::parts::history;

/// Which page of it.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// What happened before this event.
    before: Option<i64>,
}

pub(crate) async fn index(visit: Visit, Path(number): Path<i64>, Query(asked): Query<Asked>) -> Result<Page, Failure> {
    let before = asked.before.unwrap_or(i64::MAX);
    let (around, deal, lines, stages) = visit.look(move |scene| read(scene, number, before)).await?;
    let texts = visit.texts();
    let title = texts.say("history-title");
    let head = Head::new(format!("{title} · {}", deal.title), Spot::Deals, format!("deal:{}", deal.id.text()));
    let body = html! {
        header.page-head { div { ol.crumbs { li { a href=(address(number)) { (deal.title) } } li { (title) } } h1 { (title) } } }
        section.card.read aria-label=(title) {
            @if lines.is_empty() { p.quiet { (texts.say("history-no-more")) } }
            (history(&visit, &lines, &stages))
            @if let Some(before) = further(&lines) {
                footer { a.btn.small href={ (address(number)) "/history?before=" (before) } { (texts.say("history-more")) } }
            }
        }
    };
    Ok(Page::new(&visit, &around, &head, &body))
}

fn read(scene: &mut Scene<'_>, number: i64, before: i64) -> Result<(Around, Deal, Vec<Told>, Vec<Stage>)> {
    let deal = Deal::numbered(scene, number)?;
    let lines = deal.history(scene, before)?;
    Ok((Around::read(scene)?, deal, lines, Stage::all(scene)?))
}
