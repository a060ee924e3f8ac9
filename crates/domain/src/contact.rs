//! A contact: a person at a customer.

use db::{FromRow, Row};
use serde::Deserialize;

use crate::deal::version_typed;
use crate::id::{Id, maybe};
use crate::many::{Many, find_any, many};
use crate::paging::{Cursor, Page};
use crate::{Account, AccountId, ContactId, Error, Event, Kind, Problems, Result, Role, Scene, fold, search};

/// Rows of a page.
const ROWS: usize = 50;
/// The most letters of a name.
const LONGEST_NAME: usize = 200;
/// What stands before the number of somebody who was picked from a list.
const PICKED: &str = "contact-";

/// A person at a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Which one.
    pub id: ContactId,
    /// The number people see.
    pub number: i64,
    /// Where they work.
    pub account: Option<AccountId>,
    /// The number and name of the account.
    pub account_name: Option<(i64, String)>,
    /// Their name.
    pub name: String,
    /// What they do there.
    pub title: Option<String>,
    /// How to write to them.
    pub email: Option<String>,
    /// How to call them.
    pub phone: Option<String>,
    /// Counts the changes.
    pub version: i64,
}

/// A contact as somebody typed it. What is not given (`None`) stays.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct ContactDraft {
    /// The version that the form shows.
    #[serde(default)]
    pub version: String,
    /// Their name.
    pub name: Option<String>,
    /// The name of their account, known or new; empty for none.
    pub account: Option<String>,
    /// What they do there.
    pub title: Option<String>,
    /// How to write to them.
    pub email: Option<String>,
    /// How to call them.
    pub phone: Option<String>,
}

impl Contact {
    /// The contact with the number that people see. Partners find none.
    pub fn numbered(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        if scene.actor.role == Role::Partner {
            return Err(Error::NotFound);
        }
        scene.find(NUMBERED, &[number.into()])?.ok_or(Error::NotFound)
    }

    /// The contact with this identity.
    pub fn with_id(scene: &mut Scene<'_>, id: ContactId) -> Result<Self> {
        scene.find(WITH_ID, &[id.into()])?.ok_or(Error::NotFound)
    }

    /// The contacts with these identities.
    pub(crate) fn any_of(scene: &mut Scene<'_>, ids: &[db::Value]) -> Result<Vec<Self>> {
        find_any(scene, ANY_OF, &[], ids)
    }

    /// How a form says that the contact with this number was picked from a list.
    #[must_use]
    pub fn picked(number: i64) -> String {
        format!("{PICKED}{number}")
    }

    /// Who is meant: the one that was picked from a list (`contact-12`), or else the person at this account
    /// with the typed name, made when nobody there is called so. Nothing typed is nobody.
    pub(crate) fn meant(
        scene: &mut Scene<'_>,
        picked: &str,
        name: &str,
        account: Option<AccountId>,
    ) -> Result<Option<Self>> {
        if !picked.is_empty() {
            let number: Option<i64> = picked.strip_prefix(PICKED).and_then(|number| number.parse().ok());
            let found = number.map(|number| Self::numbered(scene, number)).transpose();
            return match found {
                Ok(Some(contact)) => Ok(Some(contact)),
                Ok(None) | Err(Error::NotFound) => Err(Problems::one("contact", "problem-contact-unknown").into()),
                Err(error) => Err(error),
            };
        }
        if name.trim().is_empty() {
            return Ok(None);
        }
        let known: Option<Self> = match account {
            Some(account) => scene.find(NAMED_AT, &[fold(name).into(), account.into()])?,
            None => scene.find(NAMED_ALONE, &[fold(name).into()])?,
        };
        match known {
            Some(known) => Ok(Some(known)),
            None => Self::make(scene, name, account).map(Some),
        }
    }

    /// Somebody new of whom only the name is known, and where they work.
    fn make(scene: &mut Scene<'_>, name: &str, account: Option<AccountId>) -> Result<Self> {
        must_write(scene)?;
        if name.trim().chars().count() > LONGEST_NAME {
            return Err(Problems::one("contact", "problem-name-long").into());
        }
        let mut contact = Self::named(scene, name.trim().to_owned(), account);
        contact.insert(scene)?;
        Ok(contact)
    }

    /// The contacts at an account, by name; at most a hundred.
    pub fn at(scene: &mut Scene<'_>, account: AccountId) -> Result<Vec<Self>> {
        scene.all(AT, &[account.into()])
    }

    /// A page of contacts by name, behind `after` (empty: the first page). Partners see none.
    pub fn list(scene: &mut Scene<'_>, after: &str) -> Result<Page<Self>> {
        if scene.actor.role == Role::Partner {
            return Err(Error::NotFound);
        }
        let after = Cursor::read(after).unwrap_or_default();
        let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
        let rows: Vec<Self> = scene.all(LIST, &[after.key.into(), after.number.into(), limit.into()])?;
        Ok(Page::of(rows, ROWS, |contact| Cursor { key: fold(&contact.name), number: contact.number }))
    }

    /// Adds a contact.
    pub fn add(scene: &mut Scene<'_>, draft: &ContactDraft) -> Result<Self> {
        must_write(scene)?;
        let mut contact = Self::named(scene, String::new(), None);
        draft.read_into(&mut contact, scene)?;
        contact.insert(scene)?;
        Ok(contact)
    }

    /// Somebody of whom only the name is known, and where they work.
    pub(crate) fn named(scene: &mut Scene<'_>, name: String, account: Option<AccountId>) -> Self {
        Self {
            id: scene.new_id(),
            number: 0,
            account,
            account_name: None,
            name,
            title: None,
            email: None,
            phone: None,
            version: 1,
        }
    }

