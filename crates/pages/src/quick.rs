//! The quick log: a call, a note, a next step, a new deal or account, from anywhere.

mod about;

use axum::extract::Query;
use axum::http::HeaderMap;
use axum::http::header::REFERER;
use axum::response::{IntoResponse, Response};
use domain::quick::{Logged, QuickDraft, log};
use domain::{Account, Around, Deal, Result, Scene};
use http::{Said, Visit};
use maud::{Markup, html};

use crate::deals::Trouble;
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Head, Page, Spot, to_saying};
use crate::parts::{Field, MarkdownArea, Picker, sheet};

pub(crate) use about::index as abouts;

/// What can be logged, with the text of each.
const KINDS: [(&str, &str); 6] = [
    ("call", "quick-call"),
    ("note", "quick-note"),
    ("learned", "quick-learned"),
    ("step", "quick-step"),
    ("deal", "quick-deal"),
    ("account", "quick-account"),
];

pub(crate) async fn new(
    visit: Visit,
    Query(mut draft): Query<QuickDraft>,
    headers: HeaderMap,
) -> Result<Page, Failure> {
    if draft.about.is_empty() {
        draft.about = from_page(&headers);
    }
    let (around, draft) = visit.look(move |scene| Ok((Around::read(scene)?, named(scene, &draft)))).await?;
    Ok(page(&visit, &around, &draft, &Trouble::default()))
}

pub(crate) async fn create(visit: Visit, Form(draft): Form<QuickDraft>) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| log(scene, &draft)).await {
        Ok(Logged::Deal(number)) => Ok(to_saying(&format!("/deals/{number}"), &Said::text(said(&typed.what)))),
        Ok(Logged::Account(number)) => Ok(to_saying(&format!("/accounts/{number}"), &Said::text(said(&typed.what)))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let around = visit.look(Around::read).await?;
            Ok(page(&visit, &around, &typed, &trouble).into_response())
        }
    }
}

/// Something useful comes back at once: the page of the deal, and what to do there next.
fn said(what: &str) -> &'static str {
    match what {
        "call" => "said-quick-call",
        "step" => "said-step-set",
        "deal" => "said-deal-opened",
        "account" => "said-account-added",
        _ => "said-note-written",
    }
}

/// The deal or account of the page somebody comes from: `deal-42`.
fn from_page(headers: &HeaderMap) -> String {
    let page = headers.get(REFERER).and_then(|page| page.to_str().ok()).unwrap_or("");
    let path = page.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
    let mut parts = path.split(['/', '?', '#']);
    let kind = match parts.next() {
        Some("deals") => "deal",
        Some("accounts") => "account",
        _ => return String::new(),
    };
    parts
        .next()
        .and_then(|number| number.parse::<i64>().ok())
        .map_or(String::new(), |number| format!("{kind}-{number}"))
}

/// The draft with the name of what it is about; what is not there is left out.
fn named(scene: &mut Scene<'_>, draft: &QuickDraft) -> QuickDraft {
    let number = |prefix: &str| draft.about.strip_prefix(prefix).and_then(|number| number.parse().ok());
    let name = match (number("deal-"), number("account-")) {
        (Some(deal), _) => Deal::numbered(scene, deal).map(|deal| deal.title),
        (None, Some(account)) => Account::numbered(scene, account).map(|account| account.name),
        (None, None) => return draft.clone(),
    };
    match name {
        Ok(name) => QuickDraft { about_name: name, ..draft.clone() },
        Err(_) => QuickDraft { about: String::new(), ..draft.clone() },
    }
}

fn page(visit: &Visit, around: &Around, typed: &QuickDraft, trouble: &Trouble) -> Page {
    let title = visit.texts().say("quick-title");
    let head = Head::new(title, Spot::Elsewhere, "");
    let body = html! { (trouble.show(visit)) (form(visit, typed, trouble)) };
    trouble.page(visit, around, &head, &sheet(visit, title, ("/today", visit.texts().say("place-today")), &body))
}

fn form(visit: &Visit, typed: &QuickDraft, trouble: &Trouble) -> Markup {
    let (texts, problems) = (visit.texts(), &trouble.problems);
    let chosen = if typed.what.is_empty() { "call" } else { typed.what.as_str() };
    let about = Picker {
        name: "about_name",
        label: "quick-about",
        typed: &typed.about_name,
        value: Some(("about", &typed.about)),
        url: "/quick/about",
        frame: "options-about",
        focus: typed.about_name.is_empty(),
    };
    let text = MarkdownArea { name: "text", label: "quick-text", typed: &typed.text, focus: !about.focus };
    html! {
        form.form.quick-log action="/quick" method="post" data-controller="dirty" {
            fieldset {
                legend.aloud { (texts.say("quick-what")) }
                div.choices {
                    @for (kind, text) in KINDS {
                        label.choice { input type="radio" name="what" value=(kind) checked[kind == chosen]; (texts.say(text)) }
                    }
                }
            }
            div.quick-about { (about.show(texts, problems)) }
            (text.show(texts, problems))
            div.row.quick-more {
                (Field::text("by", "quick-by", &typed.by).of("date").show(texts, problems))
                div.quick-amount { (Field::text("amount", "quick-amount", &typed.amount).show(texts, problems)) }
            }
            footer {
                button.btn.primary { (texts.say("quick-do")) }
                a.btn href="/today" data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    }
}
