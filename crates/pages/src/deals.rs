//! Pages about deals, a file for each resource.

pub(crate) mod all;
pub(crate) mod answers;
mod aside;
mod asked;
mod board;
pub(crate) mod buyers;
pub(crate) mod checks;
pub(crate) mod closure;
pub(crate) mod csv;
pub(crate) mod files;
mod filter;
mod guide;
mod head;
pub(crate) mod help;
pub(crate) mod help_answer;
pub(crate) mod history;
pub(crate) mod moves;
pub(crate) mod note_restoration;
pub(crate) mod notes;
pub(crate) mod one;
pub(crate) mod owner;
mod page;
pub(crate) mod restoration;
mod ribbon;
pub(crate) mod scores;
pub(crate) mod shares;
pub(crate) mod stage;
pub(crate) mod step;
mod table;
mod talk;
mod terms;
pub(crate) mod thanks;
pub(crate) mod tools;
mod trouble;
mod waiver;
mod words;

use domain::{Account, Around, Deal, Result, Scene, Share};
use http::Visit;
use jiff::civil::Date;
use maud::{Markup, html};
use measures::split::BasisPoints;

use crate::layout::{Head, Page, Spot};
use crate::parts::sheet;

pub(crate) use trouble::Trouble;

/// Today in the workspace's time zone.
fn today(visit: &Visit) -> Date {
    domain::day_of(visit.stage.now(), &visit.actor.workspace.zone())
}

/// The address of a deal's page.
fn address(number: i64) -> String {
    format!("/deals/{number}")
}

/// The deal, for a form that changes it: who may not is told before typing, not after.
fn to_change(scene: &mut Scene<'_>, number: i64) -> Result<Deal> {
    let deal = Deal::numbered(scene, number)?;
    deal.must_change(scene)?;
    Ok(deal)
}

/// The customer of a deal, leading to its page for those who may see it.
fn customer(visit: &Visit, account: &Account) -> Markup {
    html! {
        @if visit.actor.sees_all() { a.link href={ "/accounts/" (account.number) } { (account.name) } }
        @else { (account.name) }
    }
}

/// The same above a title.
fn crumb(visit: &Visit, account: &Account) -> Markup {
    html! {
        @if visit.actor.sees_all() { a href={ "/accounts/" (account.number) } { (account.name) } }
        @else { (account.name) }
    }
}

/// A share in per cent, as people write it.
fn percent(share: &Share) -> String {
    let whole = BasisPoints(u32::try_from(share.basis_points).unwrap_or(0)).to_string();
    whole.trim_end_matches('%').trim_end().to_owned()
}

/// A form about a deal: as a sheet in the dialog or as a page, refused or not.
fn form_page(visit: &Visit, around: &Around, deal: &Deal, (title, trouble): (&str, &Trouble), form: &Markup) -> Page {
    let head = Head::new(format!("{title} · {}", deal.title), Spot::Deals, "");
    let body = sheet(visit, title, (&address(deal.number), &deal.title), &html! { (trouble.show(visit)) (form) });
    trouble.page(visit, around, &head, &body)
}
