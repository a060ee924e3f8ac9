//! From stage to stage: who goes on, how long it takes, who is stuck.

use std::collections::BTreeMap;

use measures::survival::{Duration, Tally, median};
use measures::xmr::Range;

use super::path::{Path, Seen, Stay};
use super::paths::Paths;
use super::{Outcomes, Ranges, Span, StageInsight, most_frequent};
use crate::Status;

/// An expected closing that was put off so often is no plan.
const MANY_PUSHES: u16 = 3;

/// Stuck deals that are named.
const NAMED: usize = 50;

/// Fewer deals that have left a stage say nothing about what is usual there.
const ENOUGH_LEFT: u64 = 20;

/// The most spans that a range is made of.
const SPANS: i32 = 24;

/// What is counted of a stage before its usual days are known.
#[derive(Default)]
struct Counted {
    entered: u64,
    left: u64,
    advanced: u64,
    stays: Tally,
    /// Deals that stand here now: days, number, worth.
    open: Vec<(u32, i64, i64)>,
    undated: u64,
    leaps: u64,
    returns: u64,
}

impl Paths {
    /// Every open stage of now, in its order.
    pub(super) fn count_stages(&self, paths: &[&Path], span: Span) -> Vec<StageInsight> {
        let mut counted: Vec<Counted> = (0..self.stages.len()).map(|_| Counted::default()).collect();
        let mut seen = Seen::none_of(self.stages.len());
        for path in paths {
            self.count_way(path, span, (&mut counted, &mut seen));
        }
        let shown = self.stages.iter().zip(counted).take(self.now);
        shown.filter(|(stage, _)| stage.kind == Status::Open).map(|(stage, counted)| told(stage, counted)).collect()
    }

    fn count_way(&self, path: &Path, span: Span, (counted, seen): (&mut [Counted], &mut Seen)) {
        seen.next();
        let line = self.line(path);
        for (at, stay) in path.stays.iter().enumerate() {
            let place = usize::from(stay.stage);
            if self.stages[place].kind != Status::Open {
                continue;
            }
            let left = stay.left().filter(|day| *day <= span.as_of);
            if let Some(next) = path.stays.get(at + 1).filter(|_| left.is_some_and(|day| span.holds(day))) {
                self.count_move((stay.stage, next.stage), line, counted);
            }
            let here = &mut counted[place];
            if stay.left().is_none() && path.status == Status::Open {
                let worth = path.amount.filter(|_| path.own_currency).unwrap_or(0);
                match stay.entered() {
                    Some(entered) => here.open.push((length(entered, span.today), path.number, worth)),
                    None => here.undated += 1,
                }
            }
            let Some(entered) = stay.entered().filter(|day| span.holds(*day)) else { continue };
            let until = left.unwrap_or(span.as_of);
            here.stays.add(Duration { days: length(entered, until), closed: left.is_some() });
            if seen.first(stay.stage) {
                here.entered += 1;
                let gone = left.is_some();
                here.left += u64::from(gone);
                here.advanced += u64::from(gone && self.advances(&path.stays[at + 1..], (stay.stage, line), span));
            }
        }
    }

    /// It reached a later stage or was won, as far as is known.
    pub(super) fn advances(&self, rest: &[Stay], (from, line): (u16, &[u16]), span: Span) -> bool {
        let mut known = rest.iter().filter(|stay| stay.entered().is_none_or(|day| day <= span.as_of));
        known.any(|stay| match self.stage(stay.stage).kind {
            Status::Open => self.steps(line, from, stay.stage) > 0,
            Status::Won => true,
            Status::Lost => false,
        })
    }

    /// How many stages on it is from one to the other, in the version that the deal follows; less than zero for a way
    /// back. Where that lacks one of them, as the stages stand now.
    fn steps(&self, line: &[u16], from: u16, to: u16) -> i64 {
        let place = |stage: u16| line.iter().position(|known| *known == stage).and_then(|at| i64::try_from(at).ok());
        match place(from).zip(place(to)) {
            Some((from, to)) => to - from,
            None => self.stage(to).position - self.stage(from).position,
        }
    }

    /// Leaps over stages of the version that the deal follows, and returns.
    fn count_move(&self, (from, to): (u16, u16), line: &[u16], counted: &mut [Counted]) {
        let end = self.stage(to).kind;
        if end == Status::Lost {
            return;
        }
        if end == Status::Open && self.steps(line, from, to) < 0 {
            counted[usize::from(to)].returns += 1;
            return;
        }
        for place in line {
            let after = self.steps(line, from, *place) > 0;
            let between = after && (end == Status::Won || self.steps(line, *place, to) > 0);
            counted[usize::from(*place)].leaps += u64::from(between);
        }
    }

