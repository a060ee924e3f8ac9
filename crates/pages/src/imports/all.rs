//! Every import, and handing files over for a new one.

use axum::extract::Multipart;
use axum::response::{IntoResponse, Redirect, Response};
use domain::import::{Choices, Import, ImportState, Reading, Unreadable, Upload};
use domain::{Around, Error, Problems, Result};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::upload::{Handed, handed};
use super::{address, topics};
use crate::failure::Failure;
use crate::layout::{Head, Page, Spot};
use crate::parts::{ago, count, empty_mark, problem_list};

pub(crate) async fn index(visit: Visit) -> Result<Page, Failure> {
    let (around, imports) = visit.look(|scene| Ok((Around::read(scene)?, Import::all(scene)?))).await?;
    let body = body(&visit, &imports, &Refused::default());
    Ok(Page::new(&visit, &around, &head(&visit, &imports), &body))
}

/// Keeps the files as a draft. Those that cannot be read are named, and the others wait for them.
pub(crate) async fn create(visit: Visit, form: Multipart) -> Result<Response, Failure> {
    if !visit.actor.operates() || visit.actor.read_only {
        return Err(Error::Forbidden.into());
    }
    let Handed { uploads, draft } = match handed(form).await {
        Ok(handed) => handed,
        Err(unread) => {
            let refused = Refused { problems: unread.problems, draft: None };
            return Ok(again(&visit, &refused).await?.status(unread.status).into_response());
        }
    };
    let (readable, problems) = sorted(&visit, uploads).await;
    // a draft that waits goes on once nothing of what was handed over is wrong
    let goes_on = !readable.is_empty() || (draft.is_some() && problems.is_empty());
    if !goes_on {
        let none = problems.is_empty();
        let problems = if none { Problems::one("files", "import-problem-no-file") } else { problems };
        return Ok(again(&visit, &Refused { problems, draft }).await?.into_response());
    }
    match keep(&visit, draft, readable).await {
        Ok(number) if problems.is_empty() => Ok(Redirect::to(&address(number)).into_response()),
        Ok(number) => Ok(again(&visit, &Refused { problems, draft: Some(number) }).await?.into_response()),
        Err(Error::Invalid(problems)) => Ok(again(&visit, &Refused { problems, draft }).await?.into_response()),
        Err(error) => Err(error.into()),
    }
}

/// What was wrong with the files, and the draft that has the others.
#[derive(Default)]
struct Refused {
    problems: Problems,
    draft: Option<i64>,
}

