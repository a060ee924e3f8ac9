//! Settings: one's own, people, teams, the workspace and what it sells.

pub(crate) mod password;
pub(crate) mod people;
pub(crate) mod products;
pub(crate) mod profile;
pub(crate) mod rates;
pub(crate) mod rights;
pub(crate) mod sessions;
pub(crate) mod stages;
pub(crate) mod teams;
pub(crate) mod tokens;
pub(crate) mod workspace;

use domain::{Around, Error, Problems, Result, Role};
use http::Visit;
use maud::{Markup, html};

use crate::layout::{Head, Page, Spot};

/// A part of the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    You,
    People,
    Teams,
    Workspace,
    Process,
    Products,
    Rates,
    Rights,
}

impl Part {
    /// The parts that this person can use.
    fn all(visit: &Visit) -> &'static [Self] {
        match visit.actor.role {
            Role::Partner => &[Self::You],
            _ => &[
                Self::You,
                Self::People,
                Self::Teams,
                Self::Workspace,
                Self::Process,
                Self::Products,
                Self::Rates,
                Self::Rights,
            ],
        }
    }

    /// Its address.
    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::You => "/settings",
            Self::People => "/settings/people",
            Self::Teams => "/settings/teams",
            Self::Workspace => "/settings/workspace",
            Self::Process => "/settings/stages",
            Self::Products => "/settings/products",
            Self::Rates => "/settings/rates",
            Self::Rights => "/settings/rights",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::You => "settings-you",
            Self::People => "settings-people",
            Self::Teams => "settings-teams",
            Self::Workspace => "settings-workspace",
            Self::Process => "settings-process",
            Self::Products => "settings-products",
            Self::Rates => "settings-rates",
            Self::Rights => "settings-rights",
        }
    }
}

/// What partners do not see is not there for them.
pub(crate) fn members_only(visit: &Visit) -> Result<()> {
    if visit.actor.role == Role::Partner { Err(Error::NotFound) } else { Ok(()) }
}

/// A page of the settings, and whether something on it was refused.
pub(crate) fn page(visit: &Visit, around: &Around, part: Part, body: &Markup, problems: &Problems) -> Page {
    let texts = visit.texts();
    let head = Head::new(
        texts.say(part.text()),
        Spot::Settings,
        if part == Part::Process { "process" } else { "people settings" },
    );
    let whole = html! {
        header.page-head { div { h1 { (texts.say("place-settings")) } } }
        div {
            nav.tabs.canvas-tabs aria-label=(texts.say("settings-parts")) {
                @for each in Part::all(visit) {
                    a href=(each.path()) aria-current=[(*each == part).then_some("page")] { (texts.say(each.text())) }
                }
            }
        }
        (body)
    };
    if problems.is_empty() {
        Page::new(visit, around, &head, &whole)
    } else {
        Page::refused(visit, around, &head, &whole)
    }
}

/// One of these days of the week, as boxes to tick.
pub(crate) fn week(visit: &Visit, works: impl Fn(&str) -> bool) -> Markup {
    let texts = visit.texts();
    html! {
        fieldset {
            legend { (texts.say("settings-working-days")) }
            div.choices {
                @for (day, name) in WEEK {
                    label.choice { input type="checkbox" name="working_days" value=(day) checked[works(day)]; (texts.say(name)) }
                }
            }
        }
    }
}

const WEEK: [(&str, &str); 7] = [
    ("1", "day-monday"),
    ("2", "day-tuesday"),
    ("3", "day-wednesday"),
    ("4", "day-thursday"),
    ("5", "day-friday"),
    ("6", "day-saturday"),
    ("7", "day-sunday"),
];
