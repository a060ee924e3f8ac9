//! What other programs send about deals. The domain reads what people type, so each of these becomes a
//! draft of texts; unknown fields are refused.

use domain::{
    Account, Contact, DealDraft, DealTeamDraft, NextStepDraft, Problems, Product, Result, Scene, ShareDraft, TermsDraft,
};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Given, Money};

/// A new deal.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewDeal {
    /// What is being sold to whom; made of account and product when it is not given.
    pub(crate) title: Option<String>,
    /// The customer's number.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub(crate) account: Given<i64>,
    /// Instead of a number: the customer's name, known or new.
    pub(crate) account_name: Option<String>,
    /// The number of the person there.
    pub(crate) contact: Option<i64>,
    /// Instead of a number: that person's name, known at the account or new.
    pub(crate) contact_name: Option<String>,
    /// The product's number.
    pub(crate) product: Option<i64>,
    /// What it is worth; the product's list price unless said.
    pub(crate) amount: Option<Money>,
    /// When it should be closed.
    #[schema(format = Date)]
    pub(crate) expected_close: Option<String>,
    /// The key of an open stage, the first one unless said.
    pub(crate) stage: Option<String>,
    /// The key of the process; that of the stage, or the standard one, unless said.
    pub(crate) process: Option<String>,
    /// The owner's number, the token's person unless said.
    pub(crate) owner: Option<i64>,
    /// The home team's number, the owner's own unless said.
    pub(crate) team: Option<i64>,
}

/// A change of what a deal says. What is not given stays; `null` empties.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealChange {
    /// What is being sold to whom.
    pub(crate) title: Option<String>,
    /// The customer's number.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub(crate) account: Given<i64>,
    /// Instead of a number: the customer's name, known or new.
    pub(crate) account_name: Option<String>,
    /// The number of the person there.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub(crate) contact: Given<i64>,
    /// Instead of a number: that person's name, known at the account or new.
    pub(crate) contact_name: Option<String>,
    /// The product's number.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub(crate) product: Given<i64>,
    /// What it is worth.
    #[serde(default)]
    #[schema(value_type = Option<Money>)]
    pub(crate) amount: Given<Money>,
    /// When it should be closed.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = Date)]
    pub(crate) expected_close: Given<String>,
    /// The owner's number.
    pub(crate) owner: Option<i64>,
    /// The home team's number.
    #[serde(default)]
    #[schema(value_type = Option<i64>)]
    pub(crate) team: Given<i64>,
    /// Why; needed once the deal is closed.
    pub(crate) reason: Option<String>,
}

/// What should be done next.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NextStepSet {
    /// What; nothing for no next step.
    pub(crate) step: Option<String>,
    /// By when.
    #[schema(format = Date)]
    pub(crate) due: Option<String>,
}

/// A whole deal team.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct DealTeamSet {
    /// The owner's number; one of the people below.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) owner: i64,
    /// Everybody. Revenue shares add up to exactly 10000.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) shares: Vec<ShareSet>,
    /// Why; needed once the deal is closed.
    pub(crate) reason: Option<String>,
}

/// One person's place on a deal team.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareSet {
    /// The person's number.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) member: i64,
    /// What they do on this deal.
    pub(crate) role: Option<String>,
    /// `revenue` unless said, or `overlay`.
    pub(crate) kind: Option<String>,
    /// How much, in hundredths of a per cent.
    #[serde(default)]
    #[schema(required = true)]
    pub(crate) basis_points: i64,
}

/// The account of a change as a form has it: by its number or its name, known or new.
pub(crate) fn account_name(
    scene: &mut Scene<'_>,
    number: &Given<i64>,
    name: Option<&String>,
) -> Result<Option<String>> {
    match (number, name) {
        (Given::Value(number), _) => {
            let found = Account::numbered(scene, *number).map(|account| Some(account.name));
            found.map_err(|error| missing(error, "account", "problem-account-unknown"))
        }
        (_, Some(name)) => Ok(Some(name.clone())),
        (given, None) => Ok(given.typed(ToString::to_string)),
    }
}

