//! Beginning a proposal: a change of a process, or a new one, from what is live or from a preset.

use axum::response::{IntoResponse, Response};
use domain::{Around, Error, Preset, Problems, Process, ProposalDraft, Result, Scene, Version};
use http::{Said, Texts, Visit};
use maud::{Markup, html};

use super::Place;
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Field, area, problem_list};
use crate::settings::{self, Part, members_only};

pub(crate) async fn new(visit: Visit) -> Result<Page, Failure> {
    page(&visit, &ProposalDraft::default(), &Problems::default()).await
}

pub(crate) async fn create(visit: Visit, Form(draft): Form<ProposalDraft>) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Version::begin(scene, &typed)).await {
        Err(Error::Invalid(problems)) => Ok(page(&visit, &draft, &problems).await?.into_response()),
        begun => Ok(to_saying(&Place::of(&begun?).page(), &Said::text("said-proposal-begun"))),
    }
}

async fn page(visit: &Visit, draft: &ProposalDraft, problems: &Problems) -> Result<Page, Failure> {
    members_only(visit)?;
    let (around, processes) =
        visit.look(|scene: &mut Scene<'_>| Ok((Around::read(scene)?, Process::all(scene)?))).await?;
    let texts = visit.texts();
    let body = html! {
        section.card.read aria-labelledby="proposal-form-title" {
            header { h2 id="proposal-form-title" { (texts.say("proposals-new")) } a.more href=(Part::Process.path()) { (texts.say("version-back")) } }
            p.quiet { (texts.say("proposals-say")) }
            (problem_list(texts, problems))
            form.form action="/proposals" method="post" {
                (Field::text("title", "proposal-title", &draft.title).hint("proposal-title-hint").required().show(texts, problems))
                (area(texts, problems, ("reason", "proposal-reason"), &draft.reason))
                (begins(texts, draft, problems))
                (which(texts, &processes, draft, problems))
                footer { button.btn.primary { (texts.say("proposal-begin")) } }
            }
        }
    };
    Ok(settings::page(visit, &around, Part::Process, &body, problems))
}

/// What it begins with.
fn begins(texts: Texts, draft: &ProposalDraft, problems: &Problems) -> Markup {
    html! {
        fieldset {
            legend { (texts.say("proposal-begins")) }
            label.choice { input type="radio" name="preset" value="" checked[draft.preset.is_empty()]; span { (texts.say("preset-none")) } }
            @for preset in &Preset::ALL {
                label.choice {
                    input type="radio" name="preset" value=(preset.key) checked[draft.preset == preset.key];
                    span { (texts.say(preset_name(preset.key))) small.quiet { " " (preset.stages().collect::<Vec<_>>().join(" → ")) } }
                }
            }
            @if let Some(problem) = texts.on(problems, "preset") { p.problem { (problem) } }
        }
    }
}

fn preset_name(key: &str) -> &'static str {
    match key {
        "saas" => "preset-saas",
        "renewal" => "preset-renewal",
        _ => "preset-b2b",
    }
}

fn which(texts: Texts, processes: &[Process], draft: &ProposalDraft, problems: &Problems) -> Markup {
    html! {
        div.row {
            div.field {
                label for="process" { (texts.say("proposal-process")) }
                select id="process" name="process" {
                    @for process in processes { option value=(process.key) selected[process.key == draft.process] { (process.name) } }
                }
            }
            (Field::text("new_process", "proposal-new-process", &draft.new_process).hint("proposal-new-process-hint").show(texts, problems))
        }
    }
}
