//! Closing a deal, and opening it again.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use domain::{Around, Asked, ClosureDraft, Deal, Scene, Stage, Status};
use http::{Said, Texts, Visit};
use maud::{Markup, html};
use serde::Deserialize;

use super::{Trouble, address, form_page, to_change, today, waiver};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Field, area};

/// Why a deal is opened again, as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct Reopening {
    #[serde(default)]
    reason: String,
}

pub(crate) async fn new(
    visit: Visit,
    Path(number): Path<i64>,
    Query(draft): Query<ClosureDraft>,
) -> Result<Page, Failure> {
    let (around, deal, asked) = visit.look(move |scene| to_win(scene, number)).await?;
    Ok(page(&visit, &around, (&deal, &asked), &draft, &Trouble::default()))
}

pub(crate) async fn create(
    visit: Visit,
    Path(number): Path<i64>,
    Form(draft): Form<ClosureDraft>,
) -> Result<Response, Failure> {
    let typed = draft.clone();
    let closed = visit.change(move |scene| {
        let mut deal = Deal::numbered(scene, number)?;
        deal.close(scene, &draft)?;
        Ok(deal.status)
    });
    match closed.await {
        Ok(Status::Won) => Ok(to_saying(&address(number), &Said::text("said-deal-won"))),
        Ok(_) => Ok(to_saying(&address(number), &Said::text("said-deal-lost"))),
        Err(error) => Ok(again(&visit, number, &typed, &Trouble::met(&visit, number, error, &typed.version).await?)
            .await?
            .into_response()),
    }
}

pub(crate) async fn edit(visit: Visit, Path(number): Path<i64>) -> Result<Page, Failure> {
    let read = move |scene: &mut Scene<'_>| {
        let deal = Deal::numbered(scene, number)?;
        deal.must_correct(scene)?;
        Ok((Around::read(scene)?, deal))
    };
    let (around, deal) = visit.look(read).await?;
    Ok(reopening(&visit, &around, &deal, "", &Trouble::default()))
}

pub(crate) async fn destroy(
    visit: Visit,
    Path(number): Path<i64>,
    Form(typed): Form<Reopening>,
) -> Result<Response, Failure> {
    let reason = typed.reason.clone();
    match visit.change(move |scene| Deal::numbered(scene, number)?.reopen(scene, &reason)).await {
        Ok(()) => Ok(to_saying(&address(number), &Said::text("said-deal-reopened"))),
        Err(error) => {
            let trouble = Trouble::of(error)?;
            let (around, deal) =
                visit.look(move |scene| Ok((Around::read(scene)?, Deal::numbered(scene, number)?))).await?;
            Ok(reopening(&visit, &around, &deal, &typed.reason, &trouble).into_response())
        }
    }
}

/// The form once more, with what was typed and the version that stands now.
pub(super) async fn again(
    visit: &Visit,
    number: i64,
    typed: &ClosureDraft,
    trouble: &Trouble,
) -> Result<Page, Failure> {
    let (around, deal, asked) = visit.look(move |scene| to_win(scene, number)).await?;
    Ok(page(visit, &around, (&deal, &asked), typed, trouble))
}

/// A deal, and what winning it is asked.
fn to_win(scene: &mut Scene<'_>, number: i64) -> domain::Result<(Around, Deal, Vec<Asked>)> {
    let deal = to_change(scene, number)?;
    let stages = deal.stages(scene)?;
    let asked = deal.asked(scene, &stages, Stage::first_of(&stages, Status::Won)?)?;
    Ok((Around::read(scene)?, deal, asked))
}

/// The form: how it ended, when, and why.
pub(super) fn page(
    visit: &Visit,
    around: &Around,
    (deal, asked): (&Deal, &[Asked]),
    typed: &ClosureDraft,
    trouble: &Trouble,
) -> Page {
    let texts = visit.texts();
    let outcome = if typed.outcome.is_empty() { "won" } else { typed.outcome.as_str() };
    // what is chosen may change, so neither title nor button names it
    let title = texts.say("closure-title");
    let today = today(visit).to_string();
    let day = if typed.closed_on.is_empty() { &today } else { &typed.closed_on };
    let form = html! {
        form.form action={ (address(deal.number)) "/closure" } method="post" data-controller="dirty" {
            input type="hidden" name="version" value=(deal.version);
            (outcomes(texts, outcome))
            @if deal.amount_minor.is_none() {
                p.notice id="amount" { (texts.say("closure-needs-amount")) " " a.link href={ (address(deal.number)) "/edit" } { (texts.say("closure-set-amount")) } }
            }
            (Field::text("closed_on", "closure-day", day).of("date").show(texts, &trouble.problems))
            (area(texts, &trouble.problems, ("reason", "closure-reason"), &typed.reason))
            @if outcome == "won" { (waiver::fields(visit, asked, &typed.waiver, &trouble.problems)) }
            footer {
                button.btn.primary { (title) }
                a.btn href=(address(deal.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    form_page(visit, around, deal, (title, trouble), &form)
}

fn outcomes(texts: Texts, chosen: &str) -> Markup {
    html! {
        fieldset {
            legend { (texts.say("closure-how")) }
            div.choices {
                @for (value, text) in [("won", "status-won"), ("lost", "status-lost")] {
                    label.choice { input type="radio" name="outcome" value=(value) checked[value == chosen]; (texts.say(text)) }
                }
            }
        }
    }
}

fn reopening(visit: &Visit, around: &Around, deal: &Deal, reason: &str, trouble: &Trouble) -> Page {
    let texts = visit.texts();
    let title = texts.say("reopen-title");
    let form = html! {
        form.form action={ (address(deal.number)) "/closure?_method=delete" } method="post" data-controller="dirty" {
            p.quiet { (texts.say("reopen-what")) }
            (area(texts, &trouble.problems, ("reason", "reopen-reason"), reason))
            footer {
                button.btn.primary { (title) }
                a.btn href=(address(deal.number)) data-action="dialog#close" { (texts.say("form-cancel")) }
            }
        }
    };
    form_page(visit, around, deal, (title, trouble), &form)
}
