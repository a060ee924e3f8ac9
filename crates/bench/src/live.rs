//! How soon another browser knows, and what a stream costs.

use std::collections::BTreeSet;
use std::thread;
use std::time::{Duration, Instant};

use testing::Connection;

use crate::asking::{Act, Asker};
use crate::load::count;
use crate::median::at;
use crate::site::Site;

/// How many changes are waited for.
const CHANGES: usize = 60;

/// How many streams are opened.
const STREAMS: usize = 1_000;

/// What is open pages' due.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Live {
    /// From a form being sent to another browser being told to look again and having the new board.
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    /// Memory of one open stream, in KiB.
    pub(crate) stream_kib: f64,
}

/// Measures both.
pub(crate) fn measure(site: &Site, asker: &Asker<'_>) -> Live {
    let waits = in_step(site, asker);
    Live { p50: at(&waits, 50), p95: at(&waits, 95), stream_kib: stream_kib(site) }
}

/// A change by one, until the other's board is the new one: the word, and the page asked for again.
fn in_step(site: &Site, asker: &Asker<'_>) -> Vec<Duration> {
    let mut listener = site.admin.again(site.server.address()).unwrap();
    let mut pages = site.admin.again(site.server.address()).unwrap();
    let mut mover = site.admin.again(site.server.address()).unwrap();
    listener.listen("deals").unwrap();
    listener.event().unwrap(); // the greeting
    let mut waits: Vec<Duration> = Vec::new();
    for _ in 0..CHANGES {
        let began = Instant::now();
        assert_eq!(asker.ask(Act::Move, &mut mover).unwrap().status, 303);
        while !listener.event().unwrap().contains("refresh") {}
        assert_eq!(asker.ask(Act::Board, &mut pages).unwrap().status, 200);
        waits.push(began.elapsed());
        // the next change begins at no fixed distance from the last
        thread::sleep(Duration::from_millis(u64::try_from(waits.len()).unwrap_or(0) * 7 % 60));
    }
    waits.sort_unstable();
    waits
}

fn stream_kib(site: &Site) -> f64 {
    let before = site.server.used().pss_kib;
    let streams: Vec<Connection> = (0..STREAMS)
        .map(|_| {
            let mut stream = site.admin.again(site.server.address()).unwrap();
            stream.listen("deals").unwrap();
            stream.event().unwrap();
            stream
        })
        .collect();
    let after = site.server.used().pss_kib;
    f64::from(u32::try_from(after.saturating_sub(before)).unwrap_or(u32::MAX)) / count(streams.len())
}

/// What a browser loads for its first board: requests, bytes compressed, bytes of JavaScript.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FirstView {
    pub(crate) requests: usize,
    pub(crate) bytes: usize,
    pub(crate) script_bytes: usize,
}

/// Loads a board as a browser does that was never here: the page and everything it names.
pub(crate) fn first_view(site: &Site) -> FirstView {
    let mut browser = site.admin.again(site.server.address()).unwrap();
    let mut get = |path: &str| browser.send("GET", path, "accept-encoding: gzip, br\r\n", &[]).unwrap();
    let mut plain = site.admin.again(site.server.address()).unwrap();
    let page = plain.get("/deals?whose=all").unwrap().text();
    let mut view = FirstView { requests: 1, bytes: get("/deals?whose=all").body.len(), script_bytes: 0 };
    let (mut seen, mut wanted) = (BTreeSet::new(), named(&page));
    while let Some(path) = wanted.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let reply = get(&path);
        view.requests += 1;
        view.bytes += reply.body.len();
        if kind(&path) == Some("js") {
            view.script_bytes += reply.body.len();
            wanted.extend(named(&plain.get(&path).unwrap().text()));
        }
    }
    view
}

/// The built files that a text names.
fn named(text: &str) -> Vec<String> {
    let pieces = text.split("/assets/").skip(1);
    let names = pieces.filter_map(|rest| {
        rest.split(|letter: char| !(letter.is_ascii_alphanumeric() || "._-".contains(letter))).next()
    });
    names.filter(|name| kind(name).is_some_and(|kind| kind != "png")).map(|name| format!("/assets/{name}")).collect()
}

/// The kind of a file by its name: `js` of `app-1f2e.js`.
fn kind(name: &str) -> Option<&str> {
    name.rsplit_once('.').map(|(_, kind)| kind)
}
