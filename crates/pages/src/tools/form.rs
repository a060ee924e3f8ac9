//! The form of a tool: what all have, and what its kind has.

use domain::{
    BandDraft, ElementDraft, MERGE_FIELDS, MemberState, Problems, Role, RubricPreset, Tool, ToolDraft, ToolKind,
};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::one::Lists;
use super::{address, kind_name};
use crate::deals::Trouble;
use crate::layout::{Head, Page, Spot};
use crate::parts::{Choice, Field, MarkdownArea, area, cell, sheet};

/// Rows that a new scorecard begins with.
pub(super) const MORE: usize = 3;

/// Which kind a new tool is to be.
pub(super) fn kinds(visit: &Visit, lists: &Lists) -> Page {
    let texts = visit.texts();
    let title = texts.say("tools-new");
    let body = html! {
        p.quiet { (texts.say("tools-which")) }
        ul.rows.links {
            @for kind in ToolKind::ALL {
                li { a href={ "/tools/new?kind=" (kind.name()) } data-turbo-frame="dialog" {
                    span.title { (texts.say(kind_name(kind))) } small { (texts.say(kind_say(kind))) }
                } }
            }
            @for preset in RubricPreset::ALL {
                li { a href={ "/tools/new?preset=" (preset.key) } data-turbo-frame="dialog" {
                    span.title { (preset.title) } small { (texts.say("tool-preset-say")) }
                } }
            }
        }
    };
    let head = Head::new(title, Spot::Playbook, "");
    Page::new(visit, &lists.around, &head, &sheet(visit, title, ("/tools", texts.say("tools-title")), &body))
}

fn kind_say(kind: ToolKind) -> &'static str {
    match kind {
        ToolKind::Template => "tool-say-template",
        ToolKind::CaseStudy => "tool-say-case-study",
        ToolKind::Matrix => "tool-say-matrix",
        ToolKind::Rubric => "tool-say-rubric",
        ToolKind::Play => "tool-say-play",
        ToolKind::Script => "tool-say-script",
    }
}

