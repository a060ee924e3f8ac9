//! The forms that open a deal and change what it says.

use domain::{
    Account, Around, Beginning, Contact, Deal, DealDraft, Problems, Product, Result, Scene, Stage, Status, TermsDraft,
};
use http::{Texts, Visit};
use maud::{Markup, html};
use measures::Currency;

use super::{Trouble, address, form_page, to_change};
use crate::layout::{Head, Page, Spot};
use crate::parts::{Choice, Field, Group, Picker, area, sheet};

/// A deal and what stands beside it in its form.
pub(super) struct Terms {
    deal: Deal,
    account: Option<Account>,
    contact: Option<Contact>,
    products: Vec<Product>,
}

/// The fields that both forms have, as typed.
struct Words<'w> {
    title: &'w str,
    account: &'w str,
    /// Nothing where the person sees no contacts.
    contact: Option<&'w str>,
    contact_picked: &'w str,
    product: &'w str,
    amount: &'w str,
    currency: &'w str,
    expected_close: &'w str,
}

impl Words<'_> {
    fn show(&self, texts: Texts, problems: &Problems, products: &[Product]) -> Markup {
        let none = std::iter::once((String::new(), texts.say("deal-no-product").to_owned()));
        let products = none.chain(products.iter().map(|product| (product.name.clone(), product.name.clone())));
        let account = Picker {
            name: "account",
            label: "deal-account",
            typed: self.account,
            value: None,
            url: "/accounts",
            frame: "options-account",
            focus: false,
        };
        let contact = self.contact.map(|typed| Picker {
            name: "contact",
            label: "facts-contact",
            typed,
            value: Some(("contact_picked", self.contact_picked)),
            url: "/contacts",
            frame: "options-contact",
            focus: false,
        });
        html! {
            (account.show(texts, problems))
            @if let Some(contact) = &contact { (contact.show(texts, problems)) }
            (Choice { name: "product", label: "deal-product", chosen: self.product, options: products.collect() }.show(texts, problems))
            (Field::text("title", "deal-title", self.title).hint("deal-title-hint").show(texts, problems))
            div.row {
                (self.amount(texts, problems))
                (Field::text("expected_close", "deal-close", self.expected_close).of("date").show(texts, problems))
            }
        }
    }

    fn amount(&self, texts: Texts, problems: &Problems) -> Markup {
        let problem = texts.on(problems, "amount").or_else(|| texts.on(problems, "currency"));
        html! {
            div.field {
                label for="amount" { (texts.say("deal-amount")) }
                div.affixed {
                    select name="currency" aria-label=(texts.say("deal-currency")) {
                        @for currency in Currency::all() { option value=(currency.code()) selected[currency.code() == self.currency] { (currency.code()) } }
                    }
                    input id="amount" name="amount" inputmode="decimal" autocomplete="off" value=(self.amount)
                        aria-invalid=[problem.as_ref().map(|_| "true")] aria-describedby=[problem.as_ref().map(|_| "amount-problem")];
                }
                @if let Some(problem) = &problem { p.problem id="amount-problem" { (problem) } }
            }
        }
    }
}

