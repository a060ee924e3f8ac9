//! Rows that did not come in, as a file that can be mended and handed over again.

use axum::extract::{Path, Query};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use domain::Error;
use domain::import::{Import, Refused};
use http::Visit;
use serde::Deserialize;

use super::looked::read_refused;
use crate::failure::Failure;

/// Which file.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Asked {
    /// The name of the file that was handed over; the first one with refused rows when it is empty.
    #[serde(default)]
    file: String,
}

pub(crate) async fn show(
    visit: Visit,
    Path(number): Path<i64>,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let import = visit.look(move |scene| Import::numbered(scene, number)).await?;
    let all = read_refused(&visit, &import).await?;
    let wanted = all.iter().find(|refused| asked.file.is_empty() || refused.file == asked.file);
    let refused = wanted.ok_or(Error::NotFound)?;
    let texts = visit.texts();
    let named = (texts.say("import-csv-line"), texts.say("import-csv-reason"));
    let csv = refused.csv(named, |problem| texts.problem(problem));
    let disposition = format!("attachment; filename=\"{}\"", file_name(number, refused));
    let headers = [
        (CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"))),
    ];
    Ok((headers, csv).into_response())
}

/// A name that every system takes: `import-3-deals-refused.csv`.
fn file_name(number: i64, refused: &Refused) -> String {
    let stem = refused.file.rsplit_once('.').map_or(refused.file.as_str(), |(stem, _)| stem);
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    let stem: String = stem.chars().map(plain).take(60).collect();
    format!("import-{number}-{stem}-refused.csv")
}
