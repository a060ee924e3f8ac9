//! People at customers.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::{Around, Contact, ContactDraft};
use http::{Said, Texts, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use super::all::proposals;
use crate::deals::Trouble;
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Head, Page, Spot, to_saying};
use crate::parts::{Field, Picker, empty_mark, sheet};
use crate::settings::members_only;

/// Which contacts.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// Words, as typed into a field that asks for somebody.
    #[serde(default)]
    q: String,
    /// The place where the page begins.
    #[serde(default)]
    after: String,
}

pub(crate) async fn index(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Failure> {
    if let Some(frame) = visit.frame.clone().filter(|frame| frame.starts_with("options-")) {
        return proposals(&visit, &frame, "contact", asked.q, ("contacts-title", "contact-will-be-new")).await;
    }
    let after = asked.after.clone();
    let (around, page) = visit.look(move |scene| Ok((Around::read(scene)?, Contact::list(scene, &after)?))).await?;
    let head = Head::new(visit.texts().say("contacts-title"), Spot::Accounts, "accounts");
    Ok(Page::new(&visit, &around, &head, &list(visit.texts(), &asked, &page)).into_response())
}

pub(crate) async fn show(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let (around, contact) =
        visit.look(move |scene| Ok((Around::read(scene)?, Contact::numbered(scene, number)?))).await?;
    let head = Head::new(&contact.name, Spot::Accounts, format!("contact:{}", contact.id.text()));
    Ok(Page::new(&visit, &around, &head, &card(visit.texts(), &contact)))
}

pub(crate) async fn new(visit: Visit, Query(draft): Query<ContactDraft>) -> Result<Page, Failure> {
    members_only(&visit)?;
    let around = visit.look(Around::read).await?;
    Ok(form(&visit, &around, None, &draft, &Trouble::default()))
}

pub(crate) async fn create(visit: Visit, Form(draft): Form<ContactDraft>) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Contact::add(scene, &draft)).await {
        Ok(contact) => Ok(to_saying(&address(contact.number), &Said::text("said-contact-added"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let around = visit.look(Around::read).await?;
            Ok(form(&visit, &around, None, &typed, &trouble).into_response())
        }
    }
}

pub(crate) async fn edit(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let (around, contact) =
        visit.look(move |scene| Ok((Around::read(scene)?, Contact::numbered(scene, number)?))).await?;
    Ok(form(&visit, &around, Some(&contact), &ContactDraft::default(), &Trouble::default()))
}

pub(crate) async fn update(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<ContactDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Contact::numbered(scene, number)?.change(scene, &draft)).await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-contact-changed"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, contact) =
                visit.look(move |scene| Ok((Around::read(scene)?, Contact::numbered(scene, number)?))).await?;
            Ok(form(&visit, &around, Some(&contact), &typed, &trouble).into_response())
        }
    }
}

fn address(number: i64) -> String {
    format!("/contacts/{number}")
}

fn list(texts: Texts, asked: &Asked, page: &domain::Page<Contact>) -> Markup {
    html! {
        header.page-head {
            div { ol.crumbs { li { a href="/accounts" { (texts.say("accounts-title")) } } li { (texts.say("contacts-title")) } } h1 { (texts.say("contacts-title")) } }
            div.actions { a.btn.primary href="/contacts/new" data-turbo-frame="dialog" { (texts.say("contacts-new")) } }
        }
        section.card.flush aria-label=(texts.say("contacts-title")) {
            @if page.rows.is_empty() { div.empty { (empty_mark()) p { (texts.say("contacts-none")) } } }
            ul.rows.links {
                @for contact in &page.rows {
                    li id={ "contact-" (contact.number) } {
                        a href=(address(contact.number)) {
                            span.title { (contact.name) }
                            small { (about(contact)) }
                        }
                    }
                }
            }
            @if page.after.is_some() || !asked.after.is_empty() {
                footer {
                    nav.pages aria-label=(texts.say("pages-title")) {
                        ul {
                            @if !asked.after.is_empty() { li { a.btn.small href="/contacts" { (texts.say("pages-first")) } } }
                            @if let Some(after) = &page.after { li { a.btn.small href={ "/contacts?after=" (after) } rel="next" { (texts.say("pages-next")) } } }
                        }
                    }
                }
            }
        }
    }
}

