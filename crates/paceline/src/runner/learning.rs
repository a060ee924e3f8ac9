//! What the work so far teaches: how long deals really stay in each stage, and what criteria are worth. Pages read what
//! is kept; it is learned anew as often as costs a hundredth of the time at most.

use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::{Stage, Workspace};

use crate::exit::Stop;
use crate::house::House;

/// Learns, and how long to wait before it is worth it again.
pub(super) fn learn(house: &House, workspace: &Arc<Workspace>) -> Result<Duration, Stop> {
    let began = Instant::now();
    let ages = house.look(workspace, Stage::learn_ages)?;
    house.change(workspace, move |scene| Stage::keep_ages(scene, &ages))?;
    let counted = house.look(workspace, Stage::count_lessons)?;
    house.change(workspace, move |scene| Stage::keep_lessons(scene, &counted))?;
    Ok(began.elapsed() * 100)
}
