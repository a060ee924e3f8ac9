//! The ledger: who is credited with how much of a deal, on which day.
//!
//! Every change that touches credit ends in [`Deal::settle`]: what everybody should have is compared
//! with what the ledger says they have, and the difference becomes new entries on the day of the
//! change. So winning, reopening, correcting and re-sharing are one rule, a reversal is the exact
//! negative of what it takes back, and settling twice changes nothing.

use std::collections::BTreeMap;

use db::{FromRow, Row, Value};
use jiff::civil::Date;
use measures::money::{Currency, Money};
use measures::split::split;
use rust_decimal::Decimal;

use super::Deal;
use super::facts::ROWS;
use super::sharing::{Share, revenue};
use crate::id::{Id, maybe};
use crate::{MemberId, Result, Scene, Status, TeamId};

/// Credit of one person, counted in one team: money of the deal, and of the workspace when converted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Credit {
    deal_minor: i64,
    minor: Option<i64>,
}

type Credits = BTreeMap<(MemberId, Option<TeamId>), Credit>;

impl Deal {
    /// Brings the ledger in line with the deal as it is now; the difference counts on `day`.
    pub(super) fn settle(&self, scene: &mut Scene<'_>, day: Date, kind: &'static str, event: i64) -> Result<()> {
        let has = added_up(scene.all(HELD, &[self.id.into()])?);
        let rate = self.rate(scene)?;
        let due = self.due(scene, rate.as_ref(), &has)?;
        let entry = Entry { day, kind, event, rate: rate.as_ref() };
        let rows = self.ledger_rows(scene, &entry, &difference(&has, &due));
        scene.batch(INSERT, rows)
    }

    /// The entries of `credits`, all of one event.
    fn ledger_rows(&self, scene: &Scene<'_>, entry: &Entry<'_>, credits: &Credits) -> Vec<Vec<Value>> {
        let at = match entry.rate {
            Some(Rate::Of(rate, day)) => Some((rate.to_string(), day.to_string())),
            _ => None,
        };
        let row = |(count, (to, credit)): (i64, (&(MemberId, Option<TeamId>), &Credit))| {
            vec![
                self.id.into(),
                (self.version * ROWS + count).into(),
                to.0.into(),
                maybe(to.1),
                entry.kind.into(),
                entry.day.to_string().into(),
                scene.now.into(),
                entry.event.into(),
                credit.deal_minor.into(),
                self.currency.code().into(),
                credit.minor.into(),
                at.as_ref().map(|(rate, _)| rate.clone()).into(),
                at.as_ref().map(|(_, day)| day.clone()).into(),
                maybe(scene.import),
            ]
        };
        (0..).zip(credits).map(row).collect()
    }

    /// The credit of a deal that was won and had none before: what [`Self::settle`] would write, without
    /// asking the database for what the caller knows. `home` tells in which team a person's part counts.
    pub(super) fn first_credit(
        &self,
        scene: &Scene<'_>,
        rate: Option<&Rate>,
        event: i64,
        shares: &[Share],
        home: impl Fn(MemberId) -> Option<TeamId>,
    ) -> Vec<Vec<Value>> {
        let (Some(amount), Status::Won, Some(day)) = (self.amount(), self.status, self.closed_on) else {
            return Vec::new();
        };
        let parts = parts(scene, rate, amount, shares);
        let due = parts.into_iter().map(|(member, credit)| ((member, home(member)), credit)).collect();
        let entry = Entry { day, kind: "won", event, rate };
        self.ledger_rows(scene, &entry, &difference(&Credits::new(), &due))
    }

    /// What everybody should have: nothing unless the deal is won. Whoever has credit already keeps it in
    /// the team where it was given, wherever they sell now.
    fn due(&self, scene: &mut Scene<'_>, rate: Option<&Rate>, has: &Credits) -> Result<Credits> {
        let Some(amount) = self.amount().filter(|_| self.status == Status::Won) else { return Ok(Credits::new()) };
        let shares = self.shares(scene)?;
        let mut due = Credits::new();
        for (member, credit) in parts(scene, rate, amount, &shares) {
            let team = match has.keys().find(|(known, _)| *known == member) {
                Some(&(_, team)) => team,
                None => self.team_of(scene, member)?,
            };
            due.insert((member, team), credit);
        }
        Ok(due)
    }

    /// The rate from the deal's currency into the workspace's on the closing day; nothing while it is
    /// not known.
    pub(super) fn rate(&self, scene: &mut Scene<'_>) -> Result<Option<Rate>> {
        if self.currency == scene.actor.workspace.currency {
            return Ok(Some(Rate::Same));
        }
        let day = self.closed_on.unwrap_or_else(|| scene.today()).to_string();
        let found: Option<Rated> = scene.find(RATE, &[self.currency.code().into(), day.into()])?;
        Ok(found.and_then(|rated| rated.0))
    }

