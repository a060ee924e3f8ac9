use domain::figures::Rule::{ClosePassed, NoNextStep, OpenCriterion, Overdue, Pushed, Stuck};
use domain::figures::forecast::{History, Outlook, Past, answer, keep};
use domain::figures::{AcrossKind, NextStep, Rule, StepDraft, Today, Whose, finish_step, snooze_step, team, today};
use domain::{
    Actor, CheckDraft, CriterionDraft, Deal, DealTeamDraft, Error, GuideDraft, MarkDraft, Member, NextStepDraft, Role,
    RubricPreset, ScoreDraft, ShareDraft, Stage, Team, TeamRole, TermsDraft, Tool,
};
use jiff::civil::Date;
use measures::period::PeriodKind;

use crate::theatre::{FOUNDED, Theatre, feb, mine};

fn shown(theatre: &Theatre, whom: &Actor, as_of: Date) -> Today {
    let id = whom.id;
    theatre.on(feb(20), &theatre.system(), move |scene| today(scene, id, as_of, PeriodKind::Month))
}

fn rules(today: &Today) -> Vec<(String, Vec<Rule>)> {
    let steps = today.steps(None);
    steps.into_iter().map(|step| (step.title, step.evidence.iter().map(|why| why.rule).collect())).collect()
}

fn plan(theatre: &Theatre, day: Date, ana: &Actor, deal: domain::DealId, step: &'static str, due: &'static str) {
    let draft = NextStepDraft { step: step.into(), due: due.into() };
    theatre.on(day, ana, move |scene| Deal::with_id(scene, deal)?.set_next_step(scene, &draft));
}

fn expect_close(theatre: &Theatre, day: Date, ana: &Actor, deal: domain::DealId, close: &'static str) {
    let draft = TermsDraft { expected_close: Some(close.into()), ..TermsDraft::default() };
    theatre.on(day, ana, move |scene| Deal::with_id(scene, deal)?.change(scene, &draft));
}

#[test]
fn each_rule_says_why_now_and_nothing_speaks_for_a_deal_in_order() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let fine = theatre.open_deal(feb(13), &ana, "In order", "500");
    plan(&theatre, feb(13), &ana, fine, "Call", "2017-02-27");
    let late = theatre.open_deal(feb(13), &ana, "Late", "400");
    plan(&theatre, feb(13), &ana, late, "Send the offer", "2017-02-17");
    let stuck = theatre.open_deal(feb(1), &ana, "Stuck", "300");
    plan(&theatre, feb(1), &ana, stuck, "Call", "2017-02-27");
    let pushed = theatre.open_deal(feb(13), &ana, "Pushed", "200");
    for (day, close) in [(13, "2017-02-15"), (14, "2017-02-16"), (15, "2017-02-17"), (16, "2017-02-18")] {
        expect_close(&theatre, feb(day), &ana, pushed, close);
    }
    plan(&theatre, feb(16), &ana, pushed, "Call", "2017-02-27");
    theatre.open_deal(feb(13), &ana, "Quiet", "100");
    let day = shown(&theatre, &ana, feb(20));
    assert_eq!(
        rules(&day),
        [
            ("Late".into(), vec![Overdue]),
            ("Stuck".into(), vec![Stuck]),
            ("Pushed".into(), vec![ClosePassed, Pushed]),
            ("Quiet".into(), vec![NoNextStep]),
        ]
    );
    let given = &day.steps(None)[1].evidence[0].given;
    let expected = [("days", "19"), ("usual", "14"), ("from", "set"), ("stage", "Prospecting")];
    assert_eq!(given.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(), expected);
    assert_eq!(
        rules(&shown(&theatre, &ana, feb(14))),
        [("Quiet".into(), vec![NoNextStep]), ("Pushed".into(), vec![NoNextStep])].into_iter().rev().collect::<Vec<_>>(),
        "as it was on Valentine's day"
    );
}

