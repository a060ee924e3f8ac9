//! The dated facts of a deal, from which every figure is made: its terms, the stages it visited, the
//! shares in it. One row per span of days; a span that begins and ends on the same day shows nowhere.
//!
//! The number of a row is the deal's version (for several rows of one change: times a thousand, plus a
//! count), so that a new row never has to look for the last one.

use db::Value;
use jiff::civil::Date;

use super::Deal;
use super::sharing::Share;
use crate::id::maybe;
use crate::{Result, Scene};

/// Where in the row of a visit the moments stand at which it began and ended.
pub(super) const ENTERED_AT: usize = 7;
pub(super) const LEFT_AT: usize = 9;

/// The most rows of one kind that one change writes.
pub(super) const ROWS: i64 = 1000;

impl Deal {
    /// From `day` on, its terms are what they are now.
    pub(super) fn write_terms(&self, scene: &mut Scene<'_>, day: Date) -> Result<()> {
        scene.run(END_TERMS, &[self.id.into(), day.to_string().into(), scene.now.into()])?;
        let row = self.terms_row(scene, day, None);
        scene.run(INSERT_TERMS, &row).map(drop)
    }

    /// Its terms as they are now, for the days from `day` up to `to`.
    pub(super) fn terms_row(&self, scene: &Scene<'_>, day: Date, to: Option<Date>) -> Vec<Value> {
        vec![
            self.id.into(),
            self.version.into(),
            day.to_string().into(),
            scene.now.into(),
            to.map(|day| day.to_string()).into(),
            to.map(|_| scene.now).into(),
            self.amount_minor.into(),
            self.currency.code().into(),
            self.amount_estimated.into(),
            self.expected_close.map(|day| day.to_string()).into(),
            self.owner.into(),
            maybe(self.team),
            self.status.name().into(),
            maybe(scene.import),
        ]
    }

    /// From `day` on (or from a day that nobody knows) it stands where it stands now.
    pub(super) fn write_visit(&self, scene: &mut Scene<'_>, day: Option<Date>) -> Result<()> {
        let left = day.unwrap_or_else(|| scene.today()).to_string();
        scene.run(END_VISITS, &[self.id.into(), left.into(), scene.now.into()])?;
        let row = self.visit_row(scene, day, None);
        scene.run(INSERT_VISIT, &row).map(drop)
    }

    /// Where it stands now, entered on `day` and left on `left`.
    pub(super) fn visit_row(&self, scene: &Scene<'_>, day: Option<Date>, left: Option<Date>) -> Vec<Value> {
        vec![
            self.id.into(),
            self.version.into(),
            self.process.into(),
            self.process_version.into(),
            self.stage.as_str().into(),
            self.status.name().into(),
            day.map(|day| day.to_string()).into(),
            scene.now.into(),
            left.map(|day| day.to_string()).into(),
            left.map(|_| scene.now).into(),
            maybe(scene.actor.member()),
            maybe(scene.import),
        ]
    }

    /// From `day` on, these are the shares in it.
    pub(super) fn write_shares(&self, scene: &mut Scene<'_>, day: Date, shares: &[Share]) -> Result<()> {
        scene.run(END_SHARES, &[self.id.into(), day.to_string().into(), scene.now.into()])?;
        let rows = self.share_rows(scene, day, None, shares);
        scene.batch(INSERT_SHARE, rows)
    }

    /// The shares in it as it stands now, for the days from `day` up to `to`.
    pub(super) fn share_rows(
        &self,
        scene: &Scene<'_>,
        day: Date,
        to: Option<Date>,
        shares: &[Share],
    ) -> Vec<Vec<Value>> {
        let status = if self.discarded { "discarded" } else { self.status.name() };
        let row = |(count, share): (i64, &Share)| {
            vec![
                self.id.into(),
                (self.version * ROWS + count).into(),
                share.member.into(),
                share.role.as_str().into(),
                share.kind.name().into(),
                share.basis_points.into(),
                "accepted".into(),
                status.into(),
                day.to_string().into(),
                scene.now.into(),
                to.map(|day| day.to_string()).into(),
                to.map(|_| scene.now).into(),
                maybe(scene.import),
            ]
        };
        (0_i64..).zip(shares).map(row).collect()
    }
}

const END_TERMS: &str = "
    UPDATE deal_terms SET to_on = $3, to_at = COALESCE(to_at, $4)
    WHERE workspace_id = $1 AND deal_id = $2 AND (to_on IS NULL OR to_on > $3)";

pub(super) const INSERT_TERMS: &str = "
    INSERT INTO deal_terms (workspace_id, deal_id, number, from_on, from_at, to_on, to_at, amount_minor, currency,
      estimated, expected_close, owner_id, team_id, status, import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

const END_VISITS: &str = "
    UPDATE stage_visits SET left_on = $3, left_at = COALESCE(left_at, $4)
    WHERE workspace_id = $1 AND deal_id = $2 AND (left_on IS NULL OR left_on > $3)";

pub(super) const INSERT_VISIT: &str = "
    INSERT INTO stage_visits (workspace_id, deal_id, number, process_id, process_version, stage_key, kind, entered_on,
      entered_at, left_on, left_at, member_id, import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

const END_SHARES: &str = "
    UPDATE deal_shares SET to_on = $3, to_at = COALESCE(to_at, $4)
    WHERE workspace_id = $1 AND deal_id = $2 AND (to_on IS NULL OR to_on > $3)";

pub(super) const INSERT_SHARE: &str = "
    INSERT INTO deal_shares (workspace_id, deal_id, number, member_id, role, kind, basis_points, state, status,
      from_on, from_at, to_on, to_at, import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
