//! What followed where tools were used, and how variants compare.

use domain::{Followed, Tool};
use http::{Texts, Visit};
use maud::{Markup, html};
use measures::interval::{NINETY, difference, wilson};

use super::address;
use super::page::Seen;
use crate::parts::full;

/// What followed where this tool was used.
pub(super) fn card(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    let nothing = Followed::default();
    let followed = seen.followed.get(&seen.tool.id).unwrap_or(&nothing);
    html! {
        section.card aria-labelledby="followed-title" {
            header { h2 id="followed-title" { (texts.say("tool-followed")) } }
            @if followed.uses == 0 { p.quiet { (texts.say("tool-never")) } }
            @else {
                ul.rows {
                    li.step { span.what { (texts.say("tool-uses")) } span.why { (texts.fill("tool-uses-of", &[("uses", followed.uses.into()), ("deals", followed.deals.into())])) } }
                    li.step { span.what { (texts.say("tool-advanced")) } span.why { (share(texts, followed.advanced)) } }
                    li.step { span.what { (texts.say("tool-won")) } span.why { (share(texts, followed.won)) } }
                    @if let Some((day, deal, title)) = &followed.last {
                        li.step { span.what { (texts.say("tool-last")) } span.why { (full(*day, texts)) " · " a.link href={ "/deals/" (deal) } { (title) } } }
                    }
                }
                p.quiet { (texts.say("tool-followed-say")) }
            }
        }
    }
}

/// The family beside this tool; nothing while it is alone.
pub(super) fn variants(visit: &Visit, seen: &Seen) -> Markup {
    let texts = visit.texts();
    if seen.family.len() < 2 {
        return html! {};
    }
    html! {
        section.card aria-labelledby="variants-title" {
            header { h2 id="variants-title" { (texts.say("tool-variants")) } }
            ul.rows { @for tool in &seen.family { (variant(texts, seen, tool)) } }
            footer { p.quiet { (texts.say("tool-variants-say")) } }
        }
    }
}

fn variant(texts: Texts, seen: &Seen, tool: &Tool) -> Markup {
    let nothing = Followed::default();
    let of = |tool: &Tool| seen.followed.get(&tool.id).unwrap_or(&nothing);
    let (own, other) = (of(tool), of(&seen.tool));
    let this = tool.id == seen.tool.id;
    html! {
        li.step {
            span.what { @if this { (tool.title) } @else { a href=(address(tool.number)) { (tool.title) } } }
            span.why { (tool.owner_name.1) @if this { " · " (texts.say("tool-this")) } }
            span.why { (texts.say("tool-advanced")) ": " (share(texts, own.advanced)) @if !this { " " (beside(texts, own.advanced, other.advanced)) } }
            span.why { (texts.say("tool-won")) ": " (share(texts, own.won)) @if !this { " " (beside(texts, own.won, other.won)) } }
        }
    }
}

/// `7 of 12: 58 % (35 to 78 %)`.
fn share(texts: Texts, (part, whole): (u64, u64)) -> Markup {
    let Some((low, high)) = wilson(part, whole, NINETY) else { return html! { "–" } };
    let per_cent = |share: f64| format!("{}", (share * 100.0).round());
    let given = [
        ("part", part.into()),
        ("whole", whole.into()),
        ("share", ((part * 200 + whole) / (2 * whole)).into()),
        ("low", per_cent(low).into()),
        ("high", per_cent(high).into()),
    ];
    html! { (texts.fill("tool-share", &given)) }
}

/// Whether one share is clearly better or worse than the other.
fn beside(texts: Texts, own: (u64, u64), other: (u64, u64)) -> Markup {
    match difference(own, other, NINETY) {
        Some((_, low, _)) if low > 0.0 => html! { span.chip.ahead { (texts.say("tool-better")) } },
        Some((.., high)) if high < 0.0 => html! { span.chip.behind { (texts.say("tool-worse")) } },
        Some(_) => html! { span.chip { (texts.say("tool-unclear")) } },
        None => html! {},
    }
}
