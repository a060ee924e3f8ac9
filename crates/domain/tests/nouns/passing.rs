//! Many deals that go on at once, and what is kept of it.

use std::collections::BTreeSet;

use domain::export::{Cell, Mark, Noun, rows};
use domain::{AnswerDraft, CheckDraft, CriterionDraft, Deal, FieldDraft, GuideDraft, Role, verify};

use crate::criteria::{asking, guide, must, to};
use crate::theatre::Theatre;

#[test]
fn many_deals_move_each_by_its_own_rule_and_only_by_those_who_may() {
    let (theatre, ona) = asking(vec![must("A budget is known", "word")]);
    let ana = theatre.person("Ana", Role::Member);
    theatre.deal(&ana, "Pier", "10");
    theatre.play(&ana, |scene| Deal::numbered(scene, 2)?.check(scene, "a_budget_is_known", &CheckDraft::default()));
    let held = theatre.play(&ana, |scene| Deal::move_many(scene, &[2, 1, 9, 2], &to("discovery")));
    let texts: Vec<_> =
        held.iter().map(|moved| moved.held.as_ref().and_then(|held| held.on("deals")).map(|it| it.text)).collect();
    assert_eq!(texts, [Some("problem-move-forbidden"), None, Some("problem-deal-unknown")]);
    assert_eq!(theatre.told("deal_moved"), 1);
    let again = theatre.play(&ona, |scene| Deal::move_many(scene, &[1, 2], &to("discovery")));
    let open = again[0].held.as_ref().unwrap().on("waiver").unwrap().text;
    assert_eq!((open, &again[1].held), ("problem-waiver-missing", &None), "one that stands there already has moved");
    for (numbers, text) in [(vec![], "problem-moves-none"), ((1..=101).collect(), "problem-moves-many")] {
        let refused =
            theatre.problem(&ona, "deals", move |scene| Deal::move_many(scene, &numbers, &to("discovery")).map(drop));
        assert_eq!(refused, text);
    }
    assert_eq!(theatre.play(&ona, verify), []);
}

#[test]
fn an_export_holds_every_answer_and_every_pass_once() {
    let theatre = Theatre::open();
    let ona = theatre.person("Ona", Role::Operations);
    let field = |label: &str| FieldDraft { label: label.into(), ..FieldDraft::default() };
    let draft = GuideDraft {
        fields: ["One", "Two", "Three"].map(field).to_vec(),
        criteria: vec![CriterionDraft { severity: "should".into(), ..must("A budget is known", "word") }],
        ..GuideDraft::default()
    };
    guide(&theatre, &ona, "prospecting", draft);
    for count in 0..350 {
        theatre.deal(&ona, &format!("Deal {count}"), "5");
    }
    theatre.play(&ona, |scene| {
        for number in 1..=350 {
            let mut deal = Deal::numbered(scene, number)?;
            for key in ["one", "two", "three"] {
                deal.answer(scene, key, &AnswerDraft { answer: number.to_string() })?;
            }
            deal.move_to(scene, &to("discovery"))?;
        }
        Ok(())
    });
    for (noun, expected) in [(Noun::Answers, 1050), (Noun::Passes, 350)] {
        let (mut all, mut after) = (BTreeSet::new(), Some(Mark::default()));
        while let Some(mark) = after {
            let page = theatre.play(&ona, move |scene| rows(scene, noun, mark));
            for row in page.rows {
                let row: Vec<String> = row.iter().map(Cell::csv).collect();
                assert!(all.insert(row.join(",")), "{row:?} is there twice");
            }
            after = page.after;
        }
        assert_eq!(all.len(), expected);
    }
}
