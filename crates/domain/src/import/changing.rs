//! A deal that came in before and whose row says something else now: what changed counts from today.

use super::judging::Judged;
use super::rows::DealRow;
use crate::{Deal, Result, Scene, Status};

/// Why, in the log.
const REASON: &str = "import";

/// Brings a known deal to what its row says: its terms first, then its place. `wanted` has its words and
/// people already.
pub(super) fn bring_up_to_date(
    scene: &mut Scene<'_>,
    deal: &mut Deal,
    mut wanted: Deal,
    judged: &Judged,
    row: &DealRow,
) -> Result<()> {
    let today = scene.today();
    if let Some((money, estimated)) = judged.worth_now() {
        (wanted.amount_minor, wanted.currency, wanted.amount_estimated) =
            (Some(money.minor), money.currency, estimated);
    }
    wanted.expected_close = judged.expected_close.or(wanted.expected_close);
    if wanted != *deal {
        deal.become_as(scene, wanted, today, REASON)?;
    }
    let stage = judged.stage_now();
    if deal.status != Status::Open && (deal.status != stage.kind || deal.stage != stage.key) {
        deal.reopen(scene, REASON)?;
    }
    if deal.stage != stage.key {
        match &judged.end {
            Some(end) => deal.end_as(scene, stage, end.on.max(last_day(deal)), end.reason.clone())?,
            None => deal.enter(scene, stage, Some(today))?,
        }
    }
    if row.next_step.is_some() && row.next_step != deal.next_step {
        let step = row.next_step.clone().unwrap_or_default();
        deal.set_next_step(scene, &crate::NextStepDraft { step, due: String::new() })?;
    }
    Ok(())
}

/// A deal does not end before the day on which something was last known of it.
fn last_day(deal: &Deal) -> jiff::civil::Date {
    deal.stage_entered_on.or(deal.opened_on).unwrap_or(jiff::civil::Date::constant(1900, 1, 1))
}
