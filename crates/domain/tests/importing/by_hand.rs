//! A deal that comes in and a deal worked by hand leave equal facts.

use domain::{ClosureDraft, Deal, DealDraft};

use crate::dump::rows;
use crate::theatre::{DAY, JANUARY, Theatre, file};

/// What differs between a deal of the past and one worked on its days: identities, and the instants at
/// which the system learned of it.
const OWN: [&str; 14] = [
    "id",
    "deal_id",
    "number",
    "from_at",
    "to_at",
    "entered_at",
    "left_at",
    "recorded_at",
    "event_number",
    "import_id",
    "member_id",
    "created_at",
    "occurred_at",
    "actor_kind",
];

#[test]
fn a_deal_that_comes_in_leaves_the_facts_of_one_worked_by_hand() {
    for (outcome, reason) in [("won", ""), ("lost", "price")] {
        let theatre = Theatre::open();
        let ana = theatre.person("Ana");
        let draft = DealDraft {
            title: "Docks".into(),
            account: "Harbour".into(),
            amount: "1200".into(),
            ..DealDraft::default()
        };
        let deal = theatre.play_as(&ana, move |scene| Deal::open(scene, &draft)).unwrap();
        theatre.set_clock(JANUARY + 9 * DAY);
        let end = ClosureDraft { outcome: outcome.into(), reason: reason.into(), ..ClosureDraft::default() };
        theatre.play_as(&ana, move |scene| Deal::with_id(scene, deal.id)?.close(scene, &end)).unwrap();
        let text = format!(
            "ID,Title,Owner,Account,Stage,Created,Closed,Amount,Lost reason\n\
             7,Docks,Ana,Harbour,{outcome},2018-01-15,2018-01-24,1200,{reason}\n"
        );
        let import = theatre.import(&[file("deals.csv", &text)]);
        assert_eq!(import.rows_new, 1);
        for (table, key) in [
            ("deals", "id"),
            ("deal_terms", "deal_id"),
            ("stage_visits", "deal_id"),
            ("deal_shares", "deal_id"),
            ("ledger_entries", "deal_id"),
        ] {
            let of = |import: &str| {
                let condition =
                    format!("{key} IN (SELECT id FROM deals WHERE workspace_id = $1 AND import_id IS {import})");
                rows(&theatre, table, &OWN, &condition)
            };
            assert_eq!(of("NOT NULL"), of("NULL"), "{table} of a {outcome} deal");
        }
        let told = |import: &str| {
            rows(
                &theatre,
                "events",
                &["number", "actor_id", "actor_kind", "occurred_at", "recorded_at", "import_id"],
                &format!("kind IN ('deal_opened', 'deal_won', 'deal_lost') AND import_id IS {import}"),
            )
        };
        assert_eq!(told("NOT NULL"), told("NULL"));
        assert_eq!(rows(&theatre, "search_words", &["subject_id"], "word = 'docks'").len(), 2);
    }
}
