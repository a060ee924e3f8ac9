use domain::figures::forecast::{Landing, Outlook, Question};
use domain::figures::{OpenDeal, PathStep};
use measures::Currency;
use serde::Serialize;
use utoipa::ToSchema;

use crate::shapes::{Money, Named, Period};

/// How a period may end.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Forecast {
    /// The period.
    pub(crate) period: Period,
    /// The day asked about.
    #[schema(format = Date)]
    pub(crate) as_of: String,
    /// What remains of the target.
    pub(crate) remaining: Option<Money>,
    /// The probability of reaching the target, in 0..1; nothing when nothing can be said.
    pub(crate) probability: Option<f64>,
    /// `likely`, or why there is no probability: `no_target`, `landed`, `over`, `too_few_days`,
    /// `too_few_closed`.
    pub(crate) landing: String,
    /// Further credit that is exceeded in nine of ten runs.
    pub(crate) p10: Money,
    /// Further credit that is exceeded in half of the runs.
    pub(crate) p50: Money,
    /// Further credit that is exceeded in one of ten runs.
    pub(crate) p90: Money,
    /// The mean of further credit.
    pub(crate) mean: Money,
    /// Where the random numbers started: the same question gets the same answer.
    pub(crate) seed: i64,
    /// From how many closed deals of the workspace it was learned.
    pub(crate) closed_deals_learned_from: u32,
    /// The open deals.
    pub(crate) deals: Vec<Chance>,
}

/// What an open deal may bring.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Chance {
    /// The deal: its number and title.
    pub(crate) deal: Named,
    /// The key of its stage.
    pub(crate) stage: String,
    /// What winning it would bring; nothing without an amount or a rate.
    pub(crate) credit: Option<Money>,
    /// The probability to be won by the end of the period, in 0..1.
    pub(crate) probability: Option<f64>,
}

/// The fewest believable deals that land the target.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PathToQuota {
    /// The period.
    pub(crate) period: Period,
    /// What remains of the target.
    pub(crate) remaining: Option<Money>,
    /// The deals, the largest credit first.
    pub(crate) steps: Vec<StepOfPath>,
    /// What they bring together.
    pub(crate) credit: Money,
    /// What is missing when all of them land.
    pub(crate) short_by: Money,
    /// Where the period ends when all of them land, in basis points of the target.
    pub(crate) with_all: i64,
    /// Open credit that is due in the period.
    pub(crate) due: Money,
    /// That against what remains, in basis points.
    pub(crate) coverage: Option<i64>,
    /// Open credit that what remains takes at the win rate.
    pub(crate) pipeline_needed: Option<Money>,
    /// How much of that is not there yet.
    pub(crate) pipeline_missing: Option<Money>,
}

/// A deal on the path.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StepOfPath {
    /// The deal: its number and title.
    pub(crate) deal: Named,
    /// The key of its stage.
    pub(crate) stage: String,
    /// What it would bring.
    pub(crate) credit: Money,
    /// The probability to be won by the end of the period, in 0..1.
    pub(crate) probability: f64,
    /// Where the period ends when all of the path lands but this one, in basis points of the target.
    pub(crate) without: i64,
}

impl Forecast {
    pub(crate) fn of(question: &Question, outlook: &Outlook, currency: Currency) -> Self {
        let money = |minor: i64| Money::of(minor, currency);
        Self {
            period: question.period.into(),
            as_of: question.as_of.to_string(),
            remaining: question.remaining.map(money),
            probability: outlook.landing.probability(),
            landing: landing(outlook.landing).to_owned(),
            p10: money(outlook.p10),
            p50: money(outlook.p50),
            p90: money(outlook.p90),
            mean: money(outlook.mean),
            seed: outlook.seed,
            closed_deals_learned_from: outlook.closed,
            deals: question.deals.iter().map(|deal| Chance::of(deal, outlook, currency)).collect(),
        }
    }
}

fn landing(landing: Landing) -> &'static str {
    match landing {
        Landing::NoTarget => "no_target",
        Landing::Landed => "landed",
        Landing::Over => "over",
        Landing::TooFewDays(..) => "too_few_days",
        Landing::TooFewClosed(..) => "too_few_closed",
        Landing::Likely(_) => "likely",
    }
}

impl Chance {
    fn of(deal: &OpenDeal, outlook: &Outlook, currency: Currency) -> Self {
        Self {
            deal: Named { number: deal.number, name: deal.title.clone() },
            stage: deal.stage.clone(),
            credit: deal.credit.map(|minor| Money::of(minor, currency)),
            probability: outlook.chance(deal.id).map(|(won, _)| won),
        }
    }
}

impl PathToQuota {
    pub(crate) fn of(question: &Question, path: domain::figures::PathToQuota, currency: Currency) -> Self {
        let money = |minor: i64| Money::of(minor, currency);
        Self {
            period: question.period.into(),
            remaining: question.remaining.map(money),
            steps: path.steps.into_iter().map(|step| StepOfPath::of(step, currency)).collect(),
            credit: money(path.credit),
            short_by: money(path.short_by),
            with_all: path.with_all,
            due: money(path.due),
            coverage: path.coverage,
            pipeline_needed: path.pipeline_needed.map(money),
            pipeline_missing: path.pipeline_missing.map(money),
        }
    }
}

impl StepOfPath {
    fn of(step: PathStep, currency: Currency) -> Self {
        Self {
            deal: Named { number: step.number, name: step.title },
            stage: step.stage,
            credit: Money::of(step.credit, currency),
            probability: step.probability,
            without: step.without,
        }
    }
}
