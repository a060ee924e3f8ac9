//! The list of accounts, and the list under a field that asks for one.

use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use domain::search::find;
use domain::{Account, AccountLine, Around};
use http::{Texts, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};
use crate::options::{Choices, Offer};
use crate::parts::empty_mark;

/// Proposals under a field.
const PROPOSALS: usize = 8;

/// Which accounts.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// Words, as typed.
    #[serde(default)]
    q: String,
    /// The place where the page begins.
    #[serde(default)]
    after: String,
}

pub(crate) async fn index(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    if let Some(frame) = visit.frame.clone().filter(|frame| frame.starts_with("options-")) {
        return proposals(&visit, &frame, "account", asked.q, ("search-accounts", "account-will-be-new")).await;
    }
    let words = searched(&asked.q);
    let wanted = asked.clone();
    let (around, page) =
        visit.look(move |scene| Ok((Around::read(scene)?, Account::list(scene, &words, &wanted.after)?))).await?;
    let head = Head::new(visit.texts().say("accounts-title"), Spot::Accounts, "accounts");
    Ok(Page::new(&visit, &around, &head, &body(visit.texts(), &asked, &page)).into_response())
}

/// The list under a field that asks for an account or a contact: what begins with the typed words, under
/// a title, or that there is nothing.
pub(super) async fn proposals(
    visit: &Visit,
    frame: &str,
    kind: &str,
    typed: String,
    (title, none): (&'static str, &'static str),
) -> Result<Response, Failure> {
    let hits = visit.look(move |scene| find(scene, &searched(&typed), PROPOSALS)).await?;
    let offers = hits.iter().filter(|hit| hit.kind == kind).map(Offer::value).collect();
    let groups = vec![(visit.texts().say(title), offers)];
    Ok(Choices { frame, groups, none: visit.texts().say(none).to_owned() }.show().into_response())
}

fn searched(typed: &str) -> String {
    typed.trim().chars().take(100).collect()
}

fn body(texts: Texts, asked: &Asked, page: &domain::Page<AccountLine>) -> Markup {
    html! {
        header.page-head {
            div { h1 { (texts.say("accounts-title")) } }
            div.actions {
                a.btn href="/contacts" { (texts.say("contacts-title")) }
                a.btn.primary href="/accounts/new" data-turbo-frame="dialog" { (texts.say("accounts-new")) }
            }
        }
        form.filter action="/accounts" method="get" data-turbo-action="replace" data-controller="auto-submit"
            data-action="input->auto-submit#soon change->auto-submit#now" aria-label=(texts.say("accounts-find")) {
            div.field {
                label.aloud for="accounts-q" { (texts.say("accounts-find")) }
                input id="accounts-q" type="search" name="q" value=(asked.q) placeholder=(texts.say("accounts-find"));
            }
            noscript { button.btn { (texts.say("search-do")) } }
        }
        @if page.rows.is_empty() { (nothing(texts, asked)) } @else { (table(texts, asked, page)) }
    }
}

fn nothing(texts: Texts, asked: &Asked) -> Markup {
    html! {
        section.card aria-label=(texts.say("accounts-title")) {
            div.empty {
                (empty_mark())
                @if asked.q.trim().is_empty() {
                    p { (texts.say("accounts-none")) }
                    a.btn.primary href="/accounts/new" data-turbo-frame="dialog" { (texts.say("accounts-new")) }
                } @else {
                    p { (texts.fill("search-none", &[("typed", asked.q.as_str().into())])) }
                    a.btn href="/accounts" { (texts.say("filter-clear")) }
                }
            }
        }
    }
}

fn table(texts: Texts, asked: &Asked, page: &domain::Page<AccountLine>) -> Markup {
    html! {
        section.card.flush aria-label=(texts.say("accounts-title")) {
            div.table-wrap {
                table.table.cards {
                    thead { tr {
                        th scope="col" { (texts.say("account-name")) }
                        th scope="col" { (texts.say("account-industry")) }
                        th scope="col" { (texts.say("account-country")) }
                        th.num scope="col" { (texts.say("account-open-deals")) }
                    } }
                    tbody { @for line in &page.rows { (row(texts, line)) } }
                }
            }
            footer {
                nav.pages aria-label=(texts.say("pages-title")) {
                    span { (texts.fill("accounts-rows", &[("count", page.rows.len().into())])) }
                    ul {
                        @if !asked.after.is_empty() { li { a.btn.small href="/accounts" { (texts.say("pages-first")) } } }
                        @if let Some(after) = &page.after { li { a.btn.small href={ "/accounts?after=" (after) } rel="next" { (texts.say("pages-next")) } } }
                    }
                }
            }
        }
    }
}

fn row(texts: Texts, line: &AccountLine) -> Markup {
    html! {
        tr id={ "account-" (line.number) } {
            th scope="row" { a href={ "/accounts/" (line.number) } { (line.name) } }
            td data-label=(texts.say("account-industry")) { (line.industry.as_deref().unwrap_or("")) }
            td data-label=(texts.say("account-country")) { (line.country.as_deref().unwrap_or("")) }
            td.num data-label=(texts.say("account-open-deals")) { (line.open_deals) }
        }
    }
}
