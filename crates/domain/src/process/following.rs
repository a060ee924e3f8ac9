//! Moving deals on to another version, one by one or all of a version with a mapping of their stages.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Process, Version, VersionState};
use crate::deal::Passage;
use crate::id::maybe;
use crate::stage::left_behind_into;
use crate::{Actor, Deal, Error, Kind, Problems, Result, Role, Scene, Stage, Status, TeamId, stage};

/// Deals moved on in one change: some milliseconds of work.
const AT_ONCE: i64 = 100;

/// Moving on, as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct FollowDraft {
    /// The key of the process; empty: the one that they follow.
    pub process: String,
    /// The number of the version that they follow from now on; empty: the live one.
    pub version: String,
    /// Where they go: the key of the stage that they stand in, and of the one to stand in. What is not named keeps its
    /// stage.
    pub stages: BTreeMap<String, String>,
    /// Where whatever is not named goes; empty: to the stage with its own key.
    pub stage: String,
}

/// Where new deals can begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// The process.
    pub process: Process,
    /// Its open stages, in their order.
    pub stages: Vec<Stage>,
}

impl Version {
    /// Moves the open deals of this version on to `to`, a hundred in one change. True while there is more to do: call
    /// it again. A stage that keeps its key keeps its days. Leaders and operations.
    ///
    /// # Errors
    /// By the key of a stage: `problem-follow-stage` when `to` has no such open stage, `problem-follow-back` when its
    /// deals would go on unasked.
    pub fn move_on(&self, scene: &mut Scene<'_>, to: &Self, draft: &FollowDraft) -> Result<bool> {
        if !self.is_moved_on_by(&scene.actor) {
            return Err(Error::Forbidden);
        }
        to.must_be_followed()?;
        if self.process == to.process && self.number == to.number {
            return Ok(false);
        }
        let (own, stages) = (self.stages(scene)?, to.stages(scene)?);
        let deals = Deal::following(scene, self, AT_ONCE)?;
        let mut problems = Problems::default();
        let mut moving = Vec::new();
        for deal in deals {
            match draft.stage_for(&deal, &stages) {
                Some(stage) if !deal.stays_back(&scene.actor, to, (&own, &stages), stage) => {
                    problems.add(&deal.stage, "problem-follow-back");
                }
                Some(stage) => moving.push((deal, stage)),
                None => problems.add(&deal.stage, "problem-follow-stage"),
            }
        }
        problems.or(())?;
        let more = moving.len() >= usize::try_from(AT_ONCE).unwrap_or(usize::MAX);
        for (mut deal, stage) in moving {
            deal.follow_into(scene, stage, &Passage::default())?;
        }
        Ok(more)
    }

    /// Who moves all its deals on: leaders and operations.
    #[must_use]
    pub fn is_moved_on_by(&self, actor: &Actor) -> bool {
        !actor.read_only && (actor.operates() || actor.leads_any())
    }

    fn must_be_followed(&self) -> Result<()> {
        let followed = matches!(self.state, VersionState::Live | VersionState::Trial);
        if followed { Ok(()) } else { Err(Problems::one("version", "problem-follow-version").into()) }
    }
}

impl Process {
    /// Every process that deals can begin in, the standard one first, with the open stages of the version that a team
    /// works by.
    pub fn beginnings(scene: &mut Scene<'_>, team: Option<TeamId>) -> Result<Vec<Beginning>> {
        let mut stages: Vec<Stage> = scene.all(stage::BEGINNINGS, &[maybe(team)])?;
        let mut beginnings = Vec::new();
        for process in Self::all(scene)? {
            let (own, others) = stages.into_iter().partition(|stage| stage.process == process.id);
            stages = others;
            beginnings.push(Beginning { process, stages: own });
        }
        beginnings.retain(|beginning| !beginning.stages.is_empty());
        Ok(beginnings)
    }

    /// The stage in which a new deal begins, in the version that its team works by: the one that is named, of the
    /// process that is named, or what is meant when they are not. Nothing, and a problem, when there is none.
    pub(crate) fn beginning(
        scene: &mut Scene<'_>,
        (process, stage): (&str, &str),
        team: Option<TeamId>,
        problems: &mut Problems,
    ) -> Result<Option<Stage>> {
        let (key, named) = (stage.trim(), process.trim());
        let processes = Self::all(scene)?;
        let meant = |process: &&Self| if named.is_empty() { process.standard } else { process.key == named };
        let Some(mut process) = processes.iter().find(meant).filter(|process| process.live_version > 0) else {
            problems.add("process", "problem-process-unknown");
            return Ok(None);
        };
        if named.is_empty() && !key.is_empty() && processes.len() > 1 {
            let of = Stage::all(scene)?.into_iter().find(|stage| stage.key == key).map(|stage| stage.process);
            process = processes.iter().find(|process| Some(process.id) == of).unwrap_or(process);
        }
        let version = process.version_for(scene, team)?;
        let stages = Stage::of(scene, process.id, version)?;
        let mut open = stages.into_iter().filter(|stage| stage.kind == Status::Open);
        let stage = open.find(|stage| key.is_empty() || stage.key == key);
        if stage.is_none() {
            problems.add("stage", "problem-stage-not-open");
        }
        Ok(stage)
    }
}

