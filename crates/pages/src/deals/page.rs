//! The page of one deal: what it is worth, where it stands, what comes next, who is on it, what happened.

use domain::{Around, Deal, DealPage, Result, Scene, Status};
use http::Visit;
use maud::{Markup, html};

use super::{address, aside, buyers, files, guide, head, ribbon, scores, step, talk, today, tools};
use crate::layout::{Head, Page, Spot};
use crate::parts::{button_form, spoken};

/// Everything that the page shows, read in one moment.
pub(super) struct Seen {
    around: Around,
    page: DealPage,
}

impl Seen {
    pub(super) fn read(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        Ok(Self { around: Around::read(scene)?, page: Deal::page(scene, number)? })
    }

    pub(super) fn page(&self, visit: &Visit, origin: &str) -> Page {
        let topics = format!("deal:{} process", self.page.deal.id.text());
        let head = Head::new(&self.page.deal.title, Spot::Deals, topics);
        Page::new(visit, &self.around, &head, &self.body(visit, origin))
    }

    fn body(&self, visit: &Visit, origin: &str) -> Markup {
        let page = &self.page;
        html! {
            (head::head(visit, page, origin))
            (ribbon::ribbon(visit, page))
            (version(visit, page))
            div.split {
                div.stack { (next(visit, page)) (guide::card(visit, page)) (scores::card(visit, page)) (talk::notes(visit, page)) (talk::happened(visit, page)) }
                div.stack { (aside::requests(visit, page)) (aside::deal_team(visit, page)) (tools::card(visit, page)) (buyers::card(visit, page)) (files::card(visit, page)) (aside::facts(visit, page)) }
            }
        }
    }
}

/// That the deal follows an earlier version, and the way on.
fn version(visit: &Visit, page: &DealPage) -> Markup {
    let (texts, deal) = (visit.texts(), &page.deal);
    let Some(newer) = page.newer else { return html! {} };
    let given = [("version", deal.process_version.into()), ("live", newer.into())];
    html! {
        aside.notice {
            p { (texts.fill("follow-deal", &given)) }
            @if page.may_change && !deal.discarded { (button_form(&format!("{}/version", address(deal.number)), "btn small", &html! { (texts.say("follow-deal-do")) })) }
        }
    }
}

/// What was agreed to do next, and the button that it is done; or the form to agree on something.
fn next(visit: &Visit, page: &DealPage) -> Markup {
    let deal = &page.deal;
    let sleeping = deal.status != Status::Open || deal.discarded || !page.may_change;
    html! {
        @if (deal.next_step.is_some() && deal.status == Status::Open) || !sleeping {
            section.card aria-labelledby="next-title" {
                header { h2 id="next-title" { (visit.texts().say("step-title")) } }
                @match &deal.next_step {
                    Some(what) => (agreed(visit, deal, (what, sleeping))),
                    None => (step::form(visit, deal.number, &domain::NextStepDraft::default(), &super::Trouble::default())),
                }
            }
        }
    }
}

fn agreed(visit: &Visit, deal: &Deal, (what, sleeping): (&str, bool)) -> Markup {
    let (texts, today) = (visit.texts(), today(visit));
    html! {
        ul.rows {
            li.step {
                span.what { (what) }
                @if let Some(day) = deal.next_step_on {
                    @let given = [("day", spoken(day, today, texts).into())];
                    span.why {
                        @if day < today && !sleeping { span.chip.behind { (texts.fill("step-overdue", &given)) } }
                        @else { (texts.fill("step-by", &given)) }
                    }
                }
                @if !sleeping {
                    span.do {
                        form.btn-form action={ (address(deal.number)) "/step?_method=delete" } method="post" { button.btn.primary { (texts.say("step-done")) } }
                        a.btn href={ (address(deal.number)) "/step/edit" } data-turbo-frame="dialog" { (texts.say("form-change")) }
                    }
                }
            }
        }
    }
}
