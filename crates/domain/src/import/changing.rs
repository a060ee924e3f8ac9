//! A deal that came in before and whose row says something else now: what changed counts from today, and the
//! process asks of its way what it asks of everybody's.

use std::borrow::Cow;

use super::judging::Judged;
use super::reading::Choices;
use super::refusal::{Reason, Refusal};
use super::rows::DealRow;
use crate::deal::open_of;
use crate::{Deal, Known, Result, Scene, Stage, Status, Verdict, WaiverDraft, WaiverReason};

/// Why, in the log.
const REASON: &str = "import";

/// Brings a known deal to what its row says: its terms first, then its place. `wanted` has its words and
/// people already.
pub(super) fn bring_up_to_date(
    scene: &mut Scene<'_>,
    deal: &mut Deal,
    mut wanted: Deal,
    (judged, row): (&Judged, &DealRow),
    stages: &[Stage],
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
    let ended_elsewhere = deal.process != stage.process && deal.status == stage.kind && deal.status != Status::Open;
    if deal.status != Status::Open && !ended_elsewhere && (deal.status != stage.kind || deal.stage != stage.key) {
        deal.reopen(scene, REASON)?;
    }
    if row.next_step.is_some() && row.next_step != deal.next_step {
        let step = row.next_step.clone().unwrap_or_default();
        deal.set_next_step(scene, &crate::NextStepDraft { step, due: String::new() })?;
    }
    if deal.stage != stage.key && !ended_elsewhere {
        let own = own_stages(scene, deal, stages)?;
        let followed = own.iter().find(|own| own.key == stage.key);
        match (&judged.end, followed) {
            (Some(end), followed) => {
                let day = end.on.max(last_day(deal));
                deal.pass(scene, &own, stage, day, &waiver(row))?;
                let own_end = own.iter().find(|own| own.kind == stage.kind);
                deal.end_as(scene, followed.or(own_end).unwrap_or(stage), day, end.reason.clone())?;
            }
            (None, Some(stage)) => {
                let passage = deal.pass(scene, &own, stage, today, &waiver(row))?;
                deal.enter(scene, stage, Some(today), &passage)?;
            }
            (None, None) => {
                let passage = deal.pass(scene, &own, stage, today, &waiver(row))?;
                deal.follow_into(scene, stage, &passage)?;
            }
        }
    }
    Ok(())
}

/// The stages of the version that the deal follows, which most follow: `live`, or read for it.
fn own_stages<'s>(scene: &mut Scene<'_>, deal: &Deal, live: &'s [Stage]) -> Result<Cow<'s, [Stage]>> {
    let same = live.first().is_some_and(|s| (s.process, s.version) == (deal.process, deal.process_version));
    Ok(if same { Cow::Borrowed(live) } else { Cow::Owned(deal.stages(scene)?) })
}

/// Why the row of a known deal does not come in, as far as the process is concerned: it says that the deal went on,
/// something that must hold does not with what the row says, and the row gives no reason.
pub(super) fn held_up(
    scene: &mut Scene<'_>,
    deal: &Deal,
    (judged, row): (&Judged, &DealRow),
    stages: &[Stage],
    choices: &Choices,
) -> Result<Option<Refusal>> {
    let to = judged.stage_now();
    let stays = deal.stage == to.key || (deal.status != Status::Open && deal.status == to.kind);
    if row.waiver.is_some() || stays {
        return Ok(None);
    }
    let own = own_stages(scene, deal, stages)?;
    // a closed deal is opened again where it stood last
    let from = if deal.status == Status::Open { deal.stage.clone() } else { deal.last_open(scene, &own)?.key.clone() };
    let asked = deal.asked_knowing(scene, (&own, &from), to, |known| learn(known, judged, row, choices))?;
    if Verdict::of(&asked) != Verdict::AsksForReason {
        return Ok(None);
    }
    Ok(Some(Refusal::at(Reason::CriteriaOpen, "", &open_of(&asked, true).join("; "))))
}

/// What the row says counts before it is written.
fn learn(known: &mut Known, judged: &Judged, row: &DealRow, choices: &Choices) {
    let product = row.product.as_deref().map(|name| choices.product(name).to_owned());
    let said = [
        ("amount", judged.worth_now().map(|(money, _)| money.decimal())),
        ("expected_close", judged.expected_close.map(|day| day.to_string())),
        ("account", row.account.as_deref().map(|name| choices.account(name).to_owned())),
        ("contact", row.contact.clone()),
        ("product", product),
        ("next_step", row.next_step.clone()),
    ];
    known.fields.extend(said.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
}

/// The reason that the row gives. A row that was [held up](held_up) by nothing and is asked for a reason all the same
/// (another team, a deal that is opened again) says where it comes from.
fn waiver(row: &DealRow) -> WaiverDraft {
    let words = row.waiver.clone().unwrap_or_else(|| REASON.to_owned());
    WaiverDraft { waiver: WaiverReason::Other.name().to_owned(), waiver_words: words }
}

/// A deal does not end before the day on which something was last known of it.
fn last_day(deal: &Deal) -> jiff::civil::Date {
    deal.stage_entered_on.or(deal.opened_on).unwrap_or(jiff::civil::Date::constant(1900, 1, 1))
}