    /// Writes a sound contact that is not there yet: its number, the row, its words, one event.
    pub(crate) fn insert(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.number = scene.next_number("contacts")?;
        let mut values = self.values();
        values.extend([self.number.into(), scene.now.into(), maybe(scene.import)]);
        scene.run(INSERT, &values)?;
        search::keep(scene, self.id, &self.name)?;
        self.event(Kind::ContactAdded).record(scene).map(drop)
    }

    /// Changes the contact. The same again changes nothing.
    pub fn change(&mut self, scene: &mut Scene<'_>, draft: &ContactDraft) -> Result<()> {
        must_write(scene)?;
        if version_typed(&draft.version).is_some_and(|shown| shown != self.version) {
            return Err(Error::Stale);
        }
        let mut wanted = self.clone();
        draft.read_into(&mut wanted, scene)?;
        if wanted == *self {
            return Ok(());
        }
        *self = Self { version: self.version + 1, ..wanted };
        let values = self.values();
        scene.run(WRITE, &values)?;
        search::keep(scene, self.id, &self.name)?;
        self.event(Kind::ContactChanged).record(scene).map(drop)
    }

    fn event(&self, kind: Kind) -> Event {
        Event::new(kind).about(self.id).about_any(self.account).with("name", self.name.as_str())
    }

    fn values(&self) -> Vec<db::Value> {
        vec![
            self.id.into(),
            maybe(self.account),
            self.name.as_str().into(),
            fold(&self.name).into(),
            self.title.as_deref().into(),
            self.email.as_deref().into(),
            self.email.as_deref().map(fold).into(),
            self.phone.as_deref().into(),
            self.version.into(),
        ]
    }
}

fn must_write(scene: &Scene<'_>) -> Result<()> {
    let outside = scene.actor.read_only || scene.actor.role == Role::Partner;
    if outside { Err(Error::Forbidden) } else { Ok(()) }
}

impl ContactDraft {
    fn read_into(&self, contact: &mut Contact, scene: &mut Scene<'_>) -> Result<()> {
        let mut problems = Problems::default();
        let name = self.name.as_deref().unwrap_or(&contact.name).trim().to_owned();
        match name.chars().count() {
            0 => problems.add("name", "problem-name-missing"),
            1..=LONGEST_NAME => contact.name = name,
            _ => problems.add("name", "problem-name-long"),
        }
        if self.email.as_deref().is_some_and(|typed| !typed.trim().is_empty() && !typed.contains('@')) {
            problems.add("email", "problem-email");
        }
        problems.or(())?;
        set(&mut contact.title, self.title.as_ref());
        set(&mut contact.email, self.email.as_ref());
        set(&mut contact.phone, self.phone.as_ref());
        if let Some(name) = &self.account {
            let account = if name.trim().is_empty() { None } else { Some(Account::named_or_new(scene, name)?) };
            contact.account = account.as_ref().map(|account| account.id);
            contact.account_name = account.map(|account| (account.number, account.name));
        }
        Ok(())
    }
}

fn set(field: &mut Option<String>, typed: Option<&String>) {
    if let Some(typed) = typed {
        let kept: String = typed.trim().chars().take(200).collect();
        *field = (!kept.is_empty()).then_some(kept);
    }
}

impl FromRow for Contact {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: ContactId::of(row.id("id")?),
            number: row.int("number")?,
            account: row.maybe_id("account_id")?.map(AccountId::of),
            account_name: row.maybe_int("account_number")?.zip(row.maybe_text("account_name")?),
            name: row.text("name")?,
            title: row.maybe_text("title")?,
            email: row.maybe_text("email")?,
            phone: row.maybe_text("phone")?,
            version: row.int("version")?,
        })
    }
}

macro_rules! contacts_where {
    ($condition:literal) => {
        concat!(
            "SELECT c.id, c.number, c.account_id, a.number AS account_number, a.name AS account_name, c.name, c.title,
               c.email, c.phone, c.version
             FROM contacts c LEFT JOIN accounts a ON a.workspace_id = c.workspace_id AND a.id = c.account_id
             WHERE c.workspace_id = $1 AND c.discarded_at IS NULL AND ",
            $condition
        )
    };
}

const NUMBERED: &str = contacts_where!("c.number = $2");
const WITH_ID: &str = contacts_where!("c.id = $2");

const ANY_OF: Many = many!(contacts_where!("c.id IN "));

const AT: &str = contacts_where!("c.account_id = $2 ORDER BY c.name_key, c.number LIMIT 100");

const NAMED_AT: &str = contacts_where!("c.name_key = $2 AND c.account_id = $3 ORDER BY c.number LIMIT 1");

const NAMED_ALONE: &str = contacts_where!("c.name_key = $2 AND c.account_id IS NULL ORDER BY c.number LIMIT 1");

const LIST: &str =
    contacts_where!("c.name_key >= $2 AND (c.name_key > $2 OR c.number > $3) ORDER BY c.name_key, c.number LIMIT $4");

const INSERT: &str = "
    INSERT INTO contacts (workspace_id, id, account_id, name, name_key, title, email, email_key, phone, version, number,
      created_at, import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

const WRITE: &str = "
    UPDATE contacts SET account_id = $3, name = $4, name_key = $5, title = $6, email = $7, email_key = $8, phone = $9,
      version = $10
    WHERE workspace_id = $1 AND id = $2";
