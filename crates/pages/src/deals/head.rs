//! The top of a deal's page: what it is worth, when it closes, what can be done with it.

use domain::{DealPage, Face, Status};
use http::Visit;
use maud::{Markup, html};

use super::words::closing_words;
use super::{address, crumb, today};
use crate::parts::{Worth, faces, icon, icon_small};

/// The whole top.
pub(super) fn head(visit: &Visit, page: &DealPage, origin: &str) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    let worth = Worth { amount: deal.amount(), estimated: deal.amount_estimated };
    let on = if deal.status == Status::Open { deal.expected_close } else { deal.closed_on };
    html! {
        header.page-head {
            div {
                ol.crumbs {
                    li { a href="/deals" { (texts.say("deals-title")) } }
                    @if let Some(account) = &page.account { li { (crumb(visit, account)) } }
                }
                h1 { (deal.title) }
                p.say {
                    (worth.exact(texts)) " · " (closing_words(texts, deal.status, on, today(visit)))
                    @if let Some(chip) = age(visit, page) { " · " (chip) }
                }
            }
            @if page.may_change { (actions(visit, page, origin)) }
        }
        (notices(visit, page))
    }
}

/// For how long it stands where it stands, against what is usual.
fn age(visit: &Visit, page: &DealPage) -> Option<Markup> {
    let (texts, deal) = (visit.texts(), &page.deal);
    let stage = page.stages.iter().find(|stage| stage.key == deal.stage && stage.kind == Status::Open)?;
    let days = i64::from((today(visit) - deal.stage_entered_on?).get_days().max(0));
    let given = [("count", days.into()), ("stage", stage.name.as_str().into())];
    Some(match stage.usual() {
        Some(usual) if days > usual => {
            let given = [given[0].clone(), given[1].clone(), ("usual", usual.into())];
            html! { span.chip.behind { (texts.fill("stage-days-usual", &given)) } }
        }
        _ => html! { (texts.fill("stage-days", &given)) },
    })
}

fn actions(visit: &Visit, page: &DealPage, origin: &str) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    let open = deal.status == Status::Open && !deal.discarded;
    html! {
        div.actions {
            @if open {
                a.btn.help href={ (address(deal.number)) "/help/new" } data-turbo-frame="dialog" { (texts.say("help-ask")) }
                a.btn href={ (address(deal.number)) "/closure/new?outcome=lost" } data-turbo-frame="dialog" { (texts.say("closure-lose")) }
                (forward(visit, page))
            }
            (menu(visit, page, origin, open))
        }
    }
}

/// The ways on: to the next open stage and to the win; the nearer one stands out.
fn forward(visit: &Visit, page: &DealPage) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    let here = page.stages.iter().position(|stage| stage.key == deal.stage);
    let next = here.and_then(|here| page.stages.get(here + 1)).filter(|stage| stage.kind == Status::Open);
    let win = if next.is_some() { "btn" } else { "btn primary" };
    html! {
        a class=(win) href={ (address(deal.number)) "/closure/new?outcome=won" } data-turbo-frame="dialog" { (texts.say("closure-win")) }
        @if let Some(next) = next {
            form.btn-form action={ (address(deal.number)) "/stage" } method="post" {
                input type="hidden" name="version" value=(deal.version);
                button.btn.primary name="stage" value=(next.key) { (texts.fill("move-to-stage", &[("stage", next.name.as_str().into())])) }
            }
        }
    }
}

fn menu(visit: &Visit, page: &DealPage, origin: &str, open: bool) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    let to = |path: &str| format!("{}/{path}", address(deal.number));
    let link = format!("{}{}", origin, address(deal.number));
    html! {
        button.btn.icon-only popovertarget="deal-menu" aria-label=(texts.say("deal-more")) { (icon("more")) }
        div.menu id="deal-menu" popover {
            @if open { a.menu-item href=(to("stage/edit")) data-turbo-frame="dialog" { (icon_small("move")) (texts.say("move-to")) } }
            a.menu-item href=(to("edit")) data-turbo-frame="dialog" { (icon_small("edit")) (texts.say("terms-title")) }
            @if page.may_share { a.menu-item href=(to("team/edit")) data-turbo-frame="dialog" { (icon_small("team")) (texts.say("team-title")) } }
            @if open { a.menu-item href=(to("owner/edit")) data-turbo-frame="dialog" { (icon_small("person")) (texts.say("owner-title")) } }
            @if deal.status != Status::Open && page.may_correct {
                a.menu-item href=(to("closure/edit")) data-turbo-frame="dialog" { (icon_small("undo")) (texts.say("reopen-title")) }
            }
            hr;
            button.menu-item type="button" data-controller="copy" data-copy-text-value=(link) data-copy-said-value=(texts.say("link-copied")) data-action="copy#copy" {
                (icon_small("link")) span data-copy-target="label" { (texts.say("link-copy")) }
            }
            @if deal.status != Status::Won && !deal.discarded {
                form action={ (address(deal.number)) "?_method=delete" } method="post" {
                    button.menu-item.danger { (icon_small("trash")) (texts.say("deal-discard")) }
                }
            }
        }
    }
}

/// What the whole page stands under: it was discarded, why it was lost, that it is won.
fn notices(visit: &Visit, page: &DealPage) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    html! {
        @if deal.discarded {
            div.notice {
                p { (texts.say("deal-is-discarded")) }
                form.btn-form action={ (address(deal.number)) "/restoration" } method="post" { button.btn.small { (texts.say("deal-restore")) } }
            }
        }
        @if let Some(reason) = &deal.lost_reason {
            p.notice { (texts.fill("deal-lost-because", &[("reason", reason.as_str().into())])) }
        }
        @if deal.status == Status::Won { (win(visit, page)) }
    }
}

/// So many days a win is celebrated in the browser of whoever sees it first.
const FRESH: i32 = 7;

/// A win belongs to the whole deal team.
fn win(visit: &Visit, page: &DealPage) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    let fresh = deal.closed_on.is_some_and(|day| (today(visit) - day).get_days() <= FRESH);
    let people: Vec<Face> = page.people.iter().map(|(member, _)| Face::from(member)).collect();
    let names: Vec<&str> = people.iter().map(|face| face.name.as_str()).collect();
    let amount = deal.amount().map_or(String::new(), |money| money.exact());
    html! {
        section.win aria-labelledby="win-title" data-controller=[fresh.then_some("celebrate")]
            data-celebrate-key-value=[fresh.then(|| format!("deal-{}-won-{}", deal.number, deal.version))] {
            svg viewBox="0 0 26 20" aria-hidden="true" { path d="M2 3h6v4h5v4h5v4h6" stroke-width="2.6" {} }
            div {
                h2 id="win-title" { (texts.fill("win-title", &[("amount", amount.into())])) }
                p {
                    (texts.fill("win-together", &[("count", names.len().into()), ("names", names.join(", ").into())]))
                    " " a.link href={ (address(deal.number)) "/thanks/new" } data-turbo-frame="dialog" { (texts.say("thanks-say")) }
                }
            }
            span.push { (faces(&people, 8)) }
        }
    }
}
