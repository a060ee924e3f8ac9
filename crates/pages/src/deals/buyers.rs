//! Who is who at the customer, for one deal.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::{Around, BuyerDraft, BuyingRole, Deal, DealPage};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Trouble, address, form_page, to_change};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Choice, Picker};
use crate::settings::members_only;

pub(crate) async fn new(
    visit: Visit,
    Path(number): Path<i64>,
    Query(draft): Query<BuyerDraft>,
) -> Result<Page, Failure> {
    members_only(&visit)?;
    let (around, deal) = visit.look(move |scene| Ok((Around::read(scene)?, to_change(scene, number)?))).await?;
    Ok(page(&visit, &around, &deal, &draft, &Trouble::default()))
}

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<BuyerDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Deal::numbered(scene, number)?.set_buyer(scene, &draft)).await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-buyer-set"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, deal) =
                visit.look(move |scene| Ok((Around::read(scene)?, Deal::numbered(scene, number)?))).await?;
            Ok(page(&visit, &around, &deal, &typed, &trouble).into_response())
        }
    }
}

pub(crate) async fn destroy(
    visit: Visit,
    Path((number, contact, role)): Path<(i64, i64, String)>,
) -> Result<Response, Failure> {
    visit.change(move |scene| Deal::numbered(scene, number)?.remove_buyer(scene, contact, &role)).await?;
    Ok(to_saying(&address(number), &Said::text("said-buyer-removed")))
}

fn page(visit: &Visit, around: &Around, deal: &Deal, typed: &BuyerDraft, trouble: &Trouble) -> Page {
    let texts = visit.texts();
    let title = texts.say("buyers-add");
    let roles = BuyingRole::ALL.map(|role| (role.name().to_owned(), texts.say(role_name(role)).to_owned())).to_vec();
    let picker = Picker {
        name: "contact",
        label: "buyer-who",
        typed: &typed.contact,
        value: Some(("contact_picked", &typed.contact_picked)),
        url: "/contacts",
        frame: "options-contact",
        focus: true,
    };
    let form = html! {
        form.form action={ (address(deal.number)) "/buyers" } method="post" data-controller="dirty" {
            (picker.show(texts, &trouble.problems))
            (Choice { name: "role", label: "buyer-role", chosen: &typed.role, options: roles }.show(texts, &trouble.problems))
            footer {
                button.btn.primary { (texts.say("form-save")) }
                a.btn href=(address(deal.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    form_page(visit, around, deal, (title, trouble), &form)
}

/// The card beside a deal. Partners see no contacts.
pub(super) fn card(visit: &Visit, page: &DealPage) -> Markup {
    let texts = visit.texts();
    let own = address(page.deal.number);
    let may = page.may_change && !page.deal.discarded;
    html! {
        @if visit.actor.sees_all() && (may || !page.buyers.is_empty()) {
            section.card aria-labelledby="buyers-title" {
                header {
                    h2 id="buyers-title" { (texts.say("buyers-title")) }
                    @if may { a.more href={ (own) "/buyers/new" } data-turbo-frame="dialog" { (texts.say("buyers-add")) } }
                }
                @if page.buyers.is_empty() { p.quiet { (texts.say("buyers-none")) } }
                ul.rows {
                    @for buyer in &page.buyers {
                        li.step {
                            span.what { a href={ "/contacts/" (buyer.contact.number) } { (buyer.contact.name) } }
                            span.why { (texts.say(role_name(buyer.role))) @if let Some(title) = &buyer.contact.title { " · " (title) } }
                            @if may {
                                span.do {
                                    form.btn-form action={ (own) "/buyers/" (buyer.contact.number) "/" (buyer.role.name()) "?_method=delete" } method="post" {
                                        button.btn.quiet.small { (texts.say("buyer-remove")) span.aloud { " " (buyer.contact.name) ", " (texts.say(role_name(buyer.role))) } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The text that names a part in buying.
pub(crate) fn role_name(role: BuyingRole) -> &'static str {
    match role {
        BuyingRole::Champion => "buying-champion",
        BuyingRole::EconomicBuyer => "buying-economic-buyer",
        BuyingRole::DecisionMaker => "buying-decision-maker",
        BuyingRole::TechnicalEvaluator => "buying-technical-evaluator",
        BuyingRole::User => "buying-user",
        BuyingRole::Influencer => "buying-influencer",
        BuyingRole::Procurement => "buying-procurement",
        BuyingRole::Blocker => "buying-blocker",
    }
}
