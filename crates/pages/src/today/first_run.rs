//! The first morning: nothing is here yet, and a few buttons say how it comes.

use http::Visit;
use maud::{Markup, html};

use super::asked::Sight;
use super::person::Seen;
use crate::parts::empty_mark;

/// Whether the page has nothing to show to somebody who can change that: no team, no target, no deals.
pub(super) fn nothing_yet(visit: &Visit, seen: &Seen, sight: &Sight) -> bool {
    let today = &seen.today;
    let burndown = &today.drawn.burndown;
    let idle = burndown.target.is_none() && burndown.credits.is_empty() && today.deals.is_empty();
    seen.own
        && !sight.is_past()
        && idle
        && today.team_first.is_none()
        && visit.actor.operates()
        && today.across.is_empty()
}

/// One sentence, and the ways in.
pub(super) fn show(visit: &Visit) -> Markup {
    let texts = visit.texts();
    html! {
        section.card id="first-run" aria-labelledby="first-run-title" {
            div.empty {
                (empty_mark())
                h2 id="first-run-title" { (texts.say("first-run-title")) }
                p { (texts.say("first-run-say")) }
                div.actions {
                    a.btn.primary href="/imports" { (texts.say("first-run-import")) }
                    a.btn href="/settings/people" { (texts.say("first-run-invite")) }
                    a.btn href="/settings/teams" { (texts.say("first-run-targets")) }
                }
            }
        }
    }
}
