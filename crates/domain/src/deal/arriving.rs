//! Many deals at once that come from elsewhere: opened on a day of the past, perhaps ended since.
//!
//! The rows are those that opening and ending a deal by hand write; only the number of journeys to the
//! database differs: one statement runs for many deals, and what is asked for is asked once.

use std::collections::BTreeMap;

use db::Value;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use measures::money::Money;

use super::sharing::alone;
use super::totals::Totals;
use super::{Deal, NewDeal, crediting, facts, opening};
use crate::event::record_all;
use crate::{Event, Result, Scene, Stage, search};

/// A sound deal that comes from elsewhere.
#[derive(Debug, Clone)]
pub(crate) struct Arrival {
    /// As it was opened.
    pub new: NewDeal,
    /// What was agreed to do next.
    pub next_step: Option<String>,
    /// How it ended, if it did.
    pub end: Option<End>,
}

/// How a deal from elsewhere ended.
#[derive(Debug, Clone)]
pub(crate) struct End {
    /// A won or lost stage.
    pub stage: Stage,
    /// The day.
    pub on: Date,
    /// What it was worth in the end, and whether that is the list price; as before when not said.
    pub amount: Option<(Money, bool)>,
    /// Why it was lost.
    pub reason: Option<String>,
}

/// Writes them all: rows, facts, credit, totals, words, and the events on the days they happened.
/// Their owners are alone on them, in their home teams.
pub(crate) fn arrive(scene: &mut Scene<'_>, arrivals: Vec<Arrival>) -> Result<Vec<Deal>> {
    let mut number = scene.next_numbers("deals", arrivals.len())?;
    let mut rows = Rows::of(scene);
    for arrival in arrivals {
        rows.take(scene, arrival, number);
        number += 1;
    }
    rows.write(scene)
}

/// The rows of many deals, by table.
struct Rows {
    zone: TimeZone,
    today: Date,
    deals: Vec<Deal>,
    terms: Vec<Vec<Value>>,
    visits: Vec<Vec<Value>>,
    shares: Vec<Vec<Value>>,
    events: Vec<Event>,
    /// Deals that ended, by their place in `deals` and the place of the event in `events`.
    ended: Vec<(usize, i64)>,
    totals: Totals,
}

impl Rows {
    fn of(scene: &Scene<'_>) -> Self {
        let zone = scene.actor.workspace.zone();
        Self {
            today: scene.today_in(&zone),
            zone,
            deals: Vec::new(),
            terms: Vec::new(),
            visits: Vec::new(),
            shares: Vec::new(),
            events: Vec::new(),
            ended: Vec::new(),
            totals: Totals::of(scene.workspace()),
        }
    }

    fn take(&mut self, scene: &mut Scene<'_>, arrival: Arrival, number: i64) {
        let Arrival { new, next_step, end } = arrival;
        let ended_on = end.as_ref().map(|end| end.on);
        // Without a beginning it is known from its end on, or from today.
        let from = new.opened_on.or(ended_on).unwrap_or(self.today);
        let mut deal = Deal::of_new(scene, new, from, number);
        deal.next_step = next_step;
        self.keep_facts(scene, &deal, (from, deal.opened_on), ended_on);
        self.events.push(self.dated(deal.opening(from), from));
        if let Some(end) = end {
            deal.stand_ended(&end.stage, end.on, end.reason);
            if let Some((amount, estimated)) = end.amount {
                (deal.amount_minor, deal.amount_estimated) = (Some(amount.minor), estimated);
            }
            self.keep_facts(scene, &deal, (end.on, Some(end.on)), None);
            self.ended.push((self.deals.len(), i64::try_from(self.events.len()).unwrap_or(i64::MAX)));
            self.events.push(self.dated(deal.ending(end.on, &alone(deal.owner, "")), end.on));
        }
        self.totals.add(&deal, 1);
        self.deals.push(deal);
    }

    fn keep_facts(&mut self, scene: &Scene<'_>, deal: &Deal, (from, entered): (Date, Option<Date>), to: Option<Date>) {
        self.terms.push(deal.terms_row(scene, from, to));
        self.visits.push(deal.visit_row(scene, entered, to));
        self.shares.extend(deal.share_rows(scene, from, to, &alone(deal.owner, "")));
    }

    /// What happened on a day of the past, happened at its first moment as far as anybody knows.
    fn dated(&self, event: Event, day: Date) -> Event {
        if day == self.today {
            return event;
        }
        match day.to_zoned(self.zone.clone()) {
            Ok(begins) => event.occurred(begins.timestamp().as_microsecond()),
            Err(_) => event,
        }
    }

    fn write(self, scene: &mut Scene<'_>) -> Result<Vec<Deal>> {
        let rows = self.deals.iter().map(|deal| deal.row(scene)).collect();
        scene.batch(opening::INSERT, rows)?;
        scene.batch(facts::INSERT_TERMS, self.terms)?;
        scene.batch(facts::INSERT_VISIT, self.visits)?;
        scene.batch(facts::INSERT_SHARE, self.shares)?;
        self.totals.write(scene)?;
        let titles: Vec<_> = self.deals.iter().map(|deal| (deal.id, deal.title.as_str())).collect();
        search::keep_new(scene, &titles)?;
        if !self.events.is_empty() {
            let first = record_all(scene, self.events)?;
            write_credit(scene, &self.deals, &self.ended, first)?;
        }
        Ok(self.deals)
    }
}

fn write_credit(scene: &mut Scene<'_>, deals: &[Deal], ended: &[(usize, i64)], first: i64) -> Result<()> {
    let (mut rates, mut rows) = (BTreeMap::new(), Vec::new());
    for &(place, event) in ended {
        let deal = &deals[place];
        let key = (deal.currency, deal.closed_on);
        if !rates.contains_key(&key) {
            rates.insert(key, deal.rate(scene)?);
        }
        let rate = rates.get(&key).and_then(Option::as_ref);
        rows.extend(deal.first_credit(scene, rate, first + event));
    }
    scene.batch(crediting::INSERT, rows)
}
