//! What a row about a deal means: the stage it began in, what was known while it was open, how it ended.

use jiff::civil::Date;
use measures::money::Money;

use super::known::{Known, Listed};
use super::reading::Choices;
use super::refusal::{Reason, Refusal};
use super::rows::{DealRow, outcome};
use crate::deal::End;
use crate::{Stage, Status};

/// An amount, and whether it is the list price.
pub(super) type Worth = (Money, bool);

/// A row about a deal, judged by what the workspace knows.
#[derive(Debug, Clone)]
pub(super) struct Judged {
    /// The open stage it began in.
    pub stage: Stage,
    /// What it was worth while it was open.
    pub worth: Option<Worth>,
    /// When it should be closed.
    pub expected_close: Option<Date>,
    /// How it ended.
    pub end: Option<End>,
}

impl Judged {
    /// What it is worth now.
    pub(super) fn worth_now(&self) -> Option<Worth> {
        self.end.as_ref().and_then(|end| end.amount).or(self.worth)
    }

    /// Where it stands now.
    pub(super) fn stage_now(&self) -> &Stage {
        self.end.as_ref().map_or(&self.stage, |end| &end.stage)
    }
}

/// Judges a row on a day. Before it closed a deal counts with what was known then: the amount of the
/// source where that is known of open deals, else the list price.
pub(super) fn judge(row: &DealRow, known: &Known, choices: &Choices, today: Date) -> Result<Judged, Refusal> {
    let standing = standing(row, known, choices)?;
    if row.opened_on.is_some_and(|day| day > today) {
        return Err(future(row.opened_on));
    }
    let listed = listed(row, known, choices);
    let worth = row.amount.map(|money| (money, false)).filter(|worth| worth.0.minor > 0 || listed.is_none()).or(listed);
    if standing.kind == Status::Open {
        let given = row.close_value.filter(|money| money.minor > 0).map(|money| (money, false));
        let worth = if worth.is_none_or(|worth| worth.1) { given.or(worth) } else { worth };
        let expected_close = row.expected_close.or(row.closed_on);
        return Ok(Judged { stage: standing.clone(), worth, expected_close, end: None });
    }
    let on = row.closed_on.ok_or(Refusal::of(Reason::NoClosingDay))?;
    if on > today {
        return Err(future(row.closed_on));
    }
    if row.opened_on.is_some_and(|opened| opened > on) {
        return Err(Refusal::at(Reason::ClosedBeforeOpened, "", &on.to_string()));
    }
    let amount = final_amount(row, standing.kind, worth);
    if standing.kind == Status::Won && amount.or(worth).is_none() {
        return Err(Refusal::of(Reason::WonWithoutAmount));
    }
    let end = End { stage: standing.clone(), on, amount, reason: row.lost_reason.clone() };
    let stage = stood_in(row, known, choices).ok_or(Refusal::of(Reason::Stage))?;
    Ok(Judged { stage: stage.clone(), worth, expected_close: row.expected_close, end: Some(end) })
}

/// What it was worth in the end, where that is not what was known before. A lost deal that says nothing
/// or nought keeps what it was thought to be worth.
fn final_amount(row: &DealRow, kind: Status, worth: Option<Worth>) -> Option<Worth> {
    let said = row.close_value.or(row.amount).map(|money| (money, false));
    said.filter(|said| (kind == Status::Won || said.0.minor > 0) && Some(*said) != worth)
}

/// Where a row says that the deal stands.
pub(super) fn standing<'k>(row: &DealRow, known: &'k Known, choices: &Choices) -> Result<&'k Stage, Refusal> {
    let refused = || Refusal::at(Reason::Stage, "", row.stage.as_deref().unwrap_or_default());
    if let Some(kind) = row.status {
        return known.first_stage(kind).ok_or_else(refused);
    }
    let Some(said) = &row.stage else { return known.first_stage(Status::Open).ok_or_else(refused) };
    let chosen = known.stage_named(choices.stage(said));
    let by_word = || known.first_stage(outcome(said).filter(|_| !choices.stages.contains_key(&crate::fold(said)))?);
    chosen.or_else(by_word).ok_or_else(refused)
}

/// The open stage in which a deal stood before it ended: what the row says beside its outcome, else what
/// was chosen, else the first.
fn stood_in<'k>(row: &DealRow, known: &'k Known, choices: &Choices) -> Option<&'k Stage> {
    let open = |name: &str| known.stage_named(name).filter(|stage| stage.kind == Status::Open);
    let beside = row.stage.as_deref().filter(|_| row.status.is_some()).and_then(|said| open(choices.stage(said)));
    let chosen = || choices.stood_in.as_deref().and_then(open);
    beside.or_else(chosen).or_else(|| known.first_stage(Status::Open))
}

/// The list price of its product, in its currency.
fn listed(row: &DealRow, known: &Known, choices: &Choices) -> Option<Worth> {
    let product = product(row, known, choices)?;
    product.price.filter(|price| price.currency == row.currency).map(|price| (price, true))
}

/// What is sold.
pub(super) fn product<'k>(row: &DealRow, known: &'k Known, choices: &Choices) -> Option<&'k Listed> {
    known.products.get(&crate::fold(choices.product(row.product.as_deref()?)))
}

/// What is being sold to whom: as said, else product and customer.
pub(super) fn title(row: &DealRow, choices: &Choices) -> String {
    if let Some(title) = &row.title {
        return title.clone();
    }
    let product = row.product.as_deref().map(|name| choices.product(name));
    let account = row.account.as_deref().map(|name| choices.account(name));
    let made = match (product, account) {
        (Some(product), Some(account)) => format!("{product} · {account}"),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => row.contact.clone().unwrap_or_else(|| row.external_id.clone()),
    };
    made.chars().take(200).collect()
}

fn future(day: Option<Date>) -> Refusal {
    Refusal::at(Reason::InFuture, "", &day.map(|day| day.to_string()).unwrap_or_default())
}
