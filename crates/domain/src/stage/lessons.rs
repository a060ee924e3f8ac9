//! What the passes of a criterion teach: how often it was waived, and whether it matters for winning.

use std::collections::BTreeMap;

use db::{FromRow, Row};
use jiff::ToSpan;
use measures::interval::{NINETY, difference};

use super::{Stage, Status};
use crate::{Error, ProcessId, Result, Scene};

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
    /// What the passes of every criterion of the process within the last year say, by the key of the criterion. Of a
    /// deal that passed a criterion several times (a move was taken back), the last pass counts. Not for partners, who see their
    /// own deals only.
    pub fn lessons(scene: &mut Scene<'_>, stages: &[Self]) -> Result<BTreeMap<String, Lesson>> {
        if !scene.actor.sees_all() {
            return Err(Error::NotFound);
        }
        stages.first().map_or_else(|| Ok(BTreeMap::new()), |stage| Self::lessons_of(scene, stage.process))
    }

    /// The same of a process, for whoever sees everything.
    pub(crate) fn lessons_of(scene: &mut Scene<'_>, process: ProcessId) -> Result<BTreeMap<String, Lesson>> {
        let since = scene.today().saturating_sub(DAYS.days()).to_string();
        let values = [process.into(), since.into()];
        let mut lessons: BTreeMap<String, Lesson> = BTreeMap::new();
        for counted in scene.all::<Counted>(COUNTED, &values)? {
            let lesson = lessons.entry(counted.criterion).or_default();
            match counted.outcome.as_str() {
                "met" => lesson.met += counted.passes,
                "gap" => lesson.gaps += counted.passes,
                _ => lesson.waived += counted.passes,
            }
            let passes = u64::try_from(counted.passes).unwrap_or(0);
            let won = if counted.status == Status::Won.name() { passes } else { 0 };
            let ended = if counted.outcome == "met" { &mut lesson.ended_with } else { &mut lesson.ended_without };
            if counted.status == Status::Won.name() || counted.status == Status::Lost.name() {
                *ended = (ended.0 + won, ended.1 + passes);
            }
        }
        Ok(lessons)
    }
}

struct Counted {
    criterion: String,
    outcome: String,
    status: String,
    passes: i64,
}

impl FromRow for Counted {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            criterion: row.text("criterion_key")?,
            outcome: row.text("outcome")?,
            status: row.text("status")?,
            passes: row.int("passes")?,
        })
    }
}

const COUNTED: &str = "
    SELECT p.criterion_key, p.outcome, t.status, COUNT(*) AS passes
    FROM criterion_passes p
    JOIN deal_terms t ON t.workspace_id = p.workspace_id AND t.deal_id = p.deal_id AND t.to_on IS NULL
    WHERE p.workspace_id = $1 AND p.process_id = $2 AND p.passed_on >= $3 AND p.outcome IN ('met', 'gap', 'waived')
      AND NOT EXISTS (
        SELECT 1 FROM criterion_passes l
        WHERE l.workspace_id = p.workspace_id AND l.deal_id = p.deal_id AND l.number > p.number
          AND l.criterion_key = p.criterion_key AND l.outcome IN ('met', 'gap', 'waived'))
    GROUP BY p.criterion_key, p.outcome, t.status";
