use domain::{
    Account, AccountId, Contact, ContactId, Member, MemberId, Product, ProductId, Result, Scene, Team, TeamId,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Something by its number and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Named {
    /// The number that people see.
    pub(crate) number: i64,
    /// The name.
    pub(crate) name: String,
}

/// A body with nothing in it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Nothing {}

impl Named {
    pub(crate) fn of((number, name): (i64, String)) -> Self {
        Self { number, name }
    }

    pub(crate) fn member(scene: &mut Scene<'_>, id: MemberId) -> Result<Self> {
        let member = Member::with_id(scene, id)?;
        Ok(Self { number: member.number, name: member.name })
    }

    pub(crate) fn account(scene: &mut Scene<'_>, id: AccountId) -> Result<Self> {
        let account = Account::with_id(scene, id)?;
        Ok(Self { number: account.number, name: account.name })
    }

    pub(crate) fn contact(scene: &mut Scene<'_>, id: ContactId) -> Result<Self> {
        let contact = Contact::with_id(scene, id)?;
        Ok(Self { number: contact.number, name: contact.name })
    }

    pub(crate) fn product(scene: &mut Scene<'_>, id: ProductId) -> Result<Self> {
        let product = Product::with_id(scene, id)?;
        Ok(Self { number: product.number, name: product.name })
    }

    pub(crate) fn team(scene: &mut Scene<'_>, id: TeamId) -> Result<Self> {
        let team = Team::with_id(scene, id)?;
        Ok(Self { number: team.number, name: team.name })
    }
}
