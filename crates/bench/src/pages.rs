//! Pages and changes beside their controls, in interleaved rounds.

use std::time::Duration;

use testing::Connection;

use crate::asking::{Act, Asker};
use crate::load::{Load, cost_of, load};
use crate::median::median;
use crate::raw::{self, Raw};
use crate::site::Site;

/// How long product and control are asked in one round.
const PRODUCT: Duration = Duration::from_secs(1);
const CONTROL: Duration = Duration::from_millis(400);

/// Clients of a page. Changes have one: its wait is the disk's, and nobody shares the commit.
const CLIENTS: usize = 8;

/// One act beside its control: medians of all rounds.
#[derive(Debug, Clone)]
pub(crate) struct Measured {
    pub(crate) act: Act,
    pub(crate) cpu_ms: f64,
    pub(crate) rate: f64,
    pub(crate) p50: f64,
    pub(crate) p95: f64,
    pub(crate) p99: f64,
    pub(crate) bytes: usize,
    pub(crate) failed: usize,
    /// Processor time of a static body of the same size, and answers a second; for pages.
    pub(crate) fixed: Option<(f64, f64)>,
    /// Processor time of the same rows raw, and the wait; where a limit is about them.
    pub(crate) raw: Option<(f64, f64)>,
    /// One `fdatasync` in the same folder, in milliseconds; for changes.
    pub(crate) sync_ms: Option<f64>,
}

struct Round {
    product: Load,
    fixed: Option<Load>,
    raw: Option<raw::Cost>,
    sync_ms: Option<f64>,
}

/// Measures every act, in rounds, so that what the machine does otherwise falls on all alike.
pub(crate) fn measure(site: &Site, asker: &Asker<'_>, mut raw: Option<&mut Raw>, rounds: usize) -> Vec<Measured> {
    let mut seen: Vec<(Act, Vec<Round>)> = Act::ALL.iter().map(|act| (*act, Vec::new())).collect();
    for _ in 0..rounds {
        for (act, rounds) in &mut seen {
            rounds.push(round(site, asker, *act, raw.as_deref_mut()));
        }
    }
    seen.into_iter().map(|(act, rounds)| summed(act, &rounds)).collect()
}

fn round(site: &Site, asker: &Asker<'_>, act: Act, raw: Option<&mut Raw>) -> Round {
    let who = if act == Act::Today { &site.seller } else { &site.admin };
    let mut clients = site.clients(who, if act.changes() { 1 } else { CLIENTS });
    let cost = site.cost();
    let product = load(&cost, &mut clients, PRODUCT, |connection, _, _| asker.ask(act, connection));
    let raw = raw.and_then(|raw| raw.cost(act));
    if act.changes() {
        let sync_ms = Some(raw::sync_ms(site.folder.path()));
        return Round { product, fixed: None, raw, sync_ms };
    }
    let mut clients: Vec<Connection> =
        (0..CLIENTS).map(|_| Connection::open(site.control.address()).unwrap()).collect();
    let path = format!("/bytes/{}", product.bytes);
    let cost = cost_of(&site.control);
    let fixed = Some(load(&cost, &mut clients, CONTROL, |connection, _, _| connection.get(&path)));
    Round { product, fixed, raw, sync_ms: None }
}

fn summed(act: Act, rounds: &[Round]) -> Measured {
    let of = |figure: &dyn Fn(&Round) -> f64| median(rounds.iter().map(figure).collect());
    let some = |figure: &dyn Fn(&Round) -> Option<f64>| {
        let all: Vec<f64> = rounds.iter().filter_map(figure).collect();
        (!all.is_empty()).then(|| median(all))
    };
    Measured {
        act,
        cpu_ms: of(&|round| round.product.cpu_each()),
        rate: of(&|round| round.product.rate()),
        p50: of(&|round| round.product.wait(50)),
        p95: of(&|round| round.product.wait(95)),
        p99: of(&|round| round.product.wait(99)),
        bytes: rounds.last().map_or(0, |round| round.product.bytes),
        failed: rounds.iter().map(|round| round.product.failed).sum(),
        fixed: some(&|round| Some(round.fixed.as_ref()?.cpu_each()))
            .zip(some(&|round| Some(round.fixed.as_ref()?.rate()))),
        raw: some(&|round| Some(round.raw?.cpu_ms)).zip(some(&|round| Some(round.raw?.p50_ms))),
        sync_ms: some(&|round| round.sync_ms),
    }
}
