//! Files as a form hands them over.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::StatusCode;
use domain::Problems;
use domain::import::Upload;

/// The largest body of files, in bytes.
const LARGEST_UPLOAD: usize = 32 << 20;

/// The most letters of a file's name that are kept.
const NAME_LETTERS: usize = 200;

/// What was handed over.
#[derive(Debug, Default)]
pub(super) struct Handed {
    /// The files.
    pub(super) uploads: Vec<Upload>,
    /// The draft that they are added to.
    pub(super) draft: Option<i64>,
}

/// What a form with files cannot be read for.
pub(super) struct Unread {
    /// What the answer says to programs.
    pub(super) status: StatusCode,
    /// What it says to people.
    pub(super) problems: Problems,
}

impl From<MultipartError> for Unread {
    fn from(error: MultipartError) -> Self {
        match error.status() {
            StatusCode::PAYLOAD_TOO_LARGE => Self {
                status: StatusCode::PAYLOAD_TOO_LARGE,
                problems: Problems::one("files", "import-problem-too-large"),
            },
            _ => Self {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                problems: Problems::one("files", "import-problem-broken-off"),
            },
        }
    }
}

/// How large a form with files may be.
pub(crate) fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(LARGEST_UPLOAD)
}

/// Reads the whole form.
pub(super) async fn handed(mut form: Multipart) -> Result<Handed, Unread> {
    let mut handed = Handed::default();
    while let Some(field) = form.next_field().await? {
        match field.name() {
            Some("files") => {
                let name = name_of(&field);
                let content = field.bytes().await?;
                // a browser sends an empty part when nothing was chosen
                if !(name.is_empty() && content.is_empty()) {
                    handed.uploads.push(Upload { name, content: content.to_vec() });
                }
            }
            Some("draft") => handed.draft = field.text().await?.parse().ok(),
            _ => {}
        }
    }
    Ok(handed)
}

/// The name without folders: old browsers send the whole path.
fn name_of(field: &Field<'_>) -> String {
    let path = field.file_name().unwrap_or_default();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|letter| !letter.is_control()).take(NAME_LETTERS).collect()
}
