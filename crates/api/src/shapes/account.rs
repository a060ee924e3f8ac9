use domain::{AccountDraft, Result, Scene};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Given, Money, Named};

/// A customer company.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Account {
    /// The number that people see.
    pub(crate) number: i64,
    /// Its name.
    pub(crate) name: String,
    /// What it does.
    pub(crate) industry: Option<String>,
    /// Where it is on the web.
    pub(crate) website: Option<String>,
    /// Where its office is.
    pub(crate) country: Option<String>,
    /// How many people work there.
    pub(crate) employees: Option<i64>,
    /// The year it was founded.
    pub(crate) founded: Option<i64>,
    /// What it turns over in a year.
    pub(crate) annual_revenue: Option<Money>,
    /// The company it belongs to.
    pub(crate) parent: Option<Named>,
    /// Counts its changes.
    pub(crate) version: i64,
}

/// An account in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AccountLine {
    /// The number that people see.
    pub(crate) number: i64,
    /// Its name.
    pub(crate) name: String,
    /// What it does.
    pub(crate) industry: Option<String>,
    /// Where its office is.
    pub(crate) country: Option<String>,
    /// How many of its deals are open.
    pub(crate) open_deals: i64,
}

/// A new account, or a change of one. What is not given stays; `null` empties.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccountChange {
    /// Its name; a new account needs one.
    pub(crate) name: Option<String>,
    /// What it does.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) industry: Given<String>,
    /// Where it is on the web.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) website: Given<String>,
    /// Where its office is.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) country: Given<String>,
    /// How many people work there.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub(crate) employees: Given<i64>,
}

/// The account that is merged into another one.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Merged {
    /// Its number.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) other: i64,
}

impl Account {
    pub(crate) fn read(scene: &mut Scene<'_>, account: &domain::Account) -> Result<Self> {
        let currency = scene.actor.workspace.currency;
        Ok(Self {
            number: account.number,
            name: account.name.clone(),
            industry: account.industry.clone(),
            website: account.website.clone(),
            country: account.country.clone(),
            employees: account.employees,
            founded: account.founded,
            annual_revenue: account.annual_revenue_minor.map(|minor| Money::of(minor, currency)),
            parent: account.parent.map(|id| Named::account(scene, id)).transpose()?,
            version: account.version,
        })
    }
}

impl From<domain::AccountLine> for AccountLine {
    fn from(line: domain::AccountLine) -> Self {
        Self {
            number: line.number,
            name: line.name,
            industry: line.industry,
            country: line.country,
            open_deals: line.open_deals,
        }
    }
}

impl AccountChange {
    pub(crate) fn draft(&self) -> AccountDraft {
        AccountDraft {
            name: self.name.clone(),
            industry: self.industry.typed(Clone::clone),
            website: self.website.typed(Clone::clone),
            country: self.country.typed(Clone::clone),
            employees: self.employees.typed(ToString::to_string),
            ..AccountDraft::default()
        }
    }
}