/// The files that can be read, and what is wrong with the others.
async fn sorted(visit: &Visit, uploads: Vec<Upload>) -> (Vec<Upload>, Problems) {
    let currency = visit.actor.workspace.currency;
    let work = move || {
        let mut problems = Problems::default();
        let (mut readable, mut place) = (Vec::new(), 0);
        for upload in uploads {
            let reading = Reading::of(vec![upload.clone()], &Choices::default(), currency);
            match reading.files.first().map(|file| file.sheet.as_ref().err()) {
                Some(None) => readable.push(upload),
                unreadable => {
                    place += 1;
                    let sentence = match unreadable.flatten() {
                        Some(Unreadable::NotText) => "import-file-not-text",
                        Some(Unreadable::TooLarge) => "import-file-too-large",
                        Some(Unreadable::Empty) | None => "import-file-empty",
                    };
                    // each problem needs a field of its own, and leads to the one that takes files
                    let field = if place == 1 { "files".to_owned() } else { format!("files-{place}") };
                    problems.add_with(&field, sentence, &[("file", upload.name)]);
                }
            }
        }
        (readable, problems)
    };
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

async fn keep(visit: &Visit, draft: Option<i64>, uploads: Vec<Upload>) -> Result<i64> {
    visit
        .change(move |scene| {
            let import = match draft {
                Some(number) if !uploads.is_empty() => Import::numbered(scene, number)?.add_files(scene, &uploads)?,
                Some(number) => Import::numbered(scene, number)?,
                None => Import::draft(scene, &uploads)?,
            };
            Ok(import.number)
        })
        .await
}

/// The page once more.
async fn again(visit: &Visit, refused: &Refused) -> Result<Page> {
    let (around, imports) = visit.look(|scene| Ok((Around::read(scene)?, Import::all(scene)?))).await?;
    Ok(Page::refused(visit, &around, &head(visit, &imports), &body(visit, &imports, refused)))
}

fn head(visit: &Visit, imports: &[Import]) -> Head {
    let now = visit.stage.now();
    let topics =
        imports.iter().find(|import| import.is_moving(now)).map_or("imports".to_owned(), |import| topics(import, true));
    Head::new(visit.texts().say("imports-title"), Spot::Import, topics)
}

fn body(visit: &Visit, imports: &[Import], refused: &Refused) -> Markup {
    let texts = visit.texts();
    html! {
        header.page-head { div { h1 { (texts.say("imports-title")) } p.say { (texts.say("imports-say")) } } }
        (problem_list(texts, &refused.problems))
        @if let Some(number) = refused.draft {
            div.notice {
                p { (texts.say("import-others-kept")) }
                a.btn href=(address(number)) { (texts.say("import-go-on-without")) }
            }
        }
        (drop_form(texts, &refused.problems, refused.draft))
        @if imports.is_empty() { section.card { div.empty { (empty_mark()) p { (texts.say("imports-none")) } } } }
        @else { (table(visit, imports)) }
    }
}

/// The form that takes files; `draft` is what they are added to.
pub(super) fn drop_form(texts: Texts, problems: &Problems, draft: Option<i64>) -> Markup {
    let problem = texts.on(problems, "files");
    let problem_id = problem.as_ref().map(|_| "files-problem");
    html! {
        form.drop action="/imports" method="post" enctype="multipart/form-data" {
            label.strong for="files" { (texts.say(if draft.is_some() { "import-more-files" } else { "import-choose" })) }
            p.quiet id="files-hint" { (texts.say("import-choose-hint")) }
            @if let Some(draft) = draft { input type="hidden" name="draft" value=(draft); }
            input id="files" type="file" name="files" multiple required accept=".csv,.tsv,.txt,text/csv,text/plain"
                aria-describedby={ "files-hint" @if let Some(id) = problem_id { " " (id) } } aria-invalid=[problem_id.map(|_| "true")];
            @if let Some(problem) = &problem { p.problem id=[problem_id] { (problem) } }
            button.btn.primary { (texts.say("import-read")) }
        }
    }
}

fn table(visit: &Visit, imports: &[Import]) -> Markup {
    let texts = visit.texts();
    html! {
        section.card.flush aria-label=(texts.say("imports-before")) {
            div.table-wrap {
                table.table.cards {
                    thead { tr {
                        th scope="col" { (texts.say("imports-column-import")) }
                        th scope="col" { (texts.say("imports-column-state")) }
                        th.num scope="col" { (texts.say("imports-column-rows")) }
                        th.num scope="col" { (texts.say("imports-column-new")) }
                        th.num scope="col" { (texts.say("imports-column-changed")) }
                        th.num scope="col" { (texts.say("imports-column-refused")) }
                        th scope="col" { (texts.say("imports-column-when")) }
                    } }
                    tbody { @for import in imports { (row(visit, import)) } }
                }
            }
        }
    }
}

fn row(visit: &Visit, import: &Import) -> Markup {
    let texts = visit.texts();
    let when = ago(import.created_at, visit.stage.now(), &visit.actor.workspace.zone(), texts);
    let draft = import.state == ImportState::Draft;
    let number = |text: &'static str, rows: i64| html! { td.num data-label=(texts.say(text)) { @if draft { "–" } @else { (count(rows)) } } };
    html! {
        tr id={ "import-" (import.number) } {
            th scope="row" { a href=(address(import.number)) { (texts.fill("import-name", &[("number", import.number.into())])) } }
            td { (state(texts, import, visit.stage.now())) }
            (number("imports-column-rows", import.rows_in_all))
            (number("imports-column-new", import.rows_new))
            (number("imports-column-changed", import.rows_changed))
            (number("imports-column-refused", import.rows_refused))
            td data-label=(texts.say("imports-column-when")) { (when) }
        }
    }
}

/// How far it has come, in a word.
fn state(texts: Texts, import: &Import, now: i64) -> Markup {
    let (class, text) = match import.state {
        ImportState::Draft => ("chip outline", "import-state-draft"),
        ImportState::Running if import.is_moving(now) => ("chip ahead", "import-state-running"),
        ImportState::Undoing if import.is_moving(now) => ("chip ahead", "import-state-undoing"),
        ImportState::Running | ImportState::Undoing => ("chip behind", "import-state-stopped"),
        ImportState::Finished => ("chip brand", "import-state-finished"),
        ImportState::Undone => ("chip", "import-state-undone"),
    };
    html! { span class=(class) { (texts.say(text)) } }
}
