//! Above the page: the one field that finds, the news, the person.

use domain::{Around, Role};
use http::Visit;
use maud::{Markup, html};

use super::rail::close_toast;
use crate::parts::{face, icon, icon_small, initials};

pub(super) fn topbar(visit: &Visit, around: &Around) -> Markup {
    let texts = visit.texts();
    html! {
        div.topbar {
            (ask(visit))
            div.topbar-end {
                @if visit.actor.role != Role::Partner {
                    a.btn.primary.wide-only href="/quick/new" data-turbo-frame="dialog" data-quick-target="create" {
                        (icon_small("plus")) (texts.say("shell-new"))
                    }
                }
                a.btn.quiet.icon-only.bell href="/news" aria-label=(texts.fill("shell-news", &[("count", around.unseen.into())])) {
                    (icon("bell"))
                    @if around.unseen > 0 { span.dot aria-hidden="true" { (around.unseen) } }
                }
                (me(visit, around))
            }
        }
    }
}

fn ask(visit: &Visit) -> Markup {
    let texts = visit.texts();
    let label = texts.say("shell-find");
    html! {
        form.ask action="/search" role="search" data-controller="combobox" data-combobox-url-value="/search" data-turbo-frame="_top" {
            (icon("search"))
            input type="search" name="q" autocomplete="off" placeholder=(label) aria-label=(label) role="combobox"
                aria-expanded="false" aria-autocomplete="list" aria-controls="options-ask-list" data-combobox-target="input"
                data-quick-target="search" data-action="combobox#type keydown->combobox#key blur->combobox#leave";
            kbd.kbd aria-hidden="true" { "/" }
            div.options id="options-ask-list" role="listbox" aria-label=(texts.say("shell-found")) data-combobox-target="list" hidden {
                turbo-frame id="options-ask" target="_top" data-combobox-target="frame" {}
            }
        }
    }
}

fn me(visit: &Visit, around: &Around) -> Markup {
    let (texts, name) = (visit.texts(), visit.actor.name.as_str());
    html! {
        button.btn.quiet.icon-only popovertarget="me-menu" aria-label={ (initials(name)) ": " (texts.fill("shell-you", &[("name", name.into())])) } {
            (face(around.me, name))
        }
        div.menu id="me-menu" popover {
            p.menu-title { (name) @if let Some((_, team)) = &around.team { " · " (team) } }
            a.menu-item href="/settings" { (icon_small("person")) (texts.say("shell-your-settings")) }
            button.menu-item type="button" data-action="quick#keys" { (icon_small("help")) (texts.say("keys-title")) small { kbd.kbd { "?" } } }
            hr;
            form action="/session?_method=delete" method="post" { button.menu-item { (icon_small("sign-out")) (texts.say("shell-sign-out")) } }
        }
    }
}

/// What the last change wants to say.
pub(super) fn flash(visit: &Visit) -> Markup {
    let texts = visit.texts();
    html! {
        div.flashes data-turbo-temporary {
            @if let Some(said) = visit.said.as_ref().filter(|said| texts.has(&said.text)) {
                div.toast id={ "toast-" (said.text) } role="status" data-controller="toast" {
                    p { (texts.fill(&said.text, &[])) }
                    @if let Some(undo) = &said.undo {
                        form.btn-form action=(undo) method="post" { button.btn.small { (texts.say("shell-undo")) } }
                    }
                    (close_toast(texts))
                }
            }
        }
    }
}
