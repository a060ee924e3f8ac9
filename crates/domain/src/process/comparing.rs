//! What is other in one version than in another: the diff of a proposal, to be read as before and after.

use std::collections::BTreeSet;

use super::Version;
use crate::stage::{AskedField, Criterion, Guide};
use crate::{Guides, Result, Scene, Stage};

/// One thing that is other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A stage is new.
    StageAdded(Stage),
    /// A stage is gone.
    StageRemoved(Stage),
    /// A stage has another name.
    Renamed {
        /// Before.
        was: String,
        /// After.
        is: String,
    },
    /// The stages that both have stand in another order: their names, before and after.
    Order {
        /// Before.
        was: Vec<String>,
        /// After.
        is: Vec<String>,
    },
    /// Deals usually stay for another time, in days.
    UsualDays {
        /// The name of the stage.
        stage: String,
        /// Before.
        was: Option<i64>,
        /// After.
        is: Option<i64>,
    },
    /// Of 100 deals, another number is expected to be won.
    WinRate {
        /// The name of the stage.
        stage: String,
        /// Before.
        was: i64,
        /// After.
        is: i64,
    },
    /// The goal is another.
    Goal {
        /// The name of the stage.
        stage: String,
        /// Before.
        was: String,
        /// After.
        is: String,
    },
    /// Something else is usually done.
    Action {
        /// The name of the stage.
        stage: String,
        /// What is done no more.
        was: Option<String>,
        /// What is done now.
        is: Option<String>,
    },
    /// Something else is to be found out.
    Field {
        /// The name of the stage.
        stage: String,
        /// Before.
        was: Option<AskedField>,
        /// After.
        is: Option<AskedField>,
    },
    /// Something else must or should hold.
    Criterion {
        /// The name of the stage.
        stage: String,
        /// Before.
        was: Option<Box<Criterion>>,
        /// After.
        is: Option<Box<Criterion>>,
    },
}

impl Difference {
    /// The name of the stage it is about, as it is now.
    #[must_use]
    pub fn stage(&self) -> Option<&str> {
        match self {
            Self::Order { .. } => None,
            Self::StageAdded(stage) | Self::StageRemoved(stage) => Some(&stage.name),
            Self::Renamed { is, .. } => Some(is),
            Self::UsualDays { stage, .. }
            | Self::WinRate { stage, .. }
            | Self::Goal { stage, .. }
            | Self::Action { stage, .. }
            | Self::Field { stage, .. }
            | Self::Criterion { stage, .. } => Some(stage),
        }
    }
}

impl Version {
    /// What is other than in the version it is based on, and in which version that was: the live one when it begins
    /// anew. In the order of the stages.
    pub fn differences(&self, scene: &mut Scene<'_>) -> Result<Vec<Difference>> {
        let (after, asked) = (self.stages(scene)?, self.guides(scene)?);
        let Some(before) = self.based_on else { return Ok(compared((&[], &Guides::default()), (&after, &asked))) };
        let before = Self::with_number(scene, self.process, before)?;
        let (stages, guides) = (before.stages(scene)?, before.guides(scene)?);
        Ok(compared((&stages, &guides), (&after, &asked)))
    }
}

type Shape<'v> = (&'v [Stage], &'v Guides);

pub(super) fn compared((before, was): Shape<'_>, (after, is): Shape<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    let of = |stages: &[Stage], others: &[Stage]| -> Vec<String> {
        let both = stages.iter().filter(|stage| others.iter().any(|other| other.key == stage.key));
        both.map(|stage| stage.key.clone()).collect()
    };
    if of(before, after) != of(after, before) {
        let names = |stages: &[Stage]| stages.iter().map(|stage| stage.name.clone()).collect();
        found.push(Difference::Order { was: names(before), is: names(after) });
    }
    let nothing = Guide::default();
    for stage in after {
        let asked = is.at(&stage.key).unwrap_or(&nothing);
        match before.iter().find(|old| old.key == stage.key) {
            None => {
                found.push(Difference::StageAdded(stage.clone()));
                guide(&stage.name, &nothing, asked, &mut found);
            }
            Some(old) => {
                stage_changed(old, stage, &mut found);
                guide(&stage.name, was.at(&stage.key).unwrap_or(&nothing), asked, &mut found);
            }
        }
    }
    let gone = before.iter().filter(|old| after.iter().all(|stage| stage.key != old.key));
    found.extend(gone.cloned().map(Difference::StageRemoved));
    found
}

fn stage_changed(old: &Stage, new: &Stage, found: &mut Vec<Difference>) {
    let stage = || new.name.clone();
    if old.name != new.name {
        found.push(Difference::Renamed { was: old.name.clone(), is: new.name.clone() });
    }
    if old.usual_days != new.usual_days {
        found.push(Difference::UsualDays { stage: stage(), was: old.usual_days, is: new.usual_days });
    }
    if old.preset_win_rate != new.preset_win_rate {
        found.push(Difference::WinRate { stage: stage(), was: old.preset_win_rate, is: new.preset_win_rate });
    }
}

fn guide(name: &str, was: &Guide, is: &Guide, found: &mut Vec<Difference>) {
    let stage = || name.to_owned();
    if was.goal != is.goal {
        found.push(Difference::Goal { stage: stage(), was: was.goal.clone(), is: is.goal.clone() });
    }
    for (was, is) in pairs(&was.criteria, &is.criteria, |criterion| &criterion.key) {
        found.push(Difference::Criterion { stage: stage(), was: was.map(Box::new), is: is.map(Box::new) });
    }
    for (was, is) in pairs(&was.fields, &is.fields, |field| &field.key) {
        found.push(Difference::Field { stage: stage(), was, is });
    }
    for (was, is) in pairs(&was.actions, &is.actions, |action| &action.text) {
        let text = |action: Option<crate::StageAction>| action.map(crate::StageAction::in_words);
        found.push(Difference::Action { stage: stage(), was: text(was), is: text(is) });
    }
}

/// What is other among things with keys: those of `is` in their order, then those that are gone.
fn pairs<T: Clone + PartialEq>(was: &[T], is: &[T], key: impl Fn(&T) -> &String) -> Vec<(Option<T>, Option<T>)> {
    let before = |wanted: &T| was.iter().find(|old| key(old) == key(wanted)).cloned();
    let mut found: Vec<_> = is.iter().map(|new| (before(new), Some(new.clone()))).collect();
    let kept: BTreeSet<&String> = is.iter().map(&key).collect();
    found.extend(was.iter().filter(|old| !kept.contains(key(old))).map(|old| (Some(old.clone()), None)));
    found.retain(|(was, is)| was != is);
    found
}
