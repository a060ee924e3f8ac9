//! The way in: files are handed over, looked at, brought in, and taken back.

mod again;
pub(crate) mod all;
mod check;
mod columns;
mod decisions;
mod looked;
pub(crate) mod mapping;
pub(crate) mod one;
mod progress;
pub(crate) mod refused;
mod result;
mod rows;
pub(crate) mod run;
pub(crate) mod undoing;
mod upload;
mod work;

use domain::import::{FileKind, Import};
use http::Texts;

pub(crate) use upload::limit;

/// The address of an import.
fn address(number: i64) -> String {
    format!("/imports/{number}")
}

/// The topics of an import's page. While it is under way, the page looks again with everything that it makes.
fn topics(import: &Import, moving: bool) -> String {
    let own = format!("imports import:{}", import.id.text());
    if moving { format!("{own} deals accounts people") } else { own }
}

/// What the rows of a file are.
fn kind_name(texts: Texts, kind: FileKind) -> &'static str {
    match kind {
        FileKind::Products => texts.say("import-kind-products"),
        FileKind::Accounts => texts.say("import-kind-accounts"),
        FileKind::Teams => texts.say("import-kind-teams"),
        FileKind::Deals => texts.say("import-kind-deals"),
    }
}
