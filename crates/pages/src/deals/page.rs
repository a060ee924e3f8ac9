//! The page of one deal: what it is worth, where it stands, what comes next, who is on it, what happened.

use domain::{Account, Around, Deal, Member, Product, Result, Scene, Share, Stage, Status, Team};
use http::Visit;
use maud::{Markup, html};

use super::words::closing_words;
use super::{address, percent, ribbon, step, today};
use crate::layout::{Head, Page, Spot};
use crate::parts::{Worth, face_small, full, icon, icon_small};

/// Everything that the page shows, read in one moment.
pub(super) struct Seen {
    around: Around,
    deal: Deal,
    account: Option<Account>,
    product: Option<Product>,
    team: Option<Team>,
    stages: Vec<Stage>,
    people: Vec<(Member, Share)>,
    may: May,
}

/// What the person may do with the deal.
#[derive(Debug, Clone, Copy)]
struct May {
    change: bool,
    correct: bool,
    share: bool,
}

impl Seen {
    pub(super) fn read(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        let around = Around::read(scene)?;
        let deal = Deal::numbered(scene, number)?;
        let account = deal.account.map(|account| Account::with_id(scene, account)).transpose()?;
        let product = deal.product.map(|product| Product::with_id(scene, product)).transpose()?;
        let team = deal.team.map(|team| Team::with_id(scene, team)).transpose()?;
        let shares = deal.shares(scene)?;
        let people = shares.into_iter().map(|share| Ok((Member::with_id(scene, share.member)?, share)));
        let people = people.collect::<Result<_>>()?;
        let may =
            May { change: deal.may_change(scene)?, correct: deal.may_correct(scene), share: deal.may_share(scene) };
        Ok(Self { around, account, product, team, stages: Stage::all(scene)?, people, may, deal })
    }

    pub(super) fn page(&self, visit: &Visit, origin: &str) -> Page {
        let topics = format!("deal:{} process", self.deal.id.text());
        let head = Head::new(&self.deal.title, Spot::Deals, topics);
        Page::new(visit, &self.around, &head, &self.body(visit, origin))
    }

    fn body(&self, visit: &Visit, origin: &str) -> Markup {
        html! {
            (self.head(visit, origin))
            (ribbon::ribbon(visit, &self.deal, &self.stages))
            div.split {
                div.stack { (self.next(visit)) }
                div.stack { (self.deal_team(visit)) (self.facts(visit)) }
            }
        }
    }

