//! What is not kept by day, taken from what happened: the next step and the moves of the expected close
//! as they were on a past day.

use std::collections::BTreeMap;

use db::{FromRow, Row};
use jiff::civil::Date;
use serde_json::Value as Json;

use super::OpenDeal;
use crate::deal::day;
use crate::figures::Whose;
use crate::id::Id;
use crate::{DealId, Kind, Result, Scene};

/// Gives the deals the next step and the moves that they had at the end of `as_of`.
pub(super) fn as_it_was(scene: &mut Scene<'_>, whose: Whose, as_of: Date, deals: &mut [OpenDeal]) -> Result<()> {
    for deal in deals.iter_mut() {
        (deal.next_step, deal.next_step_on, deal.close_moves) = (None, None, 0);
    }
    let of_member = matches!(whose, Whose::Member(_));
    let values = [whose.bytes().into(), as_of.to_string().into()];
    let told: Vec<Told> = scene.all(if of_member { STEPS_OF_MEMBER } else { STEPS_OF_TEAM }, &values)?;
    let terms: Vec<Terms> = scene.all(if of_member { TERMS_OF_MEMBER } else { TERMS_OF_TEAM }, &values)?;
    let mut at: BTreeMap<DealId, &mut OpenDeal> = deals.iter_mut().map(|deal| (deal.id, deal)).collect();
    for told in told {
        if let Some(deal) = at.get_mut(&told.deal) {
            (deal.next_step, deal.next_step_on) = told.step();
        }
    }
    let in_order: BTreeMap<(DealId, i64), Option<Date>> =
        terms.into_iter().map(|terms| ((terms.deal, terms.number), terms.expected_close)).collect();
    let mut before: Option<(DealId, Date)> = None;
    for ((id, _), close) in in_order {
        let Some(close) = close else { continue };
        let moved_back = before.is_some_and(|(deal, day)| deal == id && close > day);
        if let Some(deal) = at.get_mut(&id).filter(|_| moved_back) {
            deal.close_moves += 1;
        }
        before = Some((id, close));
    }
    Ok(())
}

/// A next step was set or done.
struct Told {
    deal: DealId,
    kind: String,
    particulars: Json,
}

impl Told {
    fn step(&self) -> (Option<String>, Option<Date>) {
        if self.kind != Kind::NextStepSet.name() {
            return (None, None);
        }
        let text = |name: &str| self.particulars.get(name).and_then(Json::as_str);
        (text("step").map(str::to_owned), text("due").and_then(|due| due.parse().ok()))
    }
}

impl FromRow for Told {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            deal: DealId::of(row.id("deal_id")?),
            kind: row.text("kind")?,
            particulars: serde_json::from_str(&row.text("particulars")?).unwrap_or_default(),
        })
    }
}

/// When a deal should be closed, from a day on.
struct Terms {
    deal: DealId,
    number: i64,
    expected_close: Option<Date>,
}

impl FromRow for Terms {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            deal: DealId::of(row.id("deal_id")?),
            number: row.int("number")?,
            expected_close: day(row, "expected_close")?,
        })
    }
}

macro_rules! steps_where {
    ($condition:literal) => {
        concat!(
            "SELECT s.deal_id, e.number, e.kind, e.particulars
             FROM deal_shares s CROSS JOIN event_subjects j CROSS JOIN events e
             WHERE s.workspace_id = $1 AND ",
            $condition,
            " AND s.status = 'open' AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on > $3)
               AND j.workspace_id = s.workspace_id AND j.subject_kind = 'deal' AND j.subject_id = s.deal_id
               AND e.workspace_id = j.workspace_id AND e.number = j.number
               AND e.kind IN ('next_step_set', 'next_step_done') AND e.effective_on <= $3
             ORDER BY e.number"
        )
    };
}

const STEPS_OF_MEMBER: &str = steps_where!("s.member_id = $2");

const STEPS_OF_TEAM: &str =
    steps_where!("s.member_id IN (SELECT o.member_id FROM memberships o WHERE o.workspace_id = $1 AND o.team_id = $2)");

macro_rules! terms_where {
    ($condition:literal) => {
        concat!(
            "SELECT s.deal_id, t.number, t.expected_close FROM deal_shares s CROSS JOIN deal_terms t
             WHERE s.workspace_id = $1 AND ",
            $condition,
            " AND s.status = 'open' AND s.from_on <= $3 AND (s.to_on IS NULL OR s.to_on > $3)
               AND t.workspace_id = s.workspace_id AND t.deal_id = s.deal_id AND t.from_on <= $3"
        )
    };
}

const TERMS_OF_MEMBER: &str = terms_where!("s.member_id = $2");

const TERMS_OF_TEAM: &str =
    terms_where!("s.member_id IN (SELECT o.member_id FROM memberships o WHERE o.workspace_id = $1 AND o.team_id = $2)");
