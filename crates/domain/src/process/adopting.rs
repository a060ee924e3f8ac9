//! Working by a version: first some teams if wanted, then all. Which deals follow which version.

use std::collections::BTreeMap;

use db::{FromRow, Row};
use serde::Deserialize;

use super::proposing::words_of;
use super::{Outcome, Process, Version, VersionState};
use crate::{Error, Event, Kind, Problems, ProcessId, Result, Scene, Stage, Status, Team};

/// The longest reason, in letters.
const LONGEST: usize = 1000;

/// Putting a version to work, as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct LaunchDraft {
    /// The numbers of the teams that try it, with blanks or commas between; empty: everybody works by it.
    pub teams: String,
    /// Why without the team's consent, where there is none.
    pub reason: String,
}

/// How many open deals follow a version, by the key of the stage where they stand.
pub type Adoption = BTreeMap<i64, Vec<(String, i64)>>;

impl Version {
    /// Puts the version to work: with the team's consent its author, leaders and operations; without it operations
    /// only, with a reason. The deals on other versions stay there until they are moved on.
    ///
    /// # Errors
    /// `problem-version-behind` on `teams` when another version went live meanwhile: it would take its changes back.
    pub fn launch(&mut self, scene: &mut Scene<'_>, draft: &LaunchDraft) -> Result<()> {
        self.must_be_steered(scene)?;
        let reason = self.allowed(scene, &draft.reason)?;
        let process = Process::keyed(scene, &self.process_key)?;
        if self.based_on.unwrap_or(0) != process.live_version && process.live_version != self.number {
            return Err(Problems::one("teams", "problem-version-behind").into());
        }
        self.must_be_sound(scene)?;
        let teams = self.teams_typed(scene, &draft.teams)?;
        scene.run(END_TRIAL, &self.values())?;
        if teams.is_empty() {
            return self.go_live(scene, &process, &reason);
        }
        for team in &teams {
            scene.run(TRY, &[self.process.into(), self.number.into(), team.id.into()])?;
        }
        self.stand(scene, VersionState::Trial)?;
        let names: Vec<String> = teams.into_iter().map(|team| team.name).collect();
        self.tell(scene, Kind::ProcessTried, |event| event.with("teams", names).with("reason", reason))
    }

    fn go_live(&mut self, scene: &mut Scene<'_>, process: &Process, reason: &str) -> Result<()> {
        if let Ok(mut before) = Self::with_number(scene, process.id, process.live_version) {
            before.stand(scene, VersionState::Retired)?;
        }
        self.stand(scene, VersionState::Live)?;
        let [id, number] = self.values();
        scene.run(GO_LIVE, &[id.clone(), number.clone()])?;
        scene.run(SINCE, &[id, number, scene.now.into()])?;
        let why = if reason.is_empty() { self.reason.clone() } else { reason.to_owned() };
        self.tell(scene, Kind::ProcessWentLive, |event| event.with("reason", why))
    }

    /// The next version of the process, which takes the place of this one; it has no stages yet.
    pub(crate) fn next(&self, scene: &mut Scene<'_>) -> Result<i64> {
        let next = newest(scene, self.process)? + 1;
        let [process, number] = self.values();
        scene.run(
            SUCCESSOR,
            &[process, next.into(), scene.now.into(), number, crate::id::maybe(scene.actor.member())],
        )?;
        Ok(next)
    }

    /// Lets `next` take the place of this version, and all open deals go on with it.
    pub(crate) fn succeed(&self, scene: &mut Scene<'_>, next: i64) -> Result<()> {
        self.clone().stand(scene, VersionState::Retired)?;
        let [process, number] = self.values();
        scene.run(GO_LIVE, &[process.clone(), next.into()])?;
        scene.run(SINCE, &[process.clone(), next.into(), scene.now.into()])?;
        scene.run(FOLLOW_ALL, &[process, number, next.into()]).map(drop)
    }

    /// An event about a stage of this version: as part of a proposal while nobody works by it.
    pub(crate) fn tell_change(
        &self,
        scene: &mut Scene<'_>,
        (kind, stage): (Kind, &Stage),
        more: impl FnOnce(Event) -> Event,
    ) -> Result<()> {
        if self.state == VersionState::Draft {
            let about = |event: Event| more(event.with("change", kind.name()).with("stage", stage.key.as_str()));
            return self.tell(scene, Kind::ProposalChanged, |event| about(event).with("name", stage.name.as_str()));
        }
        let event = Event::new(kind).about(self.process).with("name", stage.name.as_str());
        more(event.with("stage", stage.key.as_str())).record(scene).map(drop)
    }

    /// Ends a trial: the teams' new deals follow the live version again. Again: changes nothing.
    pub fn end_trial(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.must_be_steered(scene)?;
        match self.state {
            VersionState::Retired => Ok(()),
            VersionState::Trial => {
                scene.run(END_TRIAL, &self.values())?;
                self.stand(scene, VersionState::Retired)?;
                self.tell(scene, Kind::ProcessTrialEnded, |event| event)
            }
            _ => Err(Error::Stale),
        }
    }