#[test]
fn a_step_can_be_put_off_and_done_and_each_changes_something_once() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let late = theatre.open_deal(feb(13), &ana, "Late", "400");
    plan(&theatre, feb(13), &ana, late, "Send the offer", "2017-02-17");
    let quiet = theatre.open_deal(feb(13), &ana, "Quiet", "100");
    let number = |deal| theatre.on(feb(20), &ana, move |scene| Deal::with_id(scene, deal)).number.to_string();
    let (late, quiet) = (number(late), number(quiet));
    let draft = StepDraft { deal: quiet.clone(), rule: "no_next_step".into(), until: "2017-02-22".into() };
    for _ in 0..2 {
        let draft = draft.clone();
        theatre.on(feb(20), &ana, move |scene| snooze_step(scene, &draft));
    }
    assert_eq!(theatre.log("step_snoozed"), 1);
    assert_eq!(rules(&shown(&theatre, &ana, feb(20))), [("Late".into(), vec![Overdue])]);
    let id = ana.id;
    let later = theatre.on(feb(22), &ana, move |scene| today(scene, id, feb(22), PeriodKind::Month));
    assert_eq!(rules(&later).len(), 2, "it comes back");
    theatre.on(feb(20), &ana, move |scene| {
        finish_step(scene, &StepDraft { deal: late.clone(), rule: "overdue".into(), ..StepDraft::default() })
    });
    assert_eq!(rules(&shown(&theatre, &ana, feb(20))), [("Late".into(), vec![NoNextStep])]);
    let past = StepDraft { deal: quiet, until: "2017-02-20".into(), ..StepDraft::default() };
    assert!(matches!(theatre.try_on(feb(20), &ana, move |scene| snooze_step(scene, &past)), Err(Error::Invalid(_))));
}

#[test]
fn the_path_takes_the_fewest_deals_and_says_what_happens_without_each() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    theatre.aim(mine(&ana), "2017-02", "160");
    theatre.win(feb(2), &ana, "Won", "76");
    let open = [("Meridian", "41"), ("Kestrel", "28"), ("Halden", "33"), ("Small", "10")];
    for (title, amount) in open {
        let deal = theatre.open_deal(feb(2), &ana, title, amount);
        let draft = domain::MoveDraft { stage: "proposal".into(), ..domain::MoveDraft::default() };
        theatre.on(feb(3), &ana, move |scene| Deal::with_id(scene, deal)?.move_to(scene, &draft));
        expect_close(&theatre, feb(3), &ana, deal, "2017-02-24");
    }
    let day = shown(&theatre, &ana, feb(20));
    let (question, past) = theatre.on(feb(20), &ana, {
        let day = day.clone();
        move |scene| Ok((day.question(scene)?, Past::read(scene, feb(20))?))
    });
    let outlook = answer(&question, &History::learn(&past));
    assert_eq!(outlook.chances[0].won, 500_000, "what the team set for Proposal");
    let path = day.path(&outlook).unwrap();
    let steps: Vec<_> = path.steps.iter().map(|step| (step.title.as_str(), step.without)).collect();
    assert_eq!(steps, [("Meridian", 8_562), ("Halden", 9_062), ("Kestrel", 9_375)]);
    assert_eq!((path.credit, path.short_by, path.with_all), (10_200, 0, 11_125));
    assert_eq!((path.due, path.coverage), (11_200, Some(13_333)));
    assert_eq!((path.pipeline_needed, path.pipeline_missing), (Some(84_000), Some(72_800)));
    theatre.on(feb(20), &theatre.system(), {
        let (question, outlook) = (question.clone(), outlook.clone());
        move |scene| keep(scene, &question, &outlook)
    });
    let again = shown(&theatre, &ana, feb(20));
    assert!(again.fresh && again.outlook() == Some(&outlook));
    assert_eq!(again.steps(again.outlook()).first().map(|step| step.gain), Some(Some(1_025)), "41 x (.75 - .5)");
    theatre.win(feb(20), &ana, "News", "5");
    assert!(!shown(&theatre, &ana, feb(20)).fresh, "what was said is older than the win");
}

