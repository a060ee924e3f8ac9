//! Moving a deal along the stages. Closing is a move into a won or lost stage, reopening a move back
//! into an open one; this is the one way in, from board, page, API and import.

use jiff::civil::Date;
use serde::Deserialize;

use super::{ClosureDraft, Deal, Passage, WaiverDraft, version_typed};
use crate::{Event, Kind, Problems, Result, Scene, Stage, Status, Version, VersionState};

/// A move as somebody typed or dragged it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct MoveDraft {
    /// The key of the stage to go to.
    #[serde(default)]
    pub stage: String,
    /// The version that the form or the tile shows.
    #[serde(default)]
    pub version: String,
    /// Why: for a lost deal and for reopening a closed one, and whenever somebody wants to say.
    #[serde(default)]
    pub reason: String,
    /// The day it was won or lost, today unless said.
    #[serde(default)]
    pub closed_on: String,
    /// Why it goes on although something that must hold does not.
    #[serde(flatten)]
    pub waiver: WaiverDraft,
}

impl Deal {
    /// Moves the deal to another stage. Into the stage where it stands already: changes nothing.
    pub fn move_to(&mut self, scene: &mut Scene<'_>, draft: &MoveDraft) -> Result<()> {
        self.must_change(scene)?;
        let stages = self.stages(scene)?;
        let Some(stage) = stages.iter().find(|stage| stage.key == draft.stage.trim()) else {
            return self.move_elsewhere(scene, draft);
        };
        match (self.status, stage.kind) {
            (_, Status::Won | Status::Lost) => {
                self.close_into(scene, &stages, stage, &ClosureDraft::of_move(draft, stage.kind))
            }
            (Status::Won | Status::Lost, Status::Open) => {
                self.reopen_into(scene, (&stages, stage), &draft.reason, &draft.waiver)
            }
            (Status::Open, Status::Open) if self.stage == stage.key => Ok(()),
            (Status::Open, Status::Open) => {
                self.must_be(version_typed(&draft.version))?;
                let day = scene.today();
                let passage = self.pass(scene, &stages, stage, day, &draft.waiver)?;
                self.enter(scene, stage, Some(day), &passage.because(&draft.reason))
            }
        }
    }

    /// Into a stage that its version does not have: the deal goes on with the version that has it.
    fn move_elsewhere(&mut self, scene: &mut Scene<'_>, draft: &MoveDraft) -> Result<()> {
        let stages = Stage::all(scene)?;
        let Some(stage) = stages.iter().find(|stage| stage.key == draft.stage.trim()) else {
            return Err(Problems::one("stage", "problem-stage-unknown").into());
        };
        let version = Version::of(scene, stage)?;
        let is_elsewhere = stage.process != self.process || version.state == VersionState::Retired;
        if is_elsewhere || self.status != Status::Open || stage.kind != Status::Open {
            return Err(Problems::one("stage", "problem-stage-version").into());
        }
        self.must_be(version_typed(&draft.version))?;
        let (own, day) = (self.stages(scene)?, scene.today());
        let passage = self.pass(scene, &own, stage, day, &draft.waiver)?;
        self.follow_into(scene, stage, &passage.because(&draft.reason))
    }

    /// Enters an open stage on `day`, or on a day that nobody knows.
    pub(crate) fn enter(
        &mut self,
        scene: &mut Scene<'_>,
        stage: &Stage,
        day: Option<Date>,
        passage: &Passage,
    ) -> Result<()> {
        let before = self.clone();
        self.stand(scene, &before, stage, day)?;
        passage.tell(self.moving(before.stage, day.unwrap_or_else(|| scene.today()))).record(scene).map(drop)
    }

    /// Stands in an open stage from `day` on, with everything that is kept about it; the event is the caller's.
    pub(crate) fn stand(
        &mut self,
        scene: &mut Scene<'_>,
        before: &Self,
        stage: &Stage,
        day: Option<Date>,
    ) -> Result<()> {
        self.stand_in(stage, day);
        self.write_place(scene)?;
        self.write_visit(scene, day)?;
        self.count(scene, Some(before))
    }

    /// The event of its move from a stage to where it stands, on `day`.
    pub(super) fn moving(&self, from: String, day: Date) -> Event {
        self.event(Kind::DealMoved).with("from", from).with("to", self.stage.as_str()).effective(day)
    }

    /// Takes its place in a stage, one version further.
    pub(super) fn stand_in(&mut self, stage: &Stage, day: Option<Date>) {
        self.version += 1;
        stage.key.clone_into(&mut self.stage);
        self.status = stage.kind;
        self.stage_entered_on = day;
        self.last_touched_on = day.map_or(self.last_touched_on, |day| day.max(self.last_touched_on));
    }

    /// Writes where it stands.
    pub(super) fn write_place(&self, scene: &mut Scene<'_>) -> Result<()> {
        let values = [
            self.id.into(),
            self.stage.as_str().into(),
            self.status.name().into(),
            self.stage_entered_on.map(|day| day.to_string()).into(),
            self.last_touched_on.to_string().into(),
            self.closed_on.map(|day| day.to_string()).into(),
            self.lost_reason.as_deref().into(),
            self.version.into(),
        ];
        scene.run(WRITE_PLACE, &values).map(drop)
    }
}

const WRITE_PLACE: &str = "
    UPDATE deals SET stage_key = $3, status = $4, stage_entered_on = $5, last_touched_on = $6, closed_on = $7,
      lost_reason = $8, version = $9
    WHERE workspace_id = $1 AND id = $2";
