//! Figures, as the pages and the command line show them.

mod burndown;
mod forecast;

pub(crate) use burndown::Burndown;
pub(crate) use forecast::{Forecast, PathToQuota};

use serde::Serialize;
use utoipa::ToSchema;

use super::{Money, Period};

/// How many deals were won, lost and are open, what they were worth, how long they took.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DealFigures {
    /// Deals that were won in the window and still are.
    pub(crate) won: i64,
    /// Deals that were lost in the window and still are.
    pub(crate) lost: i64,
    /// Deals that are open at the end of the window.
    pub(crate) open: i64,
    /// Credit in the window: wins, less what was taken back in it.
    pub(crate) won_value: Money,
    /// Days from the first dated stage to the win, the median by nearest rank.
    pub(crate) median_days_won: Option<i64>,
    /// The same for lost deals.
    pub(crate) median_days_lost: Option<i64>,
    /// The credit of each quarter of the fiscal year.
    pub(crate) quarters: Vec<QuarterFigures>,
    /// The last day that is looked at.
    #[schema(format = Date)]
    pub(crate) as_of: String,
}

/// The credit of a quarter.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct QuarterFigures {
    /// The quarter.
    pub(crate) period: Period,
    /// Its credit.
    pub(crate) won_value: Money,
}

impl From<domain::figures::DealFigures> for DealFigures {
    fn from(found: domain::figures::DealFigures) -> Self {
        let quarters = found.quarters.into_iter();
        Self {
            won: found.won,
            lost: found.lost,
            open: found.open,
            won_value: found.won_value.into(),
            median_days_won: found.median_days_won,
            median_days_lost: found.median_days_lost,
            quarters: quarters
                .map(|(period, won)| QuarterFigures { period: period.into(), won_value: won.into() })
                .collect(),
            as_of: found.end.to_string(),
        }
    }
}
