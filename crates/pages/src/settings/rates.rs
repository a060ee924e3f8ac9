//! Exchange rates: deals in other currencies count at the rate of the day they were won.

use axum::response::{IntoResponse, Response};
use domain::{Around, Error, Problems, Rate, RateDraft, Result};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Part, members_only};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Field, full, problem_list};

struct Seen {
    around: Around,
    rates: Vec<Rate>,
}

pub(crate) async fn index(visit: Visit) -> Result<Page, Failure> {
    let seen = look(&visit).await?;
    Ok(page(&visit, &seen, &RateDraft::default(), &Problems::default()))
}

pub(crate) async fn create(visit: Visit, Form(draft): Form<RateDraft>) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Rate::set(scene, &draft)).await {
        Err(Error::Invalid(problems)) => {
            let seen = look(&visit).await?;
            Ok(page(&visit, &seen, &typed, &problems).into_response())
        }
        set => {
            set?;
            // each change converts as many deals as take some milliseconds
            while visit.change(Rate::convert_more).await? {}
            Ok(to_saying(Part::Rates.path(), &Said::text("said-rate-set")))
        }
    }
}

async fn look(visit: &Visit) -> Result<Seen> {
    members_only(visit)?;
    let read = |scene: &mut domain::Scene<'_>| Ok(Seen { around: Around::read(scene)?, rates: Rate::all(scene)? });
    visit.look(read).await
}

fn page(visit: &Visit, seen: &Seen, draft: &RateDraft, problems: &Problems) -> Page {
    let texts = visit.texts();
    let body = html! {
        section.card.read aria-labelledby="rates-title" {
            header { h2 id="rates-title" { (texts.say("settings-rates")) } }
            p.quiet { (texts.fill("rates-say", &[("currency", visit.actor.workspace.currency.code().into())])) }
            @if !seen.rates.is_empty() { (table(visit, &seen.rates)) }
            @if visit.actor.operates() { (form(visit, draft, problems)) }
        }
    };
    super::page(visit, &seen.around, Part::Rates, &body, problems)
}

fn table(visit: &Visit, rates: &[Rate]) -> Markup {
    let texts = visit.texts();
    html! {
        div.table-wrap {
            table.table.data {
                thead { tr { th scope="col" { (texts.say("products-currency")) } th scope="col" { (texts.say("rates-from")) } th.num scope="col" { (texts.say("rates-rate")) } } }
                tbody { @for rate in rates { tr { th scope="row" { (rate.currency.code()) } td { (full(rate.day, texts)) } td.num { (rate.rate) } } } }
            }
        }
    }
}

fn form(visit: &Visit, draft: &RateDraft, problems: &Problems) -> Markup {
    let texts = visit.texts();
    html! {
        form.form action="/settings/rates" method="post" data-controller="dirty" {
            (problem_list(texts, problems))
            div.row {
                (Field::text("currency", "products-currency", &draft.currency).required().show(texts, problems))
                (Field::text("day", "rates-from", &draft.day).of("date").show(texts, problems))
                (Field::text("rate", "rates-rate", &draft.rate).required().show(texts, problems))
            }
            footer { button.btn.primary { (texts.say("rates-set")) } }
        }
    }
}
