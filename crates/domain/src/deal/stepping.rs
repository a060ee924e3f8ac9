//! The next step of a deal: what was agreed to do, and by when.

use serde::Deserialize;

use super::Deal;
use super::date_typed;
use crate::id::maybe;
use crate::{Kind, Problems, Result, Scene};

/// A next step as somebody typed it. Empty: there is none any more.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct NextStepDraft {
    /// What to do.
    #[serde(default)]
    pub step: String,
    /// By when (ISO).
    #[serde(default)]
    pub due: String,
}

impl Deal {
    /// Sets the next step. The same step again changes nothing.
    pub fn set_next_step(&mut self, scene: &mut Scene<'_>, draft: &NextStepDraft) -> Result<()> {
        self.must_change(scene)?;
        let mut problems = Problems::default();
        let step = draft.step.trim();
        let due = date_typed(&draft.due, "due", &mut problems);
        if step.is_empty() && due.is_some() {
            problems.add("step", "problem-step-missing");
        }
        if step.chars().count() > 500 {
            problems.add("step", "problem-step-long");
        }
        problems.or(())?;
        let step = (!step.is_empty()).then(|| step.to_owned());
        if (&step, due) == (&self.next_step, self.next_step_on) {
            return Ok(());
        }
        (self.next_step, self.next_step_on, self.next_step_by) = (step, due, scene.actor.member());
        self.write_step(scene)?;
        let event = self.event(Kind::NextStepSet).with("step", self.next_step.clone());
        event.with("due", due.map(|day| day.to_string())).record(scene).map(drop)
    }

    /// The next step is done. Without one: changes nothing.
    pub fn finish_next_step(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.must_change(scene)?;
        let Some(step) = self.next_step.take() else { return Ok(()) };
        (self.next_step_on, self.next_step_by) = (None, None);
        self.write_step(scene)?;
        self.event(Kind::NextStepDone).with("step", step).record(scene).map(drop)
    }

    /// Somebody did something about it today.
    pub(crate) fn touch(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.last_touched_on = self.last_touched_on.max(scene.today());
        scene.run(TOUCH, &[self.id.into(), self.last_touched_on.to_string().into()]).map(drop)
    }

    fn write_step(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.touch(scene)?;
        let due = self.next_step_on.map(|day| day.to_string());
        let values = [self.id.into(), self.next_step.as_deref().into(), due.into(), maybe(self.next_step_by)];
        scene.run(WRITE_STEP, &values).map(drop)
    }
}

const TOUCH: &str = "UPDATE deals SET last_touched_on = $3 WHERE workspace_id = $1 AND id = $2";

const WRITE_STEP: &str = "
    UPDATE deals SET next_step = $3, next_step_on = $4, next_step_by = $5 WHERE workspace_id = $1 AND id = $2";
