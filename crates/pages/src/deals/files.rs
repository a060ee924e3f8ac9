//! The files of a deal: attaching, handing out, taking away.

use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query};
use axum::response::{IntoResponse, Response};
use domain::{Deal, DealPage, Error, File, FileDraft, FileId, Problems, Result, Scene};
use http::{Said, Texts, Unreceived, Visit, hand_out, receive};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Trouble, address, form_page};
use crate::failure::Failure;
use crate::layout::{Page, to_saying};
use crate::parts::{ago, icon_small};

/// What more of a form than the files may come before anything is read.
const AROUND: usize = 64 << 10;

/// What a file is to show.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Shows {
    /// The key of a criterion; empty for none.
    #[serde(default)]
    criterion: String,
}

/// How large a form with a file may be.
pub(crate) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(domain::LARGEST_FILE + AROUND)
}

pub(crate) async fn new(visit: Visit, Path(number): Path<i64>, Query(shows): Query<Shows>) -> Result<Page, Failure> {
    page(&visit, number, &shows, &Refused::default()).await
}

/// Attaches every file of the form, one after the other.
pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Query(shows): Query<Shows>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Failure> {
    let refused = match form {
        Ok(form) => attach(&visit, number, &shows, form).await?,
        Err(_) => Some(Refused::of("problem-file-broken-off")),
    };
    match refused {
        None => Ok(to_saying(&address(number), &Said::text("said-file-attached"))),
        Some(refused) => Ok(page(&visit, number, &shows, &refused).await?.into_response()),
    }
}

/// Why a file was not attached.
#[derive(Debug, Default)]
struct Refused {
    problems: Problems,
    /// Its name, where others were attached before it.
    file: String,
}

impl Refused {
    fn of(problem: &'static str) -> Self {
        Self { problems: Problems::one("file", problem), file: String::new() }
    }
}

/// Attaches what can be, and says what was wrong with the first that cannot.
async fn attach(visit: &Visit, number: i64, shows: &Shows, mut form: Multipart) -> Result<Option<Refused>> {
    let mut kept = 0;
    loop {
        let field = match form.next_field().await {
            // a browser sends a part without a name when nothing was chosen
            Ok(Some(field)) if field.name() == Some("file") && field.file_name() != Some("") => field,
            Ok(Some(_)) => continue,
            Ok(None) if kept == 0 => return Ok(Some(Refused::of("problem-file-empty"))),
            Ok(None) => return Ok(None),
            Err(error) => return Ok(Some(Refused::of(broken(&error)))),
        };
        let draft =
            FileDraft { name: field.file_name().unwrap_or_default().to_owned(), criterion: shows.criterion.clone() };
        match receive(visit, number, &draft, field).await {
            Ok(_) => kept += 1,
            Err(Unreceived::Refused(Error::Invalid(problems))) => {
                let file = if kept > 0 { draft.name } else { String::new() };
                return Ok(Some(Refused { problems, file }));
            }
            Err(Unreceived::Refused(error)) => return Err(error),
            Err(Unreceived::BrokenOff(error)) => return Ok(Some(Refused::of(broken(&error)))),
        }
    }
}

/// Hands out what is in it.
pub(crate) async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = FileId::parse(&id).ok_or(Error::NotFound)?;
    let file = visit.look(move |scene| File::kept(scene, id)).await?;
    Ok(hand_out(&visit, file))
}

/// Takes a file away; it can be brought back.
pub(crate) async fn destroy(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
    let file = FileId::parse(&id).ok_or(Error::NotFound)?;
    let back = visit.change(move |scene| change(scene, file, File::discard)).await?;
    Ok(to_saying(&back, &Said::with_undo("said-file-discarded", format!("/files/{id}/restoration"))))
}

/// Bringing a file back that was taken away.
pub(crate) mod restoration {
    use super::{Failure, File, FileId, Path, Response, Said, Visit, change, to_saying};

    pub(crate) async fn create(visit: Visit, Path(id): Path<String>) -> Result<Response, Failure> {
        let file = FileId::parse(&id).ok_or(domain::Error::NotFound)?;
        let back = visit.change(move |scene| change(scene, file, File::restore)).await?;
        Ok(to_saying(&back, &Said::text("said-file-restored")))
    }
}

fn change(scene: &mut Scene<'_>, id: FileId, change: fn(&File, &mut Scene<'_>) -> Result<()>) -> Result<String> {
    let file = File::with_id(scene, id)?;
    change(&file, scene)?;
    Ok(address(Deal::with_id(scene, file.deal)?.number))
}

