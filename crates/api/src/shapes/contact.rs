use domain::{ContactDraft, Result, Scene};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::drafts::account_name;
use super::{Given, Named};

/// A person at a customer.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Contact {
    /// The number that people see.
    pub(crate) number: i64,
    /// Their name.
    pub(crate) name: String,
    /// Where they work.
    pub(crate) account: Option<Named>,
    /// What they do there.
    pub(crate) title: Option<String>,
    /// How to write to them.
    pub(crate) email: Option<String>,
    /// How to call them.
    pub(crate) phone: Option<String>,
    /// Counts the changes.
    pub(crate) version: i64,
}

/// A new contact, or a change of one. What is not given stays; `null` empties.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ContactChange {
    /// Their name; a new contact needs one.
    pub(crate) name: Option<String>,
    /// The number of their account.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub(crate) account: Given<i64>,
    /// Instead of a number: the account's name, known or new.
    pub(crate) account_name: Option<String>,
    /// What they do there.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) title: Given<String>,
    /// How to write to them.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) email: Given<String>,
    /// How to call them.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    pub(crate) phone: Given<String>,
}

impl From<domain::Contact> for Contact {
    fn from(contact: domain::Contact) -> Self {
        Self {
            number: contact.number,
            name: contact.name,
            account: contact.account_name.map(Named::of),
            title: contact.title,
            email: contact.email,
            phone: contact.phone,
            version: contact.version,
        }
    }
}

impl ContactChange {
    pub(crate) fn draft(&self, scene: &mut Scene<'_>) -> Result<ContactDraft> {
        Ok(ContactDraft {
            name: self.name.clone(),
            account: account_name(scene, &self.account, self.account_name.as_ref())?,
            title: self.title.typed(Clone::clone),
            email: self.email.typed(Clone::clone),
            phone: self.phone.typed(Clone::clone),
            ..ContactDraft::default()
        })
    }
}
