//! Beside a deal: who waits for help, who is on it, what is known of it.

use domain::{Conformance, DealPage, HelpRequest, Part};
use http::Visit;
use maud::{Markup, html};

use super::{address, customer, guide, percent};
use crate::parts::{ago, face_small, full, icon_small};

/// The deal team: roles and shares, and a word of thanks.
pub(super) fn deal_team(visit: &Visit, page: &DealPage) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    html! {
        section.card aria-labelledby="team-title" {
            header {
                h2 id="team-title" { (texts.say("team-title")) }
                @if page.may_share { a.more href={ (address(deal.number)) "/team/edit" } data-turbo-frame="dialog" { (texts.say("form-change")) } }
            }
            ul.rows {
                @for (member, share) in &page.people {
                    li.step id={ "on-team-" (member.number) } {
                        a.what.person href={ "/people/" (member.number) } { (face_small(member.number, &member.name)) (member.name) }
                        span.why { @if share.role.is_empty() && member.id == deal.owner { (texts.say("team-accountable")) } @else { (share.role) } }
                        span.end {
                            span.money { (percent(share)) " %" }
                            @if share.kind == Part::Overlay { small { (texts.say("team-overlay")) } }
                        }
                    }
                }
            }
            @if !visit.actor.read_only {
                footer { a.btn.quiet.small href={ (address(deal.number)) "/thanks/new" } data-turbo-frame="dialog" { (icon_small("thanks")) (texts.say("thanks-say")) } }
            }
        }
    }
}

/// What is known of it.
pub(super) fn facts(visit: &Visit, page: &DealPage) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    html! {
        section.card aria-labelledby="facts-title" {
            header {
                h2 id="facts-title" { (texts.say("facts-title")) }
                @if page.may_change { a.more href={ (address(deal.number)) "/edit" } data-turbo-frame="dialog" { (texts.say("form-change")) } }
            }
            dl.facts {
                dt { (texts.say("facts-number")) } dd { (deal.number) }
                @if let Some(account) = &page.account { dt { (texts.say("deal-account")) } dd { (customer(visit, account)) } }
                @if let Some(contact) = &page.contact { dt { (texts.say("facts-contact")) } dd { a.link href={ "/contacts/" (contact.number) } { (contact.name) } } }
                @if let Some(product) = &page.product { dt { (texts.say("deal-product")) } dd { (product.name) } }
                @if let Some(day) = deal.expected_close {
                    dt { (texts.say("deal-close")) }
                    dd { (full(day, texts)) @if deal.close_moves > 0 { small { " " (texts.fill("close-moved", &[("count", deal.close_moves.into())])) } } }
                }
                @if let Some(team) = &page.team { dt { (texts.say("owner-team")) } dd { a.link href={ "/teams/" (team.number) } { (team.name) } } }
                @if let Some(process) = &page.process { dt { (texts.say("proposal-process")) } dd { a.link href={ "/deals?process=" (process.key) } { (process.name) } } }
                (guide::found_out(page))
                @if let Some(conformance) = &page.conformance { dt { (texts.say("facts-fit")) } dd { (fit(visit, page, conformance)) } }
                @if let Some(day) = deal.opened_on { dt { (texts.say("facts-opened")) } dd { (full(day, texts)) } }
            }
        }
    }
}

/// How its way fits the process, and what does not.
fn fit(visit: &Visit, page: &DealPage, conformance: &Conformance) -> Markup {
    let texts = visit.texts();
    let name = |key: &str| page.stages.iter().find(|stage| stage.key == key).map_or(key.to_owned(), |s| s.name.clone());
    html! {
        (texts.fill("facts-fit-of", &[("fit", format!("{:.2}", conformance.fitness).into())]))
        @for apart in &conformance.apart {
            small { " " (texts.fill(if apart.skipped { "fit-left-out" } else { "fit-once-more" }, &[("stage", name(&apart.stage).into())])) }
        }
    }
}

/// Requests for help that wait, each with the button that somebody helped.
pub(super) fn requests(visit: &Visit, page: &DealPage) -> Markup {
    let texts = visit.texts();
    html! {
        @if !page.requests.is_empty() {
            section.card aria-labelledby="help-title" {
                header { h2 id="help-title" { (texts.say("help-title")) } }
                ul.rows { @for request in &page.requests { (waiting(visit, request)) } }
            }
        }
    }
}

fn waiting(visit: &Visit, request: &HelpRequest) -> Markup {
    let texts = visit.texts();
    let (number, name) = &request.asker_name;
    let mine = request.asker == visit.actor.id;
    let when = ago(request.created_at, visit.stage.now(), &visit.actor.workspace.zone(), texts);
    html! {
        li id={ "help-" (request.number) } {
            span.person {
                (face_small(*number, name))
                span {
                    b { (name) } " "
                    @match &request.asked_name {
                        Some((_, asked)) => (texts.fill("help-asks-person", &[("person", asked.as_str().into())])),
                        None => (texts.say("help-asks")),
                    }
                }
            }
            span { (request.words) }
            div.cluster {
                form.btn-form action={ "/help/" (request.number) "/answer" } method="post" {
                    button.btn.help.small { (texts.say(if mine { "help-solved" } else { "help-done" })) }
                }
                small { (when) }
            }
        }
    }
}
