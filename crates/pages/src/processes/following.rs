//! Moving the deals of one version on to another, stage by stage.

use std::collections::BTreeMap;

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use domain::{
    Adoption, Around, Error, FollowDraft, Problems, Process, Result, Scene, Stage, Status, Version, VersionState,
};
use http::{Said, Visit};
use maud::{Markup, html};

use super::Place;
use crate::failure::Failure;
use crate::form::{Fields, Form, value};
use crate::layout::{Page, to_saying};
use crate::parts::{count, problem_list};
use crate::settings::{self, Part, members_only};

/// What stands in the form.
struct Seen {
    around: Around,
    from: Version,
    stages: Vec<Stage>,
    adoption: Adoption,
    /// The version to go on to, and its stages.
    to: Version,
    targets: Vec<Stage>,
}

pub(crate) async fn index(visit: Visit, Path(at): Path<(String, i64)>) -> Result<Page, Failure> {
    page(&visit, &at.into(), &FollowDraft::default(), &Problems::default()).await
}

/// Moves them all on: a change takes as many as take some milliseconds, so there may be several.
pub(crate) async fn create(
    visit: Visit,
    Path(at): Path<(String, i64)>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let place = Place::from(at);
    let mapped = fields.iter().filter_map(|(name, to)| Some((name.strip_prefix("to-")?.to_owned(), to.clone())));
    let draft = FollowDraft {
        version: value(&fields, "version").to_owned(),
        stages: mapped.collect::<BTreeMap<_, _>>(),
        ..FollowDraft::default()
    };
    loop {
        let (here, typed) = (place.clone(), draft.clone());
        let moved = visit
            .change(move |scene| {
                let from = here.version(scene)?;
                let to = target(scene, &from, &typed)?;
                from.move_on(scene, &to, &typed)
            })
            .await;
        match moved {
            Ok(true) => {}
            Ok(false) => return Ok(to_saying(Part::Process.path(), &Said::text("said-moved-on"))),
            Err(Error::Invalid(problems)) => {
                return Ok(page(&visit, &place, &draft, &problems).await?.into_response());
            }
            Err(error) => return Err(error.into()),
        }
    }
}

/// The version that is named, else the live one.
fn target(scene: &mut Scene<'_>, from: &Version, draft: &FollowDraft) -> Result<Version> {
    let number = match draft.version.trim().parse() {
        Ok(number) => number,
        Err(_) => Process::keyed(scene, &from.process_key)?.live_version,
    };
    Version::numbered(scene, &from.process_key, number)
}

async fn page(visit: &Visit, place: &Place, draft: &FollowDraft, problems: &Problems) -> Result<Page, Failure> {
    members_only(visit)?;
    let (place, typed) = (place.clone(), draft.clone());
    let seen = visit.look(move |scene| look(scene, &place, &typed)).await?;
    let texts = visit.texts();
    let standing = seen.adoption.get(&seen.from.number).cloned().unwrap_or_default();
    let may = seen.from.is_moved_on_by(&visit.actor) && !standing.is_empty();
    let body = html! {
        section.card.read aria-labelledby="follow-title" {
            header { h2 id="follow-title" { (texts.fill("follow-title", &[("from", seen.from.number.into()), ("to", seen.to.number.into())])) } a.more href=(Part::Process.path()) { (texts.say("version-back")) } }
            p.quiet { (texts.say("follow-say")) }
            (problem_list(texts, problems))
            @if standing.is_empty() { p { (texts.say("follow-none")) } }
            @else {
                form.form action={ (Place::of(&seen.from).base()) "/deals" } method="post" {
                    input type="hidden" name="version" value=(seen.to.number);
                    @for (key, deals) in &standing { (mapped(visit, &seen, (key, *deals), draft)) }
                    @if may { footer { button.btn.primary { (texts.say("follow-do")) } } }
                }
            }
        }
    };
    Ok(settings::page(visit, &seen.around, Part::Process, &body, problems))
}

fn look(scene: &mut Scene<'_>, place: &Place, draft: &FollowDraft) -> Result<Seen> {
    let from = place.version(scene)?;
    if !matches!(from.state, VersionState::Live | VersionState::Trial | VersionState::Retired) {
        return Err(Error::NotFound);
    }
    let to = target(scene, &from, draft)?;
    let process = Process::keyed(scene, &from.process_key)?;
    Ok(Seen {
        around: Around::read(scene)?,
        stages: from.stages(scene)?,
        adoption: process.adoption(scene)?,
        targets: to.stages(scene)?,
        from,
        to,
    })
}

/// Where the deals of one stage go: to the same stage where there is one, else to the one that stands where it stood.
fn mapped(visit: &Visit, seen: &Seen, (key, deals): (&str, i64), draft: &FollowDraft) -> Markup {
    let texts = visit.texts();
    let stage = seen.stages.iter().find(|stage| stage.key == key);
    let open: Vec<&Stage> = seen.targets.iter().filter(|stage| stage.kind == Status::Open).collect();
    let same = open.iter().copied().find(|stage| stage.key == key);
    // further on nothing would be asked; only where the stage is gone the leader says what stands for it
    let open: Vec<&Stage> =
        open.iter().copied().filter(|other| same.is_none_or(|s| other.position <= s.position)).collect();
    let before = stage.and_then(|stage| open.iter().copied().rev().find(|other| other.position <= stage.position));
    let chosen = draft.stages.get(key).map(String::as_str);
    let chosen = chosen.or(same.or(before).or(open.first().copied()).map(|stage| stage.key.as_str()));
    let id = format!("to-{key}");
    let name = stage.map_or(key, |stage| stage.name.as_str());
    html! {
        div.field {
            label for=(id) { (texts.fill("follow-stage", &[("stage", name.into()), ("count", deals.into()), ("deals", count(deals).into())])) }
            select id=(id) name=(id) { @for other in &open { option value=(other.key) selected[chosen == Some(other.key.as_str())] { (other.name) } } }
        }
    }
}
