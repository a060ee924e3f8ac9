//! What the workspace knows of the names in some rows: asked once for many rows.

use std::collections::{BTreeSet, HashMap};

use db::{FromRow, Row, Value};
use measures::money::Money;

use super::reading::Choices;
use super::rows::DealRow;
use crate::id::Id;
use crate::many::{Many, find_any, many};
use crate::member::email_key;
use crate::{AccountId, ContactId, MemberId, ProductId, Result, Scene, Stage, Status, TeamId, fold};

/// A product as far as a deal needs it.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    /// Nothing while it is only in the files.
    pub id: Option<ProductId>,
    pub name: String,
    pub price: Option<Money>,
}

/// What the workspace knows, by folded name.
#[derive(Debug, Default)]
pub(super) struct Known {
    stages: Vec<Stage>,
    /// Places in `stages`, by folded name and by key.
    stage_places: HashMap<String, usize>,
    pub products: HashMap<String, Listed>,
    pub accounts: HashMap<String, AccountId>,
    /// By folded name, and where they work.
    pub contacts: HashMap<(String, Option<AccountId>), ContactId>,
    pub members: HashMap<String, MemberId>,
    pub homes: HashMap<MemberId, TeamId>,
}

impl Known {
    /// Stages, and nothing else yet.
    pub(super) fn with_stages(stages: Vec<Stage>) -> Self {
        let named = stages.iter().enumerate().map(|(place, stage)| (fold(&stage.name), place));
        let keyed = stages.iter().enumerate().map(|(place, stage)| (stage.key.clone(), place));
        // A name goes before another stage's key.
        let stage_places = keyed.chain(named).collect();
        Self { stages, stage_places, ..Self::default() }
    }

    /// Everything that these rows name.
    pub(super) fn of_deals(scene: &mut Scene<'_>, rows: &[&DealRow], choices: &Choices) -> Result<Self> {
        let mut known = Self::with_stages(Stage::standard(scene)?);
        let names = |of: fn(&DealRow) -> Option<&String>| rows.iter().filter_map(move |row| of(row));
        known.look_for_products(scene, names(|row| row.product.as_ref()).map(|name| choices.product(name)))?;
        known.look_for_accounts(scene, names(|row| row.account.as_ref()).map(|name| choices.account(name)))?;
        known.look_for_contacts(scene, names(|row| row.contact.as_ref()).map(String::as_str))?;
        known.look_for_members(scene, names(|row| row.owner.as_ref()).map(String::as_str))?;
        known.look_for_homes(scene)?;
        Ok(known)
    }

    pub(super) fn look_for_products<'n>(
        &mut self,
        scene: &mut Scene<'_>,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<()> {
        for product in crate::Product::named_any(scene, &keys(names))? {
            let listed = Listed { id: Some(product.id), price: product.price(), name: product.name };
            self.products.entry(fold(&listed.name)).or_insert(listed);
        }
        Ok(())
    }

    pub(super) fn look_for_accounts<'n>(
        &mut self,
        scene: &mut Scene<'_>,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<()> {
        for found in find_any::<Found>(scene, ACCOUNTS, &[], &keys(names))? {
            self.accounts.entry(found.key).or_insert(AccountId::of(found.id));
        }
        Ok(())
    }

    fn look_for_contacts<'n>(&mut self, scene: &mut Scene<'_>, names: impl Iterator<Item = &'n str>) -> Result<()> {
        for found in find_any::<Employed>(scene, CONTACTS, &[], &keys(names))? {
            self.contacts.entry((found.key, found.account)).or_insert(found.id);
        }
        Ok(())
    }

    /// People by name; by e-mail where the name is one.
    pub(super) fn look_for_members<'n>(
        &mut self,
        scene: &mut Scene<'_>,
        names: impl Iterator<Item = &'n str>,
    ) -> Result<()> {
        let names: BTreeSet<&str> = names.collect();
        let emails: Vec<Value> =
            names.iter().filter(|name| name.contains('@')).map(|name| email_key(name).into()).collect();
        let mut found: Vec<Found> = find_any(scene, MEMBERS, &[], &keys(names.into_iter()))?;
        found.extend(find_any::<Found>(scene, MEMBERS_BY_EMAIL, &[], &emails)?);
        for found in found {
            self.members.entry(found.key).or_insert(MemberId::of(found.id));
        }
        Ok(())
    }

    /// The teams of everybody known: where they sell, else where they lead.
    pub(super) fn look_for_homes(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        let members: BTreeSet<MemberId> = self.members.values().copied().collect();
        let members: Vec<Value> = members.into_iter().map(Value::from).collect();
        for home in find_any::<Home>(scene, HOMES, &[], &members)? {
            self.homes.entry(home.member).or_insert(home.team);
        }
        Ok(())
    }

    pub(super) fn member(&self, name: &str) -> Option<MemberId> {
        self.members.get(&fold(name)).or_else(|| self.members.get(&email_key(name))).copied()
    }

    pub(super) fn stage_named(&self, name: &str) -> Option<&Stage> {
        self.stage_places.get(&fold(name)).map(|place| &self.stages[*place])
    }

    pub(super) fn stages(&self) -> &[Stage] {
        &self.stages
    }

    pub(super) fn first_stage(&self, kind: Status) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.kind == kind)
    }
}

