//! The real ways of deals that have closed: how often each was gone, what came of it, and how well it fits.

use std::collections::BTreeMap;

use measures::survival::median;

use super::path::Path;
use super::paths::Paths;
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
    /// The ways of the deals that closed in the span, how well those fit, and what did not.
    pub(super) fn ways(&self, paths: &[&Path], span: Span, open: bool) -> Found {
        let mut gathered: Vec<Gathered> = self.routes.ways.iter().map(|_| Gathered::default()).collect();
        let mut gone = vec![0_u64; self.routes.all.len()];
        for path in paths {
            let begun = path.stays.first().and_then(|stay| stay.entered());
            let end = match self.closed_on(path) {
                Some(closed) => span.holds(closed).then_some(closed),
                None => begun.filter(|day| open && span.holds(*day)).map(|_| span.as_of),
            };
            let Some(end) = end else { continue };
            gone[path.route as usize] += 1;
            let of_way = &mut gathered[self.routes.all[path.route as usize].way as usize];
            of_way.won += u64::from(path.status == Status::Won);
            of_way.deals.push(path.number);
            of_way.days.extend(begun.and_then(|begun| u32::try_from(end - begun).ok()));
        }
        let (mut apart, mut fits) = (BTreeMap::new(), Fits::new());
        for (route, gone) in self.routes.all.iter().zip(gone).filter(|(_, gone)| *gone > 0) {
            *fits.entry(route.costs).or_insert(0) += gone;
            *gathered[route.way as usize].fits.entry(route.costs).or_insert(0) += gone;
            for (place, skipped) in &route.apart {
                *apart.entry((self.stage(*place).key.clone(), *skipped)).or_insert(0) += gone;
            }
        }
        let (fitness, closed) = (mean(&fits), fits.values().sum());
        let (ways, in_all) = self.told(gathered);
        let told = |((stage, skipped), deals)| Deviation { stage, skipped, deals };
        (ways, (closed, in_all), fitness, most_frequent(apart).into_iter().map(told).collect())
    }

    /// The most frequent ways, and how many there are.
    fn told(&self, gathered: Vec<Gathered>) -> (Vec<Way>, u64) {
        let mut ways: Vec<(&[u16], Gathered)> =
            self.routes.ways.iter().map(|way| &**way).zip(gathered).filter(|(_, way)| !way.deals.is_empty()).collect();
        let in_all = u64::try_from(ways.len()).unwrap_or(u64::MAX);
        ways.sort_unstable_by(|(one, first), (other, second)| {
            (second.deals.len(), one).cmp(&(first.deals.len(), other))
        });
        let told = |(way, mut gathered): (&[u16], Gathered)| {
            let deals = gathered.deals.len();
            if deals > NAMED {
                gathered.deals.select_nth_unstable_by(NAMED, |one, other| other.cmp(one));
                gathered.deals.truncate(NAMED);
            }
            gathered.deals.sort_unstable_by(|one, other| other.cmp(one));
            Way {
                stages: way.iter().map(|place| self.stage(*place).key.clone()).collect(),
                deals: u64::try_from(deals).unwrap_or(u64::MAX),
                won: gathered.won,
                days: median(&gathered.days),
                fitness: mean(&gathered.fits).unwrap_or(1.0),
                some: gathered.deals,
            }
        };
        (ways.into_iter().take(MOST).map(told).collect(), in_all)
    }
}
