//! The page of an import that is through, or was taken back.

use domain::import::{ImportState, Refused};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::one::Begun;
use super::undoing::list;
use super::{address, topics};
use crate::layout::{Head, Page, Spot};
use crate::parts::{ago, count};

/// The most refused rows of one file that are listed.
const LISTED: usize = 25;

pub(super) fn page(visit: &Visit, begun: &Begun) -> Page {
    let (texts, import) = (visit.texts(), &begun.import);
    let title = texts.fill("import-name", &[("number", import.number.into())]);
    let undone = import.state == ImportState::Undone;
    let body = html! {
        header.page-head {
            div {
                ol.crumbs { li { a href="/imports" { (texts.say("imports-title")) } } li { (title) } }
                h1 { (texts.say(if undone { "import-undone-title" } else { "import-finished-title" })) }
                p.say { (sentence(visit, begun)) }
            }
            @if !undone {
                div.actions {
                    a.btn.primary href="/deals" { (texts.say("import-see-deals")) }
                    a.btn href={ (address(import.number)) "/undo/new" } { (texts.say("import-undo-title")) }
                }
            }
        }
        @if undone { (kept(texts, begun)) } @else { (facts(texts, begun)) (invite(texts, begun)) }
        @for refused in &begun.refused { (file(texts, import.number, refused)) }
        @if undone || !begun.refused.is_empty() { p { a.btn href="/imports" { (texts.say("import-another")) } } }
    };
    Page::new(visit, &begun.around, &Head::new(title.as_str(), Spot::Import, topics(import, false)), &body)
}

fn sentence(visit: &Visit, begun: &Begun) -> String {
    let (texts, import) = (visit.texts(), &begun.import);
    let when = import.undone_at.or(import.finished_at).unwrap_or(import.created_at);
    let when = ago(when, visit.stage.now(), &visit.actor.workspace.zone(), texts);
    let text = if import.state == ImportState::Undone { "import-undone-say" } else { "import-finished-say" };
    texts.fill(text, &[("when", when.into()), ("rows", count(import.rows_in_all).into())])
}

fn facts(texts: Texts, begun: &Begun) -> Markup {
    let import = &begun.import;
    let fact = |text: &'static str, rows: i64| html! { div { dt { (texts.say(text)) } dd { (count(rows)) } } };
    html! {
        section.card aria-label=(texts.say("import-counts")) {
            dl.facts.inline {
                (fact("import-count-new", import.rows_new))
                (fact("import-count-changed", import.rows_changed))
                (fact("import-count-known", import.rows_unchanged()))
                (fact("import-count-refused", import.rows_refused))
            }
        }
    }
}

/// People who were only names so far.
fn invite(texts: Texts, begun: &Begun) -> Markup {
    html! {
        @if begun.placeholders > 0 {
            div.notice.help {
                p { (texts.fill("import-placeholders", &[("count", begun.placeholders.into())])) }
                a.btn href="/settings/people" { (texts.say("import-invite")) }
            }
        }
    }
}

fn kept(texts: Texts, begun: &Begun) -> Markup {
    html! {
        @if begun.kept.is_empty() { div.notice.good { p { (texts.say("import-undone-whole")) } } } @else {
            section.card aria-labelledby="kept-title" {
                header { h2 id="kept-title" { (texts.say("import-undone-kept")) } }
                (list(texts, &begun.kept))
            }
        }
    }
}

/// The refused rows of one file.
fn file(texts: Texts, number: i64, refused: &Refused) -> Markup {
    let title = format!("refused-{}", refused.file);
    let address = format!("{}/refused.csv?file={}", address(number), escaped(&refused.file));
    let given = [("count", refused.rows.len().into()), ("file", refused.file.as_str().into())];
    html! {
        section.card.flush aria-label=(title) {
            header {
                h2 { (texts.fill("import-refused-rows", &given)) }
                a.btn.small.push href=(address) download data-turbo="false" { (texts.say("import-refused-file")) }
            }
            div.table-wrap {
                table.table.cards {
                    thead { tr {
                        th.num scope="col" { (texts.say("import-column-row")) }
                        th scope="col" { (texts.say("import-column-what")) }
                        th scope="col" { (texts.say("import-column-why")) }
                    } }
                    tbody {
                        @for (line, cells, refusal) in refused.rows.iter().take(LISTED) {
                            tr.bad {
                                td.num data-label=(texts.say("import-column-row")) { (line) }
                                th scope="row" { (cells.iter().filter(|cell| !cell.is_empty()).take(3).map(String::as_str).collect::<Vec<_>>().join(" · ")) }
                                td.wide { (texts.problem(&refusal.problem())) }
                            }
                        }
                    }
                }
            }
            @if refused.rows.len() > LISTED { footer { p.quiet { (texts.say("import-refused-more")) } } }
        }
    }
}

fn escaped(name: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    name.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