impl Choices {
    /// The product that a name in a file stands for.
    pub(super) fn product<'n>(&'n self, name: &'n str) -> &'n str {
        self.products.get(&fold(name)).map_or(name, String::as_str)
    }

    /// The account that a name in a file stands for.
    pub(super) fn account<'n>(&'n self, name: &'n str) -> &'n str {
        self.accounts.get(&fold(name)).map_or(name, String::as_str)
    }

    /// The stage that a name in a file stands for.
    pub(super) fn stage<'n>(&'n self, name: &'n str) -> &'n str {
        self.stages.get(&fold(name)).map_or(name, String::as_str)
    }
}

/// Folded names, each once.
pub(super) fn keys<'n>(names: impl Iterator<Item = &'n str>) -> Vec<Value> {
    let keys: BTreeSet<String> = names.map(fold).filter(|key| !key.is_empty()).collect();
    keys.into_iter().map(Value::from).collect()
}

struct Found {
    key: String,
    id: [u8; 16],
}

impl FromRow for Found {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { key: row.text("found")?, id: row.id("id")? })
    }
}

struct Employed {
    key: String,
    account: Option<AccountId>,
    id: ContactId,
}

impl FromRow for Employed {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            key: row.text("name_key")?,
            account: row.maybe_id("account_id")?.map(AccountId::of),
            id: ContactId::of(row.id("id")?),
        })
    }
}

struct Home {
    member: MemberId,
    team: TeamId,
}

impl FromRow for Home {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { member: MemberId::of(row.id("member_id")?), team: TeamId::of(row.id("team_id")?) })
    }
}

/// An account that was merged leads to the one it became.
const ACCOUNTS: Many = many!(
    "SELECT name_key AS found, COALESCE(merged_into, id) AS id FROM accounts
     WHERE workspace_id = $1 AND discarded_at IS NULL
       AND name_key IN ",
    " ORDER BY name_key, CASE WHEN merged_into IS NULL THEN 0 ELSE 1 END, id"
);

const CONTACTS: Many = many!(
    "SELECT name_key, account_id, id FROM contacts
     WHERE workspace_id = $1 AND discarded_at IS NULL
       AND name_key IN ",
    " ORDER BY name_key, id"
);

const MEMBERS: Many = many!(
    "SELECT name_key AS found, id FROM members
     WHERE workspace_id = $1 AND state <> 'removed'
       AND name_key IN ",
    " ORDER BY name_key, id"
);

const MEMBERS_BY_EMAIL: Many = many!(
    "SELECT email_key AS found, id FROM members
     WHERE workspace_id = $1 AND state <> 'removed'
       AND email_key IN ",
    " ORDER BY email_key, id"
);

const HOMES: Many = many!(
    "SELECT member_id, team_id FROM memberships
     WHERE workspace_id = $1 AND to_on IS NULL
       AND member_id IN ",
    " ORDER BY member_id, role DESC, from_on DESC, team_id"
);
