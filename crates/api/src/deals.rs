//! Deals.

pub(crate) mod buyers;
pub(crate) mod closure;
pub(crate) mod conformance;
pub(crate) mod guidance;
pub(crate) mod history;
pub(crate) mod moves;
pub(crate) mod next_step;
pub(crate) mod notes;
pub(crate) mod restoration;
pub(crate) mod stage;
pub(crate) mod team;
pub(crate) mod tools;

use domain::{Deal, Filter, Order, Scene, Sort, Statuses};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::answer::Answer;
use crate::asked::{Asked, At};
use crate::caller::Caller;
use crate::change::Change;
use crate::failure::Failure;
use crate::list::List;
use crate::shapes::{self, DealChange, DealLine, NewDeal, Nothing};

/// Which deals, in which order.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default, deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct DealsAsked {
    /// Only those that the token's person owns.
    mine: bool,
    /// Only those of this owner, by number.
    owner: Option<i64>,
    /// Only those of this home team, by number.
    team: Option<i64>,
    /// Only those with this customer, by number.
    account: Option<i64>,
    /// Only those in whose title or customer every one of these words begins a word.
    text: Option<String>,
    /// Only open ones that stand in their stage for longer than is usual there.
    stuck: bool,
    /// Only those that should close on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    close_from: Option<Day>,
    /// Only those that should close on this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    close_to: Option<Day>,
    /// Only those in this stage, by its key.
    stage: Option<String>,
    /// Only those that follow this process, by its key.
    process: Option<String>,
    /// `open` unless said, `won`, `lost` or `any`.
    #[param(value_type = Option<String>)]
    status: StatusAsked,
    /// `close` unless said, `title`, `amount`, `stage`, `age` or `owner`.
    #[param(value_type = Option<String>)]
    sort: SortAsked,
    /// From the last to the first.
    down: bool,
    /// Where the page begins, as `next` says.
    after: Option<String>,
}

/// A day in a query.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Day(pub(crate) Date);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse().map(Self).map_err(|_| format!("{text} is no day like 2026-03-31"))
    }
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StatusAsked {
    #[default]
    Open,
    Won,
    Lost,
    Any,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SortAsked {
    #[default]
    Close,
    Title,
    Amount,
    Stage,
    Age,
    Owner,
}

impl DealsAsked {
    fn filter(&self) -> Filter {
        Filter {
            mine: self.mine,
            owner: self.owner,
            team: self.team,
            account: self.account,
            text: self.text.iter().flat_map(|text| text.chars()).take(100).collect(),
            stuck: self.stuck,
            close_from: self.close_from.map(|day| day.0),
            close_to: self.close_to.map(|day| day.0),
            stage: self.stage.clone(),
            process: self.process.clone(),
            status: match self.status {
                StatusAsked::Open => Statuses::Open,
                StatusAsked::Won => Statuses::Won,
                StatusAsked::Lost => Statuses::Lost,
                StatusAsked::Any => Statuses::Any,
            },
        }
    }

    fn order(&self) -> Order {
        let sort = match self.sort {
            SortAsked::Close => Sort::Close,
            SortAsked::Title => Sort::Title,
            SortAsked::Amount => Sort::Amount,
            SortAsked::Stage => Sort::Stage,
            SortAsked::Age => Sort::Age,
            SortAsked::Owner => Sort::Owner,
        };
        Order { sort, down: self.down }
    }
}

/// A deal as an answer.
pub(crate) fn shown(scene: &mut Scene<'_>, deal: &Deal) -> domain::Result<Answer> {
    Ok(Answer::shown(&shapes::Deal::read(scene, deal)?).of_version(deal.version))
}

/// Lists deals, fifty a page. A partner finds the deals that they are on.
#[utoipa::path(get, path = "/api/v1/deals", tag = "deals", params(DealsAsked),
    responses((status = 200, body = List<DealLine>)))]
pub(crate) async fn index(caller: Caller, Asked(asked): Asked<DealsAsked>) -> Result<Answer, Failure> {
    let uri = caller.uri.clone();
    caller
        .look(move |scene| {
            let after = asked.after.as_deref().unwrap_or("");
            let page = Deal::list(scene, &asked.filter(), asked.order(), after)?;
            let items: Vec<DealLine> = page.rows.into_iter().map(DealLine::from).collect();
            Ok(List::page(items, &uri, "after", page.after.as_deref()))
        })
        .await
}

/// Opens a deal. Its owner has the whole of it until the deal team says otherwise.
#[utoipa::path(post, path = "/api/v1/deals", tag = "deals", request_body = NewDeal,
    responses((status = 201, body = shapes::Deal)))]
pub(crate) async fn create(change: Change<NewDeal>) -> Result<Answer, Failure> {
    change
        .make(|scene, wanted| {
            let draft = wanted.draft.draft(scene)?;
            let deal = Deal::open(scene, &draft)?;
            let shape = shapes::Deal::read(scene, &deal)?;
            Ok(Answer::made(&shape, format!("/api/v1/deals/{}", deal.number)).of_version(deal.version))
        })
        .await
}

/// Shows a deal.
#[utoipa::path(get, path = "/api/v1/deals/{number}", tag = "deals", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Deal)))]
pub(crate) async fn show(At(number): At<i64>, caller: Caller) -> Result<Answer, Failure> {
    caller
        .look(move |scene| {
            let deal = Deal::numbered(scene, number)?;
            shown(scene, &deal)
        })
        .await
}

/// Changes what a deal says. On a closed deal it is a correction: leaders and operations, with a reason.
#[utoipa::path(patch, path = "/api/v1/deals/{number}", tag = "deals", params(("number" = i64, Path)),
    request_body = DealChange, responses((status = 200, body = shapes::Deal)))]
pub(crate) async fn update(At(number): At<i64>, change: Change<DealChange>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut deal = wanted.deal(scene, number)?;
            let draft = wanted.draft.draft(scene)?;
            deal.change(scene, &draft)?;
            shown(scene, &deal)
        })
        .await
}

/// Discards a deal: it counts nowhere any more, and can be brought back. A won deal is reopened first.
#[utoipa::path(delete, path = "/api/v1/deals/{number}", tag = "deals", params(("number" = i64, Path)),
    responses((status = 200, body = shapes::Deal)))]
pub(crate) async fn destroy(At(number): At<i64>, change: Change<Nothing>) -> Result<Answer, Failure> {
    change
        .make(move |scene, wanted| {
            let mut deal = wanted.deal(scene, number)?;
            deal.discard(scene)?;
            shown(scene, &deal)
        })
        .await
}
