//! How every figure is made: the rules in full, in words and as formulas.

use domain::{Around, Result};
use http::Visit;
use maud::html;

use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};

/// Anchor, title, words, formulas; each an id in the texts.
const RULES: [(&str, &str, &str, &str); 6] = [
    ("burndown", "rules-burndown", "rules-burndown-words", "rules-burndown-formula"),
    ("gap", "rules-gap", "rules-gap-words", "rules-gap-formula"),
    ("run-rate", "rules-run-rate", "rules-run-rate-words", "rules-run-rate-formula"),
    ("forecast", "rules-forecast", "rules-forecast-words", "rules-forecast-formula"),
    ("path", "rules-path", "rules-path-words", "rules-path-formula"),
    ("steps", "rules-steps", "rules-steps-words", "rules-steps-formula"),
];

pub(crate) async fn index(visit: Visit) -> Result<Page, Failure> {
    let around = visit.look(Around::read).await?;
    let texts = visit.texts();
    let head = Head::new(texts.say("rules-title"), Spot::Elsewhere, "");
    let body = html! {
        header.page-head { div { h1 { (texts.say("rules-title")) } p.say { (texts.say("rules-say")) } } }
        div.stack.read {
            @for (anchor, title, words, formula) in RULES {
                section.card id=(anchor) aria-labelledby={ (anchor) "-title" } {
                    header { h2 id={ (anchor) "-title" } { (texts.say(title)) } }
                    p { (texts.say(words)) }
                    p { code { (texts.say(formula)) } }
                }
            }
        }
    };
    Ok(Page::new(&visit, &around, &head, &body))
}
