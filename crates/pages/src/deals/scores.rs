//! Scorecards of a deal, filled in where they stand.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{Deal, DealPage, Element, Error, MarkDraft, ScoreDraft, Scored, Status, Tool, ToolKind};
use http::{Said, Texts, Visit};
use maud::{Markup, html};

use super::tools::At;
use super::{Trouble, address, today};
use crate::failure::Failure;
use crate::form::{Columns, Fields, Form};
use crate::layout::to_saying;
use crate::parts::spoken;

/// Fills in elements of a scorecard.
pub(crate) async fn update(
    visit: Visit,
    Path((number, tool)): Path<(i64, i64)>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let draft = read(&fields);
    let typed = draft.clone();
    let scored = visit.change(move |scene| {
        let deal = Deal::numbered(scene, number)?;
        let tool = Tool::for_deal(scene, &deal, tool)?;
        deal.score(scene, &tool, &typed)
    });
    match scored.await {
        Ok(_) => Ok(to_saying(&address(number), &Said::text("said-deal-scored"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let seen = visit.look(move |scene| At::read(scene, number, tool)).await?;
            let scored = seen.scored.as_ref().ok_or(Error::NotFound)?;
            let form = form(&visit, number, scored, Some(&draft), &trouble);
            Ok(super::form_page(&visit, &seen.around, &seen.deal, (&scored.tool.title, &trouble), &form)
                .into_response())
        }
    }
}

fn read(fields: &Fields) -> ScoreDraft {
    let columns = Columns::of(fields);
    let mark = |row| MarkDraft {
        element: columns.at("element", row),
        points: columns.at("points", row),
        evidence: columns.at("evidence", row),
        shown: Some((columns.at("was_points", row), columns.at("was_evidence", row))),
    };
    ScoreDraft { elements: columns.rows("element").map(mark).collect() }
}

/// The scorecards of a deal, each with its score and the form behind it; nothing without any.
pub(super) fn card(visit: &Visit, page: &DealPage) -> Markup {
    let texts = visit.texts();
    let may = page.may_change && page.deal.status == Status::Open && !page.deal.discarded;
    html! {
        @if !page.scores.is_empty() {
            section.card aria-labelledby="scores-title" {
                header { h2 id="scores-title" { (texts.say("deal-scores")) } }
                @for scored in &page.scores {
                    (standing(texts, scored))
                    details.source {
                        summary { (texts.say(if may { "score-fill-in" } else { "score-look" })) span.aloud { " " (scored.tool.title) } }
                        div.source-body { @if may { (form(visit, page.deal.number, scored, None, &Trouble::default())) } @else { (known(visit, scored)) } }
                    }
                }
            }
        }
    }
}

/// The title with the score: `MEDDPICC 55 · Workable · 6 of 8`.
fn standing(texts: Texts, scored: &Scored) -> Markup {
    let whole = scored.tool.scorecard().map_or(0, |card| card.elements.len());
    let filled = [("filled", scored.marks.len().into()), ("whole", whole.into())];
    html! {
        div.cluster {
            h3 { (scored.tool.title) }
            @if scored.marks.is_empty() { small { (texts.say("score-empty")) } }
            @else {
                b.money { (scored.score()) }
                @if let Some(band) = scored.band() { span.chip { (band) } }
                small { (texts.fill("score-filled", &filled)) }
            }
        }
    }
}

/// What is known, for those who may not change it.
fn known(visit: &Visit, scored: &Scored) -> Markup {
    let texts = visit.texts();
    let label = |key: &str| {
        let card = scored.tool.scorecard()?;
        card.elements.iter().find(|element| element.key == key).map(|element| element.label.clone())
    };
    html! {
        ul.rows { @for mark in &scored.marks {
            li.step { span.what { (label(&mark.element).unwrap_or_default()) } span.why { (mark.evidence) } span.end { (points_name(texts, &scored.tool, mark.points)) } }
        } }
    }
}

/// The form of a scorecard, with what is known or what was typed.
pub(super) fn form(
    visit: &Visit,
    number: i64,
    scored: &Scored,
    typed: Option<&ScoreDraft>,
    trouble: &Trouble,
) -> Markup {
    let texts = visit.texts();
    let Some(card) = scored.tool.scorecard() else { return html! {} };
    html! {
        form.form action={ (address(number)) "/tools/" (scored.tool.number) "/score?_method=put" } method="post" data-controller="dirty" data-whole id={ "score-" (scored.tool.number) } {
            @for (row, element) in card.elements.iter().enumerate() {
                (element_row(visit, scored, (row, element), typed, trouble))
            }
            footer { button.btn.primary { (texts.say("settings-save")) span.aloud { " " (scored.tool.title) } } }
        }
    }
}

fn element_row(
    visit: &Visit,
    scored: &Scored,
    (row, element): (usize, &Element),
    typed: Option<&ScoreDraft>,
    trouble: &Trouble,
) -> Markup {
    let (texts, problems) = (visit.texts(), &trouble.problems);
    let mark = scored.mark(&element.key);
    let now = mark.map(|mark| (mark.points.to_string(), mark.evidence.clone())).unwrap_or_default();
    let posted = typed.and_then(|typed| typed.elements.iter().position(|mark| mark.element == element.key));
    let posted = typed.zip(posted).map(|(typed, at)| &typed.elements[at]).filter(|typed| is_changed(typed));
    let shown = posted.map_or_else(|| now.clone(), |typed| (typed.points.clone(), typed.evidence.clone()));
    // who was told of another's words has seen them; until then the form goes on from what it began with
    let began = posted.and_then(|typed| typed.shown.clone()).filter(|_| !trouble.stale).unwrap_or_else(|| now.clone());
    // several cards stand on one page; a refused one stands alone, and its list of problems leads to its fields
    let card = if typed.is_some() { String::new() } else { format!("tool-{}-", scored.tool.number) };
    let id = |name: &str| format!("{card}elements.{row}.{name}");
    let wrong = |name: &str| texts.on(problems, &format!("elements.{row}.{name}"));
    let points = if scored.tool.kind() == ToolKind::Rubric { "score-known" } else { "score-points" };
    html! {
        fieldset id={ "tool-" (scored.tool.number) "-" (element.key) } {
            legend { (element.label) }
            @if !element.hint.is_empty() { p.quiet { (element.hint) } }
            input type="hidden" name="element" value=(element.key);
            input type="hidden" name="was_points" value=(began.0);
            input type="hidden" name="was_evidence" value=(began.1);
            div.row {
                div.field {
                    label for=(id("points")) { (texts.say(points)) span.aloud { " " (element.label) } }
                    select id=(id("points")) name="points" aria-invalid=[wrong("points").map(|_| "true")] {
                        @for (value, name) in choices(texts, &scored.tool, &now.0) { option value=(value) selected[value == shown.0] { (name) } }
                    }
                    @if let Some(problem) = wrong("points") { p.problem { (problem) } }
                }
                div.field {
                    label for=(id("evidence")) { (texts.say("score-evidence")) span.aloud { " " (element.label) } }
                    input id=(id("evidence")) name="evidence" value=(shown.1) autocomplete="off" aria-invalid=[wrong("evidence").map(|_| "true")];
                    @if let Some(problem) = wrong("evidence") { p.problem { (problem) } }
                }
            }
            @if let Some((mark, day)) = mark.and_then(|mark| Some((mark, mark.on?))) {
                p.quiet { (texts.fill("criterion-by", &[("name", mark.by.as_ref().map_or("", |(_, name)| name.as_str()).into()), ("day", spoken(day, today(visit), texts).into())])) }
            }
        }
    }
}

/// Whether somebody typed something else than the form showed.
fn is_changed(typed: &MarkDraft) -> bool {
    typed.shown.as_ref().is_none_or(|shown| *shown != (typed.points.clone(), typed.evidence.clone()))
}

/// The points to choose from. A rubric has words for them, and calls none of them unknown.
fn choices(texts: Texts, tool: &Tool, now: &str) -> Vec<(String, String)> {
    let top = tool.scorecard().map_or(0, |card| card.top);
    let rubric = tool.kind() == ToolKind::Rubric;
    let from = i64::from(rubric && now != "0");
    let nothing = (String::new(), texts.say(if rubric { "score-unknown" } else { "score-none" }).to_owned());
    let points = (from..=top).map(|points| (points.to_string(), points_name(texts, tool, points)));
    std::iter::once(nothing).chain(points).collect()
}

/// What points are called.
fn points_name(texts: Texts, tool: &Tool, points: i64) -> String {
    match (tool.kind(), points) {
        (ToolKind::Rubric, 0) => texts.say("score-unknown").to_owned(),
        (ToolKind::Rubric, 1) => texts.say("score-identified").to_owned(),
        (ToolKind::Rubric, 2) => texts.say("score-validated").to_owned(),
        (ToolKind::Rubric, _) => texts.say("score-confirmed").to_owned(),
        (_, points) => points.to_string(),
    }
}