pub(super) fn page(visit: &Visit, lists: &Lists, known: Option<&Tool>, typed: &ToolDraft, trouble: &Trouble) -> Page {
    let texts = visit.texts();
    let kind = known.map(Tool::kind).or_else(|| ToolKind::named(&typed.kind)).unwrap_or(ToolKind::Play);
    let title = if known.is_some() { texts.say("tool-change") } else { texts.say(kind_name(kind)) };
    let (to, back) = known.map_or(("/tools".to_owned(), "/tools".to_owned()), |tool| {
        (format!("{}?_method=put", address(tool.number)), address(tool.number))
    });
    let problems = &trouble.problems;
    let seen = known.filter(|_| trouble.stale).map(|tool| tool.version.to_string());
    let version = seen.as_deref().unwrap_or(&typed.version);
    let body = html! {
        (trouble.show(visit))
        form.form action=(to) method="post" data-controller="dirty" {
            input type="hidden" name="version" value=(version);
            input type="hidden" name="kind" value=(kind.name());
            input type="hidden" name="variant_of" value=(typed.variant_of);
            // the first button is what the enter key presses
            button.aloud tabindex="-1" aria-hidden="true" { (texts.say("form-save")) }
            (Field::text("title", "tool-title", &typed.title).required().show(texts, problems))
            (content(texts, kind, typed, problems))
            (kept(visit, lists, known, typed, problems))
            (places(texts, lists, typed, problems))
            footer {
                button.btn.primary { (texts.say("form-save")) }
                a.btn href=(back) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    let head = Head::new(title, Spot::Playbook, "");
    trouble.page(visit, &lists.around, &head, &sheet(visit, title, (&back, texts.say("tools-title")), &body))
}

/// Who keeps it, and when they look again.
fn kept(visit: &Visit, lists: &Lists, known: Option<&Tool>, typed: &ToolDraft, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let me = visit.actor.id;
    let keeps = known.map(|tool| tool.owner);
    let may = |member: &&domain::Member| member.state != MemberState::Removed && member.role != Role::Partner;
    let there = |member: &&domain::Member| may(member) || Some(member.id) == keeps;
    let people = lists.people.iter().filter(there);
    let people = people.map(|member| (member.number.to_string(), member.name.clone())).collect();
    let mine = lists.people.iter().find(|member| member.id == me).map(|member| member.number.to_string());
    let owner = if typed.owner.is_empty() { mine.unwrap_or_default() } else { typed.owner.clone() };
    let review = Field::text("review_on", "tool-review", &typed.review_on).of("date");
    html! {
        div.row {
            (Choice { name: "owner", label: "tool-owner", chosen: &owner, options: people }.show(texts, problems))
            @if known.is_none() { (review.hint("tool-review-say").show(texts, problems)) } @else { (review.show(texts, problems)) }
        }
    }
}

/// Where it is offered: stages, and the criteria of each.
fn places(texts: Texts, lists: &Lists, typed: &ToolDraft, problems: &Problems) -> Markup {
    let chosen = |place: &str| typed.places.iter().any(|typed| typed == place);
    html! {
        fieldset id="places" {
            legend { (texts.say("tool-offered")) }
            @if let Some(problem) = texts.on(problems, "places") { p.problem { (problem) } }
            div {
                @for (place, stage, criterion) in &lists.places {
                    @let value = place.text();
                    label.choice.within[!criterion.is_empty()] {
                        input type="checkbox" name="places" value=(value) checked[chosen(&value)];
                        @if criterion.is_empty() { (stage) } @else { span { span.aloud { (stage) ": " } (criterion) } }
                    }
                }
                // what the process has left goes on here until somebody takes it out
                @for left in typed.places.iter().filter(|typed| lists.places.iter().all(|(place, ..)| place.text() != **typed)) {
                    label.choice { input type="checkbox" name="places" value=(left) checked; (left) }
                }
            }
        }
    }
}

/// What its kind has.
fn content(texts: Texts, kind: ToolKind, typed: &ToolDraft, problems: &Problems) -> Markup {
    let prose = |name, label, typed| MarkdownArea { name, label, typed, focus: false }.show(texts, problems);
    match kind {
        ToolKind::Template => html! {
            (Field::text("subject", "tool-subject", &typed.subject).required().show(texts, problems))
            (area(texts, problems, ("body", "tool-body"), &typed.body))
            details.source {
                summary { (texts.say("tool-merge-fields")) }
                div.source-body {
                    p.quiet { (texts.say("tool-merge-say")) }
                    p { @for (place, field) in MERGE_FIELDS.iter().enumerate() { @if place > 0 { " " } code { "{{" (field) "}}" } } }
                }
            }
        },
        ToolKind::CaseStudy => html! {
            div.row {
                (Field::text("industry", "tool-industry", &typed.industry).show(texts, problems))
                (Field::text("size", "tool-size", &typed.size).show(texts, problems))
            }
            (prose("problem", "tool-problem", &typed.problem))
            (prose("result", "tool-result", &typed.result))
            (Field::text("link", "tool-link", &typed.link).show(texts, problems))
        },
        ToolKind::Matrix => html! {
            (Field::text("top", "tool-top", if typed.top.is_empty() { "5" } else { &typed.top }).show(texts, problems))
            (card(texts, typed, problems))
        },
        ToolKind::Rubric => html! { p.quiet { (texts.say("tool-rubric-say")) } (card(texts, typed, problems)) },
        ToolKind::Play => html! {
            (Field::text("situation", "tool-situation", &typed.situation).show(texts, problems))
            (prose("body", "tool-play", &typed.body))
        },
        ToolKind::Script => html! { (prose("body", "tool-script", &typed.body)) },
    }
}

/// Elements and bands, a row each.
fn card(texts: Texts, typed: &ToolDraft, problems: &Problems) -> Markup {
    html! {
        fieldset id="elements" {
            legend { (texts.say("tool-elements")) }
            @if let Some(problem) = texts.on(problems, "elements") { p.problem { (problem) } }
            @for (row, element) in typed.elements.iter().enumerate() { (element_row(texts, (row, element), problems)) }
            (more(texts, "elements", "tool-element-more"))
        }
        fieldset id="bands" {
            legend { (texts.say("tool-bands")) }
            @for (row, band) in typed.bands.iter().enumerate() { (band_row(texts, (row, band), problems)) }
            (more(texts, "bands", "tool-band-more"))
        }
    }
}

/// A button that asks for one more row.
fn more(texts: Texts, list: &str, label: &'static str) -> Markup {
    html! { p { button.link type="submit" name="add" value=(list) formnovalidate { (texts.say(label)) } } }
}

fn element_row(texts: Texts, (row, typed): (usize, &ElementDraft), problems: &Problems) -> Markup {
    let id = |name: &str| format!("elements.{row}.{name}");
    html! {
        input type="hidden" name="element_key" value=(typed.key);
        div.row {
            (cell(texts, problems, (&id("label"), "element", "tool-element"), &typed.label))
            (cell(texts, problems, (&id("weight"), "element_weight", "tool-weight"), &typed.weight))
            (cell(texts, problems, (&id("hint"), "element_hint", "tool-hint"), &typed.hint))
        }
    }
}

fn band_row(texts: Texts, (row, typed): (usize, &BandDraft), problems: &Problems) -> Markup {
    let id = |name: &str| format!("bands.{row}.{name}");
    html! {
        div.row {
            (cell(texts, problems, (&id("label"), "band", "tool-band"), &typed.label))
            (cell(texts, problems, (&id("from"), "band_from", "tool-band-least"), &typed.from))
        }
    }
}