fn product_name(scene: &mut Scene<'_>, number: i64) -> Result<String> {
    let found = Product::all(scene)?.into_iter().find(|product| product.number == number);
    found.map(|product| product.name).ok_or_else(|| Problems::one("product", "problem-product-unknown").into())
}

/// What is not found behind a number in a body is a problem with its field.
pub(crate) fn missing(error: domain::Error, field: &str, text: &'static str) -> domain::Error {
    if error == domain::Error::NotFound { Problems::one(field, text).into() } else { error }
}

fn text(number: Option<i64>) -> String {
    number.map(|number| number.to_string()).unwrap_or_default()
}

impl NewDeal {
    pub(crate) fn draft(&self, scene: &mut Scene<'_>) -> Result<DealDraft> {
        let draft = self.clone();
        let (amount, currency) = draft.amount.as_ref().map(Money::typed).unwrap_or_default();
        Ok(DealDraft {
            title: draft.title.unwrap_or_default(),
            account: account_name(scene, &draft.account, draft.account_name.as_ref())?.unwrap_or_default(),
            contact: draft.contact_name.unwrap_or_default(),
            contact_picked: draft.contact.map(Contact::picked).unwrap_or_default(),
            product: draft.product.map(|number| product_name(scene, number)).transpose()?.unwrap_or_default(),
            amount,
            currency,
            expected_close: draft.expected_close.unwrap_or_default(),
            stage: draft.stage.unwrap_or_default(),
            process: draft.process.unwrap_or_default(),
            owner: text(draft.owner),
            team: text(draft.team),
        })
    }
}

impl DealChange {
    pub(crate) fn draft(&self, scene: &mut Scene<'_>) -> Result<TermsDraft> {
        let draft = self.clone();
        let amount = draft.amount.typed(|money| money.typed().0);
        let currency = if let Given::Value(money) = &draft.amount { Some(money.currency.clone()) } else { None };
        Ok(TermsDraft {
            title: draft.title,
            account: account_name(scene, &draft.account, draft.account_name.as_ref())?,
            contact_picked: if let Given::Value(number) = draft.contact {
                Contact::picked(number)
            } else {
                String::new()
            },
            contact: draft.contact_name.or(draft.contact.typed(|_| String::new())),
            product: match draft.product {
                Given::Value(number) => Some(product_name(scene, number)?),
                given => given.typed(ToString::to_string),
            },
            amount,
            currency,
            expected_close: draft.expected_close.typed(Clone::clone),
            owner: draft.owner.map(|number| number.to_string()),
            team: draft.team.typed(ToString::to_string),
            reason: draft.reason.unwrap_or_default(),
            ..TermsDraft::default()
        })
    }
}

impl NextStepSet {
    pub(crate) fn draft(&self) -> NextStepDraft {
        NextStepDraft { step: self.step.clone().unwrap_or_default(), due: self.due.clone().unwrap_or_default() }
    }
}

impl DealTeamSet {
    pub(crate) fn draft(&self) -> DealTeamDraft {
        DealTeamDraft {
            owner: self.owner.to_string(),
            shares: self.shares.iter().map(ShareSet::draft).collect(),
            reason: self.reason.clone().unwrap_or_default(),
            ..DealTeamDraft::default()
        }
    }
}

impl ShareSet {
    fn draft(&self) -> ShareDraft {
        let (whole, rest) = (self.basis_points / 100, (self.basis_points % 100).abs());
        let sign = if self.basis_points < 0 && whole == 0 { "-" } else { "" };
        ShareDraft {
            member: self.member.to_string(),
            role: self.role.clone().unwrap_or_default(),
            percent: format!("{sign}{whole}.{rest:02}"),
            kind: self.kind.clone().unwrap_or_default(),
        }
    }
}
