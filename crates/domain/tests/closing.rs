//! Winning, losing and reopening a deal: what the log, the ledger and the totals say.

mod stage_set;

use domain::{ClosureDraft, Deal, DealDraft, Error};
use stage_set::Theatre;

#[test]
fn winning_a_deal_tells_the_log_once_and_credits_the_owner() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let deal = theatre.play(&ana, |scene| {
        let draft = DealDraft { title: "Coffee for the docks".into(), amount: "1200".into(), ..DealDraft::default() };
        Deal::open(scene, &draft)
    });
    let won = ClosureDraft { outcome: "won".into(), ..ClosureDraft::default() };
    for _ in 0..2 {
        let won = won.clone();
        theatre.play(&ana, move |scene| Deal::with_id(scene, deal.id)?.close(scene, &won));
    }
    assert_eq!(theatre.log().iter().filter(|kind| *kind == "deal_won").count(), 1);
    assert_eq!(theatre.credit(&ana), 120_000);
    let lost = ClosureDraft { outcome: "lost".into(), reason: "price".into(), ..ClosureDraft::default() };
    let refused = theatre.try_play(&ana, move |scene| Deal::with_id(scene, deal.id)?.close(scene, &lost));
    assert_eq!(refused, Err(Error::Stale), "somebody was first");
}
