//! Clients that ask as fast as they are answered.

use std::io;
use std::thread;
use std::time::{Duration, Instant};

use testing::{Process, Reply};

use crate::median::at;

/// What so many clients saw in some time, and what it cost the server.
#[derive(Debug, Clone, Default)]
pub(crate) struct Load {
    pub(crate) failed: usize,
    pub(crate) took: Duration,
    /// How long each answer took, sorted.
    pub(crate) waits: Vec<Duration>,
    /// Processor time of the server, in milliseconds.
    pub(crate) cpu_ms: f64,
    /// Bytes of the last body.
    pub(crate) bytes: usize,
}

impl Load {
    /// Processor milliseconds of the server for one answer.
    pub(crate) fn cpu_each(&self) -> f64 {
        self.cpu_ms / count(self.waits.len())
    }

    /// Answers a second.
    pub(crate) fn rate(&self) -> f64 {
        count(self.waits.len()) / self.took.as_secs_f64().max(1e-9)
    }

    /// A percentile of the waits, in milliseconds.
    pub(crate) fn wait(&self, hundredths: usize) -> f64 {
        at(&self.waits, hundredths)
    }
}

/// A count as a divisor; never nought.
pub(crate) fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number.max(1)).unwrap_or(u32::MAX))
}

/// Lets every client ask for so long. `ask` is told which it is and its turn. A refused answer counts
/// as failed; 303 is how a form says that it worked.
pub(crate) fn load<C: Send>(
    cost: &(dyn Fn() -> f64 + Sync),
    clients: &mut [C],
    length: Duration,
    ask: impl Fn(&mut C, usize, usize) -> io::Result<Reply> + Sync,
) -> Load {
    let (before, began) = (cost(), Instant::now());
    let end = began + length;
    let mut sum = Load::default();
    thread::scope(|scope| {
        let ask = &ask;
        let clients = clients.iter_mut().enumerate();
        let running: Vec<_> = clients
            .map(|(number, client)| scope.spawn(move || one(client, end, |client, turn| ask(client, number, turn))))
            .collect();
        for client in running {
            let seen = client.join().unwrap();
            sum.failed += seen.failed;
            sum.bytes = seen.bytes;
            sum.waits.extend(seen.waits);
        }
    });
    (sum.took, sum.cpu_ms) = (began.elapsed(), cost() - before);
    sum.waits.sort_unstable();
    sum
}

fn one<C>(client: &mut C, end: Instant, ask: impl Fn(&mut C, usize) -> io::Result<Reply>) -> Load {
    let mut seen = Load::default();
    for turn in 0.. {
        let began = Instant::now();
        if began >= end {
            break;
        }
        match ask(client, turn) {
            Ok(reply) if reply.status == 200 || reply.status == 303 => seen.bytes = reply.body.len(),
            Ok(reply) => {
                if seen.failed == 0 {
                    eprintln!("an answer was {}: {:.200}", reply.status, reply.text());
                }
                seen.failed += 1;
            }
            Err(error) => {
                eprintln!("a connection broke: {error}");
                seen.failed += 1;
                break;
            }
        }
        seen.waits.push(began.elapsed());
    }
    seen
}

/// The processor time of a process so far.
pub(crate) fn cost_of(process: &Process) -> impl Fn() -> f64 + Sync {
    let id = process.id();
    move || testing::cpu_ms(id)
}
