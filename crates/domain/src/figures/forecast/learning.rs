//! What became of the deals of a workspace, stage by stage, before a day.

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::forecast::{Exit, Model, PRIOR_DEALS, Visit};
use serde::{Deserialize, Serialize};

use crate::deal::day;
use crate::figures::open::days_between;
use crate::{Result, Scene, Stage, Status};

/// How many finished visits are looked at, the newest first. More add time, not insight.
const LOOKED_AT: usize = 20_000;

/// The longest time for which chances stand in a table: a year and a few days.
const HORIZON: u32 = 370;

/// The visits to the stages of a workspace, as they were known before a day: at most 20,000 that had
/// ended and as many that had not.
#[derive(Debug, Clone)]
pub struct Past {
    /// The day that is asked about; nothing of it counts.
    pub day: Date,
    stages: Vec<Stage>,
    visits: Vec<PastVisit>,
    /// The day from which exits were looked at, when there were more.
    since: Option<Date>,
}

/// A stay in an open stage.
#[derive(Debug, Clone)]
struct PastVisit {
    stage: String,
    entered_on: Date,
    left_on: Option<Date>,
    next: Option<String>,
}

impl Past {
    /// Reads the visits of all processes before `day`: three statements, whatever the size of the workspace.
    pub fn read(scene: &mut Scene<'_>, day: Date) -> Result<Self> {
        let (mut stages, ages) = (Stage::all(scene)?, Stage::ages_on(scene, day)?);
        for stage in &mut stages {
            stage.learned_days = ages.get(&stage.key).copied();
        }
        let visits: Vec<PastVisit> = scene.all(VISITS, &[day.to_string().into()])?;
        let ended = || visits.iter().filter_map(|visit| visit.left_on).filter(|left| *left < day);
        let since = (ended().count() >= LOOKED_AT).then(|| ended().min()).flatten();
        Ok(Self { day, stages, visits, since })
    }
}

/// How long a deal usually stays in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UsualAge {
    /// The key of the stage.
    pub stage: String,
    /// Days; who stays longer is stuck.
    pub days: u32,
    /// It is the 85th percentile of the stage's visits; if not, what the team set.
    pub learned: bool,
}

/// What a workspace knows on a day about how deals go. Made once a day, kept and used for everybody.
#[derive(Debug, Clone)]
pub struct History {
    /// The day it is for.
    pub day: Date,
    open: Vec<Stage>,
    model: Model,
    usual: Vec<Option<UsualAge>>,
}

impl History {
    /// Learns from the past. Takes some milliseconds: not on a database thread.
    #[must_use]
    pub fn learn(past: &Past) -> Self {
        let open: Vec<Stage> = past.stages.iter().filter(|stage| stage.kind == Status::Open).cloned().collect();
        let mut counts = measures::forecast::History::new(open.len());
        for visit in &past.visits {
            let Some(stage) = open.iter().position(|stage| stage.key == visit.stage) else { continue };
            let left = visit.left_on.filter(|left| *left < past.day);
            let days = days_between(visit.entered_on, left.unwrap_or(past.day)).unwrap_or(0);
            let exit = left.map_or(Exit::StillOpen, |_| past.exit(&open, visit.next.as_deref()));
            let begun = past.since.and_then(|since| days_between(visit.entered_on, since)).unwrap_or(0);
            counts.add_since(Visit { stage, days, exit }, begun);
        }
        let usual = open.iter().map(usual_age).collect();
        Self { day: past.day, open, model: Model::fit(&counts, PRIOR_DEALS, HORIZON), usual }
    }

    /// The probability that a deal in this stage is won within so many days; as if it had just entered
    /// when nobody knows its age. Before ten deals have closed it is what the team set for the stage.
    #[must_use]
    pub fn probability(&self, stage: &str, age: Option<u32>, days_left: u32) -> f64 {
        let Some(index) = self.index(stage).filter(|_| days_left > 0) else { return 0.0 };
        if self.has_learned() {
            return self.model.probability_won_by(index, age.unwrap_or(0), days_left);
        }
        preset(&self.open[index])
    }

    /// The probability of a deal that has just entered the next open stage; in the last one, of a deal
    /// that has just entered that.
    #[must_use]
    pub fn probability_in_next(&self, stage: &str, days_left: u32) -> f64 {
        let next = self.index(stage).map(|index| {
            let process = self.open[index].process;
            self.open.get(index + 1).filter(|next| next.process == process).map_or(index, |_| index + 1)
        });
        next.map_or(0.0, |index| self.probability(&self.open[index].key, Some(0), days_left))
    }

    /// Enough deals have closed to learn from.
    #[must_use]
    pub fn has_learned(&self) -> bool {
        self.closed() >= measures::forecast::NEEDED_CLOSED
    }

    /// How many deals of the process had closed.
    #[must_use]
    pub fn closed(&self) -> usize {
        self.model.closed()
    }

    /// How long deals usually stay in each open stage where that is known.
    pub fn usual(&self) -> impl Iterator<Item = &UsualAge> {
        self.usual.iter().flatten()
    }

    /// Of new deals, the share that the team expects to win.
    #[must_use]
    pub fn preset_win_rate(&self) -> f64 {
        self.open.first().map_or(0.0, preset)
    }

    fn index(&self, stage: &str) -> Option<usize> {
        self.open.iter().position(|open| open.key == stage)
    }
}

impl Past {
    /// Where a visit that ended led to. One that led nowhere was discarded: it is only known that far.
    fn exit(&self, open: &[Stage], next: Option<&str>) -> Exit {
        let Some(next) = next else { return Exit::StillOpen };
        if let Some(index) = open.iter().position(|stage| stage.key == next) {
            return Exit::To(index);
        }
        match self.stages.iter().find(|stage| stage.key == next).map(|stage| stage.kind) {
            Some(Status::Won) => Exit::Won,
            Some(Status::Lost) => Exit::Lost,
            _ => Exit::StillOpen,
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a percentage")]
fn preset(stage: &Stage) -> f64 {
    (stage.preset_win_rate as f64 / 100.0).clamp(0.0, 1.0)
}

fn usual_age(stage: &Stage) -> Option<UsualAge> {
    let days = u32::try_from(stage.usual()?).ok()?;
    Some(UsualAge { stage: stage.key.clone(), days, learned: stage.learned_days.is_some() })
}

impl FromRow for PastVisit {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            stage: row.text("stage_key")?,
            entered_on: day(row, "entered_on")?.unwrap_or_default(),
            left_on: day(row, "left_on")?,
            next: row.maybe_text("next_key")?,
        })
    }
}

macro_rules! visits {
    ($condition:literal) => {
        concat!(
            "SELECT v.stage_key, v.entered_on, v.left_on,
               (SELECT n.stage_key FROM stage_visits n
                WHERE n.workspace_id = $1 AND n.deal_id = v.deal_id AND n.number > v.number
                ORDER BY n.number LIMIT 1) AS next_key
             FROM stage_visits v
             WHERE v.workspace_id = $1 AND v.kind = 'open' AND v.entered_on < $2 AND ",
            $condition,
            " LIMIT 20000"
        )
    };
}

/// Visits that had ended, the newest first; visits that ended later; visits that have not.
const VISITS: &str = concat!(
    "SELECT * FROM (",
    visits!("v.left_on < $2 ORDER BY v.left_on DESC"),
    ") ended UNION ALL SELECT * FROM (",
    visits!("v.left_on >= $2 ORDER BY v.left_on"),
    ") later UNION ALL SELECT * FROM (",
    visits!("v.left_on IS NULL ORDER BY v.entered_on DESC"),
    ") still"
);
