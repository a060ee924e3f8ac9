//! Finding deals.

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::money::Currency;

use super::Deal;
use crate::fold::fold;
use crate::id::Id;
use crate::{AccountId, ContactId, DealId, Error, MemberId, ProcessId, ProductId, Result, Role, Scene, Status, TeamId};

impl Deal {
    /// The deal with the number that people see. What the actor may not see is not found.
    pub fn numbered(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        let found: Option<Self> = scene.find(NUMBERED, &[number.into()])?;
        Self::if_seen(scene, found)
    }

    /// The deal with this identity. What the actor may not see is not found.
    pub fn with_id(scene: &mut Scene<'_>, id: DealId) -> Result<Self> {
        let found: Option<Self> = scene.find(WITH_ID, &[id.into()])?;
        Self::if_seen(scene, found)
    }

    /// The only open deal with this title, however its letters are written. What the actor may not see is
    /// not found.
    pub fn titled(scene: &mut Scene<'_>, title: &str) -> Result<Option<Self>> {
        let mut found: Vec<Self> = scene.all(TITLED, &[fold(title).into()])?;
        let only = if found.len() == 1 { found.pop() } else { None };
        match only.map(|deal| Self::if_seen(scene, Some(deal))) {
            Some(Err(Error::NotFound)) | None => Ok(None),
            Some(seen) => seen.map(Some),
        }
    }

    fn if_seen(scene: &mut Scene<'_>, found: Option<Self>) -> Result<Self> {
        let deal = found.ok_or(Error::NotFound)?;
        let outside = scene.actor.role == Role::Partner;
        if outside && !deal.has_on_team(scene, scene.actor.id)? { Err(Error::NotFound) } else { Ok(deal) }
    }

    /// Whether this person is on the deal team.
    pub fn has_on_team(&self, scene: &mut Scene<'_>, member: MemberId) -> Result<bool> {
        let on: Option<i64> = scene.find(ON_TEAM, &[self.id.into(), member.into()])?;
        Ok(on.is_some())
    }
}

/// A civil date in a column of ISO text.
pub(crate) fn day(row: &Row<'_>, column: &'static str) -> db::Result<Option<Date>> {
    Ok(row.maybe_text(column)?.and_then(|text| text.parse().ok()))
}

/// A currency in a column.
pub(crate) fn currency(row: &Row<'_>, column: &'static str) -> db::Result<Currency> {
    let code = row.text(column)?;
    Currency::parse(&code).ok_or_else(|| db::Error::Engine(format!("{code} in {column} is no currency")))
}

impl FromRow for Deal {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: DealId::of(row.id("id")?),
            number: row.int("number")?,
            title: row.text("title")?,
            account: row.maybe_id("account_id")?.map(AccountId::of),
            contact: row.maybe_id("contact_id")?.map(ContactId::of),
            product: row.maybe_id("product_id")?.map(ProductId::of),
            amount_minor: row.maybe_int("amount_minor")?,
            currency: currency(row, "currency")?,
            amount_estimated: row.bool("amount_estimated")?,
            expected_close: day(row, "expected_close")?,
            process: ProcessId::of(row.id("process_id")?),
            process_version: row.int("process_version")?,
            stage: row.text("stage_key")?,
            status: Status::read(row, "status")?,
            stage_entered_on: day(row, "stage_entered_on")?,
            owner: MemberId::of(row.id("owner_id")?),
            team: row.maybe_id("team_id")?.map(TeamId::of),
            next_step: row.maybe_text("next_step")?,
            next_step_on: day(row, "next_step_on")?,
            next_step_by: row.maybe_id("next_step_by")?.map(MemberId::of),
            last_touched_on: day(row, "last_touched_on")?.unwrap_or_default(),
            close_moves: row.int("close_moves")?,
            opened_on: day(row, "opened_on")?,
            closed_on: day(row, "closed_on")?,
            lost_reason: row.maybe_text("lost_reason")?,
            version: row.int("version")?,
            discarded: row.maybe_int("discarded_at")?.is_some(),
            created_at: row.int("created_at")?,
        })
    }
}

macro_rules! deals_where {
    ($condition:expr) => {
        concat!(
            "SELECT id, number, title, account_id, contact_id, product_id, amount_minor, currency, amount_estimated,
               expected_close, process_id, process_version, stage_key, status, stage_entered_on, owner_id, team_id,
               next_step, next_step_on, next_step_by, last_touched_on, close_moves, opened_on, closed_on, lost_reason,
               version, discarded_at, created_at
             FROM deals WHERE workspace_id = $1 AND ",
            $condition
        )
    };
}
pub(super) use deals_where;

const NUMBERED: &str = deals_where!("number = $2");

const TITLED: &str = deals_where!("status = 'open' AND title_key = $2 AND discarded_at IS NULL LIMIT 2");

const WITH_ID: &str = deals_where!("id = $2");

const ON_TEAM: &str = "
    SELECT number FROM deal_shares
    WHERE workspace_id = $1 AND deal_id = $2 AND member_id = $3 AND to_on IS NULL LIMIT 1";
