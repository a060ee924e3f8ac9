//! Each deal and its dated facts: they say the same, on every day.

use std::collections::{BTreeMap, BTreeSet};

use db::{FromRow, Row};

use super::spans::{Span, boundaries};
use super::{Finding, MOST};
use crate::{Result, Scene};

/// Deals looked at together.
const AT_ONCE: i64 = 500;

pub(super) fn findings(scene: &mut Scene<'_>) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    let mut behind = [0; 16];
    loop {
        let deals: Vec<Stood> = scene.all(DEALS, &[behind.into(), AT_ONCE.into()])?;
        let (Some(first), Some(last)) = (deals.first(), deals.last()) else { break };
        let range = [first.id.into(), last.id.into()];
        let shares = by_deal(scene.all::<Shared>(SHARES, &range)?, |share| share.deal);
        let terms = by_deal(scene.all::<Terms>(TERMS, &range)?, |terms| terms.deal);
        let visits = by_deal(scene.all::<Visit>(VISITS, &range)?, |visit| visit.deal);
        let credits = by_deal(scene.all::<Credit>(CREDITS, &range)?, |credit| credit.deal);
        behind = last.id;
        for deal in &deals {
            let facts = Facts {
                shares: shares.get(&deal.id).map_or(&[], Vec::as_slice),
                terms: terms.get(&deal.id).map_or(&[], Vec::as_slice),
                visits: visits.get(&deal.id).map_or(&[], Vec::as_slice),
                credit: credits.get(&deal.id).map_or(0, |credits| credits.iter().map(|credit| credit.minor).sum()),
            };
            findings.extend(facts.findings(deal));
        }
    }
    for (sql, said) in [(NO_DEAL, "credit of a deal that is not there"), (NO_OWNER, "an owner who is not there")] {
        let lost: i64 = scene.find(sql, &[])?.unwrap_or(0);
        findings.extend((lost > 0).then(|| Finding::new("links", format!("{lost} times {said}"))));
    }
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    findings.retain(|finding| {
        let count = told.entry(finding.promise).or_default();
        *count += 1;
        *count <= MOST
    });
    Ok(findings)
}

fn by_deal<T>(rows: Vec<T>, deal: impl Fn(&T) -> [u8; 16]) -> BTreeMap<[u8; 16], Vec<T>> {
    let mut by: BTreeMap<_, Vec<T>> = BTreeMap::new();
    for row in rows {
        by.entry(deal(&row)).or_default().push(row);
    }
    by
}

/// The dated facts of one deal.
struct Facts<'f> {
    shares: &'f [Shared],
    terms: &'f [Terms],
    visits: &'f [Visit],
    credit: i64,
}

impl Facts<'_> {
    fn findings(&self, deal: &Stood) -> Vec<Finding> {
        let mut said: Vec<(&'static str, String)> = Vec::new();
        self.check_shares(&mut said);
        self.check_terms(deal, &mut said);
        self.check_visits(deal, &mut said);
        let due = if deal.status == "won" { deal.minor.unwrap_or(0) } else { 0 };
        if self.credit != due {
            said.push(("ledger", format!("credit adds up to {}, and {due} was won", self.credit)));
        }
        said.into_iter().map(|(promise, said)| Finding::new(promise, format!("deal {}: {said}", deal.number))).collect()
    }

    fn check_shares(&self, said: &mut Vec<(&'static str, String)>) {
        for day in boundaries(self.shares.iter().map(|share| &share.span)) {
            let held: Vec<_> = self.shares.iter().filter(|share| share.span.holds_on(day)).collect();
            let sum: i64 = held.iter().map(|share| share.points).sum();
            if !held.is_empty() && sum != 10_000 {
                said.push(("shares", format!("on {day} shares add up to {sum} of 10000")));
            }
            let people: BTreeSet<_> = held.iter().map(|share| share.member).collect();
            if people.len() != held.len() {
                said.push(("shares", format!("on {day} somebody has two shares")));
            }
        }
        if self.shares.iter().all(|share| share.span.to.is_some()) {
            said.push(("shares", "nobody has a share now".to_owned()));
        }
    }

    fn check_terms(&self, deal: &Stood, said: &mut Vec<(&'static str, String)>) {
        for day in boundaries(self.terms.iter().map(|terms| &terms.span)) {
            if self.terms.iter().filter(|terms| terms.span.holds_on(day)).count() > 1 {
                said.push(("terms", format!("two terms hold on {day}")));
            }
        }
        let now: Vec<_> = self.terms.iter().filter(|terms| terms.span.to.is_none()).collect();
        match (now.as_slice(), deal.discarded) {
            ([], true) => {}
            ([terms], false) if (terms.minor, &terms.status) == (deal.minor, &deal.status) => {}
            ([_], false) => said.push(("terms", "the terms that hold say another amount or status".to_owned())),
            (terms, _) => said.push(("terms", format!("{} terms hold now", terms.len()))),
        }
    }

    fn check_visits(&self, deal: &Stood, said: &mut Vec<(&'static str, String)>) {
        let dated = || self.visits.iter().filter_map(|visit| visit.span.as_ref());
        for day in boundaries(dated()) {
            if dated().filter(|span| span.holds_on(day)).count() > 1 {
                said.push(("stages", format!("it stands in two stages on {day}")));
            }
        }
        let now: Vec<_> = self.visits.iter().filter(|visit| !visit.left).collect();
        match (now.as_slice(), deal.discarded) {
            ([], true) => {}
            ([visit], false) if visit.stage == deal.stage => {}
            ([visit], false) => {
                said.push(("stages", format!("it stands in {} and visits {}", deal.stage, visit.stage)));
            }
            (visits, _) => said.push(("stages", format!("it visits {} stages now", visits.len()))),
        }
    }
}

struct Stood {
    id: [u8; 16],
    number: i64,
    minor: Option<i64>,
    stage: String,
    status: String,
    discarded: bool,
}

impl FromRow for Stood {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: row.id("id")?,
            number: row.int("number")?,
            minor: row.maybe_int("amount_minor")?,
            stage: row.text("stage_key")?,
            status: row.text("status")?,
            discarded: row.maybe_int("discarded_at")?.is_some(),
        })
    }
}

