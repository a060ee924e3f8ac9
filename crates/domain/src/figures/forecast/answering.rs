//! Playing the rest of a period: pure, seeded, outside of any database thread.

use measures::forecast::{Chance, Guarded, RUNS, Shared, Simulation, guard, simulate};
use serde::{Deserialize, Serialize};

use super::asking::Question;
use super::learning::{History, UsualAge};
use super::rates::{WinRate, WinRateFrom};
use crate::DealId;
use crate::figures::open::OpenDeal;

/// How likely it is to reach the target, or why nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Landing {
    /// There is no target.
    NoTarget,
    /// The target is reached.
    Landed,
    /// The period is over.
    Over,
    /// The period is too young: whole working days gone, and how many it takes.
    TooFewDays(u32, u32),
    /// Too few deals have closed to learn from: how many have, and how many it takes.
    TooFewClosed(u32, u32),
    /// The probability, in millionths.
    Likely(i64),
}

impl Landing {
    /// The probability that may be shown, in 0..=1.
    #[must_use]
    pub fn probability(self) -> Option<f64> {
        match self {
            Self::Likely(millionths) => Some(from_millionths(millionths)),
            _ => None,
        }
    }
}

/// The probability of one deal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DealChance {
    /// The deal's identity, as it stands in addresses.
    pub deal: String,
    /// To be won by the end of the period, in millionths.
    pub won: i64,
    /// The same if it stood in the next open stage since today.
    pub in_next: i64,
}

/// What is said about the rest of a period. Amounts are minor units of the workspace's currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outlook {
    /// What it depends on; another number means that it may be out of date.
    pub fingerprint: i64,
    /// Where the random numbers started.
    pub seed: i64,
    /// How likely it is to reach the target.
    pub landing: Landing,
    /// Further credit that is exceeded in nine of ten runs.
    pub p10: i64,
    /// Further credit that is exceeded in half of the runs.
    pub p50: i64,
    /// Further credit that is exceeded in one of ten runs.
    pub p90: i64,
    /// The mean of further credit.
    pub mean: i64,
    /// Each open deal, in the order of the identities: somebody may have thousands.
    pub chances: Vec<DealChance>,
    /// Learned from the workspace's own deals; if not, what the team set for the stages.
    pub learned: bool,
    /// From how many closed deals.
    pub closed: u32,
    /// How long deals usually stay in each stage.
    pub usual: Vec<UsualAge>,
    /// The share of value that is won.
    pub win_rate: WinRate,
}

impl Outlook {
    /// The probability of a deal and that of the next open stage, in 0..=1.
    #[must_use]
    pub fn chance(&self, deal: DealId) -> Option<(f64, f64)> {
        let id = deal.text();
        let at = self.chances.binary_search_by(|chance| chance.deal.cmp(&id)).ok()?;
        let chance = &self.chances[at];
        Some((from_millionths(chance.won), from_millionths(chance.in_next)))
    }

    /// How long a deal usually stays in a stage.
    #[must_use]
    pub fn usual_in(&self, stage: &str) -> Option<&UsualAge> {
        self.usual.iter().find(|usual| usual.stage == stage)
    }
}

/// Answers a question with what is known of how deals go. The same question gets the same answer.
#[must_use]
pub fn answer(question: &Question, history: &History) -> Outlook {
    let mut chances: Vec<DealChance> = question.deals.iter().map(|deal| chance(deal, question, history)).collect();
    let drawn: Vec<Chance> = question.deals.iter().zip(&chances).filter_map(played).collect();
    let remaining = question.remaining.unwrap_or(0);
    let forecast = simulate(&Simulation {
        deals: &drawn,
        new_business: Some(&question.new_business),
        remaining,
        seed: u64::from_ne_bytes(question.seed.to_ne_bytes()),
        runs: RUNS,
        shared: Shared::OneFactor,
    });
    chances.sort_unstable_by(|one, other| one.deal.cmp(&other.deal));
    let closed = u32::try_from(history.closed()).unwrap_or(u32::MAX);
    let preset =
        || WinRate { millionths: to_millionths(history.preset_win_rate()), from: WinRateFrom::Preset, closed: 0 };
    Outlook {
        fingerprint: question.fingerprint,
        seed: question.seed,
        landing: landing(question, history, forecast.probability),
        p10: forecast.p10,
        p50: forecast.p50,
        p90: forecast.p90,
        mean: forecast.mean,
        chances,
        learned: history.has_learned(),
        closed,
        usual: history.usual().cloned().collect(),
        win_rate: question.win_rate.unwrap_or_else(preset),
    }
}

fn chance(deal: &OpenDeal, question: &Question, history: &History) -> DealChance {
    let won = history.probability(&deal.stage, deal.age, question.days_left);
    let in_next = history.probability_in_next(&deal.stage, question.days_left);
    DealChance { deal: deal.id.text(), won: to_millionths(won), in_next: to_millionths(in_next) }
}

fn played((deal, chance): (&OpenDeal, &DealChance)) -> Option<Chance> {
    Some(Chance { probability: from_millionths(chance.won), minor: deal.credit? })
}

fn landing(question: &Question, history: &History, probability: f64) -> Landing {
    match question.remaining {
        None => Landing::NoTarget,
        Some(remaining) if remaining <= 0 => Landing::Landed,
        Some(_) if question.days_left == 0 => Landing::Over,
        Some(_) => match guard(probability, question.days_gone, history.closed()) {
            Guarded::TooFewDays { have, need } => Landing::TooFewDays(have, need),
            Guarded::TooFewClosed { have, need } => Landing::TooFewClosed(count(have), count(need)),
            Guarded::Known(probability) => Landing::Likely(to_millionths(probability)),
        },
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[expect(clippy::cast_possible_truncation, reason = "a probability in millionths")]
fn to_millionths(probability: f64) -> i64 {
    (probability * 1_000_000.0).round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "a probability in millionths")]
pub(crate) fn from_millionths(millionths: i64) -> f64 {
    millionths as f64 / 1_000_000.0
}
