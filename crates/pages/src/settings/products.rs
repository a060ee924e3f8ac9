//! What is sold, with list prices.

use axum::response::{IntoResponse, Response};
use domain::{Around, Error, Problems, Product, ProductDraft, Result};
use http::{Said, Visit};
use maud::{Markup, html};

use super::{Part, members_only};
use crate::failure::Failure;
use crate::form::Form;
use crate::layout::{Page, to_saying};
use crate::parts::{Field, problem_list};

pub(crate) async fn index(visit: Visit) -> Result<Page, Failure> {
    let (around, products) = look(&visit).await?;
    Ok(page(&visit, &around, &products, &ProductDraft::default(), &Problems::default()))
}

/// Adds a product, or gives the one of that name another price.
pub(crate) async fn create(visit: Visit, Form(draft): Form<ProductDraft>) -> Result<Response, Failure> {
    let typed = draft.clone();
    match visit.change(move |scene| Product::put(scene, &draft)).await {
        Err(Error::Invalid(problems)) => {
            let (around, products) = look(&visit).await?;
            Ok(page(&visit, &around, &products, &typed, &problems).into_response())
        }
        put => {
            put?;
            Ok(to_saying(Part::Products.path(), &Said::text("said-product-saved")))
        }
    }
}

async fn look(visit: &Visit) -> Result<(Around, Vec<Product>)> {
    members_only(visit)?;
    visit.look(|scene| Ok((Around::read(scene)?, Product::all(scene)?))).await
}

fn page(visit: &Visit, around: &Around, products: &[Product], draft: &ProductDraft, problems: &Problems) -> Page {
    let texts = visit.texts();
    let body = html! {
        section.card.flush aria-labelledby="products-title" {
            header { h2 id="products-title" { (texts.say("settings-products")) } }
            @if products.is_empty() { div.empty { p { (texts.say("products-none")) } } }
            @else { (table(visit, products)) }
        }
        @if visit.actor.operates() { (form(visit, draft, problems)) }
    };
    super::page(visit, around, Part::Products, &body, problems)
}

fn table(visit: &Visit, products: &[Product]) -> Markup {
    let texts = visit.texts();
    html! {
        div.table-wrap {
            table.table.cards {
                thead { tr { th scope="col" { (texts.say("field-name")) } th.num scope="col" { (texts.say("products-price")) } th scope="col" { (texts.say("products-series")) } } }
                tbody {
                    @for product in products {
                        tr id={ "product-" (product.number) } {
                            th scope="row" { (product.name) }
                            td.num { @if let Some(price) = product.price() { (price.exact()) } }
                            td data-label=(texts.say("products-series")) { (product.series.as_deref().unwrap_or("")) }
                        }
                    }
                }
            }
        }
    }
}

fn form(visit: &Visit, draft: &ProductDraft, problems: &Problems) -> Markup {
    let texts = visit.texts();
    let currency = if draft.currency.is_empty() { visit.actor.workspace.currency.code() } else { &draft.currency };
    html! {
        section.card.read aria-labelledby="product-title" {
            header { h2 id="product-title" { (texts.say("products-add")) } }
            p.quiet { (texts.say("products-add-say")) }
            form.form action="/settings/products" method="post" data-controller="dirty" {
                (problem_list(texts, problems))
                (Field::text("name", "field-name", &draft.name).required().show(texts, problems))
                div.row {
                    (Field::text("price", "products-price", &draft.price).show(texts, problems))
                    (Field::text("currency", "products-currency", currency).show(texts, problems))
                    (Field::text("series", "products-series", &draft.series).show(texts, problems))
                }
                footer { button.btn.primary { (texts.say("settings-save")) } }
            }
        }
    }
}
