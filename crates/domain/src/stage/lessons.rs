//! What the passes of a criterion teach: how often it was waived, and whether it matters for winning.

use std::collections::BTreeMap;

use db::{FromRow, Row, Value};
use jiff::ToSpan;
use measures::interval::{NINETY, difference};

use super::{Stage, Status};
use crate::{Error, Id, ProcessId, Result, Scene};

/// Passes within so many days teach something about how the team works now.
const DAYS: i64 = 365;

/// A criterion that was waived in more than 30 % of at least 20 passes does not fit.
const WAIVED: (i64, i64) = (30, 20);

/// What the passes of a criterion within the last year say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lesson {
    /// How often a deal left with it.
    pub met: i64,
    /// How often without it, when it only should hold.
    pub gaps: i64,
    /// How often without it, with a reason.
    pub waived: i64,
    /// Of the deals that left with it and have ended: how many were won, and all.
    pub ended_with: (u64, u64),
    /// Of the deals that left without it and have ended: how many were won, and all.
    pub ended_without: (u64, u64),
}

/// How much more often deals are won that leave with a criterion than those that leave without, with its interval at
/// 90 %; all in -1..=1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lift {
    /// The difference of the two win rates.
    pub points: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Lesson {
    /// How often a deal left a stage that asks it.
    #[must_use]
    pub fn passes(&self) -> i64 {
        self.met + self.gaps + self.waived
    }

    /// It is waived so often that it should be changed: in more than 30 % of at least 20 passes.
    #[must_use]
    pub fn proposes_change(&self) -> bool {
        self.passes() >= WAIVED.1 && self.waived * 100 > self.passes() * WAIVED.0
    }

    /// What it is worth; nothing while all ended deals left with it, or all without.
    #[must_use]
    pub fn lift(&self) -> Option<Lift> {
        let (points, low, high) = difference(self.ended_with, self.ended_without, NINETY)?;
        Some(Lift { points, low, high })
    }
}

impl Stage {
    /// What the passes of every criterion of the process within the last year say, as it was last counted (some minutes
    /// ago at most), by the key of the criterion. Of a
    /// deal that passed a criterion several times (a move was taken back), the last pass counts. Not for partners, who see their
    /// own deals only.
    pub fn lessons(scene: &mut Scene<'_>, stages: &[Self]) -> Result<BTreeMap<String, Lesson>> {
        if !scene.actor.sees_all() {
            return Err(Error::NotFound);
        }
        stages.first().map_or_else(|| Ok(BTreeMap::new()), |stage| Self::lessons_of(scene, stage.process))
    }

    /// Counts what the passes of all processes teach today. Takes a second with a million passes.
    pub fn count_lessons(scene: &mut Scene<'_>) -> Result<Vec<Counted>> {
        let since = scene.today().saturating_sub(DAYS.days()).to_string();
        scene.all(COUNTED, &[since.into()])
    }

    /// Keeps what was counted, for every page that asks what criteria teach. It is made from the passes alone, so the log
    /// is not told; what is known already is not written again.
    pub fn keep_lessons(scene: &mut Scene<'_>, counted: &[Counted]) -> Result<()> {
        let kept: Vec<Counted> = scene.all(ALL_KEPT, &[])?;
        let gone = kept.iter().filter(|kept| !counted.iter().any(|counted| counted.is_of(kept)));
        scene.batch(FORGET, gone.map(Counted::place).collect())?;
        let new = counted.iter().filter(|counted| !kept.contains(counted));
        scene.batch(KEEP, new.map(Counted::row).collect())
    }

    /// The same of a process, for whoever sees everything.
    pub(crate) fn lessons_of(scene: &mut Scene<'_>, process: ProcessId) -> Result<BTreeMap<String, Lesson>> {
        let mut lessons: BTreeMap<String, Lesson> = BTreeMap::new();
        for counted in scene.all::<Counted>(KEPT, &[process.into()])? {
            let lesson = lessons.entry(counted.criterion).or_default();
            match counted.outcome.as_str() {
                "met" => lesson.met += counted.passes,
                "gap" => lesson.gaps += counted.passes,
                "waived" => lesson.waived += counted.passes,
                // it was lost here: nothing was passed, but how it stood counts for what it is worth
                _ => {}
            }
            let passes = u64::try_from(counted.passes).unwrap_or(0);
            let won = if counted.status == Status::Won.name() { passes } else { 0 };
            let ended = if matches!(counted.outcome.as_str(), "met" | "held") {
                &mut lesson.ended_with
            } else {
                &mut lesson.ended_without
            };
            if counted.status == Status::Won.name() || counted.status == Status::Lost.name() {
                *ended = (ended.0 + won, ended.1 + passes);
            }
        }
        Ok(lessons)
    }
}

/// How often deals passed a criterion with an outcome, of those that stand so now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    process: ProcessId,
    criterion: String,
    outcome: String,
    status: String,
    passes: i64,
}

impl Counted {
    /// It counts the same.
    fn is_of(&self, other: &Self) -> bool {
        self.process == other.process
            && (&self.criterion, &self.outcome, &self.status) == (&other.criterion, &other.outcome, &other.status)
    }

    fn place(&self) -> Vec<Value> {
        let Self { process, criterion, outcome, status, .. } = self;
        vec![(*process).into(), criterion.as_str().into(), outcome.as_str().into(), status.as_str().into()]
    }

    fn row(&self) -> Vec<Value> {
        let mut row = self.place();
        row.push(self.passes.into());
        row
    }
}

impl FromRow for Counted {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            process: ProcessId::of(row.id("process_id")?),
            criterion: row.text("criterion_key")?,
            outcome: row.text("outcome")?,
            status: row.text("status")?,
            passes: row.int("passes")?,
        })
    }
}

const COUNTED: &str = "
    SELECT p.process_id, p.criterion_key, p.outcome, t.status, COUNT(*) AS passes
    FROM criterion_passes p
    JOIN deal_terms t ON t.workspace_id = p.workspace_id AND t.deal_id = p.deal_id AND t.to_on IS NULL
    WHERE p.workspace_id = $1 AND p.passed_on >= $2 AND p.outcome IN ('met', 'gap', 'waived', 'held', 'lacked')
      AND NOT EXISTS (
        SELECT 1 FROM criterion_passes l
        WHERE l.workspace_id = p.workspace_id AND l.deal_id = p.deal_id AND l.number > p.number
          AND l.criterion_key = p.criterion_key AND l.outcome IN ('met', 'gap', 'waived', 'held', 'lacked'))
    GROUP BY p.process_id, p.criterion_key, p.outcome, t.status";

const KEPT: &str = "
    SELECT process_id, criterion_key, outcome, status, passes FROM criterion_lessons
    WHERE workspace_id = $1 AND process_id = $2";

const ALL_KEPT: &str = "
    SELECT process_id, criterion_key, outcome, status, passes FROM criterion_lessons WHERE workspace_id = $1";

const FORGET: &str = "
    DELETE FROM criterion_lessons
    WHERE workspace_id = $1 AND process_id = $2 AND criterion_key = $3 AND outcome = $4 AND status = $5";

const KEEP: &str = "
    INSERT INTO criterion_lessons (workspace_id, process_id, criterion_key, outcome, status, passes)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (workspace_id, process_id, criterion_key, outcome, status) DO UPDATE SET passes = excluded.passes";
