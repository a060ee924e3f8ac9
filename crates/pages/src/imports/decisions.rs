//! Names in the files that need a decision: stages, products, accounts; and how days are written.

use domain::Status;
use domain::fold;
use domain::import::{Answer, DayOrder, Field, FileKind, Matter, Proposal};
use http::Texts;
use maud::{Markup, html};

use super::looked::Looked;
use crate::parts::{count, icon_small};

/// The most names of one matter that are listed.
const LISTED: usize = 100;

/// The card with all of them; nothing when there is nothing to decide.
pub(super) fn show(texts: Texts, looked: &Looked) -> Markup {
    let (stages, products, accounts) =
        (open(looked, Matter::Stage), open(looked, Matter::Product), open(looked, Matter::Account));
    let deals = looked.preview.files.iter().any(|file| file.kind == Some(FileKind::Deals));
    html! {
        @if deals {
            section.card aria-labelledby="names-title" {
                header { h2 id="names-title" { (texts.say("import-names")) } }
                (day_order(texts, looked))
                (part(texts.say("import-stages"), &stages, |place, proposal| stage(texts, looked, place, proposal), texts))
                (stood_in(texts, looked))
                (part(texts.say("import-products"), &products, |place, proposal| product(texts, looked, place, proposal), texts))
                (part(texts.say("import-accounts"), &accounts, |place, proposal| account(texts, place, proposal), texts))
                datalist id="account-names" { @for name in account_names(looked) { option value=(name) {} } }
            }
        }
    }
}

/// What needs a decision; accounts that are simply new do not.
fn open(looked: &Looked, matter: Matter) -> Vec<(usize, &Proposal)> {
    let proposals = looked.preview.proposals.iter().enumerate();
    let of_matter = proposals.filter(|(_, proposal)| proposal.matter == matter);
    let needs = |proposal: &Proposal| {
        let plainly_new = matches!(&proposal.answer, Answer::New(name) if *name == proposal.said);
        matter != Matter::Account || !plainly_new
    };
    of_matter.filter(|(_, proposal)| needs(proposal)).take(LISTED).collect()
}

/// What a name is taken for.
pub(super) fn answer(proposal: &Proposal) -> &str {
    let (Answer::Known(name) | Answer::Like(name) | Answer::New(name)) = &proposal.answer;
    name
}

fn part(title: &str, names: &[(usize, &Proposal)], field: impl Fn(usize, &Proposal) -> Markup, texts: Texts) -> Markup {
    html! {
        @if !names.is_empty() {
            h3 { (title) }
            ul.mapping {
                @for (place, proposal) in names {
                    li {
                        span {
                            b { (proposal.said) }
                            span.sample {
                                (texts.fill("import-in-rows", &[("count", proposal.rows.into()), ("shown", count(i64::try_from(proposal.rows).unwrap_or(i64::MAX)).into())]))
                                @if matches!(proposal.answer, Answer::Like(_)) { " · " (texts.say("import-probably")) }
                            }
                        }
                        (icon_small("move"))
                        (field(*place, proposal))
                    }
                }
            }
        }
    }
}

fn label(texts: Texts, proposal: &Proposal) -> String {
    texts.fill("import-name-means", &[("said", proposal.said.as_str().into())])
}

fn stage(texts: Texts, looked: &Looked, place: usize, proposal: &Proposal) -> Markup {
    let chosen = answer(proposal);
    let known = |name: &str| looked.stages.iter().any(|stage| fold(&stage.name) == fold(name));
    let new = if known(chosen) || chosen.is_empty() { proposal.said.as_str() } else { chosen };
    html! {
        select.input name={ "name." (place) } aria-label=(label(texts, proposal)) {
            @for stage in &looked.stages { option value=(stage.name) selected[fold(&stage.name) == fold(chosen)] { (stage.name) } }
            @if !known(new) { option value=(new) selected[chosen == new] { (texts.fill("import-new-stage", &[("name", new.into())])) } }
            option value="" selected[chosen.is_empty()] { (texts.say("import-stage-leave-out")) }
        }
    }
}