/// The form for a new deal.
pub(super) fn opening(
    visit: &Visit,
    around: &Around,
    (products, beginnings): &(Vec<Product>, Vec<Beginning>),
    typed: &DealDraft,
    trouble: &Trouble,
) -> Page {
    let texts = visit.texts();
    let usual = visit.actor.workspace.currency.code();
    let words = Words {
        title: &typed.title,
        account: &typed.account,
        contact: Some(&typed.contact),
        contact_picked: &typed.contact_picked,
        product: &typed.product,
        amount: &typed.amount,
        currency: if typed.currency.is_empty() { usual } else { &typed.currency },
        expected_close: &typed.expected_close,
    };
    let title = texts.say("deals-new");
    let form = html! {
        (trouble.show(visit))
        form.form action="/deals" method="post" data-controller="dirty" {
            (words.show(texts, &trouble.problems, products))
            (beginning(texts, beginnings, typed, &trouble.problems))
            footer {
                button.btn.primary { (texts.say("deals-open")) }
                a.btn href="/deals" data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    let head = Head::new(title, Spot::Deals, "");
    trouble.page(visit, around, &head, &sheet(visit, title, ("/deals", texts.say("deals-title")), &form))
}

/// Where it begins: in a stage, of one of the processes where there are several.
fn beginning(texts: Texts, beginnings: &[Beginning], typed: &DealDraft, problems: &Problems) -> Markup {
    let options = |stages: &[Stage]| stages.iter().map(|stage| (stage.key.clone(), stage.name.clone())).collect();
    let asked = beginnings.iter().find(|begin| begin.process.key == typed.process);
    let first = asked.and_then(|begin| begin.stages.first()).map_or("", |stage| stage.key.as_str());
    let chosen = if typed.stage.is_empty() { first } else { &typed.stage };
    let choice = |options| Choice { name: "stage", label: "deal-stage", chosen, options };
    match beginnings {
        [only] => choice(options(&only.stages)).show(texts, problems),
        several => {
            let groups: Vec<Group> =
                several.iter().map(|begin| (begin.process.name.clone(), options(&begin.stages))).collect();
            choice(Vec::new()).show_grouped(texts, problems, &groups)
        }
    }
}

impl Terms {
    pub(super) fn read(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        let deal = to_change(scene, number)?;
        let account = deal.account.map(|account| Account::with_id(scene, account)).transpose()?;
        let contact = deal.contact.filter(|_| scene.actor.sees_all());
        let contact = contact.map(|contact| Contact::with_id(scene, contact)).transpose()?;
        Ok(Self { deal, account, contact, products: Product::all(scene)? })
    }

    /// The form that changes them; once the deal is closed it asks why.
    pub(super) fn page(&self, visit: &Visit, around: &Around, typed: &TermsDraft, trouble: &Trouble) -> Page {
        let (texts, deal) = (visit.texts(), &self.deal);
        let title = texts.say("terms-title");
        let form = html! {
            form.form action={ (address(deal.number)) "?_method=put" } method="post" data-controller="dirty" {
                input type="hidden" name="version" value=(deal.version);
                (self.words(visit, typed, &trouble.problems))
                @if deal.status != Status::Open { (area(texts, &trouble.problems, ("reason", "terms-reason"), &typed.reason)) }
                footer {
                    button.btn.primary { (texts.say("form-save")) }
                    a.btn href=(address(deal.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
                }
            }
        };
        form_page(visit, around, deal, (title, trouble), &form)
    }

    /// What was typed, or else what stands there now.
    fn words(&self, visit: &Visit, typed: &TermsDraft, problems: &Problems) -> Markup {
        let deal = &self.deal;
        let amount = deal.amount().map(|money| money.decimal()).unwrap_or_default();
        let close = deal.expected_close.map(|day| day.to_string()).unwrap_or_default();
        let product = self.products.iter().find(|product| Some(product.id) == deal.product);
        let account = self.account.as_ref().map_or("", |account| account.name.as_str());
        let contact = self.contact.as_ref().map_or("", |contact| contact.name.as_str());
        Words {
            title: typed.title.as_deref().unwrap_or(&deal.title),
            account: typed.account.as_deref().unwrap_or(account),
            contact: visit.actor.sees_all().then(|| typed.contact.as_deref().unwrap_or(contact)),
            contact_picked: &typed.contact_picked,
            product: typed.product.as_deref().unwrap_or(product.map_or("", |product| product.name.as_str())),
            amount: typed.amount.as_deref().unwrap_or(&amount),
            currency: typed.currency.as_deref().unwrap_or(deal.currency.code()),
            expected_close: typed.expected_close.as_deref().unwrap_or(&close),
        }
        .show(visit.texts(), problems, &self.products)
    }
}
