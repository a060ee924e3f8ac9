//! How long deals usually stay in a stage: what the team set, until the history speaks.

use std::collections::BTreeMap;

use db::{FromRow, Row};
use jiff::ToSpan;
use jiff::civil::Date;
use measures::survival::{Duration, Tally};

use super::Stage;
use crate::deal::day;
use crate::figures::days_between;
use crate::{Result, Scene};

/// Visits that began within so many days say how deals go now.
const DAYS: i64 = 365;

/// Visits of a stage that must have ended before its own 85th percentile counts as usual.
const ENOUGH_VISITS: usize = 20;

/// The share of visits that is shorter than what counts as stuck.
const USUAL_SHARE: f64 = 0.85;

/// By how many days 85 of 100 deals have left each stage, by its key.
pub type Ages = BTreeMap<String, i64>;

impl Stage {
    /// How many days a deal usually stays: learned once 20 visits have ended, else as the team set it. Who stays longer
    /// is stuck.
    #[must_use]
    pub fn usual(&self) -> Option<i64> {
        self.learned_days.or(self.usual_days)
    }

    /// Learns from the visits that began within the last year how long deals really stay, by Kaplan and Meier: those that
    /// last still count as far as they have come. Takes half a second with a hundred thousand visits.
    pub fn learn_ages(scene: &mut Scene<'_>) -> Result<Ages> {
        let today = scene.today();
        let since = today.saturating_sub(DAYS.days());
        let mut stays: BTreeMap<String, (usize, Tally)> = BTreeMap::new();
        for stay in scene.all::<Stay>(STAYS, &[since.to_string().into(), today.to_string().into()])? {
            let days = days_between(stay.entered_on, stay.left_on.unwrap_or(today)).unwrap_or(0);
            let (ended, tally) = stays.entry(stay.stage).or_default();
            *ended += usize::from(stay.left_on.is_some());
            tally.add(Duration { days, closed: stay.left_on.is_some() });
        }
        let known = stays.into_iter().filter(|(_, (ended, _))| *ended >= ENOUGH_VISITS);
        // where most leave on the day they come, a deal of yesterday is not stuck yet
        let days = |tally: &Tally| tally.curve().quantile(USUAL_SHARE).map(|days| i64::from(days.max(1)));
        Ok(known.filter_map(|(stage, (_, tally))| Some((stage, days(&tally)?))).collect())
    }

    /// Keeps from today on how long deals really stay, for boards and lists. It is made from the visits alone, so the log
    /// is not told; what is known already is not written again.
    pub fn keep_ages(scene: &mut Scene<'_>, learned: &Ages) -> Result<()> {
        let today = scene.today();
        let known = Self::ages_on(scene, today)?;
        let mut now: BTreeMap<String, Option<i64>> = known.keys().map(|stage| (stage.clone(), None)).collect();
        now.extend(learned.iter().map(|(stage, days)| (stage.clone(), Some(*days))));
        let new = now.into_iter().filter(|(stage, days)| known.get(stage) != days.as_ref());
        let rows = new.map(|(stage, days)| vec![stage.into(), today.to_string().into(), days.into()]);
        scene.batch(KEEP, rows.collect())
    }

    /// What was known on a day of how long deals really stay.
    pub(crate) fn ages_on(scene: &mut Scene<'_>, day: Date) -> Result<Ages> {
        let kept: Vec<Age> = scene.all(KEPT, &[day.to_string().into()])?;
        Ok(kept.into_iter().filter_map(|age| Some((age.stage, age.days?))).collect())
    }
}

struct Stay {
    stage: String,
    entered_on: Date,
    left_on: Option<Date>,
}

impl FromRow for Stay {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let entered_on = day(row, "entered_on")?.unwrap_or_default();
        Ok(Self { stage: row.text("stage_key")?, entered_on, left_on: day(row, "left_on")? })
    }
}

struct Age {
    stage: String,
    days: Option<i64>,
}

impl FromRow for Age {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { stage: row.text("stage_key")?, days: row.maybe_int("days")? })
    }
}

/// Who began within the time has not left before it: both halves are ranges of one index.
const STAYS: &str = "
    SELECT v.stage_key, v.entered_on, v.left_on FROM (
      SELECT workspace_id, deal_id, stage_key, entered_on, left_on FROM stage_visits
      WHERE workspace_id = $1 AND kind = 'open' AND left_on >= $2 AND entered_on >= $2 AND entered_on <= $3
      UNION ALL
      SELECT workspace_id, deal_id, stage_key, entered_on, left_on FROM stage_visits
      WHERE workspace_id = $1 AND kind = 'open' AND left_on IS NULL AND entered_on >= $2 AND entered_on <= $3) v
    JOIN deals d ON d.workspace_id = v.workspace_id AND d.id = v.deal_id AND d.discarded_at IS NULL";

const KEPT: &str = "
    SELECT a.stage_key, a.days FROM stage_ages a
    WHERE a.workspace_id = $1 AND a.from_on = (
      SELECT MAX(l.from_on) FROM stage_ages l
      WHERE l.workspace_id = a.workspace_id AND l.stage_key = a.stage_key AND l.from_on <= $2)";

const KEEP: &str = "
    INSERT INTO stage_ages (workspace_id, stage_key, from_on, days) VALUES ($1, $2, $3, $4)
    ON CONFLICT (workspace_id, stage_key, from_on) DO UPDATE SET days = excluded.days";