    /// What became of the deals.
    pub(super) fn outcomes(&self, paths: &[&Path], span: Span) -> Outcomes {
        let mut outcomes = Outcomes::default();
        let (mut cycles, mut worth) = (Vec::new(), Vec::new());
        // the last place is for those of which nobody said why
        let mut lost = vec![0_u64; self.reasons.0.len() + 1];
        for path in paths {
            outcomes.open += u64::from(path.status == Status::Open);
            outcomes.pushed += u64::from(path.status == Status::Open && path.pushes >= MANY_PUSHES);
            let Some(closed) = self.closed_on(path).filter(|day| span.holds(*day)) else { continue };
            if path.status == Status::Lost {
                outcomes.lost += 1;
                lost[usize::from(path.lost_reason).min(self.reasons.0.len())] += 1;
                continue;
            }
            outcomes.won += 1;
            worth.extend(path.amount.filter(|_| path.own_currency));
            cycles.extend(path.stays.first().and_then(|stay| stay.entered()).map(|begun| length(begun, closed)));
        }
        let count = i64::try_from(worth.len()).unwrap_or(i64::MAX);
        let sum: i128 = worth.iter().map(|minor| i128::from(*minor)).sum();
        let average = || measures::rounding::within_i64(measures::rounding::half_even(sum, i128::from(count)));
        outcomes.average_won = (count > 0).then(average);
        outcomes.cycle = median(&cycles);
        outcomes.reasons = self.reasons_of(&lost);
        outcomes
    }

    /// Why deals were lost, the most frequent first.
    fn reasons_of(&self, lost: &[u64]) -> Vec<(String, u64)> {
        let said = self.reasons.0.iter().map(|reason| reason.trim()).chain(std::iter::once(""));
        let mut reasons = BTreeMap::new();
        for (reason, deals) in said.zip(lost).filter(|(_, deals)| **deals > 0) {
            *reasons.entry(reason.to_owned()).or_insert(0) += deals;
        }
        most_frequent(reasons)
    }

    /// The same series, span by span of the same length, before this one: the oldest first, as long as there were deals.
    pub(super) fn ranges(&self, paths: &[&Path], span: Span) -> Ranges {
        let length = (span.as_of - span.from + 1).max(1);
        let first = paths.iter().filter_map(|path| path.stays.first()?.entered()).min().unwrap_or(span.from);
        let spans = ((span.from - first) / length).clamp(0, SPANS);
        let mut closed = vec![(0_u64, 0_u64); usize::try_from(spans).unwrap_or(0)];
        let begin = span.from - spans * length;
        for path in paths {
            let day = self.closed_on(path).filter(|day| (begin..span.from).contains(day));
            let Some(place) = day.and_then(|day| usize::try_from((day - begin) / length).ok()) else { continue };
            let (won, lost) = &mut closed[place];
            *(if path.status == Status::Won { won } else { lost }) += 1;
        }
        let rates = closed.iter().filter(|(won, lost)| won + lost > 0);
        Ranges {
            won: Range::of(&closed.iter().map(|(won, _)| real(*won)).collect::<Vec<_>>()),
            lost: Range::of(&closed.iter().map(|(_, lost)| real(*lost)).collect::<Vec<_>>()),
            win_rate: Range::of(&rates.map(|(won, lost)| real(*won) / real(won + lost)).collect::<Vec<_>>()),
        }
    }

    /// The day on which it was won or lost, if it is.
    pub(super) fn closed_on(&self, path: &Path) -> Option<i32> {
        let last = path.stays.last().filter(|_| path.status != Status::Open)?;
        last.entered().filter(|_| self.stage(last.stage).kind != Status::Open)
    }
}

/// How many open deals are no older than half of the stays become, no older than what is usual, and older than that.
fn ages(open: &[(u32, i64, i64)], median: Option<u32>, usual: Option<u32>) -> [u64; 3] {
    let mut ages = [0; 3];
    for (days, ..) in open {
        let band = match (median, usual) {
            (_, Some(usual)) if *days > usual => 2,
            (Some(median), _) if *days > median => 1,
            _ => 0,
        };
        ages[band] += 1;
    }
    ages
}

fn told(stage: &crate::Stage, counted: Counted) -> StageInsight {
    let curve = counted.stays.curve();
    let (median, p85) = (curve.median(), curve.quantile(0.85));
    let open = counted.undated + u64::try_from(counted.open.len()).unwrap_or(u64::MAX);
    // as boards and lists have it; of few stays nothing is said
    let own = p85.filter(|_| counted.left >= ENOUGH_LEFT).map(|days| days.max(1));
    let usual = own.or(stage.usual().and_then(|days| u32::try_from(days).ok()));
    let ages = ages(&counted.open, median, usual);
    let mut stuck: Vec<_> =
        counted.open.into_iter().filter(|(days, ..)| usual.is_some_and(|usual| *days > usual)).collect();
    stuck.sort_unstable_by_key(|(days, number, _)| (std::cmp::Reverse(*days), *number));
    StageInsight {
        stage: stage.clone(),
        entered: counted.entered,
        left: counted.left,
        advanced: counted.advanced,
        curve,
        median,
        p85,
        open,
        ages,
        overhang: stuck.iter().map(|(.., worth)| worth).sum(),
        stuck_in_all: u64::try_from(stuck.len()).unwrap_or(u64::MAX),
        stuck: stuck.into_iter().take(NAMED).map(|(_, number, _)| number).collect(),
        leaps: counted.leaps,
        returns: counted.returns,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of deals are far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

/// Days from one day to another; none backwards.
fn length(from: i32, to: i32) -> u32 {
    u32::try_from(to - from).unwrap_or(0)
}
