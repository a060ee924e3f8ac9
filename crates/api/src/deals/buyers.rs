//! Who has a part in buying, for one deal.

use domain::{Deal, Scene};

use crate::answer::Answer;
use crate::asked::At;
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{Buyer, BuyerSet, Nothing};
use crate::sight::must_see_all;

fn listed(scene: &mut Scene<'_>, deal: &Deal) -> domain::Result<Answer> {
    Ok(List::whole(deal.buyers(scene)?.into_iter().map(Buyer::from).collect()))
}

/// Lists who at the customer has a part in buying.
#[utoipa::path(get, path = "/api/v1/deals/{number}/buyers", tag = "deals", params(("number" = i64, Path)),
    responses((status = 200, body = List<Buyer>)))]
pub(crate) async fn index(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            must_see_all(scene)?;
            let deal = Deal::numbered(scene, number)?;
            listed(scene, &deal)
        })
        .await
}

/// Says that somebody at the customer has a part in buying. The same again changes nothing.
#[utoipa::path(post, path = "/api/v1/deals/{number}/buyers", tag = "deals", params(("number" = i64, Path)),
    request_body = BuyerSet, responses((status = 200, body = List<Buyer>)))]
pub(crate) async fn create(At(number): At<i64>, change: Change<BuyerSet>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let deal = wanted.deal(scene, number)?;
            deal.set_buyer(scene, &wanted.draft.draft())?;
            listed(scene, &deal)
        })
        .await
}

/// Says that they have this part no more. Again: changes nothing.
#[utoipa::path(delete, path = "/api/v1/deals/{number}/buyers/{contact}/{role}", tag = "deals",
    params(("number" = i64, Path), ("contact" = i64, Path), ("role" = String, Path)), responses((status = 204)))]
pub(crate) async fn destroy(
    At((number, contact, role)): At<(i64, i64, String)>,
    change: Change<Nothing>,
) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            wanted.deal(scene, number)?.remove_buyer(scene, contact, &role)?;
            Ok(Answer::done())
        })
        .await
}
