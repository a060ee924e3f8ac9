//! The page of a draft: what would become of it, and everything that can be chosen.

use domain::import::{Answer, Matter};
use http::{Texts, Visit};
use maud::{Markup, html};

use super::again::Again;
use super::all::drop_form;
use super::looked::Looked;
use super::rows::{Asked, Rows, Verdict};
use super::{address, columns, decisions};
use crate::layout::{Head, Page, Spot};
use crate::parts::count;

/// The most names that are listed.
const LISTED: usize = 200;

/// The whole page.
pub(super) fn page(visit: &Visit, looked: &Looked, asked: &Asked, again: &Again) -> Page {
    let texts = visit.texts();
    let number = looked.import.number;
    let rows = Rows::of(looked);
    let title = texts.say("import-check");
    let body = html! {
        header.page-head {
            div {
                ol.crumbs { li { a href="/imports" { (texts.say("imports-title")) } } li { (texts.fill("import-name", &[("number", number.into())])) } }
                h1 { (title) }
                p.say { (sentence(texts, &rows)) }
            }
            (steps(texts))
        }
        (again.show(texts))
        (guards(texts, looked))
        @if rows.len() > 0 { (verdicts(visit, looked, &rows, asked)) }
        (form(texts, looked))
        (people(texts, looked))
        div.split.even {
            (drop_form(texts, &domain::Problems::default(), Some(number)))
            section.card aria-labelledby="throw-title" {
                header { h2 id="throw-title" { (texts.say("import-throw-away")) } }
                p.quiet { (texts.say("import-throw-away-what")) }
                form.btn-form action={ (address(number)) "?_method=delete" } method="post" { button.btn.danger { (texts.say("import-throw-away")) } }
            }
        }
    };
    again.page(visit, &looked.around, &Head::new(title, Spot::Import, super::topics(&looked.import, false)), &body)
}

/// What would become of all rows, in one sentence.
fn sentence(texts: Texts, rows: &Rows<'_>) -> String {
    if rows.len() == 0 {
        return texts.say("import-check-nothing").to_owned();
    }
    let shown = |rows: usize| count(i64::try_from(rows).unwrap_or(i64::MAX));
    let given = [
        ("rows", shown(rows.len()).into()),
        ("coming", shown(rows.coming()).into()),
        ("known", rows.count(Verdict::Known).into()),
        ("refused", rows.count(Verdict::Refused).into()),
    ];
    texts.fill("import-check-say", &given)
}

fn steps(texts: Texts) -> Markup {
    html! {
        ol.wizard aria-label=(texts.say("import-steps")) {
            li.done { (texts.say("import-step-files")) }
            li.done { (texts.say("import-step-columns")) }
            li aria-current="step" { (texts.say("import-step-check")) }
            li { (texts.say("import-step-import")) }
        }
    }
}

/// What has to be chosen before anything can come in, and what is easily overlooked.
fn guards(texts: Texts, looked: &Looked) -> Markup {
    let ambiguous: Vec<&str> = looked.preview.ambiguous().map(|(_, column)| column).collect();
    let unknown = looked.preview.files.iter().filter(|file| file.kind.is_none());
    let without_ids = looked.preview.files.iter().filter(|file| file.without_ids);
    html! {
        @if !ambiguous.is_empty() {
            div.notice.behind { p { (texts.fill("import-ambiguous", &[("columns", ambiguous.join(", ").into())])) } a.btn.small href="#day_order" { (texts.say("import-choose-order")) } }
        }
        @for file in unknown { div.notice.behind { p { (texts.fill("import-unknown-file", &[("file", file.name.as_str().into())])) } a.btn.small href="#mapping" { (texts.say("import-say-what")) } } }
        @for file in without_ids { div.notice { p { (texts.fill("import-without-ids", &[("file", file.name.as_str().into())])) } } }
    }
}

fn verdicts(visit: &Visit, looked: &Looked, rows: &Rows<'_>, asked: &Asked) -> Markup {
    let texts = visit.texts();
    let (coming, refused) = (rows.coming(), rows.count(Verdict::Refused));
    let shown = count(i64::try_from(coming).unwrap_or(i64::MAX));
    let ready = coming > 0 && looked.preview.ambiguous().next().is_none();
    html! {
        section.card.flush aria-labelledby="check-title" {
            header { h2 id="check-title" { (texts.say("import-rows-title")) } (rows.filter(texts, asked)) }
            (rows.table(visit, asked))
            footer {
                div.actions {
                    @if ready {
                        form.btn-form action={ (address(looked.import.number)) "/run" } method="post" {
                            input type="hidden" name="seen" value=(looked.mark());
                            button.btn.primary { (texts.fill("import-do", &[("count", coming.into()), ("shown", shown.into())])) }
                        }
                    }
                    span.quiet {
                        @if coming == 0 { (texts.say("import-nothing-new")) }
                        @else if !ready { (texts.say("import-choose-first")) }
                        @else if refused > 0 { (texts.fill("import-refused-come-back", &[("count", refused.into())])) }
                    }
                }
            }
        }
    }
}

/// One form for everything that can be chosen: it sends itself, or by its button.
fn form(texts: Texts, looked: &Looked) -> Markup {
    html! {
        form.stack id="mapping" action={ (address(looked.import.number)) "/mapping" } method="post"
            data-controller="auto-submit" data-action="change->auto-submit#now" {
            input type="hidden" name="seen" value=(looked.mark());
            div.cluster.between {
                h2 { (texts.say("import-choices")) }
                button.btn { (texts.say("import-look-again")) }
            }
            (decisions::show(texts, looked))
            (columns::show(texts, looked))
        }
    }
}

/// People that the workspace does not have yet.
fn people(texts: Texts, looked: &Looked) -> Markup {
    let new = |matter: Matter| {
        let of_matter = looked.preview.proposals.iter().filter(move |proposal| proposal.matter == matter);
        of_matter
            .filter(|proposal| matches!(proposal.answer, Answer::New(_)))
            .map(|proposal| proposal.said.as_str())
            .collect()
    };
    let (people, accounts): (Vec<&str>, Vec<&str>) = (new(Matter::Member), new(Matter::Account));
    html! {
        (added(&people, &texts.fill("import-new-people", &[("count", people.len().into())])))
        (added(&accounts, &texts.fill("import-new-accounts", &[("count", accounts.len().into())])))
    }
}

fn added(names: &[&str], summary: &str) -> Markup {
    html! {
        @if !names.is_empty() {
            section.card { details { summary { (summary) } p { (names[..names.len().min(LISTED)].join(", ")) @if names.len() > LISTED { " …" } } } }
        }
    }
}
