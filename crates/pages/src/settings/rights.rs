//! Who may do what: the table that the program itself goes by.

use domain::rights::{RIGHTS, Right, Who};
use domain::{Around, Problems, Result};
use http::Visit;
use maud::{Markup, html};

use super::Part;
use crate::failure::Failure;
use crate::layout::Page;

pub(crate) async fn index(visit: Visit) -> Result<Page, Failure> {
    let around = visit.look(Around::read).await?;
    let texts = visit.texts();
    let body = html! {
        section.card.flush aria-labelledby="rights-title" {
            header { h2 id="rights-title" { (texts.say("settings-rights")) } }
            div.table-wrap {
                table.table.cards {
                    thead { tr { th scope="col" { (texts.say("rights-what")) } th scope="col" { (texts.say("rights-who")) } th scope="col" { (texts.say("rights-you")) } } }
                    tbody { @for right in RIGHTS { (line(&visit, right)) } }
                }
            }
            footer { p { (texts.say("rights-never")) } }
        }
    };
    Ok(super::page(&visit, &around, Part::Rights, &body, &Problems::default()))
}

fn line(visit: &Visit, right: &Right) -> Markup {
    let texts = visit.texts();
    let who: Vec<&str> = right.who.iter().map(|who| texts.say(who.text())).collect();
    html! {
        tr id={ "right-" (right.name) } {
            th scope="row" { (texts.say(right.text)) }
            td.wide { (who.join(", ")) }
            td data-label=(texts.say("rights-you")) {
                @match yours(visit, right.who) {
                    Some(true) => span.chip.brand { (texts.say("rights-yes")) },
                    Some(false) => span.faint { (texts.say("rights-no")) },
                    None => span.quiet { (texts.say("rights-depends")) },
                }
            }
        }
    }
}

/// Whether the person who looks may do it; nothing when it depends on what it is about.
fn yours(visit: &Visit, who: &[Who]) -> Option<bool> {
    let roles: Vec<Option<bool>> = who.iter().map(|who| who.by_role(visit.actor.role)).collect();
    if roles.contains(&Some(true)) {
        Some(true)
    } else if roles.contains(&None) {
        None
    } else {
        Some(false)
    }
}
