//! The lines of the ledger that a figure counts, with what people call the deals in them.

use std::collections::BTreeMap;

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::burndown::{Credit, CreditKind};
use measures::money::Money;
use measures::period::Period;

use super::Whose;
use crate::deal::{currency, day};
use crate::id::Id;
use crate::{DealId, MemberId, Result, Scene};

/// One line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerLine {
    /// The day it counts for.
    pub effective_on: Date,
    /// The event that made it.
    pub event: i64,
    /// `won`, `reopened`, `correction` or `reshare`.
    pub kind: String,
    /// The deal.
    pub deal: DealId,
    /// The number that people see.
    pub deal_number: i64,
    /// What is sold to whom.
    pub title: String,
    /// The customer's name.
    pub account: Option<String>,
    /// Who is credited.
    pub member: MemberId,
    /// The credit in the deal's own money.
    pub deal_money: Money,
    /// The credit in minor units of the workspace's currency; nothing while there is no rate.
    pub minor: Option<i64>,
    /// The rate, and the day it is of, when the currencies differ.
    pub rate: Option<(String, String)>,
}

impl LedgerLine {
    /// What to call it on a chart: the customer, else the deal.
    #[must_use]
    pub fn label(&self) -> &str {
        self.account.as_deref().unwrap_or(&self.title)
    }
}

/// The lines of a person or a team in a period, up to a day, oldest first.
pub(crate) fn lines(scene: &mut Scene<'_>, whose: Whose, period: Period, as_of: Date) -> Result<Vec<LedgerLine>> {
    let (from, to) = (period.starts_on.to_string(), period.ends_on.min(as_of).to_string());
    let sql = match whose {
        Whose::Member(_) => OF_MEMBER,
        Whose::Team(_) => OF_TEAM,
    };
    scene.all(sql, &[whose.bytes().into(), from.into(), to.into()])
}

/// The lines of everybody who was ever in a team, wherever they count.
pub(crate) fn lines_of_people(
    scene: &mut Scene<'_>,
    team: crate::TeamId,
    period: Period,
    as_of: Date,
) -> Result<Vec<LedgerLine>> {
    let (from, to) = (period.starts_on.to_string(), period.ends_on.min(as_of).to_string());
    scene.all(OF_PEOPLE, &[team.into(), from.into(), to.into()])
}

/// What a burndown counts: each change of a deal once, however many people share in it. What is not
/// converted yet, and what cancels out, does not show.
pub(crate) fn credits<'l>(lines: impl Iterator<Item = &'l LedgerLine>) -> Vec<Credit> {
    let mut by_change: BTreeMap<(Date, i64, DealId), Credit> = BTreeMap::new();
    for line in lines {
        let Some(minor) = line.minor else { continue };
        let kind = if line.kind == "won" { CreditKind::Won } else { CreditKind::Correction };
        let credit = || Credit { date: line.effective_on, minor: 0, label: line.label().to_owned(), kind };
        by_change.entry((line.effective_on, line.event, line.deal)).or_insert_with(credit).minor += minor;
    }
    by_change.into_values().filter(|credit| credit.minor != 0).collect()
}

impl FromRow for LedgerLine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            effective_on: day(row, "effective_on")?.unwrap_or_default(),
            event: row.int("event_number")?,
            kind: row.text("kind")?,
            deal: DealId::of(row.id("deal_id")?),
            deal_number: row.int("deal_number")?,
            title: row.text("title")?,
            account: row.maybe_text("account")?,
            member: MemberId::of(row.id("member_id")?),
            deal_money: Money::new(row.int("deal_minor")?, currency(row, "deal_currency")?),
            minor: row.maybe_int("minor")?,
            rate: row.maybe_text("rate")?.zip(row.maybe_text("rate_on")?),
        })
    }
}

macro_rules! lines_where {
    ($condition:literal) => {
        concat!(
            "SELECT l.effective_on, l.event_number, l.kind, l.deal_id, l.member_id, l.deal_minor, l.deal_currency, l.minor,
               l.rate, l.rate_on, d.number AS deal_number, d.title, a.name AS account
             FROM ledger_entries l
             JOIN deals d ON d.workspace_id = l.workspace_id AND d.id = l.deal_id
             LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
             WHERE l.workspace_id = $1 AND ",
            $condition,
            " AND l.effective_on >= $3 AND l.effective_on <= $4
             ORDER BY l.effective_on, l.event_number, l.deal_id, l.number"
        )
    };
}

const OF_MEMBER: &str = lines_where!("l.member_id = $2");

const OF_TEAM: &str = lines_where!("l.team_id = $2");

const OF_PEOPLE: &str =
    lines_where!("l.member_id IN (SELECT o.member_id FROM memberships o WHERE o.workspace_id = $1 AND o.team_id = $2)");
