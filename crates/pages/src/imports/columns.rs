//! What each file is, and what its columns say.

use domain::import::{Column, FileKind, FilePreview, ReadFile};
use http::Texts;
use maud::{Markup, html};

use super::kind_name;
use super::looked::Looked;
use crate::parts::icon_small;

/// How many values of a column are shown.
const SAMPLES: usize = 2;

/// The most letters of them.
const SAMPLE_LETTERS: usize = 60;

/// A card for each file.
pub(super) fn show(texts: Texts, looked: &Looked) -> Markup {
    let files = looked.preview.files.iter().zip(&looked.reading.files).enumerate();
    html! { @for (place, (file, read)) in files { (card(texts, place, file, read)) } }
}

fn card(texts: Texts, place: usize, file: &FilePreview, read: &ReadFile) -> Markup {
    let title = format!("file-{place}");
    html! {
        section.card aria-labelledby=(title) {
            header {
                h2 id=(title) { (file.name) }
                button.btn.small.quiet.push name="leave_out" value=(place) { (texts.say("import-leave-out")) }
            }
            (kind(texts, place, file))
            details open[file.kind.is_none()] {
                summary { (texts.fill("import-columns", &[("count", file.columns.len().into())])) }
                ul.mapping {
                    @for (at, column) in file.columns.iter().enumerate() {
                        li {
                            span { b { (column.name) } span.sample { (sample(read, at)) } }
                            (icon_small("move"))
                            (meaning(texts, (place, at), file.kind, column))
                        }
                    }
                }
            }
        }
    }
}

fn kind(texts: Texts, place: usize, file: &FilePreview) -> Markup {
    let id = format!("kind.{place}");
    html! {
        div.field {
            label for=(id) { (texts.say("import-file-is")) }
            select id=(id) name=(id) {
                @if file.kind.is_none() { option value="" selected { (texts.say("import-kind-unknown")) } }
                @for kind in FileKind::ALL { option value=(kind.name()) selected[file.kind == Some(kind)] { (kind_name(texts, kind)) } }
            }
        }
    }
}

fn meaning(texts: Texts, (place, at): (usize, usize), kind: Option<FileKind>, column: &Column) -> Markup {
    let label = texts.fill("import-column-means", &[("column", column.name.as_str().into())]);
    html! {
        select.input name={ "column." (place) "." (at) } aria-label=(label) {
            option value="" selected[column.field.is_none()] { (texts.say("import-column-nothing")) }
            @for field in kind.map(FileKind::fields).unwrap_or_default() {
                option value=(field.name()) selected[column.field == Some(*field)] { (texts.say(field.label())) }
            }
        }
    }
}

/// The first values of a column that are not the same.
fn sample(read: &ReadFile, at: usize) -> String {
    let mut values: Vec<&str> = Vec::new();
    let rows = read.sheet.as_ref().map(|sheet| sheet.rows.as_slice()).unwrap_or_default();
    for value in rows.iter().take(200).filter_map(|row| row.cells.get(at)).map(str::trim) {
        if values.len() < SAMPLES && !value.is_empty() && !values.contains(&value) {
            values.push(value);
        }
    }
    values.join(", ").chars().take(SAMPLE_LETTERS).collect()
}
