//! Rows that say that a deal went on are asked what everybody is asked; no row stops an import.

use domain::import::ImportState;
use domain::{ClosureDraft, CriterionDraft, Deal, GuideDraft, Stage};

use crate::dump::everything;
use crate::theatre::{Theatre, file};

const HEAD: &str = "ID,Title,Owner,Account,Stage,Opened,Closed,Amount,Next step,Waiver";

/// Three deals in Prospecting, which must not be left without a next step and somebody's word on the budget.
fn asking() -> Theatre {
    let theatre = Theatre::open();
    let rows = "1,One,Ana,A,Prospecting,2018-01-02,,5,,\n2,Two,Ana,B,Prospecting,2018-01-02,,5,,\n\
                3,Three,Ana,C,Prospecting,2018-01-02,,5,,";
    theatre.import(&[file("deals.csv", &format!("{HEAD}\n{rows}\n"))]);
    theatre.play(|scene| {
        let step = CriterionDraft {
            text: "A next step".into(),
            kind: "field_present".into(),
            field: "next_step".into(),
            ..CriterionDraft::default()
        };
        let draft = GuideDraft { criteria: vec![step], ..GuideDraft::default() };
        Stage::keyed(scene, "prospecting")?.guide_by(scene, &draft).map(drop)
    });
    theatre
}

#[test]
fn a_row_is_refused_without_a_reason_and_what_it_says_itself_counts() {
    let theatre = asking();
    let before = everything(&theatre);
    let rows = "1,One,Ana,A,Demo,2018-01-02,,5,,\n2,Two,Ana,B,Demo,2018-01-02,,5,Call them,\n\
                3,Three,Ana,C,Demo,2018-01-02,,5,,They know us";
    let import = theatre.import(&[file("deals.csv", &format!("{HEAD}\n{rows}\n"))]);
    assert_eq!((import.state, import.rows_changed, import.rows_refused), (ImportState::Finished, 2, 1));
    let stages: Vec<String> =
        (1..=3).map(|number| theatre.play(move |scene| Deal::numbered(scene, number)).stage).collect();
    assert_eq!(stages, ["prospecting", "demo", "demo"]);
    let waived = "SELECT COUNT(*) FROM events WHERE workspace_id = $1 AND kind = 'criteria_waived'";
    assert_eq!(theatre.number(waived), 1, "only the third needed a reason");
    theatre.undo(&import);
    assert_eq!(everything(&theatre), before, "an undo takes the passes back, too");
}

#[test]
fn a_deal_that_was_closed_here_and_went_on_there_is_asked_like_an_open_one() {
    let theatre = asking();
    theatre.play(|scene| {
        let lost = ClosureDraft { outcome: "lost".into(), reason: "Price".into(), ..ClosureDraft::default() };
        Deal::numbered(scene, 1)?.close(scene, &lost)?;
        Deal::numbered(scene, 3)?.close(scene, &lost)
    });
    let rows = "1,One,Ana,A,Won,2018-01-02,2018-01-10,5,,\n2,Two,Ana,B,Prospecting,2018-01-02,,7,,\n\
                3,Three,Ana,C,Won,2018-01-02,2018-01-10,5,,They know us";
    let import = theatre.import(&[file("deals.csv", &format!("{HEAD}\n{rows}\n"))]);
    assert_eq!((import.state, import.rows_changed, import.rows_refused), (ImportState::Finished, 2, 1));
    let statuses: Vec<&str> =
        (1..=3).map(|number| theatre.play(move |scene| Deal::numbered(scene, number)).status.name()).collect();
    assert_eq!(statuses, ["lost", "open", "won"]);
    let waived = "SELECT COUNT(*) FROM events WHERE workspace_id = $1 AND kind = 'criteria_waived'";
    assert_eq!(theatre.number(waived), 1, "only where the row says why");
}
