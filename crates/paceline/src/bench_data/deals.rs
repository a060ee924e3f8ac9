//! The deals: about 40 open ones for each seller, the rest closed over the last years.

use domain::{Arrival, End, NewDeal, Part, Share, Stage, Status};
use jiff::ToSpan;
use jiff::civil::Date;
use measures::money::Money;

use super::cast::{Cast, Seller};
use super::names::{LOST, STEPS};
use crate::demo::luck::Luck;

/// Open deals of one seller.
const OPEN_EACH: usize = 40;

/// Over so many days the closed deals were closed.
const HISTORY: i64 = 4 * 365;

/// Which deal comes next.
pub(super) struct Plan<'c> {
    cast: &'c Cast,
    today: Date,
    /// So many of the deals are closed; the closed ones come first, oldest first.
    closed: usize,
    place: usize,
    open: Vec<&'c Stage>,
    won: Option<&'c Stage>,
    lost: Option<&'c Stage>,
}

impl<'c> Plan<'c> {
    pub(super) fn of(cast: &'c Cast, deals: u32, today: Date) -> Self {
        let all = usize::try_from(deals).unwrap_or(usize::MAX);
        let of_kind = |kind: Status| cast.stages.iter().filter(move |stage| stage.kind == kind);
        Self {
            cast,
            today,
            closed: all - (cast.sellers.len() * OPEN_EACH).min(all * 4 / 5),
            place: 0,
            open: of_kind(Status::Open).collect(),
            won: of_kind(Status::Won).next(),
            lost: of_kind(Status::Lost).next(),
        }
    }

    /// The next deals.
    pub(super) fn next(&mut self, count: usize, luck: &mut Luck) -> Vec<Arrival> {
        (0..count).map(|_| self.deal(luck)).collect()
    }

    fn deal(&mut self, luck: &mut Luck) -> Arrival {
        let place = self.place;
        self.place += 1;
        let seller = self.cast.sellers[place % self.cast.sellers.len()];
        let lasted = luck.between(4, 110);
        let ended = (place < self.closed).then(|| self.day_of_end(place));
        let opened = ended.unwrap_or(self.today).saturating_sub(lasted.days());
        let mut arrival = Arrival::of(self.opening(seller, opened, luck));
        if luck.chance(0.3) {
            arrival.team = self.team(seller, luck);
        }
        let steps = match ended {
            None => luck.between(0, 4),
            Some(_) => luck.between(1, 4),
        };
        arrival.way = self.way(steps, opened, lasted);
        match ended {
            Some(on) => arrival.end = self.end(on, luck),
            None => self.promise(&mut arrival, luck),
        }
        arrival
    }

    /// Evenly over the years, up to yesterday.
    fn day_of_end(&self, place: usize) -> Date {
        let left = i64::try_from(self.closed - place).unwrap_or(1);
        let back = left * HISTORY / i64::try_from(self.closed.max(1)).unwrap_or(1);
        self.today.saturating_sub(back.max(1).days())
    }

    fn opening(&self, seller: Seller, opened: Date, luck: &mut Luck) -> NewDeal {
        let (account, name) = luck.pick(&self.cast.accounts);
        let (product, product_name, price) = *luck.pick(&self.cast.products);
        let minor = price * luck.between(60, 240);
        NewDeal {
            title: format!("{name} · {product_name}"),
            account: Some(*account),
            contact: None,
            product: Some(product),
            amount: Some(Money { minor, currency: self.cast.currency }),
            estimated: false,
            currency: self.cast.currency,
            expected_close: Some(opened.saturating_add(luck.between(20, 130).days())),
            stage: self.open[0].clone(),
            opened_on: Some(opened),
            owner: seller.id,
            team: self.cast.teams.get(seller.team).copied(),
        }
    }

    /// The owner and one teammate.
    fn team(&self, seller: Seller, luck: &mut Luck) -> Vec<Share> {
        let mates: Vec<_> =
            self.cast.sellers.iter().filter(|mate| mate.team == seller.team && mate.id != seller.id).collect();
        if mates.is_empty() {
            return Vec::new();
        }
        let part = luck.between(2, 8) * 500;
        let share = |member, role: &str, basis_points| Share {
            member,
            role: role.to_owned(),
            kind: Part::Revenue,
            basis_points,
        };
        vec![share(seller.id, "Account executive", 10_000 - part), share(luck.pick(&mates).id, "Support", part)]
    }

    /// So many moves, evenly over the days that it lasted.
    fn way(&self, steps: i64, opened: Date, lasted: i64) -> Vec<(Stage, Date)> {
        let stages = (1..=steps).zip(self.open.iter().skip(1));
        stages
            .map(|(step, stage)| ((*stage).clone(), opened.saturating_add((lasted * step / (steps + 1)).days())))
            .collect()
    }

    fn end(&self, on: Date, luck: &mut Luck) -> Option<End> {
        let won = luck.chance(0.55);
        let stage = if won { self.won } else { self.lost }?.clone();
        let reason = (!won).then(|| (*luck.pick(&LOST)).to_owned());
        Some(End { stage, on, amount: None, reason })
    }

    fn promise(&self, arrival: &mut Arrival, luck: &mut Luck) {
        if luck.chance(0.6) {
            arrival.next_step = Some((*luck.pick(&STEPS)).to_owned());
            arrival.next_step_on = Some(self.today.saturating_add(luck.between(-5, 12).days()));
        }
    }
}
