//! What a stage asks, and how a deal goes on with or without it.

use domain::{
    AnswerDraft, CheckDraft, ClosureDraft, CriterionDraft, Deal, Error, FieldDraft, GuideDraft, MoveDraft, Role, Scene,
    Stage, StageAction, StageDraft, Standing, TeamRole, Verdict, WaiverDraft, verify,
};

use crate::theatre::Theatre;

pub(crate) fn must(text: &str, kind: &str) -> CriterionDraft {
    CriterionDraft { text: text.into(), kind: kind.into(), severity: "must".into(), ..CriterionDraft::default() }
}

pub(crate) fn to(stage: &str) -> MoveDraft {
    MoveDraft { stage: stage.into(), ..MoveDraft::default() }
}

fn because(reason: &str, words: &str) -> WaiverDraft {
    WaiverDraft { waiver: reason.into(), waiver_words: words.into() }
}

/// Prospecting asks this; deal 1 stands there.
pub(crate) fn asking(criteria: Vec<CriterionDraft>) -> (Theatre, domain::Actor) {
    let theatre = Theatre::open();
    let ona = theatre.person("Ona", Role::Operations);
    theatre.deal(&ona, "Harbour crane", "50000");
    guide(&theatre, &ona, "prospecting", GuideDraft { criteria, ..GuideDraft::default() });
    (theatre, ona)
}

pub(crate) fn guide(theatre: &Theatre, by: &domain::Actor, stage: &'static str, draft: GuideDraft) {
    theatre.play(by, move |scene| Stage::keyed(scene, stage)?.guide_by(scene, &draft).map(drop));
}

fn moved(theatre: &Theatre, by: &domain::Actor, draft: MoveDraft) -> domain::Result<()> {
    theatre.try_play(by, move |scene| Deal::numbered(scene, 1)?.move_to(scene, &draft))
}

fn asked(scene: &mut Scene<'_>) -> domain::Result<Vec<Standing>> {
    let stages = Stage::all(scene)?;
    let guidance = Deal::numbered(scene, 1)?.guidance(scene, &stages)?.unwrap();
    Ok(guidance.asked.into_iter().map(|asked| asked.standing).collect())
}

#[test]
fn what_must_hold_asks_for_a_reason_and_never_stands_in_the_way() {
    let (theatre, ona) = asking(vec![must("The customer named a budget", "word")]);
    let refused = moved(&theatre, &ona, to("discovery"));
    let Err(Error::Invalid(problems)) = refused else { panic!("{refused:?}") };
    let problem = problems.on("waiver").unwrap();
    assert_eq!(problem.text, "problem-waiver-missing");
    assert_eq!(problem.given, [("criteria", "The customer named a budget".to_owned())]);
    assert_eq!((theatre.told("deal_moved"), theatre.told("criteria_waived")), (0, 0), "nothing is half written");
    for (reason, words, field) in
        [("other", "", "waiver_words"), ("because", "I want to", "waiver"), ("other", &"x".repeat(501), "waiver_words")]
    {
        let draft = MoveDraft { waiver: because(reason, words), ..to("discovery") };
        let Err(Error::Invalid(problems)) = moved(&theatre, &ona, draft) else { panic!("{reason}") };
        assert!(problems.on(field).is_some(), "{reason} {words}");
    }
    let waiver = because("customer_is_ahead", "They have bought from us before.");
    moved(&theatre, &ona, MoveDraft { waiver, ..to("discovery") }).unwrap();
    assert_eq!((theatre.told("deal_moved"), theatre.told("criteria_waived")), (1, 1));
    assert_eq!(theatre.play(&ona, verify), []);
}

#[test]
fn what_should_hold_is_noted_and_what_was_said_counts() {
    let should = CriterionDraft { severity: "should".into(), ..must("A sponsor is found", "word") };
    let (theatre, ona) =
        asking(vec![should, must("Needs are written down", "checklist")].into_iter().map(with_items).collect());
    let key = theatre.play(&ona, |scene| {
        let stages = Stage::all(scene)?;
        let asked = Deal::numbered(scene, 1)?.asked(scene, &stages, &stages[1])?;
        assert_eq!(Verdict::of(&asked), Verdict::AsksForReason);
        Ok(asked[1].criterion.key.clone())
    });
    for item in ["Volume", "Price", "Price"] {
        let key = key.clone();
        theatre.play(&ona, move |scene| {
            let draft = CheckDraft { item: item.into(), ..CheckDraft::default() };
            Deal::numbered(scene, 1)?.check(scene, &key, &draft)
        });
    }
    assert_eq!(theatre.told("criterion_checked"), 2, "the same again changes nothing");
    assert_eq!(theatre.play(&ona, asked), [Standing::Open, Standing::Met]);
    moved(&theatre, &ona, to("discovery")).unwrap();
    let (moves, waived) = (theatre.particulars("deal_moved"), theatre.told("criteria_waived"));
    assert_eq!((moves[0]["gaps"][0].as_str(), waived), (Some("A sponsor is found"), 0));
}