fn broken(error: &MultipartError) -> &'static str {
    let large = error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE;
    if large { "problem-file-large" } else { "problem-file-broken-off" }
}

async fn page(visit: &Visit, number: i64, shows: &Shows, refused: &Refused) -> Result<Page, Failure> {
    let trouble =
        if refused.problems.is_empty() { Trouble::default() } else { Trouble::of(refused.problems.clone().into())? };
    let criterion = shows.criterion.clone();
    let read = move |scene: &mut Scene<'_>| {
        let deal = Deal::numbered(scene, number)?;
        deal.must_take_files(scene, &criterion)?;
        Ok((domain::Around::read(scene)?, deal))
    };
    let (around, deal) = visit.look(read).await?;
    let texts = visit.texts();
    let problem = texts.on(&refused.problems, "file");
    let form = html! {
        form.form action=(to(number, &shows.criterion)) method="post" enctype="multipart/form-data" {
            div.field {
                label for="file" { (texts.say("file-which")) }
                input id="file" name="file" type="file" multiple[shows.criterion.is_empty()] required data-controller="file-limit" data-action="file-limit#check"
                    data-file-limit-most-value=(domain::LARGEST_FILE) data-file-limit-problem-value=(texts.say("problem-file-large"))
                    aria-describedby=(if problem.is_some() { "file-problem file-hint" } else { "file-hint" }) aria-invalid=[problem.as_ref().map(|_| "true")];
                @if let Some(problem) = &problem {
                    p.problem id="file-problem" { (problem) @if !refused.file.is_empty() { " " (texts.fill("file-refused", &[("file", refused.file.as_str().into())])) } }
                }
                p.hint id="file-hint" { (texts.say("file-hint")) }
            }
            footer {
                button.btn.primary { (texts.say("file-attach")) }
                a.btn href=(address(number)) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    Ok(form_page(visit, &around, &deal, (texts.say("file-attach"), &trouble), &form))
}

fn to(number: i64, criterion: &str) -> String {
    let shows = if criterion.is_empty() { String::new() } else { format!("?criterion={criterion}") };
    format!("{}/files{shows}", address(number))
}

/// The way to the form that attaches what shows that a criterion holds.
pub(super) fn showing(number: i64, criterion: &str) -> String {
    format!("{}/files/new?criterion={criterion}", address(number))
}

/// The files on the deal's page.
pub(super) fn card(visit: &Visit, page: &DealPage) -> Markup {
    let texts = visit.texts();
    let may = !visit.actor.read_only && !page.deal.discarded;
    html! {
        @if may || !page.files.is_empty() {
            section.card aria-labelledby="files-title" {
                header {
                    h2 id="files-title" { (texts.say("files-title")) }
                    @if may { a.more href={ (address(page.deal.number)) "/files/new" } data-turbo-frame="dialog" { (texts.say("file-attach")) } }
                }
                @if page.files.is_empty() { p.quiet { (texts.say("files-none")) } }
                @else { ul.rows { @for file in &page.files { (row(visit, file)) } } }
            }
        }
    }
}

fn row(visit: &Visit, file: &File) -> Markup {
    let texts = visit.texts();
    let when = ago(file.attached_at, visit.stage.now(), &visit.actor.workspace.zone(), texts);
    let mine = file.author == visit.actor.id || visit.actor.operates();
    html! {
        li.step id={ "file-" (file.id.text()) } {
            a.what.link href={ "/files/" (file.id.text()) } download=(file.name) { (file.name) }
            span.why { (size(texts, file.bytes)) " · " (file.author_name.1) " · " (when) }
            @if mine && !visit.actor.read_only {
                span.end {
                    form.btn-form action={ "/files/" (file.id.text()) "?_method=delete" } method="post" {
                        button.btn.quiet.small.icon-only aria-label=(texts.fill("file-discard", &[("file", file.name.as_str().into())])) { (icon_small("trash")) }
                    }
                }
            }
        }
    }
}

/// How long a file is, in units of a thousand.
fn size(texts: Texts, bytes: i64) -> String {
    let of = |unit: i64| (bytes + unit / 2) / unit;
    match bytes {
        ..1_000 => texts.fill("size-bytes", &[("count", bytes.into())]),
        1_000..1_000_000 => texts.fill("size-kilobytes", &[("count", of(1_000).into())]),
        _ => texts.fill("size-megabytes", &[("count", of(1_000_000).into())]),
    }
}
