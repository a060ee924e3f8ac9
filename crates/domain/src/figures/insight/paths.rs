//! The ways of all deals of a process: where each stood and when, read from the kept facts. Kept at hand, and brought up
//! to date deal by deal.

use std::collections::HashMap;

use db::{FromRow, Row, Value};
use jiff::civil::Date;

use crate::deal::day;
use crate::id::Id;
use crate::many::{Many, find_any, many};
use crate::{DealId, Process, ProcessId, Result, Scene, Stage, Status};

/// A stay in a stage, in days since 1 January 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stay {
    /// The place of its stage in [`Paths::stages`].
    pub(super) stage: u16,
    /// When it began, where that is known.
    pub(super) entered: Option<i32>,
    /// When it ended; nothing while it lasts.
    pub(super) left: Option<i32>,
}

/// The way of one deal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    pub(super) number: i64,
    pub(super) owner: [u8; 16],
    pub(super) team: Option<[u8; 16]>,
    pub(super) status: Status,
    pub(super) amount: Option<i64>,
    /// It is worth money of the workspace's own currency.
    pub(super) own_currency: bool,
    pub(super) version: i64,
    pub(super) lost_reason: Option<String>,
    /// How often its expected closing was put off.
    pub(super) pushes: u16,
    pub(super) stays: Vec<Stay>,
}

/// The ways of all deals of a process, up to an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Paths {
    /// The process.
    pub process: ProcessId,
    /// The number of the newest event that it knows.
    pub upto: i64,
    /// Every stage that the process ever had: those of now in their order, then those that are gone.
    pub(super) stages: Vec<Stage>,
    /// How many of the stages are those of now.
    pub(super) now: usize,
    /// The open stages of each version, as places in `stages`.
    pub(super) lines: HashMap<i64, Vec<u16>>,
    pub(super) deals: HashMap<[u8; 16], Path>,
}

/// So many deals changed since that reading them one by one is no shorter than reading all.
const FEW: i64 = 2000;

impl Paths {
    /// Reads the ways of all deals of a process: three statements, whatever the size of the workspace.
    pub fn read(scene: &mut Scene<'_>, process: &Process) -> Result<Self> {
        let mut paths = Self {
            process: process.id,
            upto: head(scene)?,
            stages: Vec::new(),
            now: 0,
            lines: HashMap::new(),
            deals: HashMap::new(),
        };
        paths.read_stages(scene)?;
        let deals: Vec<Facts> = scene.all(DEALS, &[process.id.into()])?;
        let visits: Vec<Visit> = scene.all(VISITS, &[process.id.into()])?;
        let pushes: Vec<Pushed> = scene.all(PUSHES, &[])?;
        paths.take(scene, deals, visits, pushes);
        Ok(paths)
    }

    /// Brings it up to date with what happened since: the deals that were touched are read anew.
    pub fn refresh(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        let head = head(scene)?;
        if head <= self.upto {
            return Ok(());
        }
        let process = Process::all(scene)?.into_iter().find(|process| process.id == self.process);
        let touched: Vec<Touched> = scene.all(TOUCHED, &[self.upto.into(), (FEW + 1).into()])?;
        let Some(process) = process else { return Ok(()) };
        if i64::try_from(touched.len()).unwrap_or(i64::MAX) > FEW {
            *self = Self::read(scene, &process)?;
            return Ok(());
        }
        if self.read_stages(scene)? {
            *self = Self::read(scene, &process)?;
            return Ok(());
        }
        self.upto = head;
        let ids: Vec<Value> = touched.iter().map(|touched| DealId::of(touched.0).into()).collect();
        for touched in &touched {
            self.deals.remove(&touched.0);
        }
        let mut deals: Vec<Facts> = find_any(scene, DEALS_OF, &[], &ids)?;
        deals.retain(|facts| facts.process == self.process);
        deals.sort_by_key(|facts| facts.deal);
        deals.dedup_by_key(|facts| facts.deal);
        let mut visits: Vec<Visit> = find_any(scene, VISITS_OF, &[], &ids)?;
        visits.sort_by_key(|visit| (visit.deal, visit.number));
        visits.dedup_by_key(|visit| (visit.deal, visit.number));
        let pushes: Vec<Pushed> = find_any(scene, PUSHES_OF, &[], &ids)?;
        self.take(scene, deals, visits, pushes);
        Ok(())
    }

