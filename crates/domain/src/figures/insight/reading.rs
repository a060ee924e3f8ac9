//! The rows that ways are made of, and the statements that read them.

use db::{FromRow, Row};

use super::flowing::Outcome;
use super::path::{DayNumber, Path};
use crate::deal::day;
use crate::id::Id;
use crate::many::{Many, many};
use crate::stage::stages;
use crate::{ProcessId, Status};

pub(super) struct Facts {
    pub(super) deal: [u8; 16],
    pub(super) process: ProcessId,
    pub(super) owner: [u8; 16],
    pub(super) team: Option<[u8; 16]>,
    pub(super) lost_reason: Option<String>,
    pub(super) currency: String,
    pub(super) path: Path,
}

pub(super) struct Visit {
    pub(super) deal: [u8; 16],
    pub(super) number: i64,
    pub(super) stage: String,
    pub(super) entered: DayNumber,
    pub(super) left: DayNumber,
}

pub(super) struct Passed {
    pub(super) deal: [u8; 16],
    pub(super) number: i64,
    pub(super) criterion: String,
    pub(super) day: DayNumber,
    pub(super) outcome: Option<Outcome>,
}

pub(super) struct Pushed {
    pub(super) deal: [u8; 16],
    pub(super) times: i64,
}

pub(super) struct Touched(pub(super) [u8; 16]);

impl FromRow for Facts {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let version = u32::try_from(row.int("process_version")?).unwrap_or(u32::MAX);
        let status = Status::read(row, "status")?;
        let (deal, amount) = (row.id("deal_id")?, row.maybe_int("amount_minor")?);
        let path = Path::bare(deal, row.int("number")?, (version, status), amount);
        let (owner, team) = (row.id("owner_id")?, row.maybe_id("team_id")?);
        let lost_reason = row.maybe_text("lost_reason")?;
        let process = ProcessId::of(row.id("process_id")?);
        Ok(Self { deal, process, owner, team, lost_reason, currency: row.text("currency")?, path })
    }
}

impl FromRow for Visit {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            deal: row.id("deal_id")?,
            number: row.int("number")?,
            stage: row.text("stage_key")?,
            entered: DayNumber::of(day(row, "entered_on")?),
            left: DayNumber::of(day(row, "left_on")?),
        })
    }
}

impl FromRow for Passed {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            deal: row.id("deal_id")?,
            number: row.int("number")?,
            criterion: row.text("criterion_key")?,
            day: DayNumber::of(day(row, "passed_on")?),
            outcome: Outcome::named(&row.text("outcome")?),
        })
    }
}

impl FromRow for Pushed {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { deal: row.id("deal_id")?, times: row.int("times")? })
    }
}

impl FromRow for Touched {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(row.id("subject_id")?))
    }
}

pub(super) const HEAD: &str = "SELECT last_event FROM workspaces WHERE id = $1";

pub(super) const IMPORTS: &str = "
    SELECT COUNT(*) AS imports FROM event_subjects
    WHERE workspace_id = $1 AND number > $2 AND subject_kind = 'import'";

pub(super) const STAGES: &str = stages!(
    "FROM stages s
    JOIN process_versions v ON v.workspace_id = s.workspace_id AND v.process_id = s.process_id AND v.version = s.version
    WHERE s.workspace_id = $1 AND s.process_id = $2 AND v.state IN ('live', 'trial', 'retired')
    ORDER BY s.version DESC, s.position, s.stage_key"
);

macro_rules! deals {
    ($which:literal) => {
        concat!(
            "SELECT d.id AS deal_id, d.process_id, d.number, t.owner_id, t.team_id, t.status, t.amount_minor,
               t.currency, d.process_version, d.lost_reason
             FROM deals d JOIN deal_terms t
               ON t.workspace_id = d.workspace_id AND t.deal_id = d.id AND t.to_on IS NULL
             WHERE d.workspace_id = $1 AND d.discarded_at IS NULL AND ",
            $which
        )
    };
}

macro_rules! visits {
    ($which:literal) => {
        concat!(
            "SELECT deal_id, number, stage_key, entered_on, left_on FROM stage_visits WHERE workspace_id = $1 AND ",
            $which
        )
    };
}

macro_rules! passes {
    ($which:literal) => {
        concat!(
            "SELECT deal_id, number, criterion_key, passed_on, outcome FROM criterion_passes WHERE workspace_id = $1 AND ",
            $which
        )
    };
}

/// A day that was put off, by the terms before it.
macro_rules! pushes {
    ($which:literal) => {
        concat!(
            "SELECT p.deal_id, COUNT(*) AS times FROM (
               SELECT t.deal_id, t.expected_close,
                 LAG(t.expected_close) OVER (PARTITION BY t.deal_id ORDER BY t.number) AS expected_before
               FROM deal_terms t WHERE t.workspace_id = $1) p
             WHERE p.expected_before IS NOT NULL AND p.expected_close > p.expected_before",
            $which
        )
    };
}

pub(super) const DEALS: &str = deals!("d.process_id = $2 AND d.id > $3 ORDER BY d.id LIMIT $4");

pub(super) const DEALS_OF: Many = many!(deals!("d.id IN "));

pub(super) const VISITS: &str = visits!("process_id = $2 AND deal_id > $3 AND deal_id <= $4 ORDER BY deal_id, number");

pub(super) const VISITS_OF: Many = many!(visits!("deal_id IN "));

pub(super) const PASSES: &str = passes!("process_id = $2 AND deal_id > $3 AND deal_id <= $4 ORDER BY deal_id, number");

pub(super) const PASSES_OF: Many = many!(passes!("deal_id IN "));

pub(super) const PUSHES: &str = pushes!(" AND p.deal_id > $2 AND p.deal_id <= $3 GROUP BY p.deal_id");

/// An engine pushes a condition on the partition into it, so only these deals are looked at.
pub(super) const PUSHES_OF: Many = many!(pushes!(" AND p.deal_id IN "), " GROUP BY p.deal_id");

pub(super) const TOUCHED: &str = "
    SELECT DISTINCT subject_id FROM event_subjects
    WHERE workspace_id = $1 AND number > $2 AND subject_kind = 'deal' LIMIT $3";
