//! A version of a process: what it changes, its stages, what the team says to it.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{
    AskedField, Comment, Difference, Error, Problems, Process, ProposalDraft, Result, Round, Scene, Team, Tool,
    Version, VersionState,
};
use http::{Said, Texts, Visit};
use maud::{Markup, html};

use super::stages::{Refusal, Written, written};
use super::{Place, comments, decision, differences, rows};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{area, person, problem_list};
use crate::settings::{self, Part, members_only};

/// A version with everything around it.
pub(super) struct Seen {
    pub(super) written: Written,
    pub(super) process: Process,
    pub(super) differences: Vec<Difference>,
    pub(super) round: Option<Round>,
    pub(super) comments: Vec<Comment>,
    pub(super) teams: Vec<Team>,
    pub(super) scorecards: Vec<Tool>,
    pub(super) trying: Vec<Team>,
    /// What it asks for anywhere.
    pub(super) fields: Vec<AskedField>,
    pub(super) today: jiff::civil::Date,
    /// The number of who looks.
    pub(super) me: i64,
}

pub(crate) async fn show(visit: Visit, Path(at): Path<(String, i64)>) -> Result<Page, Failure> {
    page(&visit, &at.into(), &Refusal::default(), &Problems::default()).await
}

/// Says anew what it is about.
pub(crate) async fn update(
    visit: Visit,
    Path(at): Path<(String, i64)>,
    Form(draft): Form<ProposalDraft>,
) -> Result<Response, Failure> {
    let place = Place::from(at);
    let here = place.clone();
    let done = visit.change(move |scene| here.version(scene)?.reword(scene, &draft)).await;
    answered(&visit, &place, done, "said-proposal-kept").await
}

/// Gives it up.
pub(crate) async fn destroy(visit: Visit, Path(at): Path<(String, i64)>) -> Result<Response, Failure> {
    let place = Place::from(at);
    let here = place.clone();
    let done = visit.change(move |scene| here.version(scene)?.withdraw(scene)).await;
    answered(&visit, &place, done, "said-proposal-withdrawn").await
}

/// Back to the version's page, with what has to be said there.
pub(super) async fn answered(
    visit: &Visit,
    place: &Place,
    done: Result<()>,
    said: &'static str,
) -> Result<Response, Failure> {
    match done {
        Err(Error::Invalid(problems)) => Ok(page(visit, place, &Refusal::default(), &problems).await?.into_response()),
        done => {
            done?;
            Ok(to_saying(&place.page(), &Said::text(said)))
        }
    }
}

pub(super) async fn page(
    visit: &Visit,
    place: &Place,
    refusal: &Refusal,
    problems: &Problems,
) -> Result<Page, Failure> {
    members_only(visit)?;
    let place = place.clone();
    let seen = visit.look_long(move |scene| read(scene, place.clone())).await?;
    let texts = visit.texts();
    let version = &seen.written.version;
    let body = html! {
        section.card aria-labelledby="version-title" {
            header { h2 id="version-title" { (title(texts, version)) } (chip(texts, version)) a.more href=(Part::Process.path()) { (texts.say("version-back")) } }
            p.quiet { (about(texts, &seen)) @if let Some((number, name)) = &version.author_name { " " (person(*number, name)) } }
            @if !version.reason.is_empty() { p { (version.reason) } }
            (problem_list(texts, problems))
            @if seen.written.is_draft() && version.is_written_by(&visit.actor) { (reword(texts, &seen, problems)) }
        }
        (decision::card(visit, &seen, problems))
        (differences::card(visit, &seen))
        section.card aria-labelledby="stages-title" {
            header { h2 id="stages-title" { (texts.say("stages-title")) } }
            @if seen.written.is_draft() { p.quiet { (texts.say("version-together")) } }
            (rows::all(visit, &seen.written, refusal))
        }
        @if version.is_written_by(&visit.actor) { (rows::add(visit, &seen.written.place, refusal)) }
        (comments::card(visit, &seen, problems))
    };
    let all = if problems.is_empty() { &refusal.problems } else { problems };
    Ok(settings::page(visit, &seen.written.around, Part::Process, &body, all))
}

fn read(scene: &mut Scene<'_>, place: Place) -> Result<Seen> {
    let written = written(scene, place)?;
    let version = &written.version;
    Ok(Seen {
        process: Process::keyed(scene, &version.process_key)?,
        differences: version.differences(scene)?,
        round: version.latest_round(scene)?,
        comments: version.comments(scene)?,
        teams: Team::all(scene)?,
        scorecards: Tool::scorecards(scene)?,
        trying: version.trying(scene)?,
        fields: version.guides(scene)?.fields().cloned().collect(),
        today: scene.today(),
        me: domain::Member::with_id(scene, scene.actor.id).map_or(0, |member| member.number),
        written,
    })
}

/// A version as a line of a list.
pub(super) fn line(visit: &Visit, version: &Version) -> Markup {
    let texts = visit.texts();
    html! {
        li.step {
            span.what { a href=(Place::of(version).base()) { (title(texts, version)) } }
            span.why {
                (chip(texts, version)) " "
                @if let Some((_, name)) = &version.author_name { (texts.fill("version-by", &[("name", name.as_str().into())])) }
            }
        }
    }
}

fn title(texts: Texts, version: &Version) -> String {
    if version.title.is_empty() { called(texts, version) } else { version.title.clone() }
}

/// "Version 3".
pub(super) fn called(texts: Texts, version: &Version) -> String {
    texts.fill("version-called", &[("number", version.number.into())])
}

/// What state it is in, as a mark.
pub(super) fn chip(texts: Texts, version: &Version) -> Markup {
    let (class, text) = match version.state {
        VersionState::Draft => ("chip", "version-draft"),
        VersionState::Proposed => ("chip ahead", "version-proposed"),
        VersionState::Trial => ("chip ahead", "version-trial"),
        VersionState::Live => ("chip brand", "version-live"),
        VersionState::Retired => ("chip", "version-retired"),
        VersionState::Withdrawn => ("chip", "version-withdrawn"),
    };
    html! { span class=(class) { (texts.say(text)) } }
}

fn about(texts: Texts, seen: &Seen) -> String {
    let version = &seen.written.version;
    let given = [
        ("number", version.number.into()),
        ("process", seen.process.name.as_str().into()),
        ("base", version.based_on.unwrap_or(0).into()),
    ];
    texts.fill(if version.based_on.is_some() { "version-about" } else { "version-about-first" }, &given)
}

fn reword(texts: Texts, seen: &Seen, problems: &Problems) -> Markup {
    let version = &seen.written.version;
    html! {
        details.source open[problems.on("title").is_some()] {
            summary { (texts.say("version-reword")) }
            div.source-body {
                form.form data-whole id="reword" action={ (seen.written.place.base()) "?_method=patch" } method="post" {
                    (crate::parts::Field::text("title", "proposal-title", &version.title).required().show(texts, problems))
                    (area(texts, problems, ("reason", "proposal-reason"), &version.reason))
                    footer { button.btn { (texts.say("settings-save")) } }
                }
            }
        }
    }
}