#[test]
fn a_deal_that_is_won_tomorrow_is_open_today_with_its_amount_of_today() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    let deal = theatre.open_deal(feb(2), &ana, "Docks", "400");
    theatre.on(feb(9), &ana, move |scene| {
        let draft = TermsDraft { amount: Some("900".into()), ..TermsDraft::default() };
        Deal::with_id(scene, deal)?.change(scene, &draft)
    });
    theatre.close(feb(10), &ana, deal, "won");
    let open = |day| -> Vec<Option<i64>> { shown(&theatre, &ana, day).deals.iter().map(|deal| deal.credit).collect() };
    assert_eq!(
        [open(feb(1)), open(feb(8)), open(feb(9)), open(feb(10))],
        [vec![], vec![Some(40_000)], vec![Some(90_000)], vec![]]
    );
}

#[test]
fn a_leader_without_target_and_deals_sees_the_team_first() {
    let theatre = Theatre::open();
    let (ana, ben, lena) = (theatre.person("Ana"), theatre.person("Ben"), theatre.person("Lena"));
    let north = theatre.team("North", &[&ben, &ana]);
    let (team_id, lena_id) = (north.id, lena.id);
    theatre.on(FOUNDED, &theatre.system(), move |scene| {
        let lena = Member::with_id(scene, lena_id)?;
        Team::with_id(scene, team_id)?.take_in(scene, &lena, TeamRole::Leader, FOUNDED)
    });
    theatre.aim(mine(&ana), "2017-02", "600");
    theatre.aim(mine(&ben), "2017-02", "400");
    theatre.win(feb(6), &ana, "Docks", "100");
    let shared = theatre.open_deal(feb(1), &ben, "Piers", "50.01");
    let (a, b) = (ana.id, ben.id);
    theatre.on(feb(2), &ben, move |scene| {
        let numbers = [Member::with_id(scene, b)?.number.to_string(), Member::with_id(scene, a)?.number.to_string()];
        let row =
            |member: &String| ShareDraft { member: member.clone(), percent: "50".into(), ..ShareDraft::default() };
        let halves = numbers.iter().map(row).collect();
        Deal::with_id(scene, shared)?
            .set_team(scene, &DealTeamDraft { owner: numbers[0].clone(), shares: halves, ..DealTeamDraft::default() })
    });
    let hers = shown(&theatre, &lena, feb(20));
    let first = hers.team_first.unwrap();
    assert_eq!((first.drawn.burndown.target, first.drawn.burndown.credited), (Some(100_000), 10_000));
    let people: Vec<_> =
        first.people.iter().map(|drawn| (drawn.party.name.as_str(), drawn.burndown.remaining)).collect();
    assert_eq!(people, [("Ana", Some(50_000)), ("Ben", Some(40_000)), ("Lena", None)]);
    assert_eq!(first.deals.iter().map(|deal| (deal.credit, deal.age)).collect::<Vec<_>>(), [(Some(5_001), Some(19))]);
    assert_eq!(first.steps().first().and_then(NextStep::rule), Some(Stuck));
    assert!(shown(&theatre, &ana, feb(20)).team_first.is_none());
    let across = shown(&theatre, &ben, feb(20)).across;
    let told: Vec<_> = across.iter().map(|line| (line.kind, line.who[0].1.as_str(), line.minor)).collect();
    assert_eq!(told, [(AcrossKind::Won, "Ana", Some(10_000))]);
    assert_eq!(Whose::Team(team_id), first.drawn.party.whose);
}

#[test]
fn a_partner_sees_their_own_day_and_no_team() {
    let theatre = Theatre::open();
    let (ana, pat) = (theatre.person("Ana"), theatre.person("Pat"));
    let north = theatre.team("North", &[&ana]).id;
    let partner = Actor { role: Role::Partner, ..pat.clone() };
    let (anas, pats) = (ana.id, pat.id);
    let look =
        |id| theatre.try_on(feb(20), &partner, move |scene| today(scene, id, feb(20), PeriodKind::Month)).map(drop);
    assert_eq!((look(anas), look(pats)), (Err(Error::NotFound), Ok(())));
    let of_team = theatre.try_on(feb(20), &partner, move |scene| team(scene, north, feb(20), PeriodKind::Month));
    assert_eq!(of_team.map(drop), Err(Error::NotFound));
}

