//! The thread that writes: changes in groups, each behind a savepoint of its own, one commit for all.

use std::collections::VecDeque;
use std::mem;

use crossbeam_channel::{Receiver, TryRecvError};

use crate::engine::Engine;
use crate::threads::{Ended, Notices, Serve};
use crate::work::Change;
use crate::{Error, Result, Tx};

/// The most changes that share one commit, and so one wait for the disk.
const GROUP: usize = 64;

/// How many waiting changes are looked at for a group.
const LOOK_AHEAD: usize = 4 * GROUP;

/// How often a group is tried when the engine asks for it to be run again.
pub(crate) const TRIES: usize = 5;

pub(crate) struct Writer {
    changes: Receiver<Change>,
    /// Changes taken from the queue and not yet in a group, in order of arrival.
    waiting: VecDeque<Change>,
    /// Changes that could not be made together: each is made alone.
    singly: VecDeque<Change>,
    /// How many connections were lost under the group at hand.
    losses: usize,
    group: Vec<Change>,
    notices: Notices,
}

impl Writer {
    pub(crate) fn new(changes: Receiver<Change>, notices: Notices) -> Self {
        let (waiting, singly) = (VecDeque::new(), VecDeque::new());
        Self { changes, waiting, singly, losses: 0, group: Vec::new(), notices }
    }

    /// Fills the group with waiting changes of one kind, oldest first. False when the queue is closed.
    fn gather(&mut self) -> bool {
        if !self.group.is_empty() {
            return true; // its connection was lost
        }
        self.losses = 0;
        if let Some(change) = self.singly.pop_front() {
            self.group.push(change);
            return true;
        }
        if self.waiting.is_empty() {
            let Ok(change) = self.changes.recv() else { return false };
            self.waiting.push_back(change);
        }
        let room = LOOK_AHEAD.saturating_sub(self.waiting.len());
        self.waiting.extend(self.changes.try_iter().take(room));
        let oldest = self.waiting.front().map(|change| change.group);
        for change in mem::take(&mut self.waiting) {
            if Some(change.group) == oldest && self.group.len() < GROUP {
                self.group.push(change);
            } else {
                self.waiting.push_back(change);
            }
        }
        true
    }

    /// Makes the group and answers it. The error is one after which the connection is of no use.
    fn settle(&mut self, engine: &mut dyn Engine) -> Result<()> {
        let made = until_made(engine, &mut self.group);
        match made {
            Err(Error::Unreachable) if self.losses + 1 < TRIES => {
                self.losses += 1;
                return Err(Error::Unreachable);
            }
            Err(Error::Unknown | Error::Unreachable) | Ok(_) => {}
            // Nobody pays for another's change.
            Err(_) if self.group.len() > 1 => {
                self.singly.extend(self.group.drain(..));
                return Ok(());
            }
            Err(_) => {}
        }
        if made.as_ref().is_ok_and(|kept| *kept > 0) {
            self.notices.tick();
        }
        let made = made.map(drop);
        for change in self.group.drain(..) {
            change.job.settle(made.clone());
        }
        match made {
            Err(error @ (Error::Unknown | Error::Unreachable)) => Err(error),
            _ => Ok(()),
        }
    }
}

impl Serve for Writer {
    fn serve(&mut self, engine: &mut dyn Engine) -> Ended {
        while self.gather() {
            if self.settle(engine).is_err() {
                return Ended::Lost;
            }
        }
        Ended::Closed
    }

    fn give_up(&mut self) {
        self.notices.give_up();
        self.refuse(&Error::Closed);
        for change in &self.changes {
            change.job.settle(Err(Error::Closed));
        }
    }

    fn refuse(&mut self, error: &Error) -> bool {
        let held = self.group.drain(..).chain(self.singly.drain(..)).chain(self.waiting.drain(..));
        held.for_each(|change| change.job.settle(Err(error.clone())));
        loop {
            match self.changes.try_recv() {
                Ok(change) => change.job.settle(Err(error.clone())),
                Err(ended) => return ended == TryRecvError::Disconnected,
            }
        }
    }
}

/// Makes the group; returns how many of its changes are kept.
fn until_made(engine: &mut dyn Engine, group: &mut [Change]) -> Result<usize> {
    let mut made = Ok(0);
    for _ in 0..TRIES {
        made = make(engine, group);
        if made.is_err() {
            engine.rollback();
        }
        if made != Err(Error::Contended) {
            break;
        }
    }
    made
}

/// Each change stands behind a savepoint, so that it can be dropped without the others; one alone needs
/// none.
fn make(engine: &mut dyn Engine, group: &mut [Change]) -> Result<usize> {
    let (mut count, alone) = (0, group.len() == 1);
    engine.open_group()?;
    for change in group {
        if !alone {
            engine.open_change()?;
        }
        let mut failure = None;
        let kept = change.job.attempt(Tx::new(engine, &mut failure));
        match failure {
            Some(error @ (Error::Contended | Error::Unreachable)) => return Err(error),
            Some(error) if kept => change.job.refuse(error),
            None if kept => {
                if !alone {
                    engine.keep_change()?;
                }
                count += 1;
                continue;
            }
            _ => {}
        }
        if alone {
            engine.rollback();
            return Ok(0);
        }
        engine.drop_change()?;
    }
    engine.commit().map(|()| count)
}

#[cfg(test)]
mod tests;