    /// The team in which a person's credit counts: the home team when they are in it, else the team
    /// they sell in, else the home team.
    pub(super) fn team_of(&self, scene: &mut Scene<'_>, member: MemberId) -> Result<Option<TeamId>> {
        let teams: Vec<Option<[u8; 16]>> = scene.all(TEAMS_OF, &[member.into()])?;
        let teams: Vec<TeamId> = teams.into_iter().flatten().map(TeamId::of).collect();
        let home = self.team.filter(|team| teams.contains(team));
        Ok(home.or_else(|| teams.first().copied()).or(self.team))
    }
}

/// Everybody's part of an amount, in money of the deal and of the workspace.
fn parts(scene: &Scene<'_>, rate: Option<&Rate>, amount: Money, shares: &[Share]) -> Vec<(MemberId, Credit)> {
    let part = |share: &Share| (share.member, u32::try_from(share.basis_points).unwrap_or(0));
    let parts: Vec<(MemberId, u32)> = revenue(shares).map(part).collect();
    let converted = rate.and_then(|rate| rate.convert(amount, scene.actor.workspace.currency));
    let in_workspace_money = converted.map(|minor| split(minor, &parts));
    let credit = |(row, (member, deal_minor)): (usize, (MemberId, i64))| {
        let minor = in_workspace_money.as_ref().and_then(|split| split.get(row)).map(|part| part.1);
        (member, Credit { deal_minor, minor })
    };
    split(amount.minor, &parts).into_iter().enumerate().map(credit).collect()
}

/// What everybody holds, from the entries; what was never converted is nothing in workspace money.
fn added_up(entries: Vec<Held>) -> Credits {
    let mut credits = Credits::new();
    for Held(to, entry) in entries {
        let held = credits.entry(to).or_default();
        held.deal_minor += entry.deal_minor;
        held.minor = match (held.minor, entry.minor) {
            (None, None) => None,
            (held, more) => Some(held.unwrap_or(0) + more.unwrap_or(0)),
        };
    }
    credits
}

/// What must be added to `has` so that it becomes `due`; nothing where they are equal.
fn difference(has: &Credits, due: &Credits) -> Credits {
    let mut difference = Credits::new();
    for key in has.keys().chain(due.keys()) {
        let (had, should) = (has.get(key).copied().unwrap_or_default(), due.get(key).copied().unwrap_or_default());
        let credit = Credit {
            deal_minor: should.deal_minor - had.deal_minor,
            minor: match (had.minor, should.minor) {
                (None, None) => None,
                (had, should) => Some(should.unwrap_or(0) - had.unwrap_or(0)),
            },
        };
        if credit.deal_minor != 0 || credit.minor.is_some_and(|minor| minor != 0) {
            difference.insert(*key, credit);
        }
    }
    difference
}

struct Held((MemberId, Option<TeamId>), Credit);

impl FromRow for Held {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let to = (MemberId::of(row.id("member_id")?), row.maybe_id("team_id")?.map(TeamId::of));
        Ok(Self(to, Credit { deal_minor: row.int("deal_minor")?, minor: row.maybe_int("minor")? }))
    }
}

/// How money of the deal becomes money of the workspace.
pub(super) enum Rate {
    /// They are the same.
    Same,
    /// At the rate of a day.
    Of(Decimal, Date),
}

impl Rate {
    /// Minor units of the workspace's currency; nothing when they are out of range.
    fn convert(&self, amount: Money, home: Currency) -> Option<i64> {
        match self {
            Self::Same => Some(amount.minor),
            Self::Of(rate, _) => amount.convert(*rate, home).map(|money| money.minor),
        }
    }
}

/// What all ledger entries of one event share.
struct Entry<'r> {
    day: Date,
    kind: &'static str,
    event: i64,
    rate: Option<&'r Rate>,
}

struct Rated(Option<Rate>);

impl FromRow for Rated {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let rate = row.text("rate")?.parse().ok();
        Ok(Self(rate.zip(row.text("day")?.parse().ok()).map(|(rate, day)| Rate::Of(rate, day))))
    }
}

// Added up here: to group, SQLite walks the whole ledger in the order of people.
const HELD: &str = "
    SELECT member_id, team_id, deal_minor, minor FROM ledger_entries WHERE workspace_id = $1 AND deal_id = $2";

const RATE: &str = "
    SELECT rate, day FROM exchange_rates
    WHERE workspace_id = $1 AND currency = $2 AND day <= $3 ORDER BY day DESC LIMIT 1";

const TEAMS_OF: &str = "
    SELECT team_id FROM memberships
    WHERE workspace_id = $1 AND member_id = $2 AND to_on IS NULL ORDER BY role DESC, team_id";

pub(super) const INSERT: &str = "
    INSERT INTO ledger_entries (workspace_id, deal_id, number, member_id, team_id, kind, effective_on, recorded_at,
      event_number, deal_minor, deal_currency, minor, rate, rate_on, import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
