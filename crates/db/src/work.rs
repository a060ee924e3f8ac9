//! Work on its way to a database thread, and its answer on the way back.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::SyncSender;

use tokio::sync::oneshot;

use crate::{Error, Result, Tx};

/// Something to be done inside a transaction, whatever it returns.
pub(crate) trait Work: Send {
    /// Does it, and keeps the outcome. False when it failed and must leave nothing behind.
    fn attempt(&mut self, tx: Tx<'_>) -> bool;
    /// Takes the outcome back: it rests on a statement that failed.
    fn refuse(&mut self, error: Error);
    /// Gives the outcome to whoever waits for it, once it is known whether it lasts.
    fn settle(self: Box<Self>, lasting: Result<()>);
    /// Whether nobody waits for the outcome any more.
    fn abandoned(&self) -> bool;
}

pub(crate) type Job = Box<dyn Work>;

/// A change, and the group that it belongs to.
pub(crate) struct Change {
    pub(crate) group: [u8; 16],
    pub(crate) job: Job,
}

/// The way back to whoever waits.
pub(crate) trait Answer<R>: Send {
    fn give(self, outcome: R);
    fn unwanted(&self) -> bool;
}

impl<R: Send> Answer<R> for oneshot::Sender<R> {
    fn give(self, outcome: R) {
        let _ = self.send(outcome); // nobody may be waiting any more
    }

    fn unwanted(&self) -> bool {
        self.is_closed()
    }
}

impl<R: Send> Answer<R> for SyncSender<R> {
    fn give(self, outcome: R) {
        let _ = self.send(outcome); // nobody may be waiting any more
    }

    fn unwanted(&self) -> bool {
        false
    }
}

struct Waiting<F, T, E, A> {
    work: F,
    outcome: Option<Result<T, E>>,
    answer: A,
}

/// Work that answers to `answer`.
pub(crate) fn job<F, T, E, A>(work: F, answer: A) -> Job
where
    F: Fn(Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<Error> + Send + 'static,
    A: Answer<Result<T, E>> + 'static,
{
    Box::new(Waiting { work, outcome: None, answer })
}

impl<F, T, E, A> Work for Waiting<F, T, E, A>
where
    F: Fn(Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<Error> + Send,
    A: Answer<Result<T, E>>,
{
    fn attempt(&mut self, tx: Tx<'_>) -> bool {
        let done = catch_unwind(AssertUnwindSafe(|| (self.work)(tx)));
        let outcome = done.unwrap_or_else(|_| Err(Error::Engine("the work panicked and was undone".into()).into()));
        self.outcome.insert(outcome).is_ok()
    }

    fn refuse(&mut self, error: Error) {
        self.outcome = Some(Err(error.into()));
    }

    fn settle(self: Box<Self>, lasting: Result<()>) {
        let outcome = match (self.outcome, lasting) {
            (Some(Ok(_)) | None, Err(error)) => Err(error.into()),
            (Some(outcome), _) => outcome,
            (None, Ok(())) => Err(Error::Closed.into()),
        };
        self.answer.give(outcome);
    }

    fn abandoned(&self) -> bool {
        self.answer.unwanted()
    }
}
