//! What a snapshot keeps: the steps of the target, the weight of every day, and the credit.

use jiff::civil::Date;
use measures::burndown::{Credit, CreditKind, TargetStep};
use measures::calendar::{Calendar, DayOff, WorkingDays, WorkingWeek};
use measures::period::Period;
use serde::{Deserialize, Serialize};

use super::super::ledger::{self, LedgerLine};
use super::super::party::Party;
use crate::target::Aim;

/// The figures of a snapshot, as they stand in the database.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Kept {
    /// One digit for each day: how many half days of it are worked.
    weights: String,
    steps: Vec<KeptStep>,
    credits: Vec<KeptCredit>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptStep {
    date: String,
    minor: i64,
    reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct KeptCredit {
    date: String,
    minor: i64,
    label: String,
    won: bool,
}

impl Kept {
    pub(super) fn of(party: &Party, aim: Option<&Aim>, lines: &[LedgerLine], period: Period) -> Self {
        let digit =
            |date: Date| if party.calendar.weight(date) == WorkingDays::NONE { '0' } else { worked(party, date) };
        let step = |step: &TargetStep| KeptStep {
            date: step.date.to_string(),
            minor: step.amount,
            reason: step.reason.clone(),
        };
        let credit = |credit: Credit| KeptCredit {
            date: credit.date.to_string(),
            minor: credit.minor,
            label: credit.label,
            won: credit.kind == CreditKind::Won,
        };
        Self {
            weights: period.days().map(digit).collect(),
            steps: aim.map_or(Vec::new(), |aim| aim.steps.iter().map(step).collect()),
            credits: ledger::credits(lines.iter()).into_iter().map(credit).collect(),
        }
    }

    /// The working days as they were.
    pub(super) fn calendar(&self, period: Period) -> Calendar {
        let every_day = WorkingWeek::from_bits(0b111_1111).unwrap_or_default();
        let off = period.days().zip(self.weights.chars()).filter_map(|(day, digit)| match digit {
            '0' => Some((day, DayOff::Whole)),
            '1' => Some((day, DayOff::Half)),
            _ => None,
        });
        Calendar::new(every_day).without(off)
    }

    pub(super) fn steps(&self) -> Vec<TargetStep> {
        let step = |kept: &KeptStep| {
            Some(TargetStep { date: kept.date.parse().ok()?, amount: kept.minor, reason: kept.reason.clone() })
        };
        self.steps.iter().filter_map(step).collect()
    }

    pub(super) fn credits(&self) -> Vec<Credit> {
        let credit = |kept: &KeptCredit| {
            let kind = if kept.won { CreditKind::Won } else { CreditKind::Correction };
            Some(Credit { date: kept.date.parse().ok()?, minor: kept.minor, label: kept.label.clone(), kind })
        };
        self.credits.iter().filter_map(credit).collect()
    }
}

fn worked(party: &Party, date: Date) -> char {
    if party.calendar.weight(date) == WorkingDays::HALF { '1' } else { '2' }
}