    fn head(&self, visit: &Visit, origin: &str) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
        let worth = Worth { amount: deal.amount(), estimated: deal.amount_estimated };
        let on = if deal.status == Status::Open { deal.expected_close } else { deal.closed_on };
        html! {
            header.page-head {
                div {
                    ol.crumbs {
                        li { a href="/deals" { (texts.say("deals-title")) } }
                        @if let Some(account) = &self.account { li { a href={ "/accounts/" (account.number) } { (account.name) } } }
                    }
                    h1 { (deal.title) }
                    p.say {
                        (worth.exact(texts)) " · " (closing_words(texts, deal.status, on, today(visit)))
                        @if let Some(chip) = self.age(visit) { " · " (chip) }
                    }
                }
                @if self.may.change { (self.actions(visit, origin)) }
            }
            (self.notices(visit))
        }
    }

    /// For how long it stands where it stands, against what is usual.
    fn age(&self, visit: &Visit) -> Option<Markup> {
        let (texts, deal) = (visit.texts(), &self.deal);
        let stage = self.stages.iter().find(|stage| stage.key == deal.stage && stage.kind == Status::Open)?;
        let days = i64::from((today(visit) - deal.stage_entered_on?).get_days().max(0));
        let given = [("count", days.into()), ("stage", stage.name.as_str().into())];
        Some(match stage.usual_days {
            Some(usual) if days > usual => {
                let given = [given[0].clone(), given[1].clone(), ("usual", usual.into())];
                html! { span.chip.behind { (texts.fill("stage-days-usual", &given)) } }
            }
            _ => html! { (texts.fill("stage-days", &given)) },
        })
    }

    fn actions(&self, visit: &Visit, origin: &str) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
        let open = deal.status == Status::Open && !deal.discarded;
        html! {
            div.actions {
                @if open {
                    a.btn.help href={ (address(deal.number)) "/help/new" } data-turbo-frame="dialog" { (texts.say("help-ask")) }
                    a.btn href={ (address(deal.number)) "/closure/new?outcome=lost" } data-turbo-frame="dialog" { (texts.say("closure-lose")) }
                    a.btn href={ (address(deal.number)) "/closure/new?outcome=won" } data-turbo-frame="dialog" { (texts.say("closure-win")) }
                    (self.forward(visit))
                }
                (self.menu(visit, origin, open))
            }
        }
    }

    /// The way to the next stage: one button, as long as there is an open one.
    fn forward(&self, visit: &Visit) -> Markup {
        let deal = &self.deal;
        let here = self.stages.iter().position(|stage| stage.key == deal.stage);
        let next = here.and_then(|here| self.stages.get(here + 1)).filter(|stage| stage.kind == Status::Open);
        html! {
            @if let Some(next) = next {
                form.btn-form action={ (address(deal.number)) "/stage" } method="post" {
                    input type="hidden" name="version" value=(deal.version);
                    button.btn.primary name="stage" value=(next.key) { (visit.texts().fill("move-to-stage", &[("stage", next.name.as_str().into())])) }
                }
            }
        }
    }

    fn menu(&self, visit: &Visit, origin: &str, open: bool) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
        let to = |path: &str| format!("{}/{path}", address(deal.number));
        let link = format!("{}{}", origin, address(deal.number));
        html! {
            button.btn.icon-only popovertarget="deal-menu" aria-label=(texts.say("deal-more")) { (icon("more")) }
            div.menu id="deal-menu" popover {
                @if open { a.menu-item href=(to("stage/edit")) data-turbo-frame="dialog" { (icon_small("move")) (texts.say("move-to")) } }
                a.menu-item href=(to("edit")) data-turbo-frame="dialog" { (icon_small("edit")) (texts.say("terms-title")) }
                @if self.may.share { a.menu-item href=(to("team/edit")) data-turbo-frame="dialog" { (icon_small("team")) (texts.say("team-title")) } }
                @if open { a.menu-item href=(to("owner/edit")) data-turbo-frame="dialog" { (icon_small("person")) (texts.say("owner-title")) } }
                @if deal.status != Status::Open && self.may.correct {
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

    /// What the whole page stands under: it was discarded, or why it was lost.
    fn notices(&self, visit: &Visit) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
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
        }
    }

    /// What was agreed to do next, and the button that it is done; or the form to agree on something.
    fn next(&self, visit: &Visit) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
        let sleeping = deal.status != Status::Open || deal.discarded || !self.may.change;
        html! {
            @if deal.next_step.is_some() || !sleeping {
                section.card aria-labelledby="next-title" {
                    header { h2 id="next-title" { (texts.say("step-title")) } }
                    @match &deal.next_step {
                        Some(what) => (self.agreed(visit, what, sleeping)),
                        None => (step::form(visit, deal.number, &domain::NextStepDraft::default(), &super::Trouble::default())),
                    }
                }
            }
        }
    }

    fn agreed(&self, visit: &Visit, what: &str, sleeping: bool) -> Markup {
        let (texts, deal, today) = (visit.texts(), &self.deal, today(visit));
        html! {
            ul.rows {
                li.step {
                    span.what { (what) }
                    @if let Some(day) = deal.next_step_on {
                        @let given = [("day", crate::parts::spoken(day, today, texts).into())];
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

    fn deal_team(&self, visit: &Visit) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
        html! {
            section.card aria-labelledby="team-title" {
                header {
                    h2 id="team-title" { (texts.say("team-title")) }
                    @if self.may.share { a.more href={ (address(deal.number)) "/team/edit" } data-turbo-frame="dialog" { (texts.say("form-change")) } }
                }
                ul.rows {
                    @for (member, share) in &self.people {
                        li.step id={ "on-team-" (member.number) } {
                            a.what.person href={ "/people/" (member.number) } { (face_small(member.number, &member.name)) (member.name) }
                            span.why { @if share.role.is_empty() && member.id == deal.owner { (texts.say("team-accountable")) } @else { (share.role) } }
                            span.end.money { (percent(share)) " %" }
                        }
                    }
                }
            }
        }
    }

    fn facts(&self, visit: &Visit) -> Markup {
        let (texts, deal) = (visit.texts(), &self.deal);
        html! {
            section.card aria-labelledby="facts-title" {
                header {
                    h2 id="facts-title" { (texts.say("facts-title")) }
                    @if self.may.change { a.more href={ (address(deal.number)) "/edit" } data-turbo-frame="dialog" { (texts.say("form-change")) } }
                }
                dl.facts {
                    dt { (texts.say("facts-number")) } dd { (deal.number) }
                    @if let Some(account) = &self.account { dt { (texts.say("deal-account")) } dd { a.link href={ "/accounts/" (account.number) } { (account.name) } } }
                    @if let Some(product) = &self.product { dt { (texts.say("deal-product")) } dd { (product.name) } }
                    @if let Some(day) = deal.expected_close {
                        dt { (texts.say("deal-close")) }
                        dd { (full(day, texts)) @if deal.close_moves > 0 { small { " " (texts.fill("close-moved", &[("count", deal.close_moves.into())])) } } }
                    }
                    @if let Some(team) = &self.team { dt { (texts.say("owner-team")) } dd { a.link href={ "/teams/" (team.number) } { (team.name) } } }
                    @if let Some(day) = deal.opened_on { dt { (texts.say("facts-opened")) } dd { (full(day, texts)) } }
                }
            }
        }
    }
}
