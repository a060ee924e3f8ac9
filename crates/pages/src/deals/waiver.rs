//! What must hold before a deal goes on and does not: what it is, and why the deal goes on all the same.

use domain::{Asked, Problems, Standing, Verdict, WaiverDraft, WaiverReason};
use http::{Texts, Visit};
use maud::{Markup, html};

use crate::parts::{Choice, area};

/// The list of what is open, and the fields for the reason; nothing when no reason is asked for.
pub(super) fn fields(visit: &Visit, asked: &[Asked], typed: &WaiverDraft, problems: &Problems) -> Markup {
    if Verdict::of(asked) != Verdict::AsksForReason {
        return html! {};
    }
    let texts = visit.texts();
    html! {
        div.stack.tight data-asks {
            p { (texts.say("waiver-what")) }
            (open(texts, asked))
            p.quiet { (texts.say("waiver-why")) }
        }
        (reason(texts, typed, problems))
    }
}

/// The fields for the reason alone.
pub(super) fn reason(texts: Texts, typed: &WaiverDraft, problems: &Problems) -> Markup {
    let mut options = vec![(String::new(), texts.say("waiver-pick").to_owned())];
    options.extend(WaiverReason::ALL.map(|reason| (reason.name().to_owned(), texts.say(name(reason)).to_owned())));
    html! {
        (Choice { name: "waiver", label: "waiver-reason", chosen: &typed.waiver, options }.show(texts, problems))
        (area(texts, problems, ("waiver_words", "waiver-words"), &typed.waiver_words))
    }
}

/// What does not hold, what must first.
fn open(texts: Texts, asked: &[Asked]) -> Markup {
    let open =
        |must: bool| asked.iter().filter(move |asked| asked.standing == Standing::Open && asked.criterion.must == must);
    html! {
        ul.rows {
            @for asked in open(true) { li.step { span.what { (asked.criterion.text) } span.why { span.chip.behind { (texts.say("criterion-must")) } } } }
            @for asked in open(false) { li.step { span.what { (asked.criterion.text) } span.why { span.chip { (texts.say("criterion-should")) } } } }
        }
    }
}

fn name(reason: WaiverReason) -> &'static str {
    match reason {
        WaiverReason::DoesNotApply => "waiver-does-not-apply",
        WaiverReason::KnownElsewhere => "waiver-known-elsewhere",
        WaiverReason::CustomerIsAhead => "waiver-customer-is-ahead",
        WaiverReason::WillFollow => "waiver-will-follow",
        WaiverReason::Other => "waiver-other",
    }
}
