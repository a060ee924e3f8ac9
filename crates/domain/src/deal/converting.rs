//! Deals that were won in a currency for which there was no rate yet.

use measures::money::Currency;

use super::Deal;
use super::reading::deals_where;
use crate::{Result, Scene};

impl Deal {
    /// Converts won deals of a currency whose credit is not in the workspace's money yet, at most `most`,
    /// on the day they were won, by event number `event`; whether there may be more. A deal that closed
    /// before the first rate goes on waiting.
    pub(crate) fn convert_waiting(scene: &mut Scene<'_>, currency: Currency, event: i64, most: i64) -> Result<bool> {
        let mut waiting: Vec<Self> = scene.all(WAITING, &[currency.code().into(), most.into()])?;
        for deal in &mut waiting {
            let day = deal.closed_on.unwrap_or_else(|| scene.today());
            deal.version += 1; // by which its ledger entries are numbered
            scene.run(ONE_MORE, &[deal.id.into(), deal.version.into()])?;
            deal.settle(scene, day, "conversion", event)?;
        }
        Ok(i64::try_from(waiting.len()) == Ok(most))
    }
}

const WAITING: &str = deals_where!(
    "status = 'won' AND currency = $2 AND EXISTS (
       SELECT 1 FROM exchange_rates r
       WHERE r.workspace_id = $1 AND r.currency = deals.currency AND r.day <= deals.closed_on)
     AND id IN (
       SELECT l.deal_id FROM ledger_entries l WHERE l.workspace_id = $1 AND l.deal_currency = $2
       GROUP BY l.deal_id HAVING COUNT(l.minor) = 0)
     ORDER BY number LIMIT $3"
);

const ONE_MORE: &str = "UPDATE deals SET version = $3 WHERE workspace_id = $1 AND id = $2";