/// Ana's deal worth 400 in Proposal, which asks for two things; the outlook of the twentieth.
fn asked_of(theatre: &Theatre, ana: &Actor) -> Outlook {
    let (ona, criterion) =
        (theatre.system(), |text: &str| CriterionDraft { text: text.into(), ..CriterionDraft::default() });
    let offer = CriterionDraft { severity: "should".into(), ..criterion("The offer is filed") };
    let draft = GuideDraft { criteria: vec![offer, criterion("Budget")], ..GuideDraft::default() };
    theatre.on(feb(1), &ona, move |scene| Stage::keyed(scene, "proposal")?.guide_by(scene, &draft).map(drop));
    let deal = theatre.open_deal(feb(2), ana, "Crane", "400");
    let there = domain::MoveDraft { stage: "proposal".into(), ..domain::MoveDraft::default() };
    theatre.on(feb(19), ana, move |scene| Deal::with_id(scene, deal)?.move_to(scene, &there));
    expect_close(theatre, feb(19), ana, deal, "2017-02-24");
    let day = shown(theatre, ana, feb(20));
    let question = theatre.on(feb(20), ana, move |scene| day.question(scene));
    let past = theatre.on(feb(20), ana, |scene| Past::read(scene, feb(20)));
    answer(&question, &History::learn(&past))
}

#[test]
fn what_the_process_asks_for_is_a_step_with_its_part_of_what_the_next_stage_brings() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    theatre.aim(mine(&ana), "2017-02", "1000");
    let outlook = asked_of(&theatre, &ana);
    let day = shown(&theatre, &ana, feb(20));
    assert_eq!(rules(&day), [("Crane".into(), vec![OpenCriterion, NoNextStep])]);
    let step = day.steps(Some(&outlook)).remove(0);
    let given: Vec<_> = step.evidence[0].given.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(given, [("criterion", "Budget"), ("count", "2"), ("severity", "must"), ("key", "budget")]);
    assert_eq!(step.gain, Some(5_000), "400 x (.75 - .5) / 2");
    theatre.on(feb(20), &ana, |scene| {
        let rubric = Tool::add(scene, &RubricPreset::ALL[1].draft())?;
        let mark = MarkDraft { element: "need".into(), points: "1".into(), ..MarkDraft::default() };
        let deal = Deal::numbered(scene, 1)?;
        deal.score(scene, &rubric, &ScoreDraft { elements: vec![mark] })?;
        deal.check(scene, "budget", &CheckDraft::default())
    });
    let step = shown(&theatre, &ana, feb(20)).steps(Some(&outlook)).remove(0);
    assert_eq!((step.evidence[0].given[0].1.as_str(), step.gain), ("The offer is filed", Some(10_000)));
    let rest = |rule: &str| {
        let draft = StepDraft { deal: "1".into(), rule: rule.into(), ..StepDraft::default() };
        theatre.on(feb(20), &ana, move |scene| snooze_step(scene, &draft));
    };
    rest("open_criterion");
    assert_eq!(rules(&shown(&theatre, &ana, feb(20))), [("Crane".into(), vec![NoNextStep])], "it rests");
    rest("open_criterion no_next_step");
    assert_eq!((rules(&shown(&theatre, &ana, feb(20))), theatre.log("step_snoozed")), (vec![], 2));
    assert!(shown(&theatre, &ana, feb(19)).gaps.is_empty(), "what was open on a past day is not known");
}

#[test]
fn a_criterion_that_has_helped_brings_what_it_has_brought() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana");
    theatre.aim(mine(&ana), "2017-02", "1000");
    let outlook = asked_of(&theatre, &ana);
    let day = shown(&theatre, &ana, feb(20));
    let gain = |lift: Option<f64>| {
        let mut day = day.clone();
        for gap in day.gaps.values_mut().flatten().filter(|gap| !gap.must) {
            gap.lift = lift;
        }
        let step = day.steps(Some(&outlook)).remove(0);
        (step.evidence[0].given[0].1.clone(), step.gain)
    };
    assert_eq!(gain(Some(0.4)), ("The offer is filed".into(), Some(8_000)), "400 x .5 x .4, more than 50");
    assert_eq!(gain(Some(3.0)), ("The offer is filed".into(), Some(20_000)), "nothing is likelier than certain");
    assert_eq!(gain(Some(0.1)), ("Budget".into(), Some(5_000)));
}
