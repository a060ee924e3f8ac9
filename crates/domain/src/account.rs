//! An account: a customer company.

mod listing;
mod merging;

pub use listing::{AccountLine, AccountPage};

use db::{FromRow, Row};
use serde::Deserialize;

use crate::deal::version_typed;
use crate::fold::fold;
use crate::id::{Id, maybe};
use crate::many::{Many, find_any, many};
use crate::{AccountId, Error, Event, Kind, Problems, Result, Role, Scene, search};

/// A customer company.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Which one.
    pub id: AccountId,
    /// The number people see.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// What it does.
    pub industry: Option<String>,
    /// Where it is on the web.
    pub website: Option<String>,
    /// Where its office is.
    pub country: Option<String>,
    /// How many people work there.
    pub employees: Option<i64>,
    /// The year it was founded.
    pub founded: Option<i64>,
    /// What it turns over in a year, in minor units of the workspace's currency.
    pub annual_revenue_minor: Option<i64>,
    /// The company it belongs to.
    pub parent: Option<AccountId>,
    /// The account that it turned out to be.
    pub merged_into: Option<AccountId>,
    /// Counts its changes.
    pub version: i64,
}

/// An account as somebody typed it. What is not given (`None`) stays.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct AccountDraft {
    /// The version that the form shows.
    #[serde(default)]
    pub version: String,
    /// Its name.
    pub name: Option<String>,
    /// What it does.
    pub industry: Option<String>,
    /// Where it is on the web.
    pub website: Option<String>,
    /// Where its office is.
    pub country: Option<String>,
    /// How many people work there.
    pub employees: Option<String>,
}

impl Account {
    /// The account with the number that people see. Merged ones lead to the account they became.
    pub fn numbered(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        let found: Option<Self> = scene.find(NUMBERED, &[number.into()])?;
        let account = found.ok_or(Error::NotFound)?;
        if scene.actor.role == Role::Partner {
            return Err(Error::NotFound);
        }
        match account.merged_into {
            Some(into) => Self::with_id(scene, into),
            None => Ok(account),
        }
    }

    /// The account with this identity.
    pub fn with_id(scene: &mut Scene<'_>, id: AccountId) -> Result<Self> {
        scene.find(WITH_ID, &[id.into()])?.ok_or(Error::NotFound)
    }

    /// The account with this name, whatever its case and accents.
    pub fn named(scene: &mut Scene<'_>, name: &str) -> Result<Option<Self>> {
        if name.trim().is_empty() {
            return Ok(None);
        }
        scene.find(NAMED, &[fold(name).into()])
    }

    /// The accounts with these folded names.
    pub(crate) fn named_any(scene: &mut Scene<'_>, keys: &[db::Value]) -> Result<Vec<Self>> {
        find_any(scene, NAMED_ANY, &[], keys)
    }

    /// The account with this name, made when there is none.
    pub fn named_or_new(scene: &mut Scene<'_>, name: &str) -> Result<Self> {
        match Self::named(scene, name)? {
            Some(known) => Ok(known),
            None => Self::add(scene, &AccountDraft { name: Some(name.to_owned()), ..AccountDraft::default() }),
        }
    }

    /// Adds an account.
    pub fn add(scene: &mut Scene<'_>, draft: &AccountDraft) -> Result<Self> {
        if scene.actor.read_only || scene.actor.role == Role::Partner {
            return Err(Error::Forbidden);
        }
        let mut account = Self::empty(scene)?;
        draft.read_into(&mut account)?;
        if account.name.is_empty() {
            return Err(Problems::one("name", "problem-name-missing").into());
        }
        if Self::named(scene, &account.name)?.is_some() {
            return Err(Problems::one("name", "problem-account-known").into());
        }
        account.insert(scene)?;
        Ok(account)
    }

    /// Writes a sound account that is not there yet: the row, its words, one event.
    pub(crate) fn insert(&self, scene: &mut Scene<'_>) -> Result<()> {
        let (now, import) = (scene.now, scene.import);
        let mut values = self.values();
        values.extend([now.into(), maybe(import), self.number.into()]);
        scene.run(INSERT, &values)?;
        search::keep(scene, self.id, &self.name)?;
        Event::new(Kind::AccountAdded).about(self.id).with("name", self.name.as_str()).record(scene).map(drop)
    }

    /// An account with nothing but an identity and a number.
    pub(crate) fn empty(scene: &mut Scene<'_>) -> Result<Self> {
        Ok(Self {
            id: scene.new_id(),
            number: scene.next_number("accounts")?,
            name: String::new(),
            industry: None,
            website: None,
            country: None,
            employees: None,
            founded: None,
            annual_revenue_minor: None,
            parent: None,
            merged_into: None,
            version: 1,
        })
    }

