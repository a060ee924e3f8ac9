use domain::ProductDraft;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Money;

/// Something that is sold.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Product {
    /// The number that people see.
    pub(crate) number: i64,
    /// Its name.
    pub(crate) name: String,
    /// The family it belongs to.
    pub(crate) series: Option<String>,
    /// Its list price.
    pub(crate) price: Option<Money>,
}

/// A product, known or new by its name.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProductSet {
    /// Its name.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) name: String,
    /// The family it belongs to.
    pub(crate) series: Option<String>,
    /// Its list price.
    pub(crate) price: Option<Money>,
}

impl From<domain::Product> for Product {
    fn from(product: domain::Product) -> Self {
        let price = product.price().map(Money::from);
        Self { number: product.number, name: product.name, series: product.series, price }
    }
}

impl ProductSet {
    pub(crate) fn draft(&self) -> ProductDraft {
        let (price, currency) = self.price.as_ref().map(Money::typed).unwrap_or_default();
        ProductDraft { name: self.name.clone(), series: self.series.clone().unwrap_or_default(), price, currency }
    }
}
