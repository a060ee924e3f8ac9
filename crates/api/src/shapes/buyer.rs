use domain::BuyerDraft;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Named;

/// Somebody at the customer with a part in buying.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Buyer {
    /// Who.
    contact: Named,
    /// `champion`, `economic_buyer`, `decision_maker`, `technical_evaluator`, `user`, `influencer`, `procurement` or
    /// `blocker`.
    role: &'static str,
}

impl From<domain::Buyer> for Buyer {
    fn from(buyer: domain::Buyer) -> Self {
        Self { contact: Named { number: buyer.contact.number, name: buyer.contact.name }, role: buyer.role.name() }
    }
}

/// Somebody's part in buying.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BuyerSet {
    /// The number of the contact.
    contact: Option<i64>,
    /// Instead of a number: the contact's name, known at the account of the deal or new.
    contact_name: Option<String>,
    /// The part.
    #[serde(default)]
    #[schema(required = true)]
    role: String,
}

impl BuyerSet {
    pub(crate) fn draft(&self) -> BuyerDraft {
        BuyerDraft {
            contact: self.contact_name.clone().unwrap_or_default(),
            contact_picked: self.contact.map(domain::Contact::picked).unwrap_or_default(),
            role: self.role.clone(),
        }
    }
}