struct Shared {
    deal: [u8; 16],
    member: [u8; 16],
    points: i64,
    span: Span,
}

impl FromRow for Shared {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let span = Span { from: row.text("from_on")?, to: row.maybe_text("to_on")? };
        let points = if row.text("kind")? == "revenue" { row.int("basis_points")? } else { 0 };
        Ok(Self { deal: row.id("deal_id")?, member: row.id("member_id")?, points, span })
    }
}

struct Terms {
    deal: [u8; 16],
    minor: Option<i64>,
    status: String,
    span: Span,
}

impl FromRow for Terms {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let span = Span { from: row.text("from_on")?, to: row.maybe_text("to_on")? };
        Ok(Self { deal: row.id("deal_id")?, minor: row.maybe_int("amount_minor")?, status: row.text("status")?, span })
    }
}

struct Visit {
    deal: [u8; 16],
    stage: String,
    left: bool,
    /// Nothing when nobody knows when it began.
    span: Option<Span>,
}

impl FromRow for Visit {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let to = row.maybe_text("left_on")?;
        let left = to.is_some();
        let span = row.maybe_text("entered_on")?.map(|from| Span { from, to });
        Ok(Self { deal: row.id("deal_id")?, stage: row.text("stage_key")?, left, span })
    }
}

struct Credit {
    deal: [u8; 16],
    minor: i64,
}

impl FromRow for Credit {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { deal: row.id("deal_id")?, minor: row.int("minor")? })
    }
}

const DEALS: &str = "
    SELECT id, number, amount_minor, stage_key, status, discarded_at FROM deals
    WHERE workspace_id = $1 AND id > $2 ORDER BY id LIMIT $3";

const SHARES: &str = "
    SELECT deal_id, member_id, kind, basis_points, from_on, to_on FROM deal_shares
    WHERE workspace_id = $1 AND deal_id >= $2 AND deal_id <= $3 AND state = 'accepted'";

const TERMS: &str = "
    SELECT deal_id, amount_minor, status, from_on, to_on FROM deal_terms
    WHERE workspace_id = $1 AND deal_id >= $2 AND deal_id <= $3";

const VISITS: &str = "
    SELECT deal_id, stage_key, entered_on, left_on FROM stage_visits
    WHERE workspace_id = $1 AND deal_id >= $2 AND deal_id <= $3";

const CREDITS: &str = "
    SELECT deal_id, CAST(SUM(deal_minor) AS BIGINT) AS minor FROM ledger_entries
    WHERE workspace_id = $1 AND deal_id >= $2 AND deal_id <= $3 GROUP BY deal_id";

const NO_DEAL: &str = "
    SELECT COUNT(*) FROM ledger_entries l
    WHERE l.workspace_id = $1 AND NOT EXISTS (SELECT 1 FROM deals d WHERE d.workspace_id = $1 AND d.id = l.deal_id)";

const NO_OWNER: &str = "
    SELECT COUNT(*) FROM deals d
    WHERE d.workspace_id = $1 AND NOT EXISTS (
      SELECT 1 FROM members m WHERE m.workspace_id = $1 AND m.id = d.owner_id)";