fn product(texts: Texts, looked: &Looked, place: usize, proposal: &Proposal) -> Markup {
    let chosen = answer(proposal);
    let names = product_names(looked, chosen);
    let said = proposal.said.as_str();
    html! {
        select.input name={ "name." (place) } aria-label=(label(texts, proposal)) {
            @for name in &names { option value=(name) selected[fold(name) == fold(chosen)] { (name) } }
            @if names.iter().all(|name| fold(name) != fold(said)) { option value=(said) selected[fold(said) == fold(chosen)] { (texts.fill("import-new-product", &[("name", said.into())])) } }
        }
    }
}

/// Products of the workspace and of the files, and what is chosen.
fn product_names(looked: &Looked, chosen: &str) -> Vec<String> {
    let known = looked.products.iter().map(|product| product.name.clone());
    let mut names: Vec<String> = known.chain(names_in(looked, FileKind::Products)).collect();
    let is_new = looked.preview.proposals.iter().any(|proposal| {
        proposal.matter == Matter::Product && matches!(&proposal.answer, Answer::New(name) if name == chosen)
    });
    if !is_new {
        names.push(chosen.to_owned());
    }
    names.sort_by_key(|name| fold(name));
    names.dedup_by_key(|name| fold(name));
    names
}

/// Any name may be typed: one that is known is that one's, another is new.
fn account(texts: Texts, place: usize, proposal: &Proposal) -> Markup {
    html! { input.input name={ "name." (place) } value=(answer(proposal)) list="account-names" autocomplete="off" aria-label=(label(texts, proposal)); }
}

fn account_names(looked: &Looked) -> Vec<String> {
    let mut names: Vec<String> = names_in(looked, FileKind::Accounts).take(LISTED * 5).collect();
    names.sort_by_key(|name| fold(name));
    names
}

fn names_in(looked: &Looked, kind: FileKind) -> impl Iterator<Item = String> {
    let files = looked.reading.files.iter().filter(move |file| file.kind == Some(kind));
    files.flat_map(|file| {
        let place = file.columns.iter().position(|column| column.field == Some(Field::Name));
        let rows = file.sheet.as_ref().map(|sheet| sheet.rows.as_slice()).unwrap_or_default();
        rows.iter().filter_map(move |row| row.cells.get(place?).map(|name| name.trim().to_owned()))
    })
}

/// The open stage in which deals stood before they ended.
fn stood_in(texts: Texts, looked: &Looked) -> Markup {
    let chosen = looked.preview.choices.stood_in.as_deref().unwrap_or_default();
    let mut names: Vec<&str> =
        looked.stages.iter().filter(|stage| stage.kind == Status::Open).map(|stage| stage.name.as_str()).collect();
    let new = looked.preview.proposals.iter().filter_map(|proposal| match &proposal.answer {
        Answer::New(name) if proposal.matter == Matter::Stage && !name.is_empty() => Some(name.as_str()),
        _ => None,
    });
    names.extend(new);
    html! {
        div.field {
            label for="stood_in" { (texts.say("import-stood-in")) }
            p.hint id="stood_in-hint" { (texts.say("import-stood-in-hint")) }
            select id="stood_in" name="stood_in" aria-describedby="stood_in-hint" {
                @for name in names { option value=(name) selected[fold(name) == fold(chosen)] { (name) } }
            }
        }
    }
}

/// Asked only where a column leaves it open.
fn day_order(texts: Texts, looked: &Looked) -> Markup {
    let chosen = looked.reading.choices.day_order;
    let open = looked.preview.ambiguous().next().is_some() || chosen.is_some();
    html! {
        @if open {
            fieldset id="day_order" tabindex="-1" {
                legend { (texts.say("import-day-order")) }
                div.choices {
                    label.choice { input type="radio" name="day_order" value="dmy" checked[chosen == Some(DayOrder::DayFirst)]; (texts.say("import-day-first")) }
                    label.choice { input type="radio" name="day_order" value="mdy" checked[chosen == Some(DayOrder::MonthFirst)]; (texts.say("import-month-first")) }
                }
            }
        }
    }
}
