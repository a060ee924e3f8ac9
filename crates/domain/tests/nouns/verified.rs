//! Whether the data keeps what is promised, and whether what is wrong is found.

use domain::{ClosureDraft, Deal, MoveDraft, Role, TeamRole, TermsDraft, verify};

use crate::theatre::Theatre;

/// A workspace in which everything has happened to some deal.
fn busy() -> Theatre {
    let theatre = Theatre::open();
    let (mut lea, mut ana) = (theatre.person("Lea", Role::Member), theatre.person("Ana", Role::Member));
    theatre.team("North", &mut [(&mut lea, TeamRole::Leader), (&mut ana, TeamRole::Seller)]);
    for title in ["Won", "Lost", "Reopened", "Discarded", "Corrected", "Back again", "Moved"] {
        theatre.deal(&ana, title, "1000");
    }
    let won = || ClosureDraft { outcome: "won".into(), ..ClosureDraft::default() };
    let lost = || ClosureDraft { outcome: "lost".into(), reason: "price".into(), ..ClosureDraft::default() };
    theatre.play(&lea, move |scene| {
        for number in [1, 3, 5] {
            Deal::numbered(scene, number)?.close(scene, &won())?;
        }
        Deal::numbered(scene, 2)?.close(scene, &lost())?;
        Deal::numbered(scene, 6)?.discard(scene)
    });
    theatre.wait_days(3);
    theatre.play(&lea, |scene| {
        Deal::numbered(scene, 3)?.reopen(scene, "too early")?;
        Deal::numbered(scene, 4)?.discard(scene)?;
        let correction =
            TermsDraft { amount: Some("1200".into()), reason: "a typing error".into(), ..TermsDraft::default() };
        Deal::numbered(scene, 5)?.change(scene, &correction)?;
        Deal::numbered(scene, 6)?.restore(scene)?;
        Deal::numbered(scene, 7)?.move_to(scene, &MoveDraft { stage: "demo".into(), ..MoveDraft::default() })
    });
    theatre
}

fn findings(theatre: &Theatre) -> Vec<String> {
    theatre.play(&theatre.system(), |scene| Ok(verify(scene)?.iter().map(ToString::to_string).collect()))
}

#[test]
fn whatever_happens_to_deals_keeps_every_promise() {
    assert_eq!(findings(&busy()), Vec::<String>::new());
}

#[test]
fn each_broken_promise_is_found() {
    let damages = [
        ("shares", "UPDATE deal_shares SET basis_points = 9999 WHERE workspace_id = $1 AND to_on IS NULL"),
        ("ledger", "DELETE FROM ledger_entries WHERE workspace_id = $1 AND kind = 'won'"),
        ("stages", "UPDATE deals SET stage_key = 'demo' WHERE workspace_id = $1 AND number = 3"),
        ("stages", "UPDATE stage_visits SET left_on = NULL WHERE workspace_id = $1"),
        ("terms", "UPDATE deal_terms SET to_on = NULL WHERE workspace_id = $1"),
        ("terms", "UPDATE deals SET amount_minor = 5 WHERE workspace_id = $1 AND number = 7"),
        ("totals", "UPDATE stage_totals SET deals = deals + 1 WHERE workspace_id = $1 AND scope = 'team'"),
        ("log", "DELETE FROM events WHERE workspace_id = $1 AND number = 4"),
        ("log", "DELETE FROM events WHERE workspace_id = $1 AND number = 1"),
        ("log", "UPDATE workspaces SET last_event = last_event + 1 WHERE id = $1"),
        ("links", "DELETE FROM members WHERE workspace_id = $1"),
    ];
    for (promise, damage) in damages {
        let theatre = busy();
        theatre.run(damage, &[]);
        let found = findings(&theatre);
        assert!(found.iter().any(|finding| finding.starts_with(promise)), "{damage}: {found:?}");
    }
}
