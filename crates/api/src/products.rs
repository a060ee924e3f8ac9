//! What is sold.

use domain::Product;

use crate::answer::Answer;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, ProductSet};
use crate::sight::must_see_all;

/// Lists products, by name.
#[utoipa::path(get, path = "/api/v1/products", tag = "products",
    responses((status = 200, body = List<shapes::Product>)))]
pub(crate) async fn index(caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(|scene| {
            must_see_all(scene)?;
            Ok(List::whole(Product::all(scene)?.into_iter().map(shapes::Product::from).collect()))
        })
        .await
}

/// Adds a product, or changes the one that has this name. Operations only.
#[utoipa::path(put, path = "/api/v1/products", tag = "products", request_body = ProductSet,
    responses((status = 200, body = shapes::Product)))]
pub(crate) async fn update(change: Change<ProductSet>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let product = Product::put(scene, &wanted.draft.draft())?;
            Ok(Answer::shown(&shapes::Product::from(product)))
        })
        .await
}
