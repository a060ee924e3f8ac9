//! The ways that deals went, each kept once, and how each fits the version that was followed.

use std::collections::HashMap;

use measures::conformance::{Alignment, Move, align};

use super::path::Path;
use crate::{Stage, Status};

/// A way under a version, with its end. Many deals share one, so it is aligned once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    /// The place of its sequence of stages in [`Routes::ways`].
    pub(super) way: u32,
    /// Of the cheapest alignment: how many steps do not fit, and the lengths of both together.
    pub(super) costs: (usize, usize),
    /// The stages that do not fit, each once, and whether it was left out.
    pub(super) apart: Vec<(u16, bool)>,
}

/// All of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Routes {
    /// Distinct sequences of stages.
    pub(super) ways: Vec<Box<[u16]>>,
    pub(super) all: Vec<Route>,
    ways_known: HashMap<Box<[u16]>, u32>,
    known: HashMap<(u32, u32, Status), u32>,
}

impl Routes {
    /// The place of the route of a deal that follows a version with this straight line of open stages.
    pub(super) fn place(&mut self, path: &Path, line: &[u16], stages: &[Stage]) -> u32 {
        let stays: Box<[u16]> = path.stays.iter().map(|stay| stay.stage).collect();
        let way = match self.ways_known.get(&stays) {
            Some(way) => *way,
            None => {
                let way = place_of(self.ways.len());
                self.ways.push(stays.clone());
                self.ways_known.insert(stays.clone(), way);
                way
            }
        };
        let place = place_of(self.all.len());
        let known = *self.known.entry((path.version, way, path.status)).or_insert(place);
        if known == place {
            let end = stays.last().filter(|place| stages[usize::from(**place)].kind != Status::Open);
            let model: Vec<u16> = line.iter().chain(end).copied().collect();
            let fit = align(&stays, &model);
            self.all.push(Route { way, costs: (fit.cost, fit.length), apart: apart(&fit, path.status) });
        }
        known
    }
}

fn place_of(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The stages that do not fit, each once, and whether it was left out. What a deal did not come to is no
/// deviation, unless it was won.
pub(crate) fn apart<T: Copy + Ord>(fit: &Alignment<T>, status: Status) -> Vec<(T, bool)> {
    // of a lost deal the last step is its end; what was left out right before that it did not come to
    let walked = fit.moves.len().saturating_sub(usize::from(status == Status::Lost));
    let came_to = fit.moves[..walked].iter().rposition(|step| !matches!(step, Move::Skipped(_))).map_or(0, |at| at + 1);
    let told = if status == Status::Won { &fit.moves[..] } else { &fit.moves[..came_to] };
    let mut apart: Vec<(T, bool)> = told
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
