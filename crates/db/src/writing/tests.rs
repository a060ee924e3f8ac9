use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};

use crossbeam_channel::bounded;

use super::Writer;
use crate::engine::{Engine, Taking};
use crate::threads::{Ended, Notices, Serve};
use crate::work::{Change, job};
use crate::{Error, Result, Tx, Value};

/// An engine that notes what it is asked, and whose commits end as they are told to.
#[derive(Default)]
struct Noting {
    notes: Vec<&'static str>,
    commits: VecDeque<Result<()>>,
}

impl Noting {
    fn note(&mut self, what: &'static str) {
        self.notes.push(what);
    }
}

impl Engine for Noting {
    fn run(&mut self, sql: &'static str, _: &[Value]) -> Result<u64> {
        self.note(sql);
        Ok(1)
    }

    fn look(&mut self, _: &'static str, _: &[Value], _: &mut Taking<'_>) -> Result<()> {
        Ok(())
    }

    fn batch(&mut self, _: &'static str, _: &[Vec<Value>]) -> Result<u64> {
        Ok(0)
    }

    fn script(&mut self, _: &str) -> Result<()> {
        Ok(())
    }

    fn open_look(&mut self) -> Result<()> {
        Ok(())
    }

    fn open_group(&mut self) -> Result<()> {
        self.note("begin");
        Ok(())
    }

    fn open_change(&mut self) -> Result<()> {
        Ok(())
    }

    fn keep_change(&mut self) -> Result<()> {
        Ok(())
    }

    fn drop_change(&mut self) -> Result<()> {
        self.note("drop");
        Ok(())
    }

    fn commit(&mut self) -> Result<()> {
        let end = self.commits.pop_front().unwrap_or(Ok(()));
        self.note(if end.is_ok() { "commit" } else { "fail" });
        end
    }

    fn rollback(&mut self) {
        self.note("rollback");
    }
}

type Answer = Receiver<Result<u64>>;

/// A writer in front of which the changes of these groups wait; the statement of a change is its name.
fn waiting(changes: &[(u8, &'static str)]) -> (Writer, Vec<Answer>) {
    let (queue, waiting) = bounded(100);
    let put = |&(group, name): &(u8, &'static str)| {
        let (answer, settled) = sync_channel(1);
        let work = move |mut tx: Tx<'_>| tx.run(name, &[]);
        queue.send(Change { group: [group; 16], job: job(work, answer) }).unwrap();
        settled
    };
    let answers = changes.iter().map(put).collect();
    (Writer::new(waiting, Notices::new()), answers)
}

fn told(answers: Vec<Answer>) -> Vec<Result<u64>> {
    answers.into_iter().map(|answer| answer.recv().unwrap()).collect()
}

#[test]
fn a_group_holds_one_workspace_and_others_keep_their_order() {
    let (mut writer, answers) = waiting(&[(1, "a1"), (2, "b1"), (1, "a2"), (3, "c1"), (2, "b2")]);
    let mut engine = Noting::default();
    assert_eq!(writer.serve(&mut engine), Ended::Closed);
    let groups = ["begin", "a1", "a2", "commit", "begin", "b1", "b2", "commit", "begin", "c1", "commit"];
    assert_eq!(engine.notes, groups);
    assert_eq!(told(answers), vec![Ok(1); 5]);
}

#[test]
fn contention_runs_the_whole_group_again() {
    let (mut writer, answers) = waiting(&[(1, "a"), (1, "b")]);
    let mut engine = Noting { commits: [Err(Error::Contended)].into(), ..Noting::default() };
    writer.serve(&mut engine);
    assert_eq!(engine.notes, ["begin", "a", "b", "fail", "rollback", "begin", "a", "b", "commit"]);
    assert_eq!(told(answers), [Ok(1), Ok(1)]);
}

#[test]
fn endless_contention_is_told() {
    let (mut writer, answers) = waiting(&[(1, "a")]);
    let mut engine = Noting { commits: vec![Err(Error::Contended); 9].into(), ..Noting::default() };
    writer.serve(&mut engine);
    assert_eq!(told(answers), [Err(Error::Contended)]);
}

#[test]
fn a_failed_group_is_taken_apart() {
    let (mut writer, answers) = waiting(&[(1, "a"), (1, "b"), (1, "c")]);
    let refused = Error::Engine("refused".into());
    let commits = [Err(refused.clone()), Ok(()), Err(refused.clone())].into();
    let mut engine = Noting { commits, ..Noting::default() };
    writer.serve(&mut engine);
    assert_eq!(told(answers), [Ok(1), Err(refused), Ok(1)]);
}

#[test]
fn a_commit_of_unknown_outcome_is_never_run_again() {
    let (mut writer, answers) = waiting(&[(1, "a"), (1, "b")]);
    let mut engine = Noting { commits: [Err(Error::Unknown)].into(), ..Noting::default() };
    assert_eq!(writer.serve(&mut engine), Ended::Lost);
    assert_eq!(engine.notes, ["begin", "a", "b", "fail", "rollback"]);
    assert_eq!(told(answers), [Err(Error::Unknown), Err(Error::Unknown)]);
}

#[test]
fn a_group_whose_connection_is_lost_waits_for_the_next_one() {
    let (mut writer, answers) = waiting(&[(1, "a"), (2, "b")]);
    let mut engine = Noting { commits: [Err(Error::Unreachable)].into(), ..Noting::default() };
    assert_eq!(writer.serve(&mut engine), Ended::Lost);
    assert_eq!(writer.serve(&mut Noting::default()), Ended::Closed);
    assert_eq!(told(answers), [Ok(1), Ok(1)]);
}

#[test]
fn without_a_server_whoever_waits_is_refused() {
    let (mut writer, answers) = waiting(&[(1, "a"), (2, "b")]);
    assert!(writer.refuse(&Error::Unreachable), "nobody else can ask");
    assert_eq!(told(answers), [Err(Error::Unreachable), Err(Error::Unreachable)]);
}

#[test]
fn when_writing_is_given_up_it_is_said_and_everybody_is_refused() {
    let (mut writer, answers) = waiting(&[(1, "a"), (2, "b")]);
    let broken = writer.notices.broken();
    writer.give_up();
    assert!(*broken.borrow());
    assert_eq!(told(answers), [Err(Error::Closed), Err(Error::Closed)]);
}

#[test]
fn a_change_runs_once_when_all_goes_well() {
    let (queue, waiting) = bounded(1);
    let (answer, settled) = sync_channel(1);
    let runs = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&runs);
    let work = move |_: Tx<'_>| {
        counted.fetch_add(1, Ordering::Relaxed);
        Ok::<_, Error>(())
    };
    queue.send(Change { group: [0; 16], job: job(work, answer) }).unwrap();
    drop(queue);
    Writer::new(waiting, Notices::new()).serve(&mut Noting::default());
    assert_eq!((settled.recv().unwrap(), runs.load(Ordering::Relaxed)), (Ok(()), 1));
}