fn with_items(criterion: CriterionDraft) -> CriterionDraft {
    CriterionDraft { items: "Volume\n\n price \nPRICE".into(), ..criterion }
}

/// Fields, and criteria of which each is asked of other deals.
fn demanding(exempt: i64) -> GuideDraft {
    let field = |label: &str, kind: &str, options: &str| FieldDraft {
        label: label.into(),
        kind: kind.into(),
        options: options.into(),
        ..FieldDraft::default()
    };
    let compared = |text: &str, field: &str, op: &str, value: &str| CriterionDraft {
        field: field.into(),
        op: op.into(),
        value: value.into(),
        ..must(text, "field_compared")
    };
    let when = |criterion: CriterionDraft, field: &str, op: &str, value: &str| CriterionDraft {
        when_field: field.into(),
        when_op: op.into(),
        when_value: value.into(),
        ..criterion
    };
    GuideDraft {
        goal: "The customer knows what it costs them to do nothing.".into(),
        actions: vec![
            StageAction { text: "Call".into(), role: "owner".into(), ..StageAction::default() },
            StageAction::default(),
        ],
        fields: vec![field("Seats", "number", ""), field("Hosting", "choice", "Own\nOurs"), field("", "date", "")],
        criteria: vec![
            compared("At least ten seats", "Seats", "at_least", "10"),
            when(must("Security was asked", "word"), "hosting", "is", "OURS"),
            when(must("Finance was asked", "word"), "amount", "at_least", "50000.01"),
            CriterionDraft { exempt: exempt.to_string(), ..must("Partner agreed", "word") },
            CriterionDraft { field: "expected_close".into(), ..must("A day is set", "field_present") },
        ],
        ..GuideDraft::default()
    }
}

#[test]
fn fields_conditions_and_exempt_teams_say_of_whom_something_is_asked() {
    let theatre = Theatre::open();
    let mut ona = theatre.person("Ona", Role::Operations);
    let north = theatre.team("North", &mut [(&mut ona, TeamRole::Seller)]);
    theatre.deal(&ona, "Harbour crane", "50000");
    guide(&theatre, &ona, "prospecting", demanding(north.number));
    use Standing::{Exempt, Met, NotAsked, Open};
    assert_eq!(theatre.play(&ona, asked), [Open, NotAsked, NotAsked, Exempt, Open]);
    for (key, answer) in [("seats", "12,0"), ("hosting", "ours"), ("seats", "12")] {
        theatre.play(&ona, move |scene| {
            Deal::numbered(scene, 1)?.answer(scene, key, &AnswerDraft { answer: answer.into(), shown: None })
        });
    }
    assert_eq!(theatre.play(&ona, asked), [Met, Open, NotAsked, Exempt, Open]);
    assert_eq!(theatre.told("deal_field_set"), 2, "12,0 and 12 are one answer");
    let bad = |key: &'static str, answer: &'static str| {
        theatre.problem(&ona, "answer", move |scene| {
            Deal::numbered(scene, 1)?.answer(scene, key, &AnswerDraft { answer: answer.into(), shown: None })
        })
    };
    assert_eq!(bad("seats", "many"), "problem-answer-number");
    assert_eq!(bad("hosting", "theirs"), "problem-answer-choice");
    theatre.play(&ona, |scene| Deal::numbered(scene, 1)?.answer(scene, "seats", &AnswerDraft::default()));
    assert_eq!(theatre.play(&ona, asked)[0], Open, "an answer can be taken back");
}

#[test]
fn a_link_and_wanted_evidence_have_to_be_shown() {
    let evident = CriterionDraft { evidence: "on".into(), ..must("The budget is confirmed", "word") };
    let (theatre, ona) = asking(vec![must("The offer is sent", "link"), evident]);
    let check = |key: &'static str, evidence: &'static str| {
        move |scene: &mut Scene<'_>| {
            let draft = CheckDraft { evidence: evidence.into(), ..CheckDraft::default() };
            Deal::numbered(scene, 1)?.check(scene, key, &draft)
        }
    };
    let (link, word) = ("the_offer_is_sent", "the_budget_is_confirmed");
    assert_eq!(theatre.problem(&ona, "evidence", check(link, "javascript:alert(1)")), "problem-check-link");
    assert_eq!(theatre.problem(&ona, "evidence", check(word, " ")), "problem-check-evidence");
    theatre.play(&ona, check(link, "https://files.example/offer"));
    theatre.play(&ona, check(word, "Mail of 3 May"));
    assert_eq!(theatre.play(&ona, asked), [Standing::Met, Standing::Met]);
    theatre.play(&ona, move |scene| {
        Deal::numbered(scene, 1)?.check(scene, word, &CheckDraft { holds: "no".into(), ..CheckDraft::default() })
    });
    assert_eq!(theatre.play(&ona, asked), [Standing::Met, Standing::Open]);
    assert_eq!(theatre.refused(&ona, check("nobody_asks", "x")), Error::NotFound);
}

