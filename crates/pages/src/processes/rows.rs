//! The stages of a version as rows, each with what can be done with it.

use domain::{Problems, Stage, Status};
use http::Visit;
use maud::{Markup, html};

use super::Place;
use super::stages::{Refusal, Written};
use crate::parts::{Field, button_form, problem_list};

/// All of them, and what was refused.
pub(super) fn all(visit: &Visit, seen: &Written, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    html! {
        @if !refusal.problems.is_empty() { (problem_list(texts, &refusal.problems)) }
        ul.rows { @for stage in &seen.stages { (row(visit, seen, stage, refusal)) } }
    }
}

fn row(visit: &Visit, seen: &Written, stage: &Stage, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    let holding = seen.holding.iter().find(|(key, _)| *key == stage.key).map_or(0, |(_, deals)| *deals);
    let open = stage.kind == Status::Open;
    let path = format!("{}/stages/{}", seen.place.base(), stage.key);
    let writes = seen.version.is_written_by(&visit.actor);
    html! {
        li.step id={ "stage-" (stage.key) } {
            span.what { (stage.name) }
            span.why {
                (texts.say(kind_text(stage.kind)))
                @if let Some(days) = stage.usual_days { " · " (texts.fill("stages-usual", &[("days", days.into())])) }
                @if let Some(days) = stage.learned_days.filter(|_| open) { " · " (texts.fill("stages-learned", &[("days", days.into())])) }
                @if open && holding > 0 { " · " (texts.fill("stages-holding", &[("count", holding.into())])) }
            }
            @if open { span.why { a.link href={ (path) "/guide" } { (texts.say("guide-what")) span.aloud { " " (stage.name) } } } }
            @if writes {
                span.do {
                    @if open {
                        (shift(visit, seen, stage, false))
                        (shift(visit, seen, stage, true))
                    }
                }
                div.form { details.source open[refusal.stage == stage.key] {
                    summary { (texts.say("settings-edit")) span.aloud { " " (stage.name) } }
                    div.source-body { (change(visit, stage, &path, refusal)) @if open { (remove(visit, seen, stage, &path, holding)) } }
                } }
            }
        }
    }
}

/// A button that puts a stage one place earlier or later; at the end of the row there is none.
fn shift(visit: &Visit, seen: &Written, stage: &Stage, later: bool) -> Markup {
    let texts = visit.texts();
    let mut keys: Vec<&str> =
        seen.stages.iter().filter(|other| other.kind == Status::Open).map(|other| other.key.as_str()).collect();
    let place = keys.iter().position(|key| *key == stage.key);
    let other = place.and_then(|place| if later { Some(place + 1) } else { place.checked_sub(1) });
    let Some((place, other)) = place.zip(other.filter(|other| *other < keys.len())) else { return html! {} };
    keys.swap(place, other);
    let label = texts.say(if later { "stages-later" } else { "stages-earlier" });
    html! {
        form.btn-form action={ (seen.place.base()) "/stages?_method=put" } method="post" {
            input type="hidden" name="order" value=(keys.join(" "));
            button.btn.small { (label) span.aloud { ": " (stage.name) } }
        }
    }
}

fn change(visit: &Visit, stage: &Stage, path: &str, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    let (name, days) =
        (format!("name-{}", stage.key), stage.usual_days.map(|days| days.to_string()).unwrap_or_default());
    let typed = refusal.stage == stage.key && refusal.draft.name.is_some();
    let form = format!("stage-form-{}", stage.key);
    let shown = if typed {
        (refusal.draft.name.as_deref().unwrap_or(""), refusal.draft.usual_days.as_deref().unwrap_or(""))
    } else {
        (stage.name.as_str(), days.as_str())
    };
    html! {
        form.inline-form id=(form) data-whole action={ (path) "?_method=patch" } method="post" {
            input type="hidden" name="shown_name" value=(stage.name);
            input type="hidden" name="shown_usual_days" value=(days);
            div.field { label for=(name) { (texts.say("field-name")) } input id=(name) name="name" value=(shown.0) required; }
            @if stage.kind == Status::Open { div.field { label for={ "days-" (stage.key) } { (texts.say("stages-usual-days")) } input id={ "days-" (stage.key) } name="usual_days" inputmode="numeric" value=(shown.1); } }
            button.btn { (texts.say("settings-save")) span.aloud { " " (stage.name) } }
        }
    }
}

fn remove(visit: &Visit, seen: &Written, stage: &Stage, path: &str, holding: i64) -> Markup {
    let texts = visit.texts();
    let others = seen.stages.iter().filter(|other| other.kind == Status::Open && other.key != stage.key);
    html! {
        @if holding == 0 {
            div.actions { (button_form(&format!("{path}?_method=delete"), "btn danger small", &html! { (texts.say("stages-remove")) span.aloud { " " (stage.name) } })) }
        } @else {
            form.inline-form action={ (path) "?_method=delete" } method="post" {
                div.field {
                    label for={ "to-" (stage.key) } { (texts.fill("stages-remove-to", &[("count", holding.into())])) }
                    select id={ "to-" (stage.key) } name="to" { @for other in others { option value=(other.key) { (other.name) } } }
                }
                button.btn.danger { (texts.say("stages-remove")) span.aloud { " " (stage.name) } }
            }
        }
    }
}

/// The form of a new stage.
pub(super) fn add(visit: &Visit, place: &Place, refusal: &Refusal) -> Markup {
    let texts = visit.texts();
    let problems = if refusal.stage.is_empty() { refusal.problems.clone() } else { Problems::default() };
    html! {
        section.card.read aria-labelledby="stage-title" {
            header { h2 id="stage-title" { (texts.say("stages-add")) } }
            form.form action={ (place.base()) "/stages" } method="post" {
                div.row {
                    (Field::text("name", "field-name", refusal.draft.name.as_deref().unwrap_or("")).required().show(texts, &problems))
                    (Field::text("usual_days", "stages-usual-days", refusal.draft.usual_days.as_deref().unwrap_or("")).show(texts, &problems))
                }
                footer { button.btn.primary { (texts.say("stages-add-do")) } }
            }
        }
    }
}

fn kind_text(kind: Status) -> &'static str {
    match kind {
        Status::Open => "stage-open",
        Status::Won => "stage-won",
        Status::Lost => "stage-lost",
    }
}
