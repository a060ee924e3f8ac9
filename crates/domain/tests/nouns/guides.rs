//! Changing what stages ask over time: keys, numbers, and what one stage needs from another.

use domain::{
    AnswerDraft, CheckDraft, CriterionDraft, Deal, Error, FieldDraft, GuideDraft, Guides, MoveDraft, Role, Scene,
    Stage, StageAction, WaiverDraft,
};

use crate::criteria::{asking, guide, must, to};
use crate::theatre::Theatre;

fn asks(scene: &mut Scene<'_>, stage: &str) -> domain::Result<domain::Guide> {
    let stages = Stage::all(scene)?;
    Ok(Guides::of_stages(scene, &stages)?.at(stage).cloned().unwrap_or_default())
}

fn change(stage: &'static str, draft: GuideDraft) -> impl Fn(&mut Scene<'_>) -> domain::Result<()> {
    move |scene| Stage::keyed(scene, stage)?.guide_by(scene, &draft).map(drop)
}

#[test]
fn what_was_said_about_one_statement_is_never_taken_for_another() {
    let (theatre, ona) = asking(vec![must("The person who signs has been met", "word")]);
    theatre
        .play(&ona, |scene| Deal::numbered(scene, 1)?.check(scene, "the_person_who_signs_has", &CheckDraft::default()));
    guide(&theatre, &ona, "prospecting", GuideDraft::default());
    let other = must("The person who signs has agreed to terms", "word");
    guide(&theatre, &ona, "prospecting", GuideDraft { criteria: vec![other.clone()], ..GuideDraft::default() });
    let key = theatre.play(&ona, |scene| asks(scene, "prospecting")).criteria[0].key.clone();
    assert_eq!(key, "the_person_who_signs_has_2");
    // taken along to another stage, or written twice, it gets keys of its own
    let copied = CriterionDraft { key, ..other };
    guide(&theatre, &ona, "demo", GuideDraft { criteria: vec![copied.clone(), copied], ..GuideDraft::default() });
    let keys = theatre.play(&ona, |scene| asks(scene, "demo")).criteria;
    let keys: Vec<_> = keys.iter().map(|criterion| criterion.key.as_str()).collect();
    assert_eq!(keys, ["the_person_who_signs_has_3", "the_person_who_signs_has_4"]);
}

#[test]
fn a_question_that_another_stage_needs_stays_and_its_label_takes_nothing_over() {
    let (theatre, ona) = asking(Vec::new());
    let field = |label: &str| FieldDraft { label: label.into(), kind: "number".into(), ..FieldDraft::default() };
    let both = GuideDraft { fields: vec![field("Sites"), field("Amount")], ..GuideDraft::default() };
    guide(&theatre, &ona, "discovery", both);
    let looks = |field: &str, op: &str, value: &str| CriterionDraft {
        field: field.into(),
        op: op.into(),
        value: value.into(),
        ..must(&format!("{field} {value}"), "field_compared")
    };
    let criteria = vec![looks("sites", "at_least", "1,000.50"), looks("amount", "at_least", "150,000")];
    guide(&theatre, &ona, "demo", GuideDraft { criteria, ..GuideDraft::default() });
    let kept = theatre.play(&ona, |scene| asks(scene, "demo"));
    let compared: Vec<_> = kept.criteria.iter().map(|criterion| serde_json::to_value(criterion).unwrap()).collect();
    assert_eq!(
        (&compared[0]["compare"]["value"], &compared[1]["compare"]["value"]),
        (&"1000.5".into(), &"150000.00".into())
    );
    assert_eq!(compared[1]["compare"]["field"], "amount", "the deal's own, whatever a question is called");
    assert_eq!(theatre.problem(&ona, "fields", change("discovery", GuideDraft::default())), "problem-field-needed");
    let bad = GuideDraft { criteria: vec![looks("amount", "at_least", "much")], ..GuideDraft::default() };
    assert_eq!(theatre.problem(&ona, "criteria.0.value", change("demo", bad)), "problem-criterion-value");
}

#[test]
fn empty_rows_do_not_count() {
    let (theatre, ona) = asking(Vec::new());
    let action = |count: usize| StageAction { text: format!("Do {count}"), ..StageAction::default() };
    let mut actions: Vec<_> = (0..20).map(action).collect();
    actions.extend([StageAction::default(), StageAction::default()]);
    guide(&theatre, &ona, "prospecting", GuideDraft { actions: actions.clone(), ..GuideDraft::default() });
    actions.push(action(21));
    let many = GuideDraft { actions, ..GuideDraft::default() };
    assert_eq!(theatre.problem(&ona, "actions", change("prospecting", many)), "problem-guide-many");
}

#[test]
fn numbers_that_can_be_read_in_two_ways_are_refused_and_nobody_overwrites_an_unseen_answer() {
    let theatre = Theatre::open();
    let ona = theatre.person("Ona", Role::Operations);
    theatre.deal(&ona, "Crane", "5");
    let field = FieldDraft { label: "Seats".into(), kind: "number".into(), ..FieldDraft::default() };
    guide(&theatre, &ona, "prospecting", GuideDraft { fields: vec![field], ..GuideDraft::default() });
    let answer = |answer: &str, shown: Option<&str>| {
        let draft = AnswerDraft { answer: answer.into(), shown: shown.map(str::to_owned) };
        move |scene: &mut Scene<'_>| Deal::numbered(scene, 1)?.answer(scene, "seats", &draft)
    };
    for unclear in ["12,500", "1,234,567", "1.2.3"] {
        assert_eq!(theatre.problem(&ona, "answer", answer(unclear, None)), "problem-answer-number", "{unclear}");
    }
    for (typed, read) in [("12,500.50", "12500.5"), ("12.500,5", "12500.5"), ("12,5", "12.5"), ("1 200", "1200")] {
        theatre.play(&ona, answer(typed, None));
        let known = theatre.play(&ona, |scene| Deal::numbered(scene, 1)?.known(scene));
        assert_eq!(known.fields["seats"], read, "{typed}");
    }
    assert_eq!(theatre.refused(&ona, answer("7", Some(""))), Error::Stale);
    theatre.play(&ona, answer("7", Some("1200")));
    theatre.play(&ona, |scene| Deal::numbered(scene, 1)?.discard(scene));
    assert_eq!(theatre.refused(&ona, answer("8", None)), Error::Stale, "a discarded deal comes back first");
}

#[test]
fn opening_a_deal_again_further_on_is_asked_what_a_move_there_is_asked() {
    let (theatre, ona) = asking(vec![must("A budget is known", "word")]);
    theatre
        .play(&ona, |scene| Deal::numbered(scene, 1)?.move_to(scene, &MoveDraft { reason: "No".into(), ..to("lost") }));
    let again = MoveDraft { reason: "They called".into(), ..to("demo") };
    let asked = again.clone();
    let problem = theatre.problem(&ona, "waiver", move |scene| Deal::numbered(scene, 1)?.move_to(scene, &asked));
    assert_eq!((problem, theatre.told("deal_reopened")), ("problem-waiver-missing", 0));
    let waiver = WaiverDraft { waiver: "other".into(), waiver_words: "In a hurry.".into() };
    theatre.play(&ona, move |scene| {
        Deal::numbered(scene, 1)?.move_to(scene, &MoveDraft { waiver: waiver.clone(), ..again.clone() })
    });
    assert_eq!((theatre.told("criteria_waived"), theatre.told("deal_reopened")), (1, 1));
}