/// What somebody does, and where.
fn about(contact: &Contact) -> String {
    let account = contact.account_name.as_ref().map(|(_, name)| name.as_str());
    let parts: Vec<&str> = contact.title.as_deref().into_iter().chain(account).collect();
    parts.join(" · ")
}

fn card(texts: Texts, contact: &Contact) -> Markup {
    html! {
        header.page-head {
            div {
                ol.crumbs {
                    li { a href="/contacts" { (texts.say("contacts-title")) } }
                    @if let Some((number, name)) = &contact.account_name { li { a href={ "/accounts/" (number) } { (name) } } }
                }
                h1 { (contact.name) }
                @if let Some(title) = &contact.title { p.say { (title) } }
            }
            div.actions { a.btn href={ (address(contact.number)) "/edit" } data-turbo-frame="dialog" { (texts.say("form-change")) } }
        }
        section.card.narrow aria-labelledby="facts-title" {
            header { h2 id="facts-title" { (texts.say("facts-title")) } }
            dl.facts {
                @if let Some((number, name)) = &contact.account_name { dt { (texts.say("deal-account")) } dd { a.link href={ "/accounts/" (number) } { (name) } } }
                @if let Some(email) = &contact.email { dt { (texts.say("field-email")) } dd { a.link href={ "mailto:" (email) } { (email) } } }
                @if let Some(phone) = &contact.phone { dt { (texts.say("contact-phone")) } dd { a.link href={ "tel:" (dialled(phone)) } { (phone) } } }
            }
        }
    }
}

fn dialled(phone: &str) -> String {
    phone.chars().filter(|letter| letter.is_ascii_digit() || *letter == '+').collect()
}

fn form(visit: &Visit, around: &Around, known: Option<&Contact>, typed: &ContactDraft, trouble: &Trouble) -> Page {
    let (texts, problems) = (visit.texts(), &trouble.problems);
    let title = texts.say(if known.is_some() { "contact-change" } else { "contacts-new" });
    let (to, back) = known.map_or(("/contacts".to_owned(), "/contacts".to_owned()), |contact| {
        (format!("{}?_method=put", address(contact.number)), address(contact.number))
    });
    let or = |typed: &Option<String>, known: Option<String>| typed.clone().or(known).unwrap_or_default();
    let name = or(&typed.name, known.map(|contact| contact.name.clone()));
    let account = or(&typed.account, known.and_then(|contact| Some(contact.account_name.as_ref()?.1.clone())));
    let work = or(&typed.title, known.and_then(|contact| contact.title.clone()));
    let email = or(&typed.email, known.and_then(|contact| contact.email.clone()));
    let phone = or(&typed.phone, known.and_then(|contact| contact.phone.clone()));
    let picker = Picker {
        name: "account",
        label: "deal-account",
        typed: &account,
        value: None,
        url: "/accounts",
        frame: "options-account",
        focus: false,
    };
    let body = html! {
        (trouble.show(visit))
        form.form action=(to) method="post" data-controller="dirty" {
            @if let Some(contact) = known { input type="hidden" name="version" value=(contact.version); }
            (Field::text("name", "field-name", &name).required().show(texts, problems))
            (picker.show(texts, problems))
            (Field::text("title", "contact-title", &work).show(texts, problems))
            div.row {
                (Field::text("email", "field-email", &email).of("email").show(texts, problems))
                (Field::text("phone", "contact-phone", &phone).of("tel").show(texts, problems))
            }
            footer {
                button.btn.primary { (texts.say("form-save")) }
                a.btn href=(back) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    let head = Head::new(title, Spot::Accounts, "");
    trouble.page(visit, around, &head, &sheet(visit, title, (&back, texts.say("contacts-title")), &body))
}
