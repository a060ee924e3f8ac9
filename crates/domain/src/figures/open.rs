//! The deals that were open on a day, with each one's share, stage and age as they were then.

mod past;

use std::collections::BTreeMap;

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::money::{Currency, Money};
use measures::rounding::portion;
use rust_decimal::Decimal;

use super::Whose;
use super::party::Party;
use crate::deal::{currency, day};
use crate::id::Id;
use crate::{DealId, MemberId, ProcessId, Result, Scene};

/// An open deal, as it was on a day, for whoever has a share in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenDeal {
    /// Which one.
    pub id: DealId,
    /// The number that people see.
    pub number: i64,
    /// What is being sold to whom.
    pub title: String,
    /// The customer's name.
    pub account: Option<String>,
    /// Who is accountable.
    pub owner: MemberId,
    /// The process that it follows.
    pub process: ProcessId,
    /// The version of the process.
    pub process_version: i64,
    /// The key of its stage.
    pub stage: String,
    /// Since when it stands there, if that is known.
    pub entered_on: Option<Date>,
    /// Days from then to the day asked about.
    pub age: Option<u32>,
    /// What it is worth, if that is known.
    pub amount: Option<Money>,
    /// The amount is the list price.
    pub estimated: bool,
    /// When it should be closed.
    pub expected_close: Option<Date>,
    /// The share in it, in hundredths of a per cent.
    pub basis_points: i64,
    /// What winning it would bring, in minor units of the workspace's currency; nothing without an
    /// amount or a rate.
    pub credit: Option<i64>,
    /// What was agreed to do next.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_on: Option<Date>,
    /// How many times its expected close was moved back.
    pub close_moves: i64,
    /// Counts the deal's changes, for the forms on it.
    pub version: i64,
}

impl OpenDeal {
    /// What to call it in a list: the customer, else the deal.
    #[must_use]
    pub fn label(&self) -> &str {
        self.account.as_deref().unwrap_or(&self.title)
    }
}

/// The open deals of a person or team on a day, by number. A team's count each deal once, with the
/// shares of its people.
pub(crate) fn open_deals(scene: &mut Scene<'_>, party: &Party, as_of: Date) -> Result<Vec<OpenDeal>> {
    let sql = match party.whose {
        Whose::Member(_) => OF_MEMBER,
        Whose::Team(_) => OF_TEAM,
    };
    let rows: Vec<Shared> = scene.all(sql, &[party.whose.bytes().into(), as_of.to_string().into()])?;
    let at_home = |member| party.people.iter().any(|person| person.id == member && person.at_home);
    let counts = |row: &Shared| matches!(party.whose, Whose::Member(_)) || at_home(row.member);
    let mut deals: Vec<OpenDeal> = Vec::with_capacity(rows.len());
    for Shared { deal, .. } in rows.into_iter().filter(counts) {
        match deals.last_mut().filter(|known| known.id == deal.id) {
            Some(known) => known.basis_points += deal.basis_points,
            None => deals.push(deal),
        }
    }
    let rates = rates(scene, &deals, as_of)?;
    let home = scene.actor.workspace.currency;
    for deal in &mut deals {
        deal.age = deal.entered_on.and_then(|entered| days_between(entered, as_of));
        let worth = deal.amount.and_then(|amount| converted(amount, home, &rates));
        deal.credit = worth.map(|minor| portion(minor, deal.basis_points, 10_000));
    }
    if as_of < scene.today() {
        past::as_it_was(scene, party.whose, as_of, &mut deals)?;
    }
    Ok(deals)
}

/// Whole days from one date to another; nothing when it comes later.
pub(crate) fn days_between(from: Date, to: Date) -> Option<u32> {
    from.until(to).ok().and_then(|span| u32::try_from(span.get_days()).ok())
}

fn converted(amount: Money, home: Currency, rates: &BTreeMap<String, Decimal>) -> Option<i64> {
    if amount.currency == home {
        return Some(amount.minor);
    }
    amount.convert(*rates.get(amount.currency.code())?, home).map(|money| money.minor)
}

