use domain::Around;
use http::{Visit, asset_path, texts};
use maud::{DOCTYPE, Markup, html};

use super::{Head, rail, topbar};

/// A page in its whole frame.
pub(super) fn whole(visit: &Visit, around: &Around, head: &Head, body: &Markup) -> Markup {
    let texts = visit.texts();
    html! {
        (DOCTYPE)
        html lang="en" data-controller="live morph-guard quick" data-quick-on-value="true" {
            head {
                (common(&head.title))
                meta name="turbo-prefetch" content="false";
                meta name="turbo-refresh-method" content="morph";
                meta name="turbo-refresh-scroll" content="preserve";
                meta name="topics" content=(head.topics);
                meta name="seq" content=(around.newest);
                meta name="live" content="/live";
            }
            body {
                a.skip href="#main" data-turbo="false" { (texts.say("shell-skip")) }
                div.shell {
                    (rail::rail(visit, around, head.spot))
                    main.main id="main" tabindex="-1" {
                        (topbar::topbar(visit, around))
                        (topbar::flash(visit))
                        (body)
                    }
                }
                (rail::tabbar(visit, head.spot))
                (rail::once(texts))
            }
        }
    }
}

/// A page for somebody who is not signed in: a narrow card in the middle. The way from here into the
/// workspace, or to another person's, is a whole load: nothing that the browser kept goes along.
pub(crate) fn bare(title: &str, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head { (common(texts().say(title))) }
            body data-turbo="false" { main.front id="main" { a.mark href="/" { (rail::mark()) (texts().say("shell-name")) } section.card { (body) } } }
        }
    }
}

fn common(title: &str) -> Markup {
    html! {
        meta charset="utf-8";
        meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
        title { (title) " · " (texts().say("shell-name")) }
        meta name="color-scheme" content="light dark";
        link rel="icon" href=(asset_path("favicon.svg")) type="image/svg+xml";
        link rel="apple-touch-icon" href=(asset_path("apple-touch-icon.png"));
        link rel="stylesheet" href=(asset_path("app.css")) data-turbo-track="reload";
        script type="module" src=(asset_path("app.js")) data-turbo-track="reload" {}
    }
}
