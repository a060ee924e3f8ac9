//! The deals in one stage, whoever asks: for changing the process itself.

use super::Deal;
use super::reading::deals_where;
use crate::{Result, Scene, Stage, Version};

impl Deal {
    /// The first deals that stand in a stage and follow its version, at most `most`.
    pub(crate) fn standing_in(scene: &mut Scene<'_>, stage: &Stage, most: i64) -> Result<Vec<Self>> {
        let values = [stage.process.into(), stage.key.as_str().into(), most.into(), stage.version.into()];
        scene.all(STANDING, &values)
    }

    /// The first open deals that follow a version, at most `most`.
    pub(crate) fn following(scene: &mut Scene<'_>, version: &Version, most: i64) -> Result<Vec<Self>> {
        scene.all(FOLLOWING, &[version.process.into(), version.number.into(), most.into()])
    }
}

const STANDING: &str = deals_where!(
    "process_id = $2 AND stage_key = $3 AND process_version = $5 AND discarded_at IS NULL
     ORDER BY stage_entered_on, number LIMIT $4"
);

const FOLLOWING: &str = deals_where!(
    "process_id = $2 AND process_version = $3 AND status = 'open' AND discarded_at IS NULL
     ORDER BY process_version, stage_key LIMIT $4"
);
