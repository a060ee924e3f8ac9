//! How much of what is tried is won, and what comes from deals that are not open yet.

use db::{FromRow, Row};
use jiff::ToSpan;
use jiff::civil::Date;
use measures::forecast::NewBusiness;
use measures::path::value_weighted_win_rate;
use serde::{Deserialize, Serialize};

use crate::deal::day;
use crate::figures::open::days_between;
use crate::figures::{Party, Whose};
use crate::{Result, Scene};

/// Closed deals that a win rate of one's own needs.
const OWN_NEEDS: i64 = 20;

/// How far back closed deals count, in days: two years.
const CLOSED_WITHIN: i32 = 730;

/// How far back new business counts, in days: a year, so that every season is in it once.
const NEW_WITHIN: i32 = 365;

/// Whose win rate it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WinRateFrom {
    /// Their own: twenty deals of theirs have closed.
    Own,
    /// Their team's.
    Team,
    /// What the team set for the first stage of the process.
    Preset,
}

/// The share of value that is won.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WinRate {
    /// In millionths.
    pub millionths: i64,
    /// Whose.
    pub from: WinRateFrom,
    /// From how many closed deals.
    pub closed: i64,
}

/// The win rate that the ledger of closed deals supports; nothing when only the preset is left.
pub(super) fn win_rate(scene: &mut Scene<'_>, party: &Party, as_of: Date) -> Result<Option<WinRate>> {
    let own = closed(scene, party.whose, as_of)?;
    let from = if let Whose::Team(_) = party.whose { WinRateFrom::Team } else { WinRateFrom::Own };
    let found = own.rate(from);
    if found.is_some() || from == WinRateFrom::Team {
        return Ok(found);
    }
    let Some(team) = &party.team else { return Ok(None) };
    Ok(closed(scene, Whose::Team(team.id), as_of)?.rate(WinRateFrom::Team))
}

#[derive(Default)]
struct Closed {
    deals: i64,
    won: i64,
    lost: i64,
}

impl Closed {
    fn rate(&self, from: WinRateFrom) -> Option<WinRate> {
        let rate = value_weighted_win_rate(self.won, self.lost).filter(|_| self.deals >= OWN_NEEDS)?;
        #[expect(clippy::cast_possible_truncation, reason = "a share in millionths")]
        let millionths = (rate * 1_000_000.0).round() as i64;
        Some(WinRate { millionths, from, closed: self.deals })
    }
}

fn closed(scene: &mut Scene<'_>, whose: Whose, as_of: Date) -> Result<Closed> {
    let sql = if let Whose::Team(_) = whose { CLOSED_OF_TEAM } else { CLOSED_OF_MEMBER };
    let currency = scene.actor.workspace.currency.code();
    let since = before(as_of, CLOSED_WITHIN);
    let values = [whose.bytes().into(), since.into(), as_of.to_string().into(), currency.into()];
    let rows: Vec<ClosedRow> = scene.all(sql, &values)?;
    let mut closed = Closed::default();
    for row in rows {
        closed.deals += row.deals;
        if row.won { closed.won += row.minor } else { closed.lost += row.minor }
    }
    Ok(closed)
}

/// Wins of the past year from deals that were not open yet, so many days before they were won.
#[derive(Debug, Clone, Default)]
pub(super) struct Arrivals {
    /// Days from opening to winning, and the credit in minor units.
    wins: Vec<(u32, i64)>,
    /// Days over which they were watched.
    watched: u32,
}

impl Arrivals {
    pub(super) fn read(scene: &mut Scene<'_>, whose: Whose, as_of: Date) -> Result<Self> {
        let sql = if let Whose::Team(_) = whose { WINS_OF_TEAM } else { WINS_OF_MEMBER };
        let since = before(as_of, NEW_WITHIN);
        let values = [whose.bytes().into(), since.into(), as_of.to_string().into()];
        let rows: Vec<WinRow> = scene.all(sql, &values)?;
        let sql = if let Whose::Team(_) = whose { FIRST_OF_TEAM } else { FIRST_OF_MEMBER };
        let first: Option<Option<String>> = scene.find(sql, &[whose.bytes().into()])?;
        let first: Option<Date> = first.flatten().and_then(|first| first.parse().ok());
        let watched = first.and_then(|first| days_between(first, as_of)).unwrap_or(0);
        Ok(Self {
            wins: rows.into_iter().filter_map(|row| Some((row.days?, row.minor))).collect(),
            watched: watched.min(NEW_WITHIN.unsigned_abs()),
        })
    }

