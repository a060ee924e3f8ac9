//! What is asked about a person or a team: everything that the answer needs, read in a scene, so that the
//! answer can be worked out elsewhere.

use jiff::civil::Date;
use measures::Burndown;
use measures::calendar::WorkingDays;
use measures::forecast::NewBusiness;
use measures::period::Period;

use super::rates::{Arrivals, WinRate, win_rate};
use crate::figures::open::{OpenDeal, days_between, open_deals};
use crate::figures::{Party, Whose, burndown};
use crate::{Result, Scene};

/// A question about how a period ends.
#[derive(Debug, Clone)]
pub struct Question {
    /// Whose period.
    pub whose: Whose,
    /// Which.
    pub period: Period,
    /// As of which day.
    pub as_of: Date,
    /// It is asked about today, so the answer is kept and scored.
    pub live: bool,
    /// What remains of the target, in minor units; nothing without a target.
    pub remaining: Option<i64>,
    /// Completed working days of the period.
    pub days_gone: WorkingDays,
    /// Days left to win something, the day asked about among them.
    pub days_left: u32,
    /// What is open.
    pub deals: Vec<OpenDeal>,
    /// What may still come from deals that are not open yet.
    pub new_business: NewBusiness,
    /// The share of value that is won; nothing when only the preset is left.
    pub win_rate: Option<WinRate>,
    /// Where the random numbers start: the same for the same question on the same day.
    pub seed: i64,
    /// Changes whenever the answer may change.
    pub fingerprint: i64,
    /// The last event when it was asked.
    pub last_event: i64,
}

impl Question {
    /// Reads what the answer needs.
    pub fn read(scene: &mut Scene<'_>, whose: Whose, period: Period, as_of: Date) -> Result<Self> {
        let drawn = burndown(scene, whose, period, as_of, None)?;
        let deals = open_deals(scene, &drawn.party, as_of)?;
        Self::about(scene, &drawn.party, &drawn.burndown, &deals)
    }

    /// The question about a burndown and open deals that are known already.
    pub(crate) fn about(scene: &mut Scene<'_>, party: &Party, burndown: &Burndown, deals: &[OpenDeal]) -> Result<Self> {
        let (whose, period, as_of) = (party.whose, burndown.period, burndown.as_of);
        let days_left = days_left(period, as_of);
        let new_business = Arrivals::read(scene, whose, as_of)?.within(days_left);
        Ok(Self {
            whose,
            period,
            as_of,
            live: as_of == scene.today(),
            remaining: burndown.remaining,
            days_gone: burndown.working_days_gone,
            days_left,
            deals: deals.to_vec(),
            new_business,
            win_rate: win_rate(scene, party, as_of)?,
            seed: Mark::of(whose, period).day(as_of).number(),
            fingerprint: fingerprint(whose, burndown, deals),
            last_event: scene.actor.workspace.last_event,
        })
    }
}

/// The days of the period that are left, the day asked about among them.
pub(crate) fn days_left(period: Period, as_of: Date) -> u32 {
    days_between(as_of.max(period.starts_on), period.ends_on).map_or(0, |days| days + 1)
}

/// What an answer depends on besides the history of the workspace, as one number.
pub(crate) fn fingerprint(whose: Whose, burndown: &Burndown, deals: &[OpenDeal]) -> i64 {
    let mut mark = Mark::of(whose, burndown.period).day(burndown.as_of);
    mark = mark.number_in(burndown.remaining.unwrap_or(i64::MIN)).number_in(burndown.working_days_gone.halves());
    for deal in deals {
        mark = mark.number_in(deal.number).bytes(deal.stage.as_bytes());
        mark = mark.number_in(deal.age.map_or(-1, i64::from)).number_in(deal.credit.unwrap_or(-1));
    }
    mark.number()
}

/// A hash that is the same everywhere and always (FNV-1a, 64 bits).
struct Mark(u64);

impl Mark {
    fn of(whose: Whose, period: Period) -> Self {
        let start = Self(0xcbf2_9ce4_8422_2325).bytes(whose.kind().as_bytes()).bytes(&whose.bytes());
        start.day(period.starts_on).day(period.ends_on)
    }

    fn bytes(self, bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)))
    }

    fn day(self, day: Date) -> Self {
        self.bytes(day.to_string().as_bytes())
    }

    fn number_in(self, number: i64) -> Self {
        self.bytes(&number.to_be_bytes())
    }

    fn number(self) -> i64 {
        i64::from_ne_bytes(self.0.to_ne_bytes())
    }
}
