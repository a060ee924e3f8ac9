//! The page of one account: what is known of it, its deals, its people, its notes, its companies.

use domain::{Account, AccountPage, Around, Contact, Note, NoteDraft, Result, Scene, Stage, Status, Tile};
use http::Visit;
use maud::{Markup, html};

use super::address;
use crate::deals::{Trouble, notes as noting};
use crate::layout::{Head, Page, Spot};
use crate::parts::{Worth, count, full, icon, icon_small, notes as note_list};

/// Notes on the page.
const NOTES: i64 = 20;

/// Everything that the page shows, read in one moment.
pub(super) struct Seen {
    around: Around,
    page: AccountPage,
    contacts: Vec<Contact>,
    notes: Vec<Note>,
    stages: Vec<Stage>,
}

impl Seen {
    pub(super) fn read(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        let page = Account::page(scene, number)?;
        let contacts = Contact::at(scene, page.account.id)?;
        let notes = Note::of_account(scene, page.account.id, NOTES)?;
        Ok(Self { around: Around::read(scene)?, page, contacts, notes, stages: Stage::all(scene)? })
    }

    pub(super) fn number(&self) -> i64 {
        self.page.account.number
    }

    pub(super) fn page(&self, visit: &Visit) -> Page {
        let account = &self.page.account;
        let topics = format!("account:{}", account.id.text());
        let head = Head::new(&account.name, Spot::Accounts, topics);
        let body = html! {
            (self.head(visit))
            div.split {
                div.stack { (self.deals(visit)) (self.notes(visit)) }
                div.stack { (self.facts(visit)) (self.contacts(visit)) (self.companies(visit)) }
            }
        };
        Page::new(visit, &self.around, &head, &body)
    }

    fn head(&self, visit: &Visit) -> Markup {
        let (texts, account) = (visit.texts(), &self.page.account);
        let to = |path: &str| format!("{}/{path}", address(account.number));
        let known: Vec<&str> = account.industry.iter().chain(&account.country).map(String::as_str).collect();
        html! {
            header.page-head {
                div {
                    ol.crumbs {
                        li { a href="/accounts" { (texts.say("accounts-title")) } }
                        @if let Some((number, name)) = &self.page.parent { li { a href=(address(*number)) { (name) } } }
                    }
                    h1 { (account.name) }
                    @if !known.is_empty() { p.say { (known.join(" · ")) } }
                }
                @if self.page.may_change {
                    div.actions {
                        a.btn.primary href={ "/deals/new?account=" (escaped(&account.name)) } data-turbo-frame="dialog" { (texts.say("deals-new")) }
                        button.btn.icon-only popovertarget="account-menu" aria-label=(texts.say("account-more")) { (icon("more")) }
                        div.menu id="account-menu" popover {
                            a.menu-item href=(to("edit")) data-turbo-frame="dialog" { (icon_small("edit")) (texts.say("account-change")) }
                            a.menu-item href=(to("merge/new")) data-turbo-frame="dialog" { (icon_small("account")) (texts.say("merge-title")) }
                        }
                    }
                }
            }
        }
    }

    fn deals(&self, visit: &Visit) -> Markup {
        let (texts, deals) = (visit.texts(), &self.page.deals);
        html! {
            section.card aria-labelledby="deals-title" {
                header {
                    h2 id="deals-title" { (texts.say("deals-title")) }
                    @if deals.after.is_some() { a.more href={ "/deals?as=table&status=any&account=" (self.number()) } { (texts.say("account-all-deals")) } }
                }
                @if deals.rows.is_empty() { p.quiet { (texts.say("account-no-deals")) } }
                ul.rows { @for tile in &deals.rows { (self.deal(visit, tile)) } }
            }
        }
    }

    fn deal(&self, visit: &Visit, tile: &Tile) -> Markup {
        let texts = visit.texts();
        let stage = self.stages.iter().find(|stage| stage.key == tile.stage);
        let worth = Worth { amount: tile.amount(), estimated: tile.amount_estimated };
        let on = if tile.status == Status::Open { tile.expected_close } else { tile.closed_on };
        html! {
            li.step id={ "deal-" (tile.number) } {
                a.what href={ "/deals/" (tile.number) } { (tile.title) }
                span.why {
                    (stage.map_or(tile.stage.as_str(), |stage| stage.name.as_str()))
                    @if let Some(day) = on { " · " (full(day, texts)) }
                    " · " (tile.owner.1)
                }
                span.end { (worth.short(texts)) }
            }
        }
    }

    fn notes(&self, visit: &Visit) -> Markup {
        let texts = visit.texts();
        let to = format!("{}/notes", address(self.number()));
        html! {
            section.card aria-labelledby="notes-title" {
                header { h2 id="notes-title" { (texts.say("notes-title")) } }
                div.stack.tight {
                    @if self.page.may_change {
                        details id="note-new" {
                            summary.btn { (texts.say("note-write")) }
                            (noting::form(visit, &to, &NoteDraft::default(), &Trouble::default()))
                        }
                    }
                    (note_list(visit, &self.notes))
                }
            }
        }
    }

    fn facts(&self, visit: &Visit) -> Markup {
        let (texts, account) = (visit.texts(), &self.page.account);
        let website =
            account.website.as_ref().filter(|site| site.starts_with("http://") || site.starts_with("https://"));
        html! {
            section.card aria-labelledby="facts-title" {
                header {
                    h2 id="facts-title" { (texts.say("facts-title")) }
                    @if self.page.may_change { a.more href={ (address(account.number)) "/edit" } data-turbo-frame="dialog" { (texts.say("form-change")) } }
                }
                dl.facts {
                    dt { (texts.say("facts-number")) } dd { (account.number) }
                    @if let Some(site) = website { dt { (texts.say("account-website")) } dd { a.link href=(site) rel="noopener noreferrer" { (site) } } }
                    @else if let Some(site) = &account.website { dt { (texts.say("account-website")) } dd { (site) } }
                    @if let Some(employees) = account.employees { dt { (texts.say("account-employees")) } dd { (count(employees)) } }
                    @if let Some(founded) = account.founded { dt { (texts.say("account-founded")) } dd { (founded) } }
                }
            }
        }
    }

    fn contacts(&self, visit: &Visit) -> Markup {
        let (texts, account) = (visit.texts(), &self.page.account);
        html! {
            section.card aria-labelledby="contacts-title" {
                header {
                    h2 id="contacts-title" { (texts.say("contacts-title")) }
                    @if self.page.may_change {
                        a.more href={ "/contacts/new?account=" (escaped(&account.name)) } data-turbo-frame="dialog" { (texts.say("contacts-new")) }
                    }
                }
                @if self.contacts.is_empty() { p.quiet { (texts.say("account-no-contacts")) } }
                ul.rows {
                    @for contact in &self.contacts {
                        li.step id={ "contact-" (contact.number) } {
                            a.what href={ "/contacts/" (contact.number) } { (contact.name) }
                            @if let Some(title) = &contact.title { span.why { (title) } }
                        }
                    }
                }
            }
        }
    }

    fn companies(&self, visit: &Visit) -> Markup {
        html! {
            @if !self.page.children.is_empty() {
                section.card aria-labelledby="companies-title" {
                    header { h2 id="companies-title" { (visit.texts().say("account-companies")) } }
                    ul.rows { @for (number, name) in &self.page.children { li id={ "company-" (number) } { a.title href=(address(*number)) { (name) } } } }
                }
            }
        }
    }
}

/// A name as part of a query.
fn escaped(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
