//! Winning, losing and reopening a deal.

use jiff::civil::Date;
use serde::Deserialize;

use super::{Deal, MoveDraft, Share, WaiverDraft, money_told, version_typed};
use crate::{Error, Event, Kind, Problems, Result, Scene, Stage, Status};

/// A closure as somebody typed it: in a form, a JSON body or a call of a tool.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct ClosureDraft {
    /// `won` or `lost`.
    #[serde(default)]
    pub outcome: String,
    /// Why, for a lost deal.
    #[serde(default)]
    pub reason: String,
    /// The day it was closed (ISO), today unless said, never in the future.
    #[serde(default)]
    pub closed_on: String,
    /// The version that the form shows.
    #[serde(default)]
    pub version: String,
    /// Why it is won although something that must hold does not.
    #[serde(flatten)]
    pub waiver: WaiverDraft,
}

impl ClosureDraft {
    pub(super) fn of_move(draft: &MoveDraft, kind: Status) -> Self {
        Self {
            outcome: kind.name().to_owned(),
            reason: draft.reason.clone(),
            closed_on: draft.closed_on.clone(),
            version: draft.version.clone(),
            waiver: draft.waiver.clone(),
        }
    }

    fn outcome(&self) -> Result<Status> {
        let outcome = Status::named(self.outcome.trim()).filter(|outcome| *outcome != Status::Open);
        outcome.ok_or_else(|| Problems::one("outcome", "problem-outcome").into())
    }

    fn day(&self, scene: &Scene<'_>) -> Result<Date> {
        let today = scene.today();
        match self.closed_on.trim() {
            "" => Ok(today),
            typed => match typed.parse::<Date>() {
                Ok(day) if day > today => Err(Problems::one("closed_on", "problem-closed-in-future").into()),
                Ok(day) => Ok(day),
                Err(_) => Err(Problems::one("closed_on", "problem-date").into()),
            },
        }
    }

    fn reason(&self) -> Option<String> {
        let reason = self.reason.trim();
        (!reason.is_empty()).then(|| reason.chars().take(500).collect())
    }
}

impl Deal {
    /// Closes the deal as won or lost. The same outcome again changes nothing and tells nothing;
    /// another outcome is stale: somebody closed the deal meanwhile, and the person should see it.
    pub fn close(&mut self, scene: &mut Scene<'_>, draft: &ClosureDraft) -> Result<()> {
        self.must_change(scene)?;
        let outcome = draft.outcome()?;
        let stages = self.stages(scene)?;
        self.close_into(scene, &stages, Stage::first_of(&stages, outcome)?, draft)
    }

    /// Opens a closed deal again, in the last open stage it stood in. Reopening an open deal changes
    /// nothing. Leaders and operations only, with a reason.
    pub fn reopen(&mut self, scene: &mut Scene<'_>, reason: &str) -> Result<()> {
        let stages = self.stages(scene)?;
        let stage = self.last_open(scene, &stages)?;
        self.reopen_into(scene, (&stages, stage), reason, &WaiverDraft::default())
    }

    /// The open stage that it stood in last.
    pub(crate) fn last_open<'s>(&self, scene: &mut Scene<'_>, stages: &'s [Stage]) -> Result<&'s Stage> {
        let last: Option<String> = scene.find(LAST_OPEN_STAGE, &[self.id.into()])?;
        let stage = stages.iter().find(|stage| Some(&stage.key) == last.as_ref());
        stage.map_or_else(|| Stage::first_of(stages, Status::Open), Ok)
    }

    pub(super) fn close_into(
        &mut self,
        scene: &mut Scene<'_>,
        stages: &[Stage],
        stage: &Stage,
        draft: &ClosureDraft,
    ) -> Result<()> {
        match self.status {
            already if already == stage.kind => Ok(()),
            Status::Won | Status::Lost => Err(Error::Stale),
            Status::Open => {
                self.must_be(version_typed(&draft.version))?;
                let day = draft.day(scene)?;
                if stage.kind == Status::Lost && draft.reason().is_none() {
                    return Err(Problems::one("reason", "problem-lost-needs-reason").into());
                }
                if stage.kind == Status::Won && self.amount_minor.is_none() {
                    return Err(Problems::one("amount", "problem-won-needs-amount").into());
                }
                self.pass(scene, stages, stage, day, &draft.waiver)?;
                self.end_as(scene, stage, day, draft.reason())
            }
        }
    }

    /// Ends the deal in a won or lost stage on `day`: its place, its facts, its credit, one event.
    pub(crate) fn end_as(
        &mut self,
        scene: &mut Scene<'_>,
        stage: &Stage,
        day: Date,
        reason: Option<String>,
    ) -> Result<()> {
        if stage.kind == Status::Lost {
            self.note_loss(scene, day)?;
        }
        let before = self.clone();
        self.stand_ended(stage, day, reason);
        self.write_place(scene)?;
        self.write_status(scene, day)?;
        self.count(scene, Some(&before))?;
        let shares = self.shares(scene)?;
        let number = self.ending(day, &shares).record(scene)?;
        self.settle(scene, day, "won", number)
    }

    /// Takes its place in a won or lost stage, one version further.
    pub(super) fn stand_ended(&mut self, stage: &Stage, day: Date, reason: Option<String>) {
        self.stand_in(stage, Some(day));
        self.closed_on = Some(day);
        self.lost_reason = reason.filter(|_| stage.kind == Status::Lost);
    }

    /// Opens it again in an open stage. One further on than the last that it stood in asks what a move there asks.
    pub(super) fn reopen_into(
        &mut self,
        scene: &mut Scene<'_>,
        (stages, stage): (&[Stage], &Stage),
        reason: &str,
        waiver: &WaiverDraft,
    ) -> Result<()> {
        self.must_correct(scene)?;
        if self.status == Status::Open {
            return Ok(());
        }
        self.must_be(None)?;
        if reason.trim().is_empty() {
            return Err(Problems::one("reason", "problem-reopen-needs-reason").into());
        }
        let (day, before) = (scene.today(), self.clone());
        let last = self.last_open(scene, stages)?;
        let passage = self.pass_from(scene, (stages, last), stage, day, waiver)?;
        self.stand_in(stage, Some(day));
        (self.closed_on, self.lost_reason) = (None, None);
        self.write_place(scene)?;
        self.write_status(scene, day)?;
        self.count(scene, Some(&before))?;
        let event = self.event(Kind::DealReopened).with("was", before.status.name());
        let event = passage.tell(event.with("to", self.stage.as_str())).with("reason", reason.trim());
        let number = event.effective(day).record(scene)?;
        self.settle(scene, day, "reopened", number)
    }

    /// Terms, visit and shares begin a new span whenever the status changes.
    fn write_status(&self, scene: &mut Scene<'_>, day: Date) -> Result<()> {
        let shares = self.shares(scene)?;
        self.write_terms(scene, day)?;
        self.write_visit(scene, Some(day))?;
        self.write_shares(scene, day, &shares)
    }

    /// The event of its ending on `day`.
    pub(super) fn ending(&self, day: Date, shares: &[Share]) -> Event {
        let event = match self.status {
            Status::Won => self.event(Kind::DealWon).with("amount", money_told(self.amount())),
            _ => self.event(Kind::DealLost).with("reason", self.lost_reason.clone()),
        };
        shares.iter().fold(event.effective(day), |event, share| event.about_as(share.member, "credited"))
    }
}

const LAST_OPEN_STAGE: &str = "
    SELECT stage_key FROM stage_visits
    WHERE workspace_id = $1 AND deal_id = $2 AND kind = 'open' ORDER BY number DESC LIMIT 1";
