//! Many deals at once that come from elsewhere: opened on a day of the past, perhaps ended since.
//!
//! The rows are those that opening and ending a deal by hand write; only the number of journeys to the
//! database differs: one statement runs for many deals, and what is asked for is asked once.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use db::Value;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use measures::money::Money;

use super::sharing::alone;
use super::totals::Totals;
use super::{Deal, NewDeal, Share, crediting, facts, opening};
use crate::event::record_all;
use crate::{Error, Event, Result, Scene, Stage, search};

/// A sound deal that comes from elsewhere.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// As it was opened.
    pub new: NewDeal,
    /// The deal team, adding up to the whole, from the first day on; nobody when the owner is alone.
    pub team: Vec<Share>,
    /// The open stages after the first, in their order, with the day on which it entered each.
    pub way: Vec<(Stage, Date)>,
    /// What was agreed to do next.
    pub next_step: Option<String>,
    /// By when.
    pub next_step_on: Option<Date>,
    /// How it ended, if it did.
    pub end: Option<End>,
    /// When it entered each stage, the first and the end among them, in microseconds since 1970 UTC, for a deal without
    /// a team of its own; none where only the days are known.
    pub instants: Vec<i64>,
}

impl Arrival {
    /// A deal that stands where it began, with its owner alone on it.
    #[must_use]
    pub fn of(new: NewDeal) -> Self {
        Self {
            new,
            team: Vec::new(),
            way: Vec::new(),
            next_step: None,
            next_step_on: None,
            end: None,
            instants: Vec::new(),
        }
    }
}

/// How a deal from elsewhere ended.
#[derive(Debug, Clone)]
pub struct End {
    /// A won or lost stage.
    pub stage: Stage,
    /// The day.
    pub on: Date,
    /// What it was worth in the end, and whether that is the list price; as before when not said.
    pub amount: Option<(Money, bool)>,
    /// Why it was lost.
    pub reason: Option<String>,
}

impl Deal {
    /// Writes many deals that come from elsewhere, in few statements. Operations and admin only.
    pub fn arrive(scene: &mut Scene<'_>, arrivals: Vec<Arrival>) -> Result<Vec<Self>> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        arrive(scene, arrivals)
    }
}

/// Writes them all: rows, facts, credit, totals, words, and the events on the days they happened. Each
/// is in the home team of its owner.
pub(crate) fn arrive(scene: &mut Scene<'_>, arrivals: Vec<Arrival>) -> Result<Vec<Deal>> {
    let first = scene.next_numbers("deals", arrivals.len())?;
    let mut rows = Rows::of(scene);
    for (number, arrival) in (first..).zip(arrivals) {
        rows.take(scene, arrival, number);
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
    /// Deals that ended, by their place in `deals` and the place of the event in `events`, with the team
    /// that is credited.
    ended: Vec<(usize, i64, Vec<Share>)>,
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
        let Arrival { new, team, way, next_step, next_step_on, end, instants } = arrival;
        let ended_on = end.as_ref().map(|end| end.on);
        let (first_visit, first_event) = (self.visits.len(), self.events.len());
        // Without a beginning it is known from its end on, or from today.
        let from = new.opened_on.or(ended_on).unwrap_or(self.today);
        let mut deal = Deal::of_new(scene, new, from, number);
        (deal.next_step, deal.next_step_on) = (next_step, next_step_on);
        self.events.push(self.dated(deal.opening(from), from));
        let team = self.form(&mut deal, team, from);
        self.terms.push(deal.terms_row(scene, from, ended_on));
        self.shares.extend(deal.share_rows(scene, from, ended_on, &team));
        self.pass(scene, &mut deal, way, ended_on);
        if let Some(end) = end {
            self.end(scene, &mut deal, end, team);
        }
        self.date_exactly(first_visit, first_event, &instants);
        self.totals.add(&deal, 1);
        self.deals.push(deal);
    }

    /// Visits, and the events that tell of them, at the moments that are known.
    fn date_exactly(&mut self, first_visit: usize, first_event: usize, instants: &[i64]) {
        if [self.visits.len() - first_visit, self.events.len() - first_event] != [instants.len(); 2] {
            return;
        }
        for (place, row) in self.visits[first_visit..].iter_mut().enumerate() {
            row[facts::ENTERED_AT] = instants[place].into();
            if let Some(left) = instants.get(place + 1) {
                row[facts::LEFT_AT] = (*left).into();
            }
        }
        for (event, at) in self.events.drain(first_event..).collect::<Vec<_>>().into_iter().zip(instants) {
            self.events.push(event.occurred(*at));
        }
    }

    /// Its team from the first day on.
    fn form(&mut self, deal: &mut Deal, team: Vec<Share>, from: Date) -> Vec<Share> {
        let owner = alone(deal.owner, "");
        if team.is_empty() {
            return owner;
        }
        deal.version += 1;
        self.events.push(self.dated(deal.team_set(&owner, &team, "").effective(from), from));
        team
    }

    /// Its visits to the open stages, up to the day of its end.
    fn pass(&mut self, scene: &Scene<'_>, deal: &mut Deal, way: Vec<(Stage, Date)>, ended_on: Option<Date>) {
        let mut entered = deal.opened_on;
        for (stage, day) in way {
            self.visits.push(deal.visit_row(scene, entered, Some(day)));
            let before = deal.stage.clone();
            deal.stand_in(&stage, Some(day));
            self.events.push(self.dated(deal.moving(before, day), day));
            entered = Some(day);
        }
        self.visits.push(deal.visit_row(scene, entered, ended_on));
    }

    fn end(&mut self, scene: &Scene<'_>, deal: &mut Deal, end: End, team: Vec<Share>) {
        deal.stand_ended(&end.stage, end.on, end.reason);
        if let Some((amount, estimated)) = end.amount {
            (deal.amount_minor, deal.amount_estimated) = (Some(amount.minor), estimated);
        }
        self.terms.push(deal.terms_row(scene, end.on, None));
        self.visits.push(deal.visit_row(scene, Some(end.on), None));
        self.shares.extend(deal.share_rows(scene, end.on, None, &team));
        let event = self.dated(deal.ending(end.on, &team), end.on);
        self.ended.push((self.deals.len(), i64::try_from(self.events.len()).unwrap_or(i64::MAX), team));
        self.events.push(event);
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

fn write_credit(scene: &mut Scene<'_>, deals: &[Deal], ended: &[(usize, i64, Vec<Share>)], first: i64) -> Result<()> {
    let (mut rates, mut homes, mut rows) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for (place, event, team) in ended {
        let deal = &deals[*place];
        let key = (deal.currency, deal.closed_on);
        if let Entry::Vacant(place) = rates.entry(key) {
            place.insert(deal.rate(scene)?);
        }
        for share in team.iter().filter(|share| share.member != deal.owner) {
            if let Entry::Vacant(place) = homes.entry((share.member, deal.team)) {
                place.insert(deal.team_of(scene, share.member)?);
            }
        }
        let rate = rates.get(&key).and_then(Option::as_ref);
        let home = |member| homes.get(&(member, deal.team)).copied().unwrap_or(deal.team);
        rows.extend(deal.first_credit(scene, rate, first + event, team, home));
    }
    scene.batch(crediting::INSERT, rows)
}