#[test]
fn a_leap_answers_for_the_stages_it_skips_a_way_back_and_a_loss_for_none() {
    let (theatre, ona) = asking(Vec::new());
    let draft = GuideDraft { criteria: vec![must("Needs are known", "word")], ..GuideDraft::default() };
    guide(&theatre, &ona, "discovery", draft);
    assert!(matches!(moved(&theatre, &ona, to("demo")), Err(Error::Invalid(_))), "discovery is leapt over");
    let won = ClosureDraft { outcome: "won".into(), ..ClosureDraft::default() };
    let problem = theatre.problem(&ona, "waiver", move |scene| Deal::numbered(scene, 1)?.close(scene, &won));
    assert_eq!(problem, "problem-waiver-missing", "winning leaps over everything that is left");
    let waiver = because("will_follow", "Call on Monday.");
    moved(&theatre, &ona, MoveDraft { waiver, ..to("demo") }).unwrap();
    assert_eq!(theatre.particulars("deal_moved")[0]["leapt"][0], "discovery");
    moved(&theatre, &ona, MoveDraft { reason: "They merged.".into(), ..to("discovery") }).unwrap();
    let back = &theatre.particulars("deal_moved")[1];
    assert_eq!((&back["returned"], &back["reason"]), (&true.into(), &"They merged.".into()));
    let lost = ClosureDraft { outcome: "lost".into(), reason: "No budget".into(), ..ClosureDraft::default() };
    theatre.play(&ona, move |scene| Deal::numbered(scene, 1)?.close(scene, &lost));
    assert_eq!(theatre.told("criteria_waived"), 1);
}

#[test]
fn what_a_stage_asks_is_changed_by_operations_once_and_not_over_somebody_elses_words() {
    let (theatre, ona) = asking(vec![must("A budget is known", "word")]);
    let ana = theatre.person("Ana", Role::Member);
    let change = |draft: GuideDraft| {
        move |scene: &mut Scene<'_>| Stage::keyed(scene, "prospecting")?.guide_by(scene, &draft).map(drop)
    };
    assert_eq!(theatre.refused(&ana, change(GuideDraft::default())), Error::Forbidden);
    let renamed = CriterionDraft { key: "a_budget_is_known".into(), ..must("The budget is known in writing", "word") };
    let draft = GuideDraft { revision: "1".into(), criteria: vec![renamed], ..GuideDraft::default() };
    for _ in 0..2 {
        theatre.play(&ona, change(draft.clone()));
    }
    assert_eq!(theatre.told("stage_guide_changed"), 2, "the same again changes nothing");
    let late = GuideDraft { revision: "1".into(), goal: "Late".into(), ..GuideDraft::default() };
    assert_eq!(theatre.refused(&ona, change(late)), Error::Stale);
    let problems = [
        ("criteria.0.kind", must("x", "magic"), "problem-criterion-kind"),
        (
            "criteria.0.field",
            CriterionDraft { field: "nowhere".into(), ..must("x", "field_present") },
            "problem-criterion-field",
        ),
        (
            "criteria.0.value",
            CriterionDraft { field: "amount".into(), ..must("x", "field_compared") },
            "problem-criterion-value",
        ),
        ("criteria.0.items", must("x", "checklist"), "problem-criterion-items"),
        ("criteria.0.exempt", CriterionDraft { exempt: "99".into(), ..must("x", "word") }, "problem-criterion-team"),
    ];
    for (field, criterion, text) in problems {
        let draft = GuideDraft { criteria: vec![criterion], ..GuideDraft::default() };
        assert_eq!(theatre.problem(&ona, field, change(draft)), text);
    }
    let won = |scene: &mut Scene<'_>| {
        let draft = GuideDraft { goal: "Won".into(), ..GuideDraft::default() };
        Stage::keyed(scene, "won")?.guide_by(scene, &draft).map(drop)
    };
    assert_eq!(theatre.problem(&ona, "goal", won), "problem-guide-closed");
}

#[test]
fn what_stages_ask_goes_into_the_next_version_of_the_process() {
    let (theatre, ona) = asking(vec![must("A budget is known", "word")]);
    theatre.play(&ona, |scene| {
        let draft = StageDraft { name: Some("Legal".into()), ..StageDraft::default() };
        let live = domain::Version::standard(scene)?;
        let legal = Stage::add(scene, &live, &draft)?;
        legal.remove(scene, "").map(drop)
    });
    assert!(matches!(moved(&theatre, &ona, to("discovery")), Err(Error::Invalid(_))));
}
