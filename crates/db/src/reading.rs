//! A thread that reads: one look after another.

use crossbeam_channel::{Receiver, TryRecvError};

use crate::engine::Engine;
use crate::threads::{Ended, Serve};
use crate::work::Job;
use crate::writing::TRIES;
use crate::{Error, Result, Tx};

pub(crate) struct Reader {
    jobs: Receiver<Job>,
    /// The look whose connection was lost, and how many it has lost.
    lost: Option<(Job, usize)>,
}

impl Reader {
    pub(crate) fn new(jobs: Receiver<Job>) -> Self {
        Self { jobs, lost: None }
    }

    fn next(&mut self) -> Option<(Job, usize)> {
        self.lost.take().or_else(|| Some((self.jobs.recv().ok()?, 0)))
    }
}

impl Serve for Reader {
    fn serve(&mut self, engine: &mut dyn Engine) -> Ended {
        while let Some((mut job, losses)) = self.next() {
            if job.abandoned() {
                continue;
            }
            let looked = until_looked(engine, &mut job);
            let lost = looked == Err(Error::Unreachable);
            if lost && losses + 1 < TRIES {
                self.lost = Some((job, losses + 1));
            } else {
                job.settle(looked);
            }
            if lost {
                return Ended::Lost;
            }
            engine.rollback(); // after the answer: nobody needs to wait for it
        }
        Ended::Closed
    }

    fn refuse(&mut self, error: &Error) -> bool {
        if let Some((job, _)) = self.lost.take() {
            job.settle(Err(error.clone()));
        }
        loop {
            match self.jobs.try_recv() {
                Ok(job) => job.settle(Err(error.clone())),
                Err(ended) => return ended == TryRecvError::Disconnected,
            }
        }
    }
}

fn until_looked(engine: &mut dyn Engine, job: &mut Job) -> Result<()> {
    let mut looked = look(engine, job);
    for _ in 1..TRIES {
        if looked != Err(Error::Contended) {
            break;
        }
        engine.rollback();
        looked = look(engine, job);
    }
    looked
}

fn look(engine: &mut dyn Engine, job: &mut Job) -> Result<()> {
    engine.open_look()?;
    let mut failure = None;
    let answered = job.attempt(Tx::new(engine, &mut failure));
    match failure {
        Some(error @ (Error::Contended | Error::Unreachable)) => return Err(error),
        Some(error) if answered => job.refuse(error),
        _ => {}
    }
    Ok(())
}
