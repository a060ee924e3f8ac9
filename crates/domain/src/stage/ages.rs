//! How long deals usually stay in a stage: what the team set, until the history speaks.

use db::{FromRow, Row};

use super::Stage;
use crate::figures::forecast::History;
use crate::{Result, Scene};

impl Stage {
    /// How many days a deal usually stays: learned once 20 visits have ended, else as the team set it. Who stays longer
    /// is stuck.
    #[must_use]
    pub fn usual(&self) -> Option<i64> {
        self.learned_days.or(self.usual_days)
    }

    /// Keeps how long deals really stay in each stage, for boards and lists. It is made from the visits alone, so the
    /// log is not told; what is known already is not written again.
    pub fn keep_ages(scene: &mut Scene<'_>, history: &History) -> Result<()> {
        let learned: Vec<Age> = history.learned_ages().map(|(stage, days)| Age(stage.to_owned(), days)).collect();
        let mut kept: Vec<Age> = scene.all(KEPT, &[])?;
        kept.retain(|age| !learned.iter().any(|other| other.0 == age.0));
        let gone = kept.into_iter().map(|age| vec![age.0.into()]).collect();
        scene.batch(FORGET, gone)?;
        scene.batch(KEEP, learned.into_iter().map(|age| vec![age.0.into(), age.1.into()]).collect())
    }
}

struct Age(String, i64);

impl FromRow for Age {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(row.text("stage_key")?, row.int("days")?))
    }
}

const KEPT: &str = "SELECT stage_key, days FROM stage_ages WHERE workspace_id = $1";

const FORGET: &str = "DELETE FROM stage_ages WHERE workspace_id = $1 AND stage_key = $2";

const KEEP: &str = "
    INSERT INTO stage_ages (workspace_id, stage_key, days) VALUES ($1, $2, $3)
    ON CONFLICT (workspace_id, stage_key) DO UPDATE SET days = excluded.days WHERE stage_ages.days <> excluded.days";
