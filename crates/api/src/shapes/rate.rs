//! Exchange rates.

use domain::RateDraft;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What one unit of a currency is worth from a day on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Rate {
    /// ISO 4217 code.
    pub(crate) currency: String,
    /// From this day on, until there is a later rate.
    #[schema(format = Date)]
    pub(crate) day: String,
    /// What one unit is worth in the workspace's currency, as a decimal number.
    pub(crate) rate: String,
}

/// The rate of a day.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct RateSet {
    /// ISO 4217 code.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) currency: String,
    /// The day, today unless said.
    #[schema(format = Date)]
    pub(crate) day: Option<String>,
    /// What one unit is worth in the workspace's currency, as a decimal number: `"0.92"`.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) rate: String,
}

impl From<domain::Rate> for Rate {
    fn from(rate: domain::Rate) -> Self {
        let currency = rate.currency.code().to_owned();
        Self { currency, day: rate.day.to_string(), rate: rate.rate.to_string() }
    }
}

impl RateSet {
    pub(crate) fn draft(&self) -> RateDraft {
        let day = self.day.clone().unwrap_or_default();
        RateDraft { currency: self.currency.clone(), day, rate: self.rate.clone() }
    }
}
