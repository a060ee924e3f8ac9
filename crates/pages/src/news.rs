//! News for one person: who added, asked, thanked them, and what they won together.

use axum::extract::Query;
use axum::response::Response;
use domain::{Around, Named, Notice, Result, Scene, Stage};
use http::{Said, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Head, Page, Spot, to_saying};
use crate::parts::{ago, empty_mark, face_small, icon_small, sentence};

/// Lines of a page.
const LINES: i64 = 40;

/// Which page of the news.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// News before this event.
    before: Option<i64>,
}

/// Up to where the news were seen.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Seen {
    /// The number of the newest event on the page.
    #[serde(default)]
    newest: i64,
}

pub(crate) async fn index(visit: Visit, Query(asked): Query<Asked>) -> Result<Page, Failure> {
    let before = asked.before.unwrap_or(i64::MAX);
    let (around, news, stages) = visit.look(move |scene| read(scene, before)).await?;
    let head = Head::new(visit.texts().say("news-title"), Spot::Elsewhere, format!("member:{}", visit.actor.id.text()));
    Ok(Page::new(&visit, &around, &head, &page(&visit, &around, &news, &stages)))
}

pub(crate) async fn create(visit: Visit, Form(seen): Form<Seen>) -> Result<Response, Failure> {
    visit.change(move |scene| Notice::see(scene, seen.newest)).await?;
    Ok(to_saying("/news", &Said::text("said-news-seen")))
}

fn read(scene: &mut Scene<'_>, before: i64) -> Result<(Around, Vec<Notice>, Vec<Stage>)> {
    Ok((Around::read(scene)?, Notice::list(scene, before, LINES)?, Stage::all(scene)?))
}

fn page(visit: &Visit, around: &Around, news: &[Notice], stages: &[Stage]) -> Markup {
    let texts = visit.texts();
    let full = i64::try_from(news.len()).is_ok_and(|lines| lines >= LINES);
    html! {
        header.page-head {
            div { h1 { (texts.say("news-title")) } }
            @if around.unseen > 0 {
                form.actions action="/news" method="post" {
                    input type="hidden" name="newest" value=(around.newest);
                    button.btn { (icon_small("check")) (texts.say("news-see")) }
                }
            }
        }
        section.card.read aria-label=(texts.say("news-title")) {
            @if news.is_empty() { div.empty { (empty_mark()) p { (texts.say("news-none")) } } }
            ul.news-list { @for notice in news { (line(visit, notice, stages)) } }
            @if let Some(last) = news.last().filter(|_| full) {
                footer { a.btn.small href={ "/news?before=" (last.told.entry.number) } { (texts.say("history-more")) } }
            }
        }
    }
}

fn line(visit: &Visit, notice: &Notice, stages: &[Stage]) -> Markup {
    let texts = visit.texts();
    let (entry, zone) = (&notice.told.entry, visit.actor.workspace.zone());
    let today = domain::day_of(visit.stage.now(), &zone);
    let thing = thing(&notice.told.subjects);
    html! {
        li class=[(!notice.seen).then_some("unread")] id={ "news-" (entry.number) } {
            a href=(thing.map_or("/today".to_owned(), path)) {
                @match &notice.told.actor { Some((number, name)) => (face_small(*number, name)), None => (icon_small("bell")) }
                span {
                    (sentence(texts, &notice.told, stages, today))
                    @if let Some(thing) = thing { " · " (thing.name) }
                    @if !notice.seen { span.aloud { " " (texts.say("news-new")) } }
                }
                small { (ago(entry.occurred_at, visit.stage.now(), &zone, texts)) }
            }
        }
    }
}

/// What the news lead to: the deal, or else the team.
fn thing(subjects: &[Named]) -> Option<&Named> {
    let of = |kind: &str| subjects.iter().find(|subject| subject.kind == kind);
    of("deal").or_else(|| of("team"))
}

fn path(thing: &Named) -> String {
    let place = if thing.kind == "deal" { "deals" } else { "teams" };
    format!("/{place}/{}", thing.number)
}