/// The rates of the day for deals in other currencies; nothing is asked when there are none.
fn rates(scene: &mut Scene<'_>, deals: &[OpenDeal], as_of: Date) -> Result<BTreeMap<String, Decimal>> {
    let home = scene.actor.workspace.currency;
    if deals.iter().filter_map(|deal| deal.amount).all(|amount| amount.currency == home) {
        return Ok(BTreeMap::new());
    }
    let rates: Vec<Rate> = scene.all(RATES, &[as_of.to_string().into()])?;
    Ok(rates.into_iter().filter_map(|rate| Some((rate.currency, rate.rate?))).collect())
}

struct Rate {
    currency: String,
    rate: Option<Decimal>,
}

impl FromRow for Rate {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { currency: row.text("currency")?, rate: row.text("rate")?.parse().ok() })
    }
}

/// One person's share in an open deal.
struct Shared {
    member: MemberId,
    deal: OpenDeal,
}

impl FromRow for Shared {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let currency = currency(row, "currency")?;
        let deal = OpenDeal {
            id: DealId::of(row.id("id")?),
            number: row.int("number")?,
            title: row.text("title")?,
            account: row.maybe_text("account")?,
            owner: MemberId::of(row.id("owner_id")?),
            process: ProcessId::of(row.id("process_id")?),
            process_version: row.int("process_version")?,
            stage: row.text("stage_key")?,
            entered_on: day(row, "entered_on")?,
            age: None,
            amount: row.maybe_int("amount_minor")?.map(|minor| Money::new(minor, currency)),
            estimated: row.bool("estimated")?,
            expected_close: day(row, "expected_close")?,
            basis_points: row.int("basis_points")?,
            credit: None,
            next_step: row.maybe_text("next_step")?,
            next_step_on: day(row, "next_step_on")?,
            close_moves: row.int("close_moves")?,
            version: row.int("version")?,
        };
        Ok(Self { member: MemberId::of(row.id("member_id")?), deal })
    }
}

/// The order of the joins is written out: from the few shares of a person to the rows of each deal.
macro_rules! open_where {
    ($condition:literal) => {
        concat!(
            "SELECT s.member_id, s.basis_points, t.amount_minor, t.currency, t.estimated, t.expected_close, t.owner_id,
               v.stage_key, v.entered_on, d.id, d.number, d.title, d.next_step, d.next_step_on, d.close_moves, d.version,
               d.process_id, d.process_version,
               a.name AS account
             FROM deal_shares s CROSS JOIN deal_terms t CROSS JOIN stage_visits v CROSS JOIN deals d
             LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
             WHERE s.workspace_id = $1 AND ",
            $condition,
            " AND s.status = 'open' AND s.kind = 'revenue' AND s.state = 'accepted' AND s.from_on <= $3
               AND (s.to_on IS NULL OR s.to_on > $3)
               AND t.workspace_id = s.workspace_id AND t.deal_id = s.deal_id AND t.from_on <= $3
               AND (t.to_on IS NULL OR t.to_on > $3)
               AND v.workspace_id = s.workspace_id AND v.deal_id = s.deal_id
               AND (v.entered_on IS NULL OR v.entered_on <= $3) AND (v.left_on IS NULL OR v.left_on > $3)
               AND d.workspace_id = s.workspace_id AND d.id = s.deal_id
             ORDER BY d.number, s.number"
        )
    };
}

const OF_MEMBER: &str = open_where!("s.member_id = $2");

const OF_TEAM: &str =
    open_where!("s.member_id IN (SELECT o.member_id FROM memberships o WHERE o.workspace_id = $1 AND o.team_id = $2)");

const RATES: &str = "
    SELECT r.currency, r.rate FROM exchange_rates r
    WHERE r.workspace_id = $1 AND r.day =
      (SELECT MAX(x.day) FROM exchange_rates x
       WHERE x.workspace_id = $1 AND x.currency = r.currency AND x.day <= $2)";
