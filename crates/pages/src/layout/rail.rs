//! The places: a rail beside the page, tabs under the thumb on a phone.

use domain::{Around, Mate, Role};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::Spot;
use crate::parts::{face_small, icon, icon_small, initials};

struct Place {
    spot: Spot,
    path: &'static str,
    icon: &'static str,
    text: &'static str,
}

/// The places that this person can use: the menu shows only what works.
fn places(visit: &Visit) -> Vec<Place> {
    let place = |spot, path, icon, text| Place { spot, path, icon, text };
    let mut places = vec![
        place(Spot::Today, "/today", "today", "place-today"),
        place(Spot::Deals, "/deals", "deals", "place-deals"),
    ];
    if visit.actor.role != Role::Partner {
        places.push(place(Spot::Accounts, "/accounts", "account", "place-accounts"));
        places.push(place(Spot::Team, "/team", "team", "place-team"));
        places.push(place(Spot::Playbook, "/tools", "play", "place-playbook"));
        places.push(place(Spot::Insight, "/insights", "insight", "place-insight"));
    }
    if visit.actor.operates() {
        places.push(place(Spot::Import, "/imports", "import", "place-import"));
    }
    places
}

pub(super) fn mark() -> Markup {
    html! {
        svg viewBox="0 0 26 20" aria-hidden="true" {
            path.mark-pace d="M2 4 24 16" stroke-width="2" stroke-dasharray="4 3" {}
            path.mark-steps d="M2 3h6v4h5v4h5v4h6" stroke-width="2.6" stroke-linecap="round" {}
        }
    }
}

/// Beside the page: places, team-mates, settings.
pub(super) fn rail(visit: &Visit, around: &Around, spot: Spot) -> Markup {
    let texts = visit.texts();
    html! {
        aside.rail aria-label=(texts.say("shell-places")) {
            a.mark href="/" { (mark()) (texts.say("shell-name")) }
            nav aria-label=(texts.say("shell-main")) {
                ul { @for place in places(visit) { li { (link(&place, spot, texts)) } } }
            }
            @if let Some((number, name)) = &around.team {
                nav aria-labelledby="rail-team" {
                    h2 id="rail-team" { a href={ "/teams/" (number) } { (name) } }
                    ul { @for mate in &around.mates { li { (mate_link(mate)) } } }
                }
            }
            ul.rail-end { li { (link(&settings(), spot, texts)) } }
        }
    }
}

fn settings() -> Place {
    Place { spot: Spot::Settings, path: "/settings", icon: "settings", text: "place-settings" }
}

fn link(place: &Place, spot: Spot, texts: Texts) -> Markup {
    let current = (place.spot == spot).then_some("page");
    html! { a href=(place.path) aria-current=[current] { (icon(place.icon)) (texts.say(place.text)) } }
}

fn mate_link(mate: &Mate) -> Markup {
    html! {
        a href={ "/people/" (mate.number) } {
            @if mate.placeholder { span.face.s.placeholder aria-hidden="true" { (initials(&mate.name)) } }
            @else { (face_small(mate.number, &mate.name)) }
            (mate.name)
        }
    }
}

/// Under the thumb: the first places, one button that creates, the rest behind a menu.
pub(super) fn tabbar(visit: &Visit, spot: Spot) -> Markup {
    let texts = visit.texts();
    let places = places(visit);
    let (first, rest) = places.split_at(2.min(places.len()));
    let tab = |place: &Place| {
        let current = (place.spot == spot).then_some("page");
        html! { a.tabbar-item href=(place.path) aria-current=[current] { (icon(place.icon)) (texts.say(place.text)) } }
    };
    html! {
        nav.tabbar aria-label=(texts.say("shell-thumb")) {
            @for place in first { (tab(place)) }
            @if visit.actor.role != Role::Partner {
                a.tabbar-item.tabbar-create href="/quick/new" data-turbo-frame="dialog" aria-label=(texts.say("shell-new")) { (icon("plus")) }
            }
            @for place in rest.iter().filter(|place| place.spot == Spot::Team) { (tab(place)) }
            button.tabbar-item popovertarget="more-menu" { (icon("menu")) (texts.say("shell-more")) }
            div.menu id="more-menu" popover {
                @for place in rest.iter().filter(|place| place.spot != Spot::Team) { (more(place, texts)) }
                (more(&settings(), texts))
            }
        }
    }
}

fn more(place: &Place, texts: Texts) -> Markup {
    html! { a.menu-item href=(place.path) { (icon_small(place.icon)) (texts.say(place.text)) } }
}

/// Once on every page: where sentences appear, the dialog, the list of keys.
pub(super) fn once(texts: Texts) -> Markup {
    html! {
        div.toasts id="toasts" role="status" data-turbo-permanent {}
        template data-toast {
            div.toast data-controller="toast" { p {} (close_toast(texts)) }
        }
        dialog.dialog id="dialog-host" data-controller="dialog" data-dialog-unsaved-value=(texts.say("dialog-unsaved"))
            closedby="closerequest" aria-label=(texts.say("dialog-label")) {
            turbo-frame id="dialog" data-dialog-target="frame" {}
        }
        dialog.dialog.narrow id="keys" data-quick-target="keys" closedby="any" aria-labelledby="keys-title" {
            header {
                h2 id="keys-title" { (texts.say("keys-title")) }
                form.close method="dialog" { button.btn.quiet.icon-only.small aria-label=(texts.say("shell-close")) { (icon_small("close")) } }
            }
            dl.keys {
                dt { kbd.kbd { "/" } } dd { (texts.say("keys-find")) }
                dt { kbd.kbd { "c" } } dd { (texts.say("keys-create")) }
                dt { kbd.kbd { "Alt ←" } " " kbd.kbd { "Alt →" } } dd { (texts.say("keys-move")) }
                dt { kbd.kbd { "?" } } dd { (texts.say("keys-this")) }
            }
        }
    }
}

/// The button that closes a sentence.
pub(super) fn close_toast(texts: Texts) -> Markup {
    html! {
        button.btn.quiet.small.icon-only type="button" aria-label=(texts.say("shell-close")) data-action="toast#close" { (icon_small("close")) }
    }
}
