//! Changing the process: its stages, their names, usual days and order. Operations only.

use std::ops::RangeInclusive;

use serde::Deserialize;

use super::guiding::carry_over;
use super::naming::free_key;
use super::{Stage, Status};
use crate::deal::Passage;
use crate::fold::fold;
use crate::{Deal, Error, Kind, Problems, ProcessId, Result, Scene, Version, VersionState};

/// The most open stages.
const MOST: usize = 15;

/// The longest usual time in a stage, in days.
const LONGEST: i64 = 999;

/// Deals moved out of a stage in one change: some milliseconds of work.
const AT_ONCE: i64 = 100;

/// A stage as somebody typed it. What is not given (`None`) stays.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct StageDraft {
    /// Its name for people.
    pub name: Option<String>,
    /// How many days a deal usually stays; empty when nobody can say.
    pub usual_days: Option<String>,
    /// Of 100 deals that stand here, how many are usually won.
    pub win_rate: Option<String>,
    /// The name that the form began with, where others may change it too.
    pub shown_name: Option<String>,
    /// The usual days that it began with.
    pub shown_usual_days: Option<String>,
}

impl Stage {
    /// Adds an open stage behind the last open one of a version.
    pub fn add(scene: &mut Scene<'_>, version: &Version, draft: &StageDraft) -> Result<Self> {
        version.must_be_written(scene)?;
        let stages = version.stages(scene)?;
        let open: Vec<_> = stages.iter().filter(|stage| stage.kind == Status::Open).collect();
        let Some(last) = open.last().copied().or(stages.first()) else { return Err(Error::NotFound) };
        if open.len() >= MOST {
            return Err(Problems::one("name", "problem-stages-many").into());
        }
        let mut stage = Self {
            key: String::new(),
            name: String::new(),
            kind: Status::Open,
            position: last.position + 1,
            usual_days: None,
            learned_days: None,
            preset_win_rate: last.preset_win_rate,
            ..last.clone()
        };
        draft.read_into(&mut stage, &stages)?;
        if stage.name.is_empty() {
            return Err(Problems::one("name", "problem-name-missing").into());
        }
        stage.key = free_key(scene, &stage.name, &stages)?;
        scene.run(MAKE_ROOM, &[stage.process.into(), stage.version.into(), stage.position.into()])?;
        stage.write_in(scene, stage.version)?;
        version.tell_change(scene, (Kind::StageAdded, &stage), |event| event)?;
        Ok(stage)
    }

    /// Changes the stage's name, its usual days or its usual rate of winning. The same again changes
    /// nothing.
    pub fn change(&mut self, scene: &mut Scene<'_>, draft: &StageDraft) -> Result<()> {
        let version = Version::of(scene, self)?;
        version.must_be_written(scene)?;
        let stages = version.stages(scene)?;
        let mut wanted = self.clone();
        draft.beside(self)?.read_into(&mut wanted, &stages)?;
        if wanted == *self {
            return Ok(());
        }
        let before = std::mem::replace(self, wanted);
        let values = [
            self.process.into(),
            self.version.into(),
            self.key.as_str().into(),
            self.name.as_str().into(),
            fold(&self.name).into(),
            self.usual_days.into(),
            self.preset_win_rate.into(),
        ];
        scene.run(WRITE, &values)?;
        version.tell_change(scene, (Kind::StageChanged, self), |event| event.with("was", before.name))
    }

    /// Puts the open stages of a version in this order; those that are not named keep theirs, behind the named ones.
    /// The order that is there already changes nothing.
    pub fn order(scene: &mut Scene<'_>, version: &Version, keys: &[String]) -> Result<()> {
        version.must_be_written(scene)?;
        let stages = version.stages(scene)?;
        if let Some(unknown) = keys.iter().find(|key| stages.iter().all(|stage| stage.key != **key)) {
            let given = [("stage", unknown.clone())];
            return Err(Problems::with("stages", "problem-stage-unknown", &given).into());
        }
        let place = |stage: &Self| keys.iter().position(|key| *key == stage.key).unwrap_or(keys.len());
        let mut ordered: Vec<&Self> = stages.iter().collect();
        ordered.sort_by_key(|stage| (stage.kind != Status::Open, place(stage), stage.position));
        if ordered.iter().map(|stage| &stage.key).eq(stages.iter().map(|stage| &stage.key)) {
            return Ok(());
        }
        for (position, stage) in (1_i64..).zip(&ordered) {
            let values =
                [stage.process.into(), stage.version.into(), stage.key.as_str().into(), (position * 10).into()];
            scene.run(PLACE, &values)?;
        }
        let told: Vec<_> = ordered.iter().map(|stage| stage.name.as_str()).collect();
        let Some(first) = ordered.first() else { return Ok(()) };
        version.tell_change(scene, (Kind::StagesOrdered, first), |event| event.with("stages", told))
    }

    /// Takes the stage out of the process; deals that stand in it go to the stage with the key `to`, each
    /// with an event of its own, a hundred in one change. True while there is more to do: call it again.
    /// What happened before keeps its stage: the process gets a new version.
    pub fn remove(&self, scene: &mut Scene<'_>, to: &str) -> Result<bool> {
        let version = Version::of(scene, self)?;
        version.must_be_written(scene)?;
        let stages = version.stages(scene)?;
        if stages.iter().filter(|stage| stage.kind == self.kind).count() < 2 {
            return Err(Problems::one("stage", "problem-stage-last").into());
        }
        if version.state == VersionState::Draft {
            self.delete(scene)?;
            return version.tell_change(scene, (Kind::StageRemoved, self), |event| event).map(|()| false);
        }
        if version.state != VersionState::Live {
            return Err(Problems::one("stage", "problem-stage-trial").into());
        }
        let stands: Vec<Deal> = Deal::standing_in(scene, self, AT_ONCE)?;
        let other = stages.iter().find(|stage| stage.key == to.trim() && stage.key != self.key);
        let other = other.filter(|stage| stage.kind == self.kind);
        if stands.is_empty() {
            return self.leave_out(scene, &version, &stages).map(|()| false);
        }
        let Some(other) = other else { return Err(Problems::one("to", "problem-stage-holds-deals").into()) };
        let today = scene.today();
        for mut deal in stands {
            deal.enter(scene, other, Some(today), &Passage::default())?;
        }
        Ok(true)
    }

