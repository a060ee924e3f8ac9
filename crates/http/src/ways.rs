//! The ways of deals, once somebody has asked for insight: kept at hand for pages and programs alike.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError, RwLock};

use domain::figures::insight::Paths;
use domain::{Error, Process, ProcessId, Result, Scene, WorkspaceId};

/// The ways of one process: read by many at once, brought up to date by one.
type AtHand = Arc<RwLock<Option<Paths>>>;

/// The ways of processes that somebody asked about lately.
static KNOWN: LazyLock<Mutex<HashMap<(WorkspaceId, ProcessId), AtHand>>> = LazyLock::new(Mutex::default);

/// How many processes are kept at hand.
const PROCESSES: usize = 8;

/// What `ask` says of the ways of a process as they are in this scene.
pub fn of_ways<T>(scene: &mut Scene<'_>, process: &Process, ask: impl FnOnce(&Paths) -> T) -> Result<T> {
    let known = at_hand(scene.workspace(), process.id);
    refresh(scene, process, &known)?;
    let known = known.read().unwrap_or_else(PoisonError::into_inner);
    Ok(ask(known.as_ref().ok_or(Error::NotFound)?))
}

fn at_hand(workspace: WorkspaceId, process: ProcessId) -> AtHand {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if known.len() >= PROCESSES && !known.contains_key(&(workspace, process)) {
        known.clear();
    }
    known.entry((workspace, process)).or_default().clone()
}

/// Reads the ways, or those of the deals that were touched since.
fn refresh(scene: &mut Scene<'_>, process: &Process, at_hand: &AtHand) -> Result<()> {
    let is_fresh =
        |known: &Option<Paths>| known.as_ref().is_some_and(|known| known.upto >= scene.actor.workspace.last_event);
    if is_fresh(&at_hand.read().unwrap_or_else(PoisonError::into_inner)) {
        return Ok(());
    }
    let mut known = at_hand.write().unwrap_or_else(PoisonError::into_inner);
    match known.as_mut() {
        // what was broken off half way is read anew
        Some(old) => old.refresh(scene).inspect_err(|_| *known = None),
        None => {
            *known = Some(Paths::read(scene, process)?);
            Ok(())
        }
    }
}
