use std::collections::BTreeMap;

use domain::figures::{Drawn, LedgerLine};
use domain::{Result, Scene};
use measures::Currency;
use measures::burndown::{Day, Standing};
use serde::Serialize;
use utoipa::ToSchema;

use crate::shapes::target::TargetStep;
use crate::shapes::{Money, Named, Period, instant};

/// What remains of a target against the pace that lands it, with everything it is made of.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Burndown {
    /// `member` or `team`.
    pub(crate) kind: String,
    /// Whose it is.
    pub(crate) whose: Named,
    /// The period.
    pub(crate) period: Period,
    /// The day asked about.
    #[schema(format = Date)]
    pub(crate) as_of: String,
    /// The target that holds on that day; nothing when none was set.
    pub(crate) target: Option<Money>,
    /// Credit so far.
    pub(crate) credited: Money,
    /// Target less credit; below zero when over target.
    pub(crate) remaining: Option<Money>,
    /// What should remain at the end of the last completed working day.
    pub(crate) pace: Option<Money>,
    /// Remaining less pace; positive is behind.
    pub(crate) gap: Option<Money>,
    /// The gap in working days.
    pub(crate) gap_in_working_days: Option<f64>,
    /// `on_pace`, `ahead`, `behind`, `no_working_day` or `no_target`.
    pub(crate) standing: String,
    /// Working days of the period.
    pub(crate) working_days: Worked,
    /// Credit per working day.
    pub(crate) run_rate: RunRate,
    /// Every day of the period.
    pub(crate) days: Vec<DayOfBurndown>,
    /// Where it comes from.
    pub(crate) source: Source,
}

/// Working days of a period.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Worked {
    /// Completed ones.
    pub(crate) gone: f64,
    /// Those that are left, today among them.
    pub(crate) left: f64,
    /// All of them.
    pub(crate) all: f64,
}

/// Credit per working day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RunRate {
    /// What it takes to land.
    pub(crate) needed: Option<Money>,
    /// What it was so far.
    pub(crate) achieved: Option<Money>,
}

/// One day of a burndown.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DayOfBurndown {
    /// The date.
    #[schema(format = Date)]
    pub(crate) date: String,
    /// How much of it is worked: 0, 0.5 or 1.
    pub(crate) worked: f64,
    /// The pace at its end.
    pub(crate) pace: Option<Money>,
    /// What remained at its end; nothing after the day asked about.
    pub(crate) remaining: Option<Money>,
    /// Credit of the day.
    pub(crate) credited: Money,
}

/// Where a burndown comes from.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Source {
    /// The rule, by its name in the documentation.
    pub(crate) rule: String,
    /// Where the target comes from: `own`, `months`, `share-of-months`, `people` or `given`.
    pub(crate) target_from: Option<String>,
    /// The steps of the target.
    pub(crate) target_steps: Vec<TargetStep>,
    /// The lines of the ledger that count, oldest first.
    pub(crate) ledger: Vec<Credit>,
    /// When the period was frozen.
    #[schema(format = DateTime)]
    pub(crate) frozen_at: Option<String>,
    /// What was written down after that; it is not in the figures.
    pub(crate) adjustments: Vec<Credit>,
}

/// A line of the ledger.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Credit {
    /// The event that made it.
    pub(crate) event: i64,
    /// The day it counts for.
    #[schema(format = Date)]
    pub(crate) effective_on: String,
    /// `won`, `reopened`, `correction` or `reshare`.
    pub(crate) kind: String,
    /// The deal: its number and title.
    pub(crate) deal: Named,
    /// The credit; nothing while there is no rate.
    pub(crate) credit: Option<Money>,
    /// The credit in the deal's own money.
    pub(crate) deal_money: Money,
}

impl Burndown {
    pub(crate) fn read(scene: &mut Scene<'_>, drawn: &Drawn) -> Result<Self> {
        let (burndown, currency) = (&drawn.burndown, drawn.currency);
        let money = |minor: Option<i64>| minor.map(|minor| Money::of(minor, currency));
        Ok(Self {
            kind: drawn.party.whose.kind().to_owned(),
            whose: Named { number: drawn.party.number, name: drawn.party.name.clone() },
            period: burndown.period.into(),
            as_of: burndown.as_of.to_string(),
            target: money(burndown.target),
            credited: Money::of(burndown.credited, currency),
            remaining: money(burndown.remaining),
            pace: money(burndown.pace_now),
            gap: money(burndown.gap),
            gap_in_working_days: burndown.gap_in_working_days,
            standing: standing(burndown.standing).to_owned(),
            working_days: Worked {
                gone: burndown.working_days_gone.as_days(),
                left: burndown.working_days_left.as_days(),
                all: burndown.working_days.as_days(),
            },
            run_rate: RunRate { needed: money(burndown.run_rate.needed), achieved: money(burndown.run_rate.achieved) },
            days: burndown.days.iter().map(|day| DayOfBurndown::of(day, currency)).collect(),
            source: Source::read(scene, drawn)?,
        })
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::OnPace => "on_pace",
        Standing::Ahead => "ahead",
        Standing::Behind => "behind",
        Standing::NoLine => "no_working_day",
        Standing::NoTarget => "no_target",
    }
}

impl DayOfBurndown {
    fn of(day: &Day, currency: Currency) -> Self {
        let money = |minor: Option<i64>| minor.map(|minor| Money::of(minor, currency));
        Self {
            date: day.date.to_string(),
            worked: day.weight.as_days(),
            pace: money(day.pace),
            remaining: money(day.remaining),
            credited: Money::of(day.credited, currency),
        }
    }
}

impl Source {
    fn read(scene: &mut Scene<'_>, drawn: &Drawn) -> Result<Self> {
        let (source, mut authors) = (&drawn.source, BTreeMap::new());
        let steps = source.steps.iter().map(|line| TargetStep::read(scene, &mut authors, line));
        let credit = |line: &LedgerLine| Credit::of(line, drawn.currency);
        Ok(Self {
            rule: source.rule.to_owned(),
            target_from: source.target.as_ref().map(|from| from.text().trim_start_matches("target-from-").to_owned()),
            target_steps: steps.collect::<Result<_>>()?,
            ledger: source.lines.iter().map(credit).collect(),
            frozen_at: source.frozen.map(|(_, at)| instant(at)),
            adjustments: source.adjustments.iter().map(|adjustment| credit(&adjustment.line)).collect(),
        })
    }
}

impl Credit {
    fn of(line: &LedgerLine, currency: Currency) -> Self {
        Self {
            event: line.event,
            effective_on: line.effective_on.to_string(),
            kind: line.kind.clone(),
            deal: Named { number: line.deal_number, name: line.title.clone() },
            credit: line.minor.map(|minor| Money::of(minor, currency)),
            deal_money: line.deal_money.into(),
        }
    }
}