    /// The next version is this one without the stage; the open deals go on with it.
    fn leave_out(&self, scene: &mut Scene<'_>, version: &Version, stages: &[Stage]) -> Result<()> {
        let next = version.next(scene)?;
        for stage in stages.iter().filter(|stage| stage.key != self.key) {
            stage.write_in(scene, next)?;
        }
        carry_over(scene, self.process, self.version, next)?;
        version.succeed(scene, next)?;
        version.tell_change(scene, (Kind::StageRemoved, self), |event| event)
    }

    /// Copies the stages of a version of a process and what they ask into another.
    pub(crate) fn copy(scene: &mut Scene<'_>, process: ProcessId, version: i64, to: i64) -> Result<()> {
        for stage in Self::of(scene, process, version)? {
            stage.write_in(scene, to)?;
        }
        carry_over(scene, process, version, to)
    }

    /// Writes it as a stage of a version of its process.
    pub(crate) fn write_in(&self, scene: &mut Scene<'_>, version: i64) -> Result<()> {
        let values = [
            self.process.into(),
            version.into(),
            self.key.as_str().into(),
            self.name.as_str().into(),
            fold(&self.name).into(),
            self.kind.name().into(),
            self.position.into(),
            self.usual_days.into(),
            self.preset_win_rate.into(),
        ];
        scene.run(INSERT, &values).map(drop)
    }

    /// Takes it out of a version that no deal follows; what it asked stays, so that its keys stay taken.
    pub(crate) fn delete(&self, scene: &mut Scene<'_>) -> Result<()> {
        scene.run(DELETE, &[self.process.into(), self.version.into(), self.key.as_str().into()]).map(drop)
    }
}

impl StageDraft {
    /// What is typed beside what others may have changed since the form was opened: what was left as it was shown
    /// stays as it is now.
    ///
    /// # Errors
    /// `problem-both-changed` by field, with the others' words, where both changed the same.
    fn beside(&self, now: &Stage) -> Result<Self> {
        let mut problems = Problems::default();
        let mut left = |field: &str, typed: &Option<String>, shown: &Option<String>, now: &str| {
            let (typed, shown) = (typed.as_ref()?.trim(), shown.as_ref().map(|shown| shown.trim()));
            if shown == Some(typed) {
                return None;
            }
            if shown.is_some_and(|shown| shown != now && typed != now) {
                problems.add_with(field, "problem-both-changed", &[("theirs", now.to_owned())]);
            }
            Some(typed.to_owned())
        };
        let days = now.usual_days.map(|days| days.to_string()).unwrap_or_default();
        let name = left("name", &self.name, &self.shown_name, &now.name);
        let usual_days = left("usual_days", &self.usual_days, &self.shown_usual_days, &days);
        problems.or(Self { name, usual_days, ..self.clone() })
    }

    fn read_into(&self, stage: &mut Stage, stages: &[Stage]) -> Result<()> {
        let mut problems = Problems::default();
        if let Some(name) = self.name.as_ref().map(|name| name.trim()) {
            let known = stages.iter().any(|other| other.key != stage.key && fold(&other.name) == fold(name));
            match name.chars().count() {
                0 => problems.add("name", "problem-name-missing"),
                61.. => problems.add("name", "problem-name-long"),
                _ if known => problems.add("name", "problem-stage-known"),
                _ => name.clone_into(&mut stage.name),
            }
        }
        let mut number = |typed: &Option<String>, field: &str, within: RangeInclusive<i64>, text: &'static str| {
            let typed = typed.as_ref()?.trim();
            let number = typed.parse().ok().filter(|number: &i64| within.contains(number));
            if number.is_none() && !typed.is_empty() {
                problems.add(field, text);
            }
            Some(number)
        };
        if let Some(days) = number(&self.usual_days, "usual_days", 1..=LONGEST, "problem-usual-days") {
            stage.usual_days = days;
        }
        if let Some(Some(rate)) = number(&self.win_rate, "win_rate", 0..=100, "problem-win-rate") {
            stage.preset_win_rate = rate;
        }
        problems.or(())
    }
}

const MAKE_ROOM: &str = "
    UPDATE stages SET position = position + 10
    WHERE workspace_id = $1 AND process_id = $2 AND version = $3 AND position >= $4";

const INSERT: &str = "
    INSERT INTO stages (workspace_id, process_id, version, stage_key, name, name_key, kind, position, usual_days,
      preset_win_rate)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

const WRITE: &str = "
    UPDATE stages SET name = $5, name_key = $6, usual_days = $7, preset_win_rate = $8
    WHERE workspace_id = $1 AND process_id = $2 AND version = $3 AND stage_key = $4";

const PLACE: &str = "
    UPDATE stages SET position = $5 WHERE workspace_id = $1 AND process_id = $2 AND version = $3 AND stage_key = $4";

const DELETE: &str = "
    DELETE FROM stages WHERE workspace_id = $1 AND process_id = $2 AND version = $3 AND stage_key = $4";