    /// Changes the account. The same again changes nothing.
    pub fn change(&mut self, scene: &mut Scene<'_>, draft: &AccountDraft) -> Result<()> {
        if scene.actor.read_only || scene.actor.role == Role::Partner {
            return Err(Error::Forbidden);
        }
        if version_typed(&draft.version).is_some_and(|shown| shown != self.version) {
            return Err(Error::Stale);
        }
        let mut wanted = self.clone();
        draft.read_into(&mut wanted)?;
        if wanted == *self {
            return Ok(());
        }
        if Self::named(scene, &wanted.name)?.is_some_and(|other| other.id != self.id) {
            return Err(Problems::one("name", "problem-account-known").into());
        }
        let before = std::mem::replace(self, wanted);
        self.write(scene)?;
        let event = Event::new(Kind::AccountChanged).about(self.id).with("from", before.name);
        event.with("to", self.name.as_str()).record(scene).map(drop)
    }

    /// Writes what changed, one version further.
    pub(crate) fn write(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.version += 1;
        let values = self.values();
        scene.run(WRITE, &values)?;
        search::keep(scene, self.id, &self.name)
    }

    fn values(&self) -> Vec<db::Value> {
        vec![
            self.id.into(),
            self.name.as_str().into(),
            fold(&self.name).into(),
            self.industry.as_deref().into(),
            self.website.as_deref().into(),
            self.country.as_deref().into(),
            self.employees.into(),
            self.founded.into(),
            self.annual_revenue_minor.into(),
            maybe(self.parent),
            self.version.into(),
        ]
    }
}

impl AccountDraft {
    fn read_into(&self, account: &mut Account) -> Result<()> {
        let mut problems = Problems::default();
        if let Some(name) = &self.name {
            match name.trim() {
                "" => problems.add("name", "problem-name-missing"),
                long if long.chars().count() > 200 => problems.add("name", "problem-name-long"),
                name => name.clone_into(&mut account.name),
            }
        }
        let set = |field: &mut Option<String>, typed: Option<&String>| {
            if let Some(typed) = typed {
                let kept: String = typed.trim().chars().take(200).collect();
                *field = (!kept.is_empty()).then_some(kept);
            }
        };
        set(&mut account.industry, self.industry.as_ref());
        set(&mut account.website, self.website.as_ref());
        set(&mut account.country, self.country.as_ref());
        if let Some(typed) = self.employees.as_ref().map(|typed| typed.trim()) {
            account.employees = typed.parse().ok().filter(|count| (0..=100_000_000).contains(count));
            if account.employees.is_none() && !typed.is_empty() {
                problems.add("employees", "problem-whole-number");
            }
        }
        problems.or(())
    }
}

impl FromRow for Account {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: AccountId::of(row.id("id")?),
            number: row.int("number")?,
            name: row.text("name")?,
            industry: row.maybe_text("industry")?,
            website: row.maybe_text("website")?,
            country: row.maybe_text("country")?,
            employees: row.maybe_int("employees")?,
            founded: row.maybe_int("founded")?,
            annual_revenue_minor: row.maybe_int("annual_revenue_minor")?,
            parent: row.maybe_id("parent_id")?.map(AccountId::of),
            merged_into: row.maybe_id("merged_into")?.map(AccountId::of),
            version: row.int("version")?,
        })
    }
}

macro_rules! accounts_where {
    ($condition:literal) => {
        concat!(
            "SELECT id, number, name, industry, website, country, employees, founded, annual_revenue_minor, parent_id,
               merged_into, version
             FROM accounts WHERE workspace_id = $1 AND ",
            $condition
        )
    };
}

const NUMBERED: &str = accounts_where!("number = $2 AND discarded_at IS NULL");

const WITH_ID: &str = accounts_where!("id = $2");

const NAMED: &str =
    accounts_where!("name_key = $2 AND merged_into IS NULL AND discarded_at IS NULL ORDER BY id LIMIT 1");

const NAMED_ANY: Many =
    many!(accounts_where!("merged_into IS NULL AND discarded_at IS NULL AND name_key IN "), " ORDER BY name_key, id");

const INSERT: &str = "
    INSERT INTO accounts (workspace_id, id, name, name_key, industry, website, country, employees, founded,
      annual_revenue_minor, parent_id, version, created_at, import_id, number)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";

const WRITE: &str = "
    UPDATE accounts SET name = $3, name_key = $4, industry = $5, website = $6, country = $7, employees = $8,
      founded = $9, annual_revenue_minor = $10, parent_id = $11, version = $12
    WHERE workspace_id = $1 AND id = $2";