    /// Reads the stages; true when they have other places than before.
    fn read_stages(&mut self, scene: &mut Scene<'_>) -> Result<bool> {
        let mut now: Vec<Stage> = Stage::all(scene)?;
        now.retain(|stage| stage.process == self.process);
        now.sort_by_key(|stage| (stage.kind != Status::Open, stage.position));
        let ever: Vec<Stage> = scene.all(STAGES, &[self.process.into()])?;
        let live = now.len();
        for stage in &ever {
            if now.iter().all(|known| known.key != stage.key) {
                now.push(stage.clone());
            }
        }
        let keys = |stages: &[Stage]| stages.iter().map(|stage| stage.key.clone()).collect::<Vec<_>>();
        let moved = keys(&self.stages) != keys(&now);
        (self.now, self.stages) = (live, now);
        self.lines.clear();
        for stage in ever.iter().filter(|stage| stage.kind == Status::Open) {
            if let Some(place) = self.place(&stage.key) {
                self.lines.entry(stage.version).or_default().push(place);
            }
        }
        Ok(moved)
    }

    fn place(&self, key: &str) -> Option<u16> {
        self.stages.iter().position(|stage| stage.key == key).and_then(|place| u16::try_from(place).ok())
    }

    fn take(&mut self, scene: &Scene<'_>, deals: Vec<Facts>, visits: Vec<Visit>, pushes: Vec<Pushed>) {
        let own = scene.actor.workspace.currency.code();
        let places: HashMap<&str, u16> =
            self.stages.iter().zip(0_u16..).map(|(stage, place)| (stage.key.as_str(), place)).collect();
        for facts in deals {
            let mut path = facts.path;
            path.own_currency = facts.currency == own;
            self.deals.insert(facts.deal, path);
        }
        for visit in visits {
            let Some(path) = self.deals.get_mut(&visit.deal) else { continue };
            let Some(stage) = places.get(visit.stage.as_str()).copied() else { continue };
            path.stays.push(Stay { stage, entered: visit.entered, left: visit.left });
        }
        for pushed in pushes {
            if let Some(path) = self.deals.get_mut(&pushed.deal) {
                path.pushes = u16::try_from(pushed.times).unwrap_or(u16::MAX);
            }
        }
    }
}

/// The number of the newest event.
fn head(scene: &mut Scene<'_>) -> Result<i64> {
    Ok(scene.find(HEAD, &[])?.unwrap_or(0))
}

/// Days since 1 January 1970.
pub(super) fn number_of(date: Date) -> i32 {
    (date - Date::constant(1970, 1, 1)).get_days()
}

struct Facts {
    deal: [u8; 16],
    process: ProcessId,
    currency: String,
    path: Path,
}

struct Visit {
    deal: [u8; 16],
    number: i64,
    stage: String,
    entered: Option<i32>,
    left: Option<i32>,
}

struct Pushed {
    deal: [u8; 16],
    times: i64,
}

struct Touched([u8; 16]);

impl FromRow for Facts {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let path = Path {
            number: row.int("number")?,
            owner: row.id("owner_id")?,
            team: row.maybe_id("team_id")?,
            status: Status::read(row, "status")?,
            amount: row.maybe_int("amount_minor")?,
            own_currency: false,
            version: row.int("process_version")?,
            lost_reason: row.maybe_text("lost_reason")?,
            pushes: 0,
            stays: Vec::new(),
        };
        let process = ProcessId::of(row.id("process_id")?);
        Ok(Self { deal: row.id("deal_id")?, process, currency: row.text("currency")?, path })
    }
}

impl FromRow for Visit {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            deal: row.id("deal_id")?,
            number: row.int("number")?,
            stage: row.text("stage_key")?,
            entered: day(row, "entered_on")?.map(number_of),
            left: day(row, "left_on")?.map(number_of),
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

const HEAD: &str = "SELECT last_event FROM workspaces WHERE id = $1";

const STAGES: &str = "
    SELECT s.process_id, s.version, s.stage_key, s.name, s.kind, s.position, s.usual_days, s.preset_win_rate
    FROM stages s
    JOIN process_versions v ON v.workspace_id = s.workspace_id AND v.process_id = s.process_id AND v.version = s.version
    WHERE s.workspace_id = $1 AND s.process_id = $2 AND v.state IN ('live', 'trial', 'retired')
    ORDER BY s.version DESC, s.position, s.stage_key";

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

const DEALS: &str = deals!("d.process_id = $2");

const DEALS_OF: Many = many!(deals!("d.id IN "));

const VISITS: &str = visits!("process_id = $2 ORDER BY deal_id, number");

const VISITS_OF: Many = many!(visits!("deal_id IN "));

const PUSHES: &str = pushes!(" GROUP BY p.deal_id");

/// An engine pushes a condition on the partition into it, so only these deals are looked at.
const PUSHES_OF: Many = many!(pushes!(" AND p.deal_id IN "), " GROUP BY p.deal_id");

const TOUCHED: &str = "
    SELECT DISTINCT subject_id FROM event_subjects
    WHERE workspace_id = $1 AND number > $2 AND subject_kind = 'deal' LIMIT $3";
