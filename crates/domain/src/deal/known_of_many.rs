//! What is known of many deals, as far as the process asks: a few statements for all of them.

use std::collections::{BTreeMap, HashMap};

use db::{FromRow, Row, Value};
use measures::money::Money;

use super::built_in::Facts;
use super::{Deal, currency};
use crate::id::Id;
use crate::many::{Many, find_any, many};
use crate::{DealId, Known, Result, Scene, Tool, ToolId};

impl Deal {
    /// What is known of the deals with these identities.
    pub(crate) fn known_of_many(scene: &mut Scene<'_>, ids: &[Value]) -> Result<BTreeMap<DealId, Known>> {
        let facts: Vec<OfDeal<Facts>> = find_any(scene, FACTS, &[], ids)?;
        let mut known: BTreeMap<DealId, Known> =
            facts.into_iter().map(|of| (DealId::of(of.deal), of.what.known())).collect();
        for of in find_any::<OfDeal<Said>>(scene, SAID, &[], ids)? {
            let Some(known) = known.get_mut(&DealId::of(of.deal)) else { continue };
            let Said { kind, key, item, words } = of.what;
            match kind.as_str() {
                "answer" => drop(known.fields.entry(key).or_insert(words)),
                "check" => drop(known.checks.insert((key, item), words)),
                _ => drop(known.roles.insert(key)),
            }
        }
        let marks: Vec<OfDeal<Points>> = find_any(scene, MARKS, &[], ids)?;
        add_scores(scene, &marks, &mut known)?;
        Ok(known)
    }
}

fn add_scores(scene: &mut Scene<'_>, marks: &[OfDeal<Points>], known: &mut BTreeMap<DealId, Known>) -> Result<()> {
    let mut points: BTreeMap<(DealId, ToolId), HashMap<&str, i64>> = BTreeMap::new();
    for of in marks {
        let card = points.entry((DealId::of(of.deal), of.what.tool)).or_default();
        card.insert(&of.what.element, of.what.points);
    }
    let mut wanted: Vec<ToolId> = points.keys().map(|(_, tool)| *tool).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let wanted: Vec<Value> = wanted.into_iter().map(Into::into).collect();
    let tools = Tool::any_of(scene, &wanted)?;
    for ((deal, tool), points) in points {
        let tool = tools.iter().find(|known| known.id == tool);
        let Some((tool, card)) = tool.and_then(|tool| Some((tool, tool.scorecard()?))) else { continue };
        if let Some(known) = known.get_mut(&deal) {
            known.scores.insert(tool.number, card.score(|element| points.get(element).copied().unwrap_or(0)));
        }
    }
    Ok(())
}

/// Something about a deal.
struct OfDeal<T> {
    deal: [u8; 16],
    what: T,
}

impl<T: FromRow> FromRow for OfDeal<T> {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { deal: row.id("deal_id")?, what: T::from_row(row)? })
    }
}

impl FromRow for Facts {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let (minor, currency) = (row.maybe_int("amount_minor")?, currency(row, "currency")?);
        Ok(Self {
            amount: minor.map(|minor| Money::new(minor, currency).decimal()),
            expected_close: row.maybe_text("expected_close")?,
            account: row.maybe_text("account")?,
            contact: row.maybe_text("contact")?,
            product: row.maybe_text("product")?,
            next_step: row.maybe_text("next_step")?,
            next_step_due: row.maybe_text("next_step_on")?,
            team: row.maybe_int("team")?,
        })
    }
}

/// An answer, something that was checked, or a part in buying.
struct Said {
    kind: String,
    key: String,
    item: String,
    words: String,
}

impl FromRow for Said {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            kind: row.text("kind")?,
            key: row.text("said_key")?,
            item: row.text("item")?,
            words: row.text("words")?,
        })
    }
}

/// The points of an element of a scorecard.
struct Points {
    tool: ToolId,
    element: String,
    points: i64,
}

impl FromRow for Points {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let tool = ToolId::of(row.id("tool_id")?);
        Ok(Self { tool, element: row.text("element_key")?, points: row.int("points")? })
    }
}

const FACTS: Many = many!(
    "SELECT d.id AS deal_id, d.amount_minor, d.currency, d.expected_close, d.next_step, d.next_step_on,
       a.name AS account, c.name AS contact, p.name AS product, t.number AS team
     FROM deals d
     LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
     LEFT JOIN contacts c ON c.workspace_id = d.workspace_id AND c.id = d.contact_id
     LEFT JOIN products p ON p.workspace_id = d.workspace_id AND p.id = d.product_id
     LEFT JOIN teams t ON t.workspace_id = d.workspace_id AND t.id = d.team_id
     WHERE d.workspace_id = $1 AND d.id IN "
);

const SAID: Many = many!(
    "SELECT s.deal_id, s.kind, s.said_key, s.item, s.words FROM (
       SELECT workspace_id, deal_id, 'answer' AS kind, field_key AS said_key, '' AS item, answer AS words
       FROM deal_fields
       UNION ALL
       SELECT c.workspace_id, c.deal_id, 'check', c.criterion_key, c.item, c.evidence FROM deal_checks c
       LEFT JOIN files f ON f.workspace_id = c.workspace_id AND f.id = c.file_id WHERE f.discarded_at IS NULL
       UNION ALL
       SELECT workspace_id, deal_id, 'role', role, '', '' FROM deal_contacts) s
     WHERE s.workspace_id = $1 AND s.deal_id IN "
);

const MARKS: Many =
    many!("SELECT deal_id, tool_id, element_key, points FROM deal_scores WHERE workspace_id = $1 AND deal_id IN ");
