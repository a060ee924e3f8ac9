//! The process as it is now: its stages, who works by which version, and what is proposed.

use domain::{Adoption, Process, Result, Scene, Version, VersionState};
use http::Visit;
use maud::{Markup, html};

use super::stages::{Refusal, Written, written};
use super::{Place, rows, version};
use crate::failure::Failure;
use crate::layout::Page;
use crate::parts::count;
use crate::settings::{self, Part, members_only};

/// A process, its newest versions, and how many deals follow each.
struct Line {
    process: Process,
    versions: Vec<Version>,
    adoption: Adoption,
}

pub(super) async fn page(visit: &Visit, refusal: &Refusal) -> Result<Page, Failure> {
    members_only(visit)?;
    let read = |scene: &mut Scene<'_>| Ok((written(scene, Place::Standard)?, lines(scene)?));
    let (seen, lines) = visit.look_long(read).await?;
    let texts = visit.texts();
    let body = html! {
        (proposals(visit, &lines))
        section.card aria-labelledby="stages-title" {
            header { h2 id="stages-title" { (texts.say("stages-title")) } span.quiet { (version::called(texts, &seen.version)) } }
            p.quiet { (texts.say("stages-say")) }
            (rows::all(visit, &seen, refusal))
        }
        @if visit.actor.operates() { (rows::add(visit, &seen.place, refusal)) }
        @for line in &lines { (history(visit, line)) }
    };
    Ok(settings::page(visit, &seen.around, Part::Process, &body, &refusal.problems))
}

fn lines(scene: &mut Scene<'_>) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for process in Process::all(scene)? {
        let (versions, adoption) = (Version::all(scene, &process)?, process.adoption(scene)?);
        lines.push(Line { process, versions, adoption });
    }
    Ok(lines)
}

/// What is being written and decided on.
fn proposals(visit: &Visit, lines: &[Line]) -> Markup {
    let texts = visit.texts();
    let open: Vec<&Version> =
        lines.iter().flat_map(|line| &line.versions).filter(|version| version.is_open()).collect();
    html! {
        section.card aria-labelledby="proposals-title" {
            header {
                h2 id="proposals-title" { (texts.say("proposals-title")) }
                @if !visit.actor.read_only { a.btn.primary href="/proposals/new" { (texts.say("proposals-new")) } }
            }
            @if open.is_empty() { p.quiet { (texts.say("proposals-none")) } }
            @else { ul.rows { @for version in open { (version::line(visit, version)) } } }
        }
    }
}

/// The versions that somebody worked by, and how many deals follow each.
fn history(visit: &Visit, line: &Line) -> Markup {
    let texts = visit.texts();
    let id = format!("versions-{}", line.process.key);
    let worked =
        |version: &&Version| matches!(version.state, VersionState::Live | VersionState::Trial | VersionState::Retired);
    let deals =
        |version: &Version| line.adoption.get(&version.number).map_or(0, |at| at.iter().map(|(_, deals)| deals).sum());
    html! {
        section.card aria-labelledby=(id) {
            header { h2 id=(id) { (texts.fill("versions-of", &[("process", line.process.name.as_str().into())])) } }
            @if line.process.live_version == 0 { p.quiet { (texts.say("versions-none-live")) } }
            ul.rows {
                @for version in line.versions.iter().filter(worked) {
                    li.step {
                        span.what { a href=(Place::of(version).base()) { (version::called(texts, version)) } }
                        span.why {
                            (version::chip(texts, version)) " " (version.title)
                            " · " (texts.fill("versions-deals", &[("count", deals(version).into()), ("deals", count(deals(version)).into())]))
                        }
                        @if deals(version) > 0 && version.state == VersionState::Retired {
                            span.do { a.btn.small href={ (Place::of(version).base()) "/deals" } { (texts.say("versions-move-on")) span.aloud { " " (version::called(texts, version)) } } }
                        }
                    }
                }
            }
        }
    }
}

impl Place {
    pub(super) fn of(version: &Version) -> Self {
        (version.process_key.clone(), version.number).into()
    }
}

/// Whether a page of `Written` is of a version that several people write.
impl Written {
    pub(super) fn is_draft(&self) -> bool {
        self.version.state == VersionState::Draft
    }
}
