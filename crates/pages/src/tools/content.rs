//! What a tool says.

use domain::{Content, Scorecard};
use http::{Texts, Visit};
use maud::{Markup, html};

use crate::parts::markdown;

/// What a tool says, to be read.
pub(crate) fn says(visit: &Visit, content: &Content) -> Markup {
    let texts = visit.texts();
    match content {
        Content::Template { subject, body } => html! {
            dl.facts { dt { (texts.say("tool-subject")) } dd { (subject) } }
            div.letter { (body) }
        },
        Content::CaseStudy { industry, size, problem, result, link } => html! {
            dl.facts {
                @if !industry.is_empty() { dt { (texts.say("tool-industry")) } dd { (industry) } }
                @if !size.is_empty() { dt { (texts.say("tool-size")) } dd { (size) } }
                @if !link.is_empty() { dt { (texts.say("tool-link")) } dd { a.link href=(link) rel="noreferrer" { (link) } } }
            }
            h3 { (texts.say("tool-problem")) }
            div.prose { (markdown(problem)) }
            h3 { (texts.say("tool-result")) }
            div.prose { (markdown(result)) }
        },
        Content::Matrix(card) | Content::Rubric(card) => card_says(texts, card),
        Content::Play { situation, body } => html! {
            @if !situation.is_empty() { p.quiet { (texts.say("tool-situation")) ": " (situation) } }
            div.prose { (markdown(body)) }
        },
        Content::Script { body } => html! {
            p { span.chip { (texts.say("tool-training")) } }
            div.prose { (markdown(body)) }
        },
    }
}

fn card_says(texts: Texts, card: &Scorecard) -> Markup {
    let whole: i64 = card.elements.iter().map(|element| element.weight).sum();
    html! {
        ul.rows {
            @for element in &card.elements {
                li.step {
                    span.what { (element.label) }
                    @if !element.hint.is_empty() { span.why { (element.hint) } }
                    span.end { small { (texts.fill("tool-weight-of", &[("weight", element.weight.into()), ("whole", whole.into())])) } }
                }
            }
        }
        @if !card.bands.is_empty() {
            h3 { (texts.say("tool-bands")) }
            p { @for (place, band) in card.bands.iter().enumerate() { @if place > 0 { " · " } (texts.fill("tool-band-from", &[("band", band.label.as_str().into()), ("from", band.from.into())])) } }
        }
        p.quiet { (texts.fill("tool-score-say", &[("top", card.top.into())])) }
    }
}
