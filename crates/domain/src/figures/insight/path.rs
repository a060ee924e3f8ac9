//! The way of one deal: small, since there are many.

use jiff::ToSpan;
use jiff::civil::Date;

use super::flowing::Outcome;
use crate::Status;

/// A stay in a stage. There are many: each takes six bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stay {
    /// The place of its stage in [`Paths::stages`].
    pub(super) stage: u16,
    pub(super) entered: DayNumber,
    pub(super) left: DayNumber,
}

impl Stay {
    /// When it began, where that is known, as a [number](number_of).
    pub(super) fn entered(self) -> Option<i32> {
        self.entered.get()
    }

    /// When it ended; nothing while it lasts.
    pub(super) fn left(self) -> Option<i32> {
        self.left.get()
    }
}

/// How a criterion stood when a deal left its stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pass {
    /// The place of its key in [`Paths::criteria`].
    pub(super) criterion: u16,
    pub(super) day: DayNumber,
    pub(super) outcome: Outcome,
}

impl Pass {
    /// When.
    pub(super) fn on(self) -> Option<i32> {
        self.day.get()
    }
}

/// A day from 1900 to 2079, or none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayNumber(u16);

impl DayNumber {
    pub(super) fn of(day: Option<Date>) -> Self {
        Self(day.and_then(|day| u16::try_from(number_of(day)).ok()).unwrap_or(0))
    }

    fn get(self) -> Option<i32> {
        (self.0 > 0).then(|| i32::from(self.0))
    }
}

/// What is said often and kept once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Said<T>(pub(super) Vec<T>);

impl<T: PartialEq> Said<T> {
    /// Its place, wherever it was said first.
    pub(super) fn place(&mut self, said: T) -> u16 {
        if let Some(known) = self.known(&said) {
            return known;
        }
        self.0.push(said);
        u16::try_from(self.0.len() - 1).unwrap_or(NONE)
    }

    /// Its place, once it was said.
    pub(super) fn known(&self, said: &T) -> Option<u16> {
        self.0.iter().position(|known| known == said).and_then(|place| u16::try_from(place).ok())
    }
}

/// The way of one deal.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    pub(super) deal: [u8; 16],
    pub(super) number: i64,
    pub(super) owner: u16,
    pub(super) team: u16,
    pub(super) lost_reason: u16,
    /// How often its expected closing was put off.
    pub(super) pushes: u16,
    pub(super) version: u32,
    pub(super) status: Status,
    /// It is worth money of the workspace's own currency.
    pub(super) own_currency: bool,
    pub(super) amount: Option<i64>,
    pub(super) stays: Box<[Stay]>,
    /// How criteria stood when it left their stages, in the order of time.
    pub(super) passes: Box<[Pass]>,
    /// The place of its way and how that fits in [`Paths::routes`].
    pub(super) route: u32,
}

impl Path {
    /// Before it is said whose it is, and where it stood.
    pub(super) fn bare(deal: [u8; 16], number: i64, (version, status): (u32, Status), amount: Option<i64>) -> Self {
        Self {
            deal,
            number,
            owner: NONE,
            team: NONE,
            lost_reason: NONE,
            pushes: 0,
            version,
            status,
            own_currency: false,
            amount,
            stays: Box::default(),
            passes: Box::default(),
            route: 0,
        }
    }
}

/// Nobody, nothing, or more than can be told apart.
pub(super) const NONE: u16 = u16::MAX;

/// Stages that were seen on the way of the deal that is looked at now.
pub(super) struct Seen {
    by: Vec<u32>,
    now: u32,
}

impl Seen {
    pub(super) fn none_of(stages: usize) -> Self {
        Self { by: vec![0; stages], now: 0 }
    }

    /// The next deal: nothing is seen yet.
    pub(super) fn next(&mut self) {
        self.now += 1;
    }

    /// Whether the stage is seen for the first time.
    pub(super) fn first(&mut self, stage: u16) -> bool {
        std::mem::replace(&mut self.by[usize::from(stage)], self.now) != self.now
    }
}

/// The day of a [number](number_of).
pub(super) fn date_of(number: i32) -> Date {
    Date::constant(1899, 12, 31).saturating_add(number.days())
}

/// Days since the last day of 1899.
pub(super) fn number_of(date: Date) -> i32 {
    (date - Date::constant(1899, 12, 31)).get_days()
}