impl FollowDraft {
    /// The open stage among `stages` that the deal goes to.
    fn stage_for<'s>(&self, deal: &Deal, stages: &'s [Stage]) -> Option<&'s Stage> {
        let key = self.stages.get(&deal.stage).map(|key| key.trim()).filter(|key| !key.is_empty());
        let otherwise = if self.stage.trim().is_empty() { &*deal.stage } else { self.stage.trim() };
        let key = key.unwrap_or(otherwise);
        stages.iter().find(|stage| stage.key == key && stage.kind == Status::Open)
    }
}

impl Deal {
    /// The stages of the version that it follows, in their order.
    pub fn stages(&self, scene: &mut Scene<'_>) -> Result<Vec<Stage>> {
        Stage::of(scene, self.process, self.process_version)
    }

    /// The version that new deals of its team follow, when it is open and follows another.
    pub fn newer_version(&self, scene: &mut Scene<'_>) -> Result<Option<i64>> {
        if self.status != Status::Open {
            return Ok(None);
        }
        let newest: Option<i64> = scene.find(NEWEST, &[self.process.into(), maybe(self.team)])?;
        Ok(newest.filter(|newest| *newest != self.process_version))
    }

    /// Moves this deal on to another version: the live one of its process unless said. Nothing is asked: the way it
    /// went was that of its version. The version that it follows already changes nothing.
    pub fn follow(&mut self, scene: &mut Scene<'_>, draft: &FollowDraft) -> Result<()> {
        self.must_change(scene)?;
        if self.status != Status::Open {
            return Err(Problems::one("version", "problem-follow-closed").into());
        }
        let processes = Process::all(scene)?;
        let wanted = draft.process.trim();
        let process = processes
            .iter()
            .find(|process| if wanted.is_empty() { process.id == self.process } else { process.key == wanted })
            .ok_or_else(|| Problems::one("process", "problem-process-unknown"))?;
        let number = match draft.version.trim() {
            "" => process.version_for(scene, self.team)?,
            typed => typed.parse().map_err(|_| Problems::one("version", "problem-follow-version"))?,
        };
        if (process.id, number) == (self.process, self.process_version) {
            return Ok(());
        }
        let to = match Version::with_number(scene, process.id, number) {
            Err(Error::NotFound) => return Err(Problems::one("version", "problem-follow-version").into()),
            found => found?,
        };
        to.must_be_followed()?;
        let stages = to.stages(scene)?;
        let stage = draft.stage_for(self, &stages).ok_or_else(|| Problems::one("stage", "problem-follow-stage"))?;
        let elsewhere = stage.process != self.process || scene.actor.role == Role::Partner;
        if elsewhere && !to.is_moved_on_by(&scene.actor) {
            return Err(Error::Forbidden);
        }
        let own = self.stages(scene)?;
        if !self.stays_back(&scene.actor, &to, (&own, &stages), stage) {
            return Err(Problems::one("stage", "problem-follow-back").into());
        }
        self.follow_into(scene, stage, &Passage::default())
    }

    /// What nobody is asked about may not be a way round what is asked: within its process a deal keeps its stage, and
    /// where that is gone it goes no further than it was. Leaders and operations also take it back, choose where the deals
    /// of a stage go that is gone, and move deals to other processes.
    fn stays_back(&self, actor: &Actor, to: &Version, (own, stages): (&[Stage], &[Stage]), stage: &Stage) -> bool {
        let leads = to.is_moved_on_by(actor);
        let is_gone = stages.iter().all(|known| known.key != self.stage);
        if stage.key == self.stage || (leads && (is_gone || stage.process != self.process)) {
            return true;
        }
        (is_gone || leads) && left_behind_into(own, stages, &self.stage, stage).is_empty()
    }

    /// From now on it follows the version that this stage belongs to.
    pub(crate) fn follow_into(&mut self, scene: &mut Scene<'_>, stage: &Stage, passage: &Passage) -> Result<()> {
        let before = self.clone();
        (self.process, self.process_version) = (stage.process, stage.version);
        let values = [self.id.into(), self.process.into(), self.process_version.into(), (self.version + 1).into()];
        scene.run(FOLLOW, &values)?;
        let event = self.event(Kind::DealFollowed).about(self.process).with("version", self.process_version);
        let event = passage.tell(event.with("was", before.process_version));
        if before.stage == stage.key {
            self.version += 1;
            return event.record(scene).map(drop);
        }
        let today = scene.today();
        self.stand(scene, &before, stage, Some(today))?;
        event.with("from", before.stage).with("to", stage.key.as_str()).record(scene).map(drop)
    }
}

const NEWEST: &str = "
    SELECT COALESCE(t.version, p.live_version) AS version FROM processes p
    LEFT JOIN process_trials t ON t.workspace_id = p.workspace_id AND t.process_id = p.id AND t.team_id = $3
    WHERE p.workspace_id = $1 AND p.id = $2";

const FOLLOW: &str = "
    UPDATE deals SET process_id = $3, process_version = $4, version = $5 WHERE workspace_id = $1 AND id = $2";
