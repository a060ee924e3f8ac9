//! The threads that own the connections. Each opens, uses and drops its own, and opens another when
//! one is lost.

use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crossbeam_channel::bounded;
use tokio::sync::watch;

use crate::dialect::{Lane, Place};
use crate::engine::Engine;
use crate::{Error, Result, Settings};

/// Why a thread stopped serving on a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Nobody can ask for anything any more.
    Closed,
    /// The connection is dead: another is wanted.
    Lost,
    /// Nothing may be tried again.
    Broken,
}

/// Work that a thread does on its connections.
pub(crate) trait Serve: Send + 'static {
    /// Serves until there is nothing more to do, or the connection is dead.
    fn serve(&mut self, engine: &mut dyn Engine) -> Ended;

    /// Refuses whatever waits. True when nobody can ask for anything any more.
    fn refuse(&mut self, error: &Error) -> bool;

    /// Learns that nothing may be tried again, and refuses everybody until nobody can ask.
    fn give_up(&mut self) {}
}

/// The first pause before another attempt to connect, and the longest.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// Starts a thread, and waits until it is connected.
pub(crate) fn start(
    name: &str,
    place: &Place,
    lane: Lane,
    settings: &Settings,
    mut server: impl Serve,
) -> Result<JoinHandle<()>> {
    let (ready, opened) = bounded(1);
    let (place, settings) = (place.clone(), settings.clone());
    let keep_serving = move || {
        let first = place.connected(lane, &settings, &mut |engine| {
            let _ = ready.send(Ok(())); // it waits for this
            server.serve(engine)
        });
        match first {
            Ok(Ended::Lost) => keep_serving(&place, lane, &settings, &mut server),
            Ok(Ended::Broken) => server.give_up(),
            Ok(Ended::Closed) => {}
            Err(error) => drop(ready.send(Err(error))),
        }
    };
    let thread = thread::Builder::new().name(name.to_owned()).spawn(keep_serving);
    let thread = thread.map_err(|error| Error::Engine(error.to_string()))?;
    opened.recv().map_err(|_| Error::Closed)??;
    Ok(thread)
}

/// Serves on one connection after another. While none can be had, whoever waits is refused rather
/// than kept waiting.
fn keep_serving(place: &Place, lane: Lane, settings: &Settings, server: &mut impl Serve) {
    let (mut pause, longest) = PAUSES;
    loop {
        match place.connected(lane, settings, &mut |engine| server.serve(engine)) {
            Ok(Ended::Lost) => pause = PAUSES.0,
            Ok(Ended::Broken) => return server.give_up(),
            Ok(Ended::Closed) => return,
            Err(error) => {
                if server.refuse(&error) {
                    return;
                }
                thread::sleep(pause);
                pause = (pause * 2).min(longest);
            }
        }
    }
}

/// How the rest of the program, and other instances of it, learn that something changed.
#[derive(Clone)]
pub(crate) struct Notices {
    /// Counts what was made here and what others said.
    heard: Arc<watch::Sender<u64>>,
    /// Counts what was made here.
    made: Arc<watch::Sender<u64>>,
    /// Whether writing has been given up.
    broken: Arc<watch::Sender<bool>>,
}

impl Notices {
    pub(crate) fn new() -> Self {
        let [heard, made] = [(); 2].map(|()| Arc::new(watch::Sender::new(0)));
        Self { heard, made, broken: Arc::new(watch::Sender::new(false)) }
    }

    /// A group of changes is durable.
    pub(crate) fn tick(&self) {
        self.heard.send_modify(|count| *count += 1);
        self.made.send_modify(|count| *count += 1);
    }

    /// Writing is given up.
    pub(crate) fn give_up(&self) {
        self.broken.send_replace(true);
    }

    pub(crate) fn broken(&self) -> watch::Receiver<bool> {
        self.broken.subscribe()
    }

    pub(crate) fn subscribe(&self) -> watch::Receiver<u64> {
        self.heard.subscribe()
    }

    pub(crate) fn hearing(&self) -> Arc<watch::Sender<u64>> {
        Arc::clone(&self.heard)
    }

    /// Ends when every thread that writes has ended.
    pub(crate) fn made(&self) -> watch::Receiver<u64> {
        self.made.subscribe()
    }
}
