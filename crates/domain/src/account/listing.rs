//! The list of accounts, and what stands around one of them.

use db::{FromRow, Row};

use super::Account;
use crate::many::{Many, find_any, many};
use crate::paging::{Cursor, Page};
use crate::{Deal, Error, Filter, Order, Result, Role, Scene, Statuses, Tile, fold, search};

/// Rows of a page.
const ROWS: usize = 50;

/// An account in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountLine {
    /// The number people see.
    pub number: i64,
    /// Its name.
    pub name: String,
    /// What it does.
    pub industry: Option<String>,
    /// Where its office is.
    pub country: Option<String>,
    /// How many of its deals are open.
    pub open_deals: i64,
    name_key: String,
}

/// What stands around an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountPage {
    /// The account.
    pub account: Account,
    /// The company it belongs to: its number and name.
    pub parent: Option<(i64, String)>,
    /// Companies that belong to it: their numbers and names.
    pub children: Vec<(i64, String)>,
    /// Its deals, the next ones to close first; at most a page of them.
    pub deals: Page<Tile>,
    /// The actor may change it.
    pub may_change: bool,
}

impl Account {
    /// A page of accounts by name, behind `after` (empty: the first page). With a text: those in whose
    /// name every word of it begins a word, on one page. Partners see none.
    pub fn list(scene: &mut Scene<'_>, text: &str, after: &str) -> Result<Page<AccountLine>> {
        if scene.actor.role == Role::Partner {
            return Err(Error::NotFound);
        }
        if !text.trim().is_empty() {
            return Self::list_found(scene, text);
        }
        let after = Cursor::read(after).unwrap_or(Cursor { key: String::new(), number: 0 });
        let limit = i64::try_from(ROWS + 1).unwrap_or(i64::MAX);
        let rows: Vec<AccountLine> = scene.all(LIST, &[after.key.into(), after.number.into(), limit.into()])?;
        Ok(Page::of(rows, ROWS, |line| Cursor { key: line.name_key.clone(), number: line.number }))
    }

    fn list_found(scene: &mut Scene<'_>, text: &str) -> Result<Page<AccountLine>> {
        let hits = search::find(scene, text, ROWS)?.into_iter().filter(|hit| hit.kind == "account");
        let numbers: Vec<db::Value> = hits.map(|hit| hit.number.into()).collect();
        let mut rows: Vec<AccountLine> = find_any(scene, NUMBERED_ANY, &[], &numbers)?;
        rows.sort_by(|one, other| (&one.name_key, one.number).cmp(&(&other.name_key, other.number)));
        rows.dedup();
        Ok(Page { rows, after: None })
    }

    /// The account with this number, with what stands around it.
    pub fn page(scene: &mut Scene<'_>, number: i64) -> Result<AccountPage> {
        let account = Self::numbered(scene, number)?;
        let parent = account.parent.map(|parent| Self::with_id(scene, parent)).transpose()?;
        let children: Vec<Named> = scene.all(CHILDREN, &[account.id.into()])?;
        let filter = Filter { account: Some(account.number), status: Statuses::Any, ..Filter::default() };
        let deals = Deal::list(scene, &filter, Order::default(), "")?;
        Ok(AccountPage {
            parent: parent.map(|parent| (parent.number, parent.name)),
            children: children.into_iter().map(|child| (child.number, child.name)).collect(),
            deals,
            may_change: !scene.actor.read_only && scene.actor.role != Role::Partner,
            account,
        })
    }
}

struct Named {
    number: i64,
    name: String,
}

impl FromRow for Named {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { number: row.int("number")?, name: row.text("name")? })
    }
}

impl FromRow for AccountLine {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let name = row.text("name")?;
        Ok(Self {
            number: row.int("number")?,
            name_key: fold(&name),
            name,
            industry: row.maybe_text("industry")?,
            country: row.maybe_text("country")?,
            open_deals: row.int("open_deals")?,
        })
    }
}

macro_rules! lines_where {
    ($condition:literal) => {
        concat!(
            "SELECT a.number, a.name, a.industry, a.country,
               (SELECT COUNT(*) FROM deals d WHERE d.workspace_id = a.workspace_id AND d.account_id = a.id
                AND d.status = 'open' AND d.discarded_at IS NULL) AS open_deals
             FROM accounts a
             WHERE a.workspace_id = $1 AND a.merged_into IS NULL AND a.discarded_at IS NULL AND ",
            $condition
        )
    };
}

const LIST: &str =
    lines_where!("a.name_key >= $2 AND (a.name_key > $2 OR a.number > $3) ORDER BY a.name_key, a.number LIMIT $4");

const NUMBERED_ANY: Many = many!(lines_where!("a.number IN "));

const CHILDREN: &str = "
    SELECT number, name FROM accounts
    WHERE workspace_id = $1 AND parent_id = $2 AND merged_into IS NULL AND discarded_at IS NULL
    ORDER BY name_key, number LIMIT 100";
