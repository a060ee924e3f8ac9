//! Taking deals back that came from elsewhere, as if they had never come; the log keeps what it said.

use super::Deal;
use super::reading::deals_where;
use super::totals::Totals;
use crate::import::worked_on;
use crate::{ImportId, Result, Scene};

/// Takes back at most `most` deals of an import that nobody has worked on since event number `since`; how
/// many were taken back.
pub(crate) fn withdraw(scene: &mut Scene<'_>, import: ImportId, since: i64, most: i64) -> Result<usize> {
    let deals: Vec<Deal> = scene.all(UNTOUCHED, &[import.into(), since.into(), most.into()])?;
    let mut totals = Totals::of(scene.workspace());
    for deal in &deals {
        totals.add(deal, -1);
    }
    totals.write(scene)?;
    for sql in [
        TERMS,
        VISITS,
        PASSES,
        ANSWERS,
        CHECKS,
        USES,
        SCORES,
        BUYERS,
        SHARES,
        LEDGER,
        SNOOZES,
        PROBABILITIES,
        WORDS,
        NAMES,
        ROW,
    ] {
        let rows = deals.iter().map(|deal| vec![deal.id.into()]).collect();
        scene.batch(sql, rows)?;
    }
    Ok(deals.len())
}

const UNTOUCHED: &str = deals_where!(concat!(
    "import_id = $2 AND ",
    worked_on!("NOT EXISTS" "'deal'", "deals.id"),
    " ORDER BY id LIMIT $4"
));

const TERMS: &str = "DELETE FROM deal_terms WHERE workspace_id = $1 AND deal_id = $2";

const VISITS: &str = "DELETE FROM stage_visits WHERE workspace_id = $1 AND deal_id = $2";

const PASSES: &str = "DELETE FROM criterion_passes WHERE workspace_id = $1 AND deal_id = $2";

const ANSWERS: &str = "DELETE FROM deal_fields WHERE workspace_id = $1 AND deal_id = $2";

const CHECKS: &str = "DELETE FROM deal_checks WHERE workspace_id = $1 AND deal_id = $2";

const USES: &str = "DELETE FROM tool_uses WHERE workspace_id = $1 AND deal_id = $2";

const SCORES: &str = "DELETE FROM deal_scores WHERE workspace_id = $1 AND deal_id = $2";

const BUYERS: &str = "DELETE FROM deal_contacts WHERE workspace_id = $1 AND deal_id = $2";

const SHARES: &str = "DELETE FROM deal_shares WHERE workspace_id = $1 AND deal_id = $2";

const LEDGER: &str = "DELETE FROM ledger_entries WHERE workspace_id = $1 AND deal_id = $2";

/// A snooze is its owner's own affair; it goes with the deal.
const SNOOZES: &str = "DELETE FROM snoozes WHERE workspace_id = $1 AND deal_id = $2";

const PROBABILITIES: &str = "DELETE FROM deal_probabilities WHERE workspace_id = $1 AND deal_id = $2";

const WORDS: &str = "DELETE FROM search_words WHERE workspace_id = $1 AND subject_kind = 'deal' AND subject_id = $2";

const NAMES: &str = "DELETE FROM external_ids WHERE workspace_id = $1 AND kind = 'deal' AND subject_id = $2";

const ROW: &str = "DELETE FROM deals WHERE workspace_id = $1 AND id = $2";
