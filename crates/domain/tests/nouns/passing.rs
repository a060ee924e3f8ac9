//! Many deals that go on at once, and what is kept of it.

use std::collections::BTreeSet;

use domain::export::{Cell, Mark, Noun, rows};
use domain::{
    AnswerDraft, CheckDraft, ClosureDraft, CriterionDraft, Deal, FieldDraft, GuideDraft, Lesson, MoveDraft, Role,
    Stage, WaiverDraft, verify,
};

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

/// Deal 26, lost where it began.
fn lose_another(theatre: &Theatre, ona: &domain::Actor) {
    theatre.deal(ona, "Lost at once", "5");
    theatre.play(ona, |scene| {
        let lost = ClosureDraft { outcome: "lost".into(), reason: "Price".into(), ..ClosureDraft::default() };
        Deal::numbered(scene, 26)?.close(scene, &lost)
    });
}

#[test]
fn waivers_and_ends_teach_what_a_criterion_is_worth() {
    let (theatre, ona) = asking(vec![must("A budget is known", "word")]);
    // twenty-four more deals: every third leaves without it; of those with it all are won, of those without it none
    for count in 0..24 {
        theatre.deal(&ona, &format!("Deal {count}"), "5");
    }
    theatre.play(&ona, |scene| {
        for number in 2..=25 {
            let mut deal = Deal::numbered(scene, number)?;
            let without = number % 3 == 0;
            if !without {
                deal.check(scene, "a_budget_is_known", &CheckDraft::default())?;
            }
            let waiver = WaiverDraft { waiver: "other".into(), waiver_words: "Because.".into() };
            deal.move_to(scene, &MoveDraft { waiver, ..to("discovery") })?;
            let (outcome, reason) = if without { ("lost", "Price") } else { ("won", "") };
            let end = ClosureDraft { outcome: outcome.into(), reason: reason.into(), ..ClosureDraft::default() };
            deal.close(scene, &end)?;
        }
        Ok(())
    });
    lose_another(&theatre, &ona);
    let lesson = |days: i64| {
        theatre.wait_days(days);
        theatre.play(&ona, |scene| {
            let (stages, counted) = (Stage::all(scene)?, Stage::count_lessons(scene)?);
            Stage::keep_lessons(scene, &counted)?;
            Stage::keep_lessons(scene, &counted)?;
            Ok(Stage::lessons(scene, &stages)?.remove("a_budget_is_known"))
        })
    };
    let learned = lesson(0).unwrap();
    assert_eq!((learned.met, learned.gaps, learned.waived), (16, 0, 8));
    let ended = (learned.ended_with, learned.ended_without);
    assert_eq!(ended, ((16, 16), (0, 9)), "what was lost here counts for the lift");
    assert!(learned.proposes_change(), "8 of 24 are more than 30 %");
    let lift = learned.lift().unwrap();
    assert!((lift.points - 1.0).abs() < 1e-9 && lift.low > 0.5 && lift.low < 1.0, "{lift:?}");
    assert_eq!(lesson(366), None, "what is older than a year says nothing about today");
    let few = Lesson { met: 12, waived: 7, ..Lesson::default() };
    assert!(!few.proposes_change() && few.lift().is_none(), "19 passes are too few");
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
                deal.answer(scene, key, &AnswerDraft { answer: number.to_string(), shown: None })?;
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
