//! Bringing in deals.

use super::external::{self, Before};
use super::goods::{account_named, contact_named};
use super::judging::{Judged, judge, product, title};
use super::known::{Known, Listed};
use super::refusal::{Reason, Refusal};
use super::rows::{DealRow, Line, Said};
use super::running::{Chunk, Outcome};
use super::sellers::member_named;
use super::{before, changing};
use crate::deal::{Arrival, NewDeal, arrive};
use crate::id::Id;
use crate::{Contact, DealId, MemberId, Product, Result, Scene, fold};

use std::collections::HashMap;

/// Brings in deals: new ones together, known ones whose rows say something else one by one.
pub(super) fn deals(scene: &mut Scene<'_>, chunk: &Chunk<'_>) -> Result<Vec<Outcome>> {
    let rows: Vec<(&Line, &DealRow)> = chunk.rows(|said| if let Said::Deal(row) = said { Some(&**row) } else { None });
    let ids = rows.iter().map(|(_, row)| row.external_id.clone());
    let known_ids = external::before(scene, chunk.source, "deal", ids)?;
    let news: Vec<&DealRow> =
        rows.iter().filter(|(line, row)| !said_before(&known_ids, line, row)).map(|(_, row)| *row).collect();
    if news.is_empty() {
        return Ok(vec![Outcome::Unchanged; rows.len()]);
    }
    let mut known = Known::of_deals(scene, &news, chunk.choices)?;
    let (mut outcomes, mut arrivals, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for (line, row) in &rows {
        let outcome = match known_ids.get(&row.external_id) {
            Some(_) if said_before(&known_ids, line, row) => Outcome::Unchanged,
            Some(before) => {
                let outcome = changed(scene, chunk, &mut known, row, before)?;
                if !matches!(outcome, Outcome::Refused(_)) {
                    kept.push((row.external_id.clone(), before.id, line.hash));
                }
                outcome
            }
            None => match arrival(scene, chunk, &mut known, row)? {
                Ok(arrival) => {
                    arrivals.push((arrival, row.external_id.clone(), line.hash));
                    Outcome::New
                }
                Err(refusal) => Outcome::Refused(refusal),
            },
        };
        outcomes.push(outcome);
    }
    let (arrivals, names): (Vec<Arrival>, Vec<_>) =
        arrivals.into_iter().map(|(arrival, id, hash)| (arrival, (id, hash))).unzip();
    let deals = arrive(scene, arrivals)?;
    kept.extend(names.into_iter().zip(&deals).map(|((name, hash), deal)| (name, deal.id.bytes(), hash)));
    external::keep(scene, chunk.source, "deal", kept)?;
    Ok(outcomes)
}

fn said_before(known: &HashMap<String, Before>, line: &Line, row: &DealRow) -> bool {
    known.get(&row.external_id).is_some_and(|before| before.hash == line.hash)
}

fn arrival(
    scene: &mut Scene<'_>,
    chunk: &Chunk<'_>,
    known: &mut Known,
    row: &DealRow,
) -> Result<Result<Arrival, Refusal>> {
    make_known(scene, chunk, known, row)?;
    let judged = match judge(row, known, chunk.choices, chunk.today) {
        Ok(judged) => judged,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let Some(owner) = owner(scene, known, row)? else { return Ok(Err(Refusal::of(Reason::NoOwner))) };
    let Judged { stage, worth, expected_close, end } = judged;
    let account = match &row.account {
        Some(name) => Some(account_named(scene, known, chunk.choices.account(name))?),
        None => None,
    };
    let contact = row.contact.as_deref().map(|name| contact_named(scene, known, name, account)).transpose()?;
    let new = NewDeal {
        title: title(row, chunk.choices),
        account,
        contact,
        product: product(row, known, chunk.choices).and_then(|listed| listed.id),
        amount: worth.map(|worth| worth.0),
        estimated: worth.is_some_and(|worth| worth.1),
        currency: row.currency,
        expected_close,
        stage,
        opened_on: row.opened_on,
        owner,
        team: known.homes.get(&owner).copied(),
    };
    Ok(Ok(Arrival { next_step: row.next_step.clone(), end, ..Arrival::of(new) }))
}

/// A known deal takes over what its row says now.
fn changed(
    scene: &mut Scene<'_>,
    chunk: &Chunk<'_>,
    known: &mut Known,
    row: &DealRow,
    was: &Before,
) -> Result<Outcome> {
    make_known(scene, chunk, known, row)?;
    let judged = match judge(row, known, chunk.choices, chunk.today) {
        Ok(judged) => judged,
        Err(refusal) => return Ok(Outcome::Refused(refusal)),
    };
    let mut deal = crate::Deal::with_id(scene, DealId::of(was.id))?;
    if deal.discarded {
        return Ok(Outcome::Refused(Refusal::of(Reason::Discarded)));
    }
    let stages = known.stages().to_vec();
    if let Some(refusal) = changing::held_up(scene, &deal, (&judged, row), &stages, chunk.choices)? {
        return Ok(Outcome::Refused(refusal));
    }
    before::keep(scene, "deal", was.id)?;
    let contact = deal.contact.map(|contact| Contact::with_id(scene, contact)).transpose()?;
    let mut wanted = deal.clone();
    wanted.title = title(row, chunk.choices);
    if let Some(name) = &row.account {
        wanted.account = Some(account_named(scene, known, chunk.choices.account(name))?);
    }
    if let Some(name) = row.contact.as_deref().filter(|name| !is_called(contact.as_ref(), name)) {
        wanted.contact = Some(contact_named(scene, known, name, wanted.account)?);
    }
    wanted.product = product(row, known, chunk.choices).and_then(|listed| listed.id).or(wanted.product);
    if let Some(owner) = owner(scene, known, row)?.filter(|owner| *owner != wanted.owner) {
        (wanted.owner, wanted.team) = (owner, known.homes.get(&owner).copied());
    }
    changing::bring_up_to_date(scene, &mut deal, wanted, (&judged, row), &stages)?;
    Ok(Outcome::Changed)
}

/// Whoever is called so already is meant, wherever they work: somebody may have picked them by hand.
fn is_called(contact: Option<&Contact>, name: &str) -> bool {
    contact.is_some_and(|contact| fold(&contact.name) == fold(name))
}

/// A product that nobody knows is added with nothing but its name.
fn make_known(scene: &mut Scene<'_>, chunk: &Chunk<'_>, known: &mut Known, row: &DealRow) -> Result<()> {
    let Some(name) = &row.product else { return Ok(()) };
    let name = chunk.choices.product(name);
    if known.products.contains_key(&fold(name)) {
        return Ok(());
    }
    let product = Product {
        id: scene.new_id(),
        number: scene.next_number("products")?,
        name: name.to_owned(),
        series: None,
        price_minor: None,
        currency: row.currency,
    };
    product.insert(scene)?;
    known.products.insert(fold(name), Listed { id: Some(product.id), name: product.name, price: None });
    Ok(())
}

/// Who is accountable: a placeholder when nobody of that name is known; who imports when the row names
/// nobody.
fn owner(scene: &mut Scene<'_>, known: &mut Known, row: &DealRow) -> Result<Option<MemberId>> {
    match &row.owner {
        Some(name) => member_named(scene, known, name).map(Some),
        None => Ok(scene.actor.member()),
    }
}
