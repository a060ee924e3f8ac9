//! Bringing in products and accounts: what people know by name.

use super::external::{self, Before};
use super::known::{Known, keys};
use super::rows::{AccountRow, Line, ProductRow, Said};
use super::running::{Chunk, Outcome};
use crate::id::Id;
use crate::{Account, AccountId, Contact, ContactId, Event, Kind, Product, Result, Scene, fold};

use std::collections::HashMap;

/// Brings in products.
pub(super) fn products(scene: &mut Scene<'_>, chunk: &Chunk<'_>) -> Result<Vec<Outcome>> {
    let rows: Vec<(&Line, &ProductRow)> =
        chunk.rows(|said| if let Said::Product(row) = said { Some(row) } else { None });
    let names = || rows.iter().map(|(_, row)| row.name.as_str());
    let found = Product::named_any(scene, &keys(names()))?;
    let mut known: HashMap<String, Product> = HashMap::new();
    for product in found {
        known.entry(fold(&product.name)).or_insert(product);
    }
    let before = external::before(scene, chunk.source, "product", names().map(fold))?;
    let (mut outcomes, mut kept) = (Vec::new(), Vec::new());
    for (line, row) in &rows {
        let key = fold(&row.name);
        let product = known.get(&key);
        let outcome = match product {
            Some(_) if said_before(&before, &key, line.hash) => Outcome::Unchanged,
            Some(product) => change_product(scene, product, row)?,
            None => Outcome::New,
        };
        let product = match product {
            Some(product) => product.clone(),
            None => new_product(scene, row)?,
        };
        kept.push((key.clone(), product.id.bytes(), line.hash));
        known.insert(key, product);
        outcomes.push(outcome);
    }
    external::keep(scene, chunk.source, "product", kept)?;
    Ok(outcomes)
}

/// Adds the product of a row.
fn new_product(scene: &mut Scene<'_>, row: &ProductRow) -> Result<Product> {
    let product = Product {
        id: scene.new_id(),
        number: scene.next_number("products")?,
        name: row.name.clone(),
        series: row.series.clone(),
        price_minor: row.price.map(|price| price.minor),
        currency: row.currency,
    };
    product.insert(scene)?;
    Ok(product)
}

fn change_product(scene: &mut Scene<'_>, known: &Product, row: &ProductRow) -> Result<Outcome> {
    let mut wanted = known.clone();
    wanted.series = row.series.clone().or(wanted.series);
    if let Some(price) = row.price {
        (wanted.price_minor, wanted.currency) = (Some(price.minor), price.currency);
    }
    if wanted == *known {
        return Ok(Outcome::Unchanged);
    }
    super::before::keep(scene, "product", known.id.bytes())?;
    wanted.write(scene)?;
    Ok(Outcome::Changed)
}

/// Brings in accounts, those that others belong to first.
pub(super) fn accounts(scene: &mut Scene<'_>, chunk: &Chunk<'_>) -> Result<Vec<Outcome>> {
    let rows: Vec<(&Line, &AccountRow)> =
        chunk.rows(|said| if let Said::Account(row) = said { Some(row) } else { None });
    let names = || rows.iter().map(|(_, row)| row.name.as_str());
    let mut known = Known::default();
    let parents = rows.iter().filter_map(|(_, row)| row.parent.as_deref());
    known.look_for_accounts(scene, names().chain(parents))?;
    let mut full: HashMap<String, Account> = HashMap::new();
    for account in Account::named_any(scene, &keys(names()))? {
        full.entry(fold(&account.name)).or_insert(account);
    }
    let before = external::before(scene, chunk.source, "account", names().map(fold))?;
    let (mut outcomes, mut kept) = (Vec::new(), Vec::new());
    for (line, row) in &rows {
        let key = fold(&row.name);
        if said_before(&before, &key, line.hash) && known.accounts.contains_key(&key) {
            outcomes.push(Outcome::Unchanged);
            continue;
        }
        let outcome = account(scene, &mut known, &mut full, row)?;
        kept.extend(known.accounts.get(&key).map(|id| (key, id.bytes(), line.hash)));
        outcomes.push(outcome);
    }
    external::keep(scene, chunk.source, "account", kept)?;
    Ok(outcomes)
}

fn account(
    scene: &mut Scene<'_>,
    known: &mut Known,
    full: &mut HashMap<String, Account>,
    row: &AccountRow,
) -> Result<Outcome> {
    let parent = match &row.parent {
        Some(name) if fold(name) != fold(&row.name) => Some(account_named(scene, known, name)?),
        _ => None,
    };
    let key = fold(&row.name);
    let Some(account) = full.get_mut(&key) else {
        // A merged account is the one it became; what it was is no longer asked for.
        if known.accounts.contains_key(&key) {
            return Ok(Outcome::Unchanged);
        }
        let mut account = Account { name: row.name.clone(), parent, ..Account::empty(scene)? };
        fill(&mut account, row);
        account.insert(scene)?;
        known.accounts.insert(key.clone(), account.id);
        full.insert(key, account);
        return Ok(Outcome::New);
    };
    let mut wanted = account.clone();
    wanted.parent = parent.filter(|parent| *parent != wanted.id).or(wanted.parent);
    fill(&mut wanted, row);
    if wanted == *account {
        return Ok(Outcome::Unchanged);
    }
    super::before::keep(scene, "account", account.id.bytes())?;
    wanted.write(scene)?;
    let event = Event::new(Kind::AccountChanged).about(wanted.id).with("from", wanted.name.as_str());
    event.with("to", wanted.name.as_str()).record(scene)?;
    *account = wanted;
    Ok(Outcome::Changed)
}

/// The account with this name, made with nothing but its name when there is none.
pub(super) fn account_named(scene: &mut Scene<'_>, known: &mut Known, name: &str) -> Result<AccountId> {
    let key = fold(name);
    if let Some(id) = known.accounts.get(&key) {
        return Ok(*id);
    }
    let account = Account { name: name.to_owned(), ..Account::empty(scene)? };
    account.insert(scene)?;
    known.accounts.insert(key, account.id);
    Ok(account.id)
}

/// The person with this name at this account, made with nothing but that when there is none.
pub(super) fn contact_named(
    scene: &mut Scene<'_>,
    known: &mut Known,
    name: &str,
    account: Option<AccountId>,
) -> Result<ContactId> {
    let key = (fold(name), account);
    if let Some(id) = known.contacts.get(&key) {
        return Ok(*id);
    }
    let mut contact = Contact::named(scene, name.to_owned(), account);
    contact.insert(scene)?;
    known.contacts.insert(key, contact.id);
    Ok(contact.id)
}

/// What a row says goes before what is known; what it leaves out stays.
fn fill(account: &mut Account, row: &AccountRow) {
    account.industry = row.industry.clone().or(account.industry.take());
    account.website = row.website.clone().or(account.website.take());
    account.country = row.country.clone().or(account.country.take());
    account.employees = row.employees.or(account.employees);
    account.founded = row.founded.or(account.founded);
    account.annual_revenue_minor = row.revenue_minor.or(account.annual_revenue_minor);
}

/// The source said the very same before: what was changed by hand since stays.
fn said_before(before: &HashMap<String, Before>, key: &str, hash: [u8; 16]) -> bool {
    before.get(key).is_some_and(|before| before.hash == hash)
}
