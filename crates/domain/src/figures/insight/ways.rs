//! The real ways of deals that have closed: how often each was gone, what came of it, and how well it fits.

use std::collections::{BTreeMap, HashMap};

use measures::conformance::{Alignment, Move, align};
use measures::survival::median;

use super::paths::{Path, Paths};
use super::{Span, most_frequent};
use crate::Status;

/// The most ways that are told.
const MOST: usize = 50;

/// Deals of a way that are named.
const NAMED: usize = 20;

/// A way that some deals went: a distinct sequence of stages.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The keys of the stages, the end among them.
    pub stages: Vec<String>,
    /// How many deals went it.
    pub deals: u64,
    /// Of those, how many were won.
    pub won: u64,
    /// From the first stage to the end, the median in days.
    pub days: Option<u32>,
    /// How well it fits the process, from 0 to 1: of the deals that went it the mean, as their versions differ.
    pub fitness: f64,
    /// The numbers of some of them.
    pub some: Vec<i64>,
}

/// Something that did not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deviation {
    /// The key of the stage.
    pub stage: String,
    /// It was left out; otherwise it was gone through once more, or at the wrong place.
    pub skipped: bool,
    /// How many deals.
    pub deals: u64,
}

/// The ways, how many deals went them and how many ways there are, how well they fit, and what did not.
type Found = (Vec<Way>, (u64, u64), Option<f64>, Vec<Deviation>);

/// What is gathered of one way.
#[derive(Default)]
struct Gathered {
    won: u64,
    days: Vec<u32>,
    deals: Vec<i64>,
    fits: Fits,
}

/// Costs and lengths of alignments, and how often there were such: a mean of them is the same in whatever order.
type Fits = BTreeMap<(usize, usize), u64>;

#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
fn mean(fits: &Fits) -> Option<f64> {
    let count: u64 = fits.values().sum();
    let fit = |((cost, length), count): (&(usize, usize), &u64)| {
        let cost = if *length == 0 { 0.0 } else { *cost as f64 / *length as f64 };
        *count as f64 * (1.0 - cost)
    };
    (count > 0).then(|| fits.iter().map(fit).sum::<f64>() / count as f64)
}

impl Paths {
    /// How the way of a deal fits the straight line of its version's open stages and its end, if it has one.
    fn fit(&self, path: &Path, way: &[u16]) -> Alignment<u16> {
        let mut line = self.line(path);
        line.extend(way.last().filter(|place| self.stage(**place).kind != Status::Open));
        align(way, &line)
    }

    /// The ways of the deals that closed in the span, how well those fit, and what did not.
    pub(super) fn ways(&self, paths: &[&Path], span: Span, open: bool) -> Found {
        let mut gathered: HashMap<Vec<u16>, Gathered> = HashMap::new();
        let mut known: HashMap<(u32, Vec<u16>), Alignment<u16>> = HashMap::new();
        let (mut apart, mut fits) = (BTreeMap::new(), Fits::new());
        for path in paths {
            let begun = path.stays.first().and_then(|stay| stay.entered());
            let end = match self.closed_on(path) {
                Some(closed) => span.holds(closed).then_some(closed),
                None => begun.filter(|day| open && span.holds(*day)).map(|_| span.as_of),
            };
            let Some(end) = end else { continue };
            let way: Vec<u16> = path.stays.iter().map(|stay| stay.stage).collect();
            let fit = known.entry((path.version(), way.clone())).or_insert_with(|| self.fit(path, &way));
            let costs = (fit.cost, fit.length);
            *fits.entry(costs).or_insert(0) += 1;
            for (place, skipped) in deviations(fit, path.status) {
                *apart.entry((self.stage(place).key.clone(), skipped)).or_insert(0) += 1;
            }
            let of_way = gathered.entry(way).or_default();
            of_way.won += u64::from(path.status == Status::Won);
            *of_way.fits.entry(costs).or_insert(0) += 1;
            of_way.deals.push(path.number);
            of_way.days.extend(begun.and_then(|begun| u32::try_from(end - begun).ok()));
        }
        let (fitness, closed) = (mean(&fits), fits.values().sum());
        let in_all = u64::try_from(gathered.len()).unwrap_or(u64::MAX);
        let told = |((stage, skipped), deals)| Deviation { stage, skipped, deals };
        (self.told(gathered), (closed, in_all), fitness, most_frequent(apart).into_iter().map(told).collect())
    }

    fn told(&self, gathered: HashMap<Vec<u16>, Gathered>) -> Vec<Way> {
        let mut ways: Vec<(Vec<u16>, Gathered)> = gathered.into_iter().collect();
        ways.sort_unstable_by(|(one, first), (other, second)| {
            (second.deals.len(), one).cmp(&(first.deals.len(), other))
        });
        let told = |(way, mut gathered): (Vec<u16>, Gathered)| {
            gathered.deals.sort_unstable_by(|one, other| other.cmp(one));
            let deals = gathered.deals.len();
            gathered.deals.truncate(NAMED);
            Way {
                stages: way.iter().map(|place| self.stage(*place).key.clone()).collect(),
                deals: u64::try_from(deals).unwrap_or(u64::MAX),
                won: gathered.won,
                days: median(&gathered.days),
                fitness: mean(&gathered.fits).unwrap_or(1.0),
                some: gathered.deals,
            }
        };
        ways.into_iter().take(MOST).map(told).collect()
    }
}

/// The stages that do not fit, each once, and whether it was left out. What a deal did not come to is no
/// deviation, unless it was won.
fn deviations(fit: &Alignment<u16>, status: Status) -> Vec<(u16, bool)> {
    // of a lost deal the last step is its end; what was left out right before that it did not come to
    let walked = fit.moves.len().saturating_sub(usize::from(status == Status::Lost));
    let came_to = fit.moves[..walked].iter().rposition(|step| !matches!(step, Move::Skipped(_))).map_or(0, |at| at + 1);
    let told = if status == Status::Won { &fit.moves[..] } else { &fit.moves[..came_to] };
    let mut apart: Vec<(u16, bool)> = told
        .iter()
        .filter_map(|step| match step {
            Move::Together(_) => None,
            Move::Extra(place) => Some((*place, false)),
            Move::Skipped(place) => Some((*place, true)),
        })
        .collect();
    apart.sort_unstable();
    apart.dedup();
    apart
}
