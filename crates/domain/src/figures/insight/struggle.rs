//! Where it gets hard: of each person and stage, the share that goes on, drawn towards that of the team. A person's own rates
//! are for that person; where many find the same stage hard, the process is the problem.

use measures::shrinkage::{NEEDED, Shrunk, shrunk};

use super::Span;
use super::path::{NONE, Path, Seen};
use super::paths::Paths;
use crate::{Stage, Status};

/// So many of 100 people who find a stage hard make it the process's problem.
const MANY: usize = 40;

/// Fewer people than this are no team to speak of.
const FEWEST: usize = 3;

/// A stage where many find it hard.
#[derive(Debug, Clone, PartialEq)]
pub struct Hardship {
    /// The stage.
    pub stage: Stage,
    /// How many people find it hard: fewer of their deals go on than of everybody's, beyond doubt.
    pub people: usize,
    /// Of how many that something can be said about.
    pub of: usize,
}

/// How one's own deals go on from a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnRate {
    /// The stage.
    pub stage: Stage,
    /// How many of one's own deals have left it.
    pub left: u64,
    /// How many of them went on.
    pub advanced: u64,
    /// The rate, drawn towards the team's, and its interval; nothing below five deals.
    pub shrunk: Option<Shrunk>,
    /// Everybody's rate.
    pub all: f64,
}

impl OwnRate {
    /// Lower than the team's beyond doubt.
    #[must_use]
    pub fn is_hard(&self) -> bool {
        self.shrunk.is_some_and(|rate| rate.is_below(self.all))
    }
}

/// Left and advanced, by stage and owner: both are places.
pub(super) struct Rates {
    people: usize,
    counts: Vec<(u64, u64)>,
}

impl Rates {
    /// The stages that somebody left, and the rates of everybody there.
    fn stages(&self) -> impl Iterator<Item = (u16, &[(u64, u64)])> {
        let rows = (0_u16..).zip(self.counts.chunks(self.people.max(1)));
        rows.filter(|(_, people)| people.iter().any(|(left, _)| *left > 0))
    }
}

impl Paths {
    /// How many deals of each owner left each stage, and how many of those went on.
    pub(super) fn rates(&self, paths: &[&Path], span: Span) -> Rates {
        let people = self.people.0.len();
        let mut rates = Rates { people, counts: vec![(0, 0); people * self.now] };
        let mut seen = Seen::none_of(self.stages.len());
        for path in paths {
            let owner = usize::from(path.owner);
            if owner >= people {
                continue;
            }
            seen.next();
            for (at, stay) in path.stays.iter().enumerate() {
                let counts = stay.entered().is_some_and(|day| span.holds(day))
                    && stay.left().is_some_and(|day| day <= span.as_of)
                    && self.stage(stay.stage).kind == Status::Open
                    && usize::from(stay.stage) < self.now
                    && seen.first(stay.stage);
                if counts {
                    let rate = &mut rates.counts[usize::from(stay.stage) * people + owner];
                    rate.0 += 1;
                    rate.1 += u64::from(self.advances(&path.stays[at + 1..], (stay.stage, self.line(path)), span));
                }
            }
        }
        rates
    }

    /// The stages that two of five people or more find hard.
    pub(super) fn hardships(&self, rates: &Rates) -> Vec<Hardship> {
        let hard = |(place, people): (u16, &[(u64, u64)])| {
            let all = all_of(people);
            let known: Vec<Shrunk> =
                people.iter().filter_map(|(left, advanced)| shrunk(*advanced, *left, all)).collect();
            let hard = known.iter().filter(|rate| rate.is_below(all)).count();
            let many = known.len() >= FEWEST && hard * 100 >= known.len() * MANY;
            many.then(|| Hardship { stage: self.stage(place).clone(), people: hard, of: known.len() })
        };
        rates.stages().filter_map(hard).collect()
    }

    /// One's own deals and those of the team that has the latest of them; everybody's for who has no team.
    pub(super) fn beside(&self, me: [u8; 16]) -> Vec<&Path> {
        let me = self.people.known(&me);
        let latest = self.deals.iter().rev().find(|path| me == Some(path.owner)).map(|path| path.team);
        let Some(team) = latest.filter(|team| *team != NONE) else { return self.of(None) };
        self.deals.iter().filter(|path| path.team == team || me == Some(path.owner)).collect()
    }

    /// One's own rates beside those of one's team, in the order of the stages.
    pub(super) fn own(&self, rates: &Rates, me: [u8; 16]) -> Vec<OwnRate> {
        let me = self.people.known(&me).map(usize::from);
        let of = |(place, people): (u16, &[(u64, u64)])| {
            let (left, advanced) = people.get(me?).copied().filter(|(left, _)| *left > 0)?;
            let all = all_of(people);
            let shrunk = shrunk(advanced, left, all).filter(|_| left >= NEEDED);
            Some(OwnRate { stage: self.stage(place).clone(), left, advanced, shrunk, all })
        };
        let mut own: Vec<OwnRate> = rates.stages().filter_map(of).collect();
        own.sort_by_key(|rate| rate.stage.position);
        own
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
fn all_of(rates: &[(u64, u64)]) -> f64 {
    let (left, advanced) = rates.iter().fold((0, 0), |(left, on), (more, gone)| (left + more, on + gone));
    if left == 0 { 0.0 } else { advanced as f64 / left as f64 }
}