    /// The teams that try it.
    pub fn trying(&self, scene: &mut Scene<'_>) -> Result<Vec<Team>> {
        let trying: Vec<[u8; 16]> =
            scene.all::<TeamKey>(TRYING, &self.values())?.into_iter().map(|key| key.0).collect();
        let teams = Team::all(scene)?.into_iter();
        Ok(teams.filter(|team| trying.contains(&crate::id::Id::bytes(team.id))).collect())
    }

    /// The reason that is told, if the actor may put it to work as it stands.
    fn allowed(&self, scene: &mut Scene<'_>, typed: &str) -> Result<String> {
        let mut problems = Problems::default();
        let consented = match self.state {
            VersionState::Draft => false,
            VersionState::Proposed | VersionState::Trial => {
                let today = scene.today();
                self.latest_round(scene)?.is_some_and(|round| round.outcome(today) == Outcome::Consented)
            }
            VersionState::Live | VersionState::Retired | VersionState::Withdrawn => return Err(Error::Stale),
        };
        if !consented && !scene.actor.operates() {
            return Err(Problems::one("reason", "problem-launch-consent").into());
        }
        let reason = words_of(typed, ("reason", false), LONGEST, &mut problems);
        if reason.is_empty() && !consented {
            problems.add("reason", "problem-launch-reason");
        }
        problems.or(reason)
    }

    /// A deal can be worked on in it, won and lost.
    pub(super) fn must_be_sound(&self, scene: &mut Scene<'_>) -> Result<()> {
        let stages = self.stages(scene)?;
        let has = |kind| stages.iter().any(|stage| stage.kind == kind);
        let sound = has(Status::Open) && has(Status::Won) && has(Status::Lost);
        if sound { Ok(()) } else { Err(Problems::one("stages", "problem-stages-ends").into()) }
    }

    fn teams_typed(&self, scene: &mut Scene<'_>, typed: &str) -> Result<Vec<Team>> {
        let all = Team::all(scene)?;
        let mut teams: Vec<Team> = Vec::new();
        for word in typed.split([' ', ',']).filter(|word| !word.is_empty()) {
            let Some(team) = all.iter().find(|team| team.number.to_string() == word) else {
                return Err(Problems::one("teams", "problem-criterion-team").into());
            };
            if teams.iter().all(|known| known.id != team.id) {
                teams.push(team.clone());
            }
        }
        if !teams.is_empty() && self.based_on.is_none() {
            return Err(Problems::one("teams", "problem-trial-first").into());
        }
        Ok(teams)
    }
}

/// The number of the newest version; zero when there is none.
pub(super) fn newest(scene: &mut Scene<'_>, process: ProcessId) -> Result<i64> {
    Ok(scene.find::<i64>(NEWEST, &[process.into()])?.unwrap_or(0))
}

impl Process {
    /// How many open deals follow each version, and where they stand: for everybody but partners.
    pub fn adoption(&self, scene: &mut Scene<'_>) -> Result<Adoption> {
        let mut adoption = Adoption::new();
        for followed in scene.all::<Followed>(FOLLOWED, &[self.id.into()])? {
            adoption.entry(followed.version).or_default().push((followed.stage, followed.deals));
        }
        Ok(adoption)
    }
}

struct TeamKey([u8; 16]);

impl FromRow for TeamKey {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(row.id("team_id")?))
    }
}

struct Followed {
    version: i64,
    stage: String,
    deals: i64,
}

impl FromRow for Followed {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { version: row.int("process_version")?, stage: row.text("stage_key")?, deals: row.int("deals")? })
    }
}

const NEWEST: &str = "
    SELECT COALESCE(MAX(version), 0) AS newest FROM process_versions WHERE workspace_id = $1 AND process_id = $2";

const SUCCESSOR: &str = "
    INSERT INTO process_versions (workspace_id, process_id, version, state, created_at, based_on, author_id)
    VALUES ($1, $2, $3, 'live', $4, $5, $6)";

/// Deals that are discarded stay: brought back, they find the stage where they stood.
const FOLLOW_ALL: &str = "
    UPDATE deals SET process_version = $4
    WHERE workspace_id = $1 AND process_id = $2 AND process_version = $3 AND status = 'open'
      AND discarded_at IS NULL";

const END_TRIAL: &str = "DELETE FROM process_trials WHERE workspace_id = $1 AND process_id = $2 AND version = $3";

/// A team tries one version of a process at a time.
const TRY: &str = "
    INSERT INTO process_trials (workspace_id, process_id, version, team_id) VALUES ($1, $2, $3, $4)
    ON CONFLICT (workspace_id, process_id, team_id) DO UPDATE SET version = excluded.version";

const TRYING: &str = "
    SELECT team_id FROM process_trials WHERE workspace_id = $1 AND process_id = $2 AND version = $3";

pub(super) const GO_LIVE: &str = "UPDATE processes SET live_version = $3 WHERE workspace_id = $1 AND id = $2";

const SINCE: &str = "
    UPDATE process_versions SET live_at = $4 WHERE workspace_id = $1 AND process_id = $2 AND version = $3";

const FOLLOWED: &str = "
    SELECT process_version, stage_key, COUNT(*) AS deals FROM deals
    WHERE workspace_id = $1 AND process_id = $2 AND status = 'open' AND discarded_at IS NULL
    GROUP BY process_version, stage_key ORDER BY process_version, stage_key";