    /// What may still come within so many days: of all windows of that length in the year watched, the
    /// wins per window whose deal was opened inside of it.
    pub(super) fn within(&self, days: u32) -> NewBusiness {
        let younger: Vec<(u32, i64)> =
            self.wins.iter().copied().filter(|(took, minor)| *took < days && *minor > 0).collect();
        if self.watched < days.max(1) {
            return NewBusiness::default();
        }
        let starts: f64 = younger.iter().map(|(took, _)| f64::from(days - took)).sum();
        NewBusiness {
            wins: starts / f64::from(self.watched),
            amounts: younger.into_iter().map(|(_, minor)| minor).collect(),
        }
    }
}

fn before(day: Date, days: i32) -> String {
    day.saturating_sub(days.days()).to_string()
}

struct ClosedRow {
    won: bool,
    deals: i64,
    minor: i64,
}

impl FromRow for ClosedRow {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { won: row.text("status")? == "won", deals: row.int("deals")?, minor: row.int("minor")? })
    }
}

struct WinRow {
    days: Option<u32>,
    minor: i64,
}

impl FromRow for WinRow {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let (began, won) = (day(row, "began")?, day(row, "effective_on")?);
        let days = began.zip(won).and_then(|(began, won)| days_between(began, won));
        Ok(Self { days, minor: row.int("minor")? })
    }
}

/// A lost deal is worth what it was worth before it was lost: exports often say zero afterwards. The
/// order of the joins is written out, from the closed shares to the terms of each deal.
const CLOSED_OF_MEMBER: &str = "
    SELECT s.status, COUNT(*) AS deals,
      CAST(COALESCE(SUM(COALESCE(NULLIF(t.amount_minor, 0), b.amount_minor, 0) * s.basis_points / 10000), 0) AS BIGINT)
        AS minor
    FROM deal_shares s CROSS JOIN deal_terms t
    LEFT JOIN deal_terms b ON b.workspace_id = t.workspace_id AND b.deal_id = t.deal_id AND b.to_on = t.from_on
      AND b.from_on < b.to_on AND b.status <> t.status
    WHERE s.workspace_id = $1 AND s.member_id = $2 AND s.status IN ('won', 'lost') AND s.kind = 'revenue'
      AND s.from_on >= $3 AND s.from_on < $4 AND (s.to_on IS NULL OR s.to_on >= $4)
      AND t.workspace_id = s.workspace_id AND t.deal_id = s.deal_id AND t.from_on < $4
      AND (t.to_on IS NULL OR t.to_on >= $4) AND t.currency = $5
    GROUP BY s.status";

const CLOSED_OF_TEAM: &str = "
    SELECT t.status, COUNT(*) AS deals,
      CAST(COALESCE(SUM(COALESCE(NULLIF(t.amount_minor, 0), b.amount_minor, 0)), 0) AS BIGINT) AS minor
    FROM deal_terms t
    LEFT JOIN deal_terms b ON b.workspace_id = t.workspace_id AND b.deal_id = t.deal_id AND b.to_on = t.from_on
      AND b.from_on < b.to_on AND b.status <> t.status
    WHERE t.workspace_id = $1 AND t.team_id = $2 AND t.status <> 'open' AND t.from_on >= $3
      AND t.from_on < $4 AND (t.to_on IS NULL OR t.to_on >= $4) AND t.currency = $5
    GROUP BY t.status";

macro_rules! wins_where {
    ($condition:literal) => {
        concat!(
            "SELECT l.effective_on, CAST(SUM(l.minor) AS BIGINT) AS minor,
               (SELECT MIN(CASE WHEN v.kind = 'open' THEN v.entered_on END) FROM stage_visits v
                WHERE v.workspace_id = $1 AND v.deal_id = l.deal_id) AS began
             FROM ledger_entries l
             WHERE l.workspace_id = $1 AND ",
            $condition,
            " AND l.effective_on >= $3 AND l.effective_on < $4 AND l.kind = 'won' AND l.minor IS NOT NULL
             GROUP BY l.deal_id, l.effective_on"
        )
    };
}

const WINS_OF_MEMBER: &str = wins_where!("l.member_id = $2");

const WINS_OF_TEAM: &str = wins_where!("l.team_id = $2");

const FIRST_OF_MEMBER: &str = "SELECT MIN(from_on) FROM deal_shares WHERE workspace_id = $1 AND member_id = $2";

const FIRST_OF_TEAM: &str = "SELECT MIN(from_on) FROM deal_terms WHERE workspace_id = $1 AND team_id = $2";
