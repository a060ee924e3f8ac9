//! Choosing by hand what files are, what columns say and what names stand for.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::fold;
use domain::import::{Choices, DayOrder, Field, FileChoice, FileKind, FilePreview, Import, Matter};
use http::Visit;

use super::again::Again;
use super::decisions::answer;
use super::looked::Looked;
use super::rows::Asked;
use super::{address, check};
use crate::failure::Failure;
use crate::form::{Fields, Form, value};

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let looked = Looked::at(&visit, number).await?;
    // fields are told apart by their places, which other choices may have moved
    if looked.mark() != value(&fields, "seen") {
        return Ok(check::page(&visit, &looked, &Asked::default(), &Again::Stale).into_response());
    }
    let left_out = value(&fields, "leave_out").parse().ok().and_then(|place: usize| looked.preview.files.get(place));
    let left_out = left_out.map(|file| file.name.clone());
    let choices = chosen(&looked, &fields);
    visit
        .change(move |scene| {
            let import = Import::numbered(scene, number)?;
            import.choose(scene, &choices)?;
            match &left_out {
                Some(file) => import.leave_out(scene, file).map(drop),
                None => Ok(()),
            }
        })
        .await?;
    Ok(Redirect::to(&address(number)).into_response())
}

/// What was chosen before, and whatever the form says otherwise than the page proposed.
fn chosen(looked: &Looked, fields: &[(String, String)]) -> Choices {
    let mut choices = looked.reading.choices.clone();
    for (place, file) in looked.preview.files.iter().enumerate() {
        choose_file(&mut choices, (place, file), fields);
    }
    choices.day_order = DayOrder::named(value(fields, "day_order")).or(choices.day_order);
    let stood_in = value(fields, "stood_in");
    if !stood_in.is_empty() && looked.preview.choices.stood_in.as_deref() != Some(stood_in) {
        choices.stood_in = Some(stood_in.to_owned());
    }
    for (place, proposal) in looked.preview.proposals.iter().enumerate() {
        let Some(name) = posted(fields, &format!("name.{place}")) else { continue };
        let names = match proposal.matter {
            Matter::Stage => &mut choices.stages,
            Matter::Product => &mut choices.products,
            Matter::Account => &mut choices.accounts,
            Matter::Member => continue,
        };
        let name = name.trim();
        if name != answer(proposal) && (proposal.matter == Matter::Stage || !name.is_empty()) {
            names.insert(fold(&proposal.said), name.to_owned());
        }
    }
    choices
}

fn choose_file(choices: &mut Choices, (place, file): (usize, &FilePreview), fields: &[(String, String)]) {
    let kind = FileKind::named(value(fields, &format!("kind.{place}")));
    if kind.is_some() && kind != file.kind {
        // what its columns say is proposed anew
        choices.files.insert(file.name.clone(), FileChoice { kind, ..FileChoice::default() });
        return;
    }
    for (at, column) in file.columns.iter().enumerate() {
        let Some(name) = posted(fields, &format!("column.{place}.{at}")) else { continue };
        let field = Field::named(name);
        if field == column.field {
            continue;
        }
        let columns = &mut choices.files.entry(file.name.clone()).or_default().columns;
        // a field is said by one column: the one that was chosen last
        for other in columns.values_mut().filter(|other| field.is_some() && **other == field) {
            *other = None;
        }
        columns.insert(column.name.clone(), field);
    }
}

fn posted<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str())
}
