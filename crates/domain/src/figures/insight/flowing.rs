//! How much stood in each stage, day by day, and how criteria held when deals left.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Span;
use super::path::{Path, Seen, date_of};
use super::paths::Paths;
use crate::Status;

/// So many days are told of a span; the last one always.
const DAYS: i32 = 60;

/// What stood where on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowDay {
    /// The day.
    pub day: Date,
    /// How many deals had closed since the span began.
    pub closed: u64,
    /// How many deals stood in each open stage, in the order of [`super::Insight::stages`].
    pub standing: Vec<u64>,
}

/// How a criterion stood when deals left its stage in a span.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// How often it held.
    pub met: u64,
    /// How often it did not, and only should have.
    pub gaps: u64,
    /// How often it did not, and a reason was given.
    pub waived: u64,
}

impl Held {
    /// How often a deal left a stage that asks it.
    #[must_use]
    pub fn passes(&self) -> u64 {
        self.met + self.gaps + self.waived
    }
}

impl Paths {
    /// What stood where on days of the span, up to today.
    pub(super) fn flow(&self, paths: &[&Path], span: Span) -> Vec<FlowDay> {
        let days = usize::try_from(span.as_of - span.from + 1).unwrap_or(0);
        if days == 0 {
            return Vec::new();
        }
        let open: Vec<usize> = (0..self.now).filter(|place| self.stages[*place].kind == Status::Open).collect();
        let mut changes = vec![0_i64; days * self.now];
        let mut closed = vec![0_u64; days];
        let at = |day: i32| usize::try_from(day - span.from).unwrap_or(0);
        for path in paths {
            for stay in path.stays.iter().filter(|stay| usize::from(stay.stage) < self.now) {
                let Some(entered) = stay.entered().filter(|day| *day <= span.as_of) else { continue };
                let left = stay.left().unwrap_or(i32::MAX);
                if left <= span.from || left <= entered {
                    continue;
                }
                let place = usize::from(stay.stage);
                changes[at(entered.max(span.from)) * self.now + place] += 1;
                if left <= span.as_of {
                    changes[at(left) * self.now + place] -= 1;
                }
            }
            if let Some(day) = self.closed_on(path).filter(|day| (span.from..=span.as_of).contains(day)) {
                closed[at(day)] += 1;
            }
        }
        let every = ((span.as_of - span.from + DAYS - 1) / DAYS).max(1);
        let mut standing = vec![0_i64; self.now];
        let (mut gone, mut told) = (0, Vec::new());
        for (day, (row, closed)) in (span.from..=span.as_of).zip(changes.chunks(self.now.max(1)).zip(closed)) {
            for (stood, change) in standing.iter_mut().zip(row) {
                *stood += change;
            }
            gone += closed;
            if (span.as_of - day) % every == 0 {
                let standing = open.iter().map(|place| u64::try_from(standing[*place]).unwrap_or(0)).collect();
                told.push(FlowDay { day: date_of(day), closed: gone, standing });
            }
        }
        told
    }

    /// How each criterion stood when deals left its stage in the span, by its key. Of a deal that passed one several
    /// times the last time counts.
    pub(super) fn held(&self, paths: &[&Path], span: Span) -> BTreeMap<String, Held> {
        let mut held = vec![Held::default(); self.criteria.0.len()];
        let mut seen = Seen::none_of(self.criteria.0.len());
        for path in paths.iter().filter(|path| !path.passes.is_empty()) {
            seen.next();
            for pass in path.passes.iter().rev() {
                if !pass.on().is_some_and(|day| span.holds(day)) || !seen.first(pass.criterion) {
                    continue;
                }
                let held = &mut held[usize::from(pass.criterion)];
                match pass.outcome {
                    Outcome::Met => held.met += 1,
                    Outcome::Gap => held.gaps += 1,
                    Outcome::Waived => held.waived += 1,
                }
            }
        }
        self.criteria.0.iter().cloned().zip(held).filter(|(_, held)| held.passes() > 0).collect()
    }
}

/// How a criterion stood when a deal left its stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    Met,
    Gap,
    Waived,
}

impl Outcome {
    /// The outcome that the database has; nothing for criteria that were not asked.
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "met" => Some(Self::Met),
            "gap" => Some(Self::Gap),
            "waived" => Some(Self::Waived),
            _ => None,
        }
    }
}
