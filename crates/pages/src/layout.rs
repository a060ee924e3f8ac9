//! The frame of every page: places, search, news, the person, and the page itself.

mod document;
mod rail;
mod topbar;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::{Around, Problems};
use http::{Said, Visit, texts};
use maud::{Markup, html};

use crate::parts::icon_small;

pub(crate) use document::bare;

/// The place in the menu that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spot {
    /// The person's own page.
    Today,
    /// Boards, lists and pages of deals.
    Deals,
    /// Customers.
    Accounts,
    /// The team.
    Team,
    /// Tools for selling.
    Playbook,
    /// How selling goes.
    Insight,
    /// The way in.
    Import,
    /// Settings of the workspace and the person.
    Settings,
    /// None of them.
    Elsewhere,
}

/// What the frame has to know of a page.
pub(crate) struct Head {
    /// Its title.
    pub(crate) title: String,
    /// Its place in the menu.
    pub(crate) spot: Spot,
    /// The topics whose changes it shows, with blanks between.
    pub(crate) topics: String,
}

impl Head {
    /// A page that looks again when these topics change.
    pub(crate) fn new(title: impl Into<String>, spot: Spot, topics: impl Into<String>) -> Self {
        Self { title: title.into(), spot, topics: topics.into() }
    }
}

/// A whole page, ready to be sent.
pub(crate) struct Page {
    html: Markup,
    status: StatusCode,
    said: bool,
}

impl Page {
    /// A page in its frame. Asked for by the dialog's frame, it is the dialog's content alone.
    pub(crate) fn new(visit: &Visit, around: &Around, head: &Head, body: &Markup) -> Self {
        let html = match visit.frame.as_deref() {
            Some("dialog") => html! { turbo-frame id="dialog" { (body) } },
            _ => document::whole(visit, around, head, body),
        };
        Self { html, status: StatusCode::OK, said: visit.said.is_some() && visit.frame.is_none() }
    }

    /// A form that was refused: what was typed is still there, and no change elsewhere redraws it.
    pub(crate) fn refused(visit: &Visit, around: &Around, head: &Head, body: &Markup) -> Self {
        let head = Head { topics: String::new(), title: head.title.clone(), spot: head.spot };
        Self { status: StatusCode::UNPROCESSABLE_ENTITY, ..Self::new(visit, around, &head, body) }
    }

    /// With another status.
    pub(crate) fn status(self, status: StatusCode) -> Self {
        Self { status, ..self }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let mut answer = (self.status, self.html).into_response();
        if self.said {
            let (name, value) = Said::clear();
            answer.headers_mut().append(name, value);
        }
        answer
    }
}

/// A 303 to a page that says something once.
pub(crate) fn to_saying(path: &str, said: &Said) -> Response {
    let mut answer = axum::response::Redirect::to(path).into_response();
    let (name, value) = said.keep();
    answer.headers_mut().append(name, value);
    answer
}

/// What went wrong, and where to go from here.
pub(crate) fn failure(text: &str, problems: &Problems) -> Markup {
    let texts = texts();
    html! {
        h1 { (texts.say(text)) }
        @for (_, problem) in problems.iter() { p.say { (texts.problem(problem)) } }
        p { a.btn href="/" { (icon_small("today")) (texts.say("failure-back")) } }
    }
}
