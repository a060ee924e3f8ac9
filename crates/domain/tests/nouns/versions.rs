//! Versions of a process: written, decided on, tried, followed by deals, and what nobody may lose on the way.

use std::collections::BTreeMap;

use domain::{
    Actor, CriterionDraft, Deal, FollowDraft, GuideDraft, LaunchDraft, MoveDraft, Outcome, ProposalDraft, Role,
    RoundAnswerDraft, RoundDraft, Stage, StageDraft, TeamRole, Version, VersionState, verify,
};

use crate::theatre::Theatre;

pub fn about(title: &str) -> ProposalDraft {
    ProposalDraft { title: title.into(), ..ProposalDraft::default() }
}

fn named(name: &str) -> StageDraft {
    StageDraft { name: Some(name.into()), ..StageDraft::default() }
}

pub fn begin(theatre: &Theatre, actor: &Actor, draft: ProposalDraft) -> Version {
    theatre.play(actor, move |scene| Version::begin(scene, &draft))
}

/// Puts a version to work without asking, as operations may.
pub fn launch(theatre: &Theatre, ona: &Actor, version: &Version, teams: &str) -> Version {
    let (version, teams) = (version.clone(), teams.to_owned());
    theatre.play(ona, move |scene| {
        let mut version = Version::numbered(scene, &version.process_key, version.number)?;
        let draft = LaunchDraft { teams: teams.clone(), reason: "It cannot wait".into() };
        version.launch(scene, &draft)?;
        Ok(version)
    })
}

fn answer(theatre: &Theatre, who: &Actor, version: &Version, stance: &'static str, reason: &'static str) -> Outcome {
    let (key, number) = (version.process_key.clone(), version.number);
    theatre.play(who, move |scene| {
        let version = Version::numbered(scene, &key, number)?;
        version.answer(
            scene,
            &RoundAnswerDraft { stance: stance.into(), reason: reason.into(), ..RoundAnswerDraft::default() },
        )?;
        let today = scene.today();
        Ok(version.latest_round(scene)?.unwrap().outcome(today))
    })
}

pub fn places(theatre: &Theatre, deal: &Deal) -> (String, i64) {
    let number = deal.number;
    theatre.play(&theatre.system(), move |scene| {
        let deal = Deal::numbered(scene, number)?;
        Ok((deal.stage, deal.process_version))
    })
}

/// The keys of the columns of the board.
fn columns(theatre: &Theatre, who: &Actor) -> Vec<String> {
    theatre.play(who, |scene| {
        let board = Deal::board(scene, &domain::Filter::default())?;
        Ok(board.columns.into_iter().map(|column| column.stage.key).collect())
    })
}

/// People who can sign in: the team that is asked.
fn signed_up(theatre: &Theatre, people: &[&Actor]) {
    for actor in people {
        let sql = "UPDATE members SET state = 'active' WHERE workspace_id = $1 AND id = $2";
        theatre.run(sql, &[actor.id.into()]);
    }
}

#[test]
fn a_proposal_goes_live_when_enough_agree_and_nobody_objects() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana", Role::Member), theatre.person("Ben", Role::Member));
    signed_up(&theatre, &[&ana, &ben]);
    let version = begin(&theatre, &ana, about("Ask for legal sooner"));
    assert_eq!((version.number, version.state, version.based_on), (2, VersionState::Draft, Some(1)));
    let draft = version.clone();
    theatre.play(&ben, move |scene| Stage::add(scene, &draft, &named("Legal")).map(drop));
    let (key, number) = (version.process_key.clone(), version.number);
    let open = move |scene: &mut domain::Scene<'_>| {
        Version::numbered(scene, &key, number)?
            .propose(scene, &RoundDraft { quorum: "2".into(), ..RoundDraft::default() })
    };
    theatre.play(&ana, open);
    let early = theatre.problem(&ana, "reason", move |scene| {
        Version::numbered(scene, "standard", 2)?.launch(scene, &LaunchDraft::default())
    });
    assert_eq!(early, "problem-launch-consent");
    let silent = theatre.problem(&ben, "reason", {
        let version = version.clone();
        move |scene| {
            let version = Version::numbered(scene, &version.process_key, version.number)?;
            version.answer(
                scene,
                &RoundAnswerDraft { stance: "object".into(), reason: " ".into(), ..RoundAnswerDraft::default() },
            )
        }
    });
    assert_eq!(silent, "problem-words-missing", "an objection says why");
    assert_eq!(answer(&theatre, &ben, &version, "object", "Legal is slow"), Outcome::Objected);
    assert_eq!(answer(&theatre, &ben, &version, "agree", ""), Outcome::Consented);
    theatre.play(&ana, |scene| Version::numbered(scene, "standard", 2)?.launch(scene, &LaunchDraft::default()));
    let names =
        theatre.play(&ana, |scene| Ok(Stage::standard(scene)?.into_iter().map(|stage| stage.name).collect::<Vec<_>>()));
    assert!(names.contains(&"Legal".to_owned()), "{names:?}");
}

#[test]
fn a_round_waits_for_its_day_while_somebody_may_still_object() {
    let theatre = Theatre::open();
    let people = ["Ana", "Ben", "Cleo", "Dan"].map(|name| theatre.person(name, Role::Member));
    signed_up(&theatre, &people.iter().collect::<Vec<_>>());
    let version = begin(&theatre, &people[0], about("Anything"));
    theatre.play(&people[0], |scene| Version::numbered(scene, "standard", 2)?.propose(scene, &RoundDraft::default()));
    assert_eq!(answer(&theatre, &people[1], &version, "agree", ""), Outcome::Open, "two of four have said nothing");
    theatre.wait_days(8);
    assert_eq!(answer(&theatre, &people[1], &version, "agree", "yes"), Outcome::Consented, "silence after the day");
}

#[test]
fn a_deal_follows_the_version_it_began_with_until_it_is_moved_on() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let old = theatre.deal(&ana, "Harbour", "100");
    let version = begin(&theatre, &ana, about("No more demo, but legal"));
    let draft = version.clone();
    theatre.play(&ana, move |scene| {
        Stage::add(scene, &draft, &named("Legal"))?;
        let stages = draft.stages(scene)?;
        stages.iter().find(|stage| stage.key == "prospecting").unwrap().remove(scene, "")?;
        stages.iter().find(|stage| stage.key == "demo").unwrap().remove(scene, "").map(drop)
    });
    launch(&theatre, &ona, &version, "");
    let new = theatre.deal(&ana, "Station", "100");
    assert_eq!((places(&theatre, &old), places(&theatre, &new)), (("prospecting".into(), 1), ("discovery".into(), 2)));
    let columns = columns(&theatre, &ana);
    assert_eq!(columns[0], "prospecting", "what still holds deals is shown: {columns:?}");
    assert!(!columns.contains(&"demo".to_owned()), "{columns:?}");
    let number = old.number;
    theatre.play(&ana, move |scene| {
        let draft = MoveDraft { stage: "demo".into(), ..MoveDraft::default() };
        Deal::numbered(scene, number)?.move_to(scene, &draft)
    });
    assert_eq!(places(&theatre, &old), ("demo".into(), 1), "its own version has it");
    let (from, stays) = (Version { number: 1, ..version.clone() }, theatre.deal(&ana, "Third", "5"));
    let moving = from.clone();
    let unmapped = theatre.problem(&ona, "demo", move |scene| {
        let to = Version::numbered(scene, "standard", 2)?;
        moving.move_on(scene, &to, &FollowDraft::default()).map(drop)
    });
    assert_eq!(unmapped, "problem-follow-stage");
    theatre.play(&ona, move |scene| {
        let to = Version::numbered(scene, "standard", 2)?;
        let stages = BTreeMap::from([("demo".to_owned(), "legal".to_owned())]);
        assert!(!from.move_on(scene, &to, &FollowDraft { stages, ..FollowDraft::default() })?);
        Ok(())
    });
    assert_eq!(places(&theatre, &old), ("legal".into(), 2));
    assert_eq!(places(&theatre, &stays), ("discovery".into(), 2));
    assert_eq!(theatre.play(&ona, verify), [], "nothing disagrees with the log");
}

#[test]
fn a_trial_is_for_the_teams_that_try() {
    let theatre = Theatre::open();
    let (mut ana, mut ben) = (theatre.person("Ana", Role::Member), theatre.person("Ben", Role::Member));
    let ona = theatre.person("Ona", Role::Operations);
    let north = theatre.team("North", &mut [(&mut ana, TeamRole::Seller)]);
    theatre.team("South", &mut [(&mut ben, TeamRole::Seller)]);
    let version = begin(&theatre, &ana, about("Without prospecting"));
    let draft = version.clone();
    theatre.play(&ana, move |scene| {
        let stages = draft.stages(scene)?;
        stages[0].remove(scene, "").map(drop)
    });
    let tried = launch(&theatre, &ona, &version, &north.number.to_string());
    assert_eq!(tried.state, VersionState::Trial);
    let (trying, not) = (theatre.deal(&ana, "A", "1"), theatre.deal(&ben, "B", "1"));
    assert_eq!((places(&theatre, &trying).1, places(&theatre, &not).1), (2, 1));
    theatre.play(&ona, |scene| Version::numbered(scene, "standard", 2)?.end_trial(scene));
    let after = theatre.deal(&ana, "C", "1");
    assert_eq!(places(&theatre, &after).1, 1);
}

#[test]
fn what_went_live_meanwhile_comes_into_a_draft_before_it_does() {
    let theatre = Theatre::open();
    let ona = theatre.person("Ona", Role::Operations);
    let (first, second) = (begin(&theatre, &ona, about("First")), begin(&theatre, &ona, about("Second")));
    let goal = |version: &Version, goal: &'static str| {
        let version = version.clone();
        theatre.play(&ona, move |scene| {
            let stages = version.stages(scene)?;
            let criterion = CriterionDraft { text: format!("{goal} shown"), ..CriterionDraft::default() };
            let draft = GuideDraft { goal: goal.into(), criteria: vec![criterion], ..GuideDraft::default() };
            stages[usize::from(goal == "Mine")].guide_by(scene, &draft).map(drop)
        });
    };
    goal(&first, "Theirs");
    goal(&second, "Mine");
    launch(&theatre, &ona, &first, "");
    let behind = theatre.problem(&ona, "teams", |scene| {
        let draft = LaunchDraft { reason: "now".into(), ..LaunchDraft::default() };
        Version::numbered(scene, "standard", 3)?.launch(scene, &draft)
    });
    assert_eq!(behind, "problem-version-behind");
    theatre.play(&ona, |scene| Version::numbered(scene, "standard", 3)?.bring_up_to_date(scene));
    launch(&theatre, &ona, &second, "");
    let goals = theatre.play(&ona, |scene| {
        let guides = Version::standard(scene)?.guides(scene)?;
        let goal = |key: &str| guides.at(key).map(|guide| guide.goal.clone());
        Ok((goal("prospecting"), goal("discovery")))
    });
    assert_eq!(goals, (Some("Theirs".into()), Some("Mine".into())));
}

#[test]
fn another_version_is_no_way_round_what_is_asked() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let deal = theatre.deal(&ana, "Harbour", "100");
    let version = begin(&theatre, &ana, about("The same again"));
    launch(&theatre, &ona, &version, "");
    let number = deal.number;
    let further = FollowDraft { stage: "negotiation".into(), ..FollowDraft::default() };
    let leap = theatre.problem(&ana, "stage", {
        let further = further.clone();
        move |scene| Deal::numbered(scene, number)?.follow(scene, &further)
    });
    assert_eq!(leap, "problem-follow-back");
    let leads = theatre.problem(&ona, "stage", {
        let further = further.clone();
        move |scene| Deal::numbered(scene, number)?.follow(scene, &further)
    });
    assert_eq!(leads, "problem-follow-back", "nor is it one for who leads");
    let all = theatre.problem(&ona, "prospecting", move |scene| {
        let (from, to) = (Version::numbered(scene, "standard", 1)?, Version::numbered(scene, "standard", 2)?);
        from.move_on(scene, &to, &further).map(drop)
    });
    assert_eq!(all, "problem-follow-back");
    theatre.play(&ana, move |scene| Deal::numbered(scene, number)?.follow(scene, &FollowDraft::default()));
    assert_eq!(places(&theatre, &deal), ("prospecting".into(), 2));
    let early = theatre.problem(&ana, "quorum", |scene| {
        let mut version = Version::begin(scene, &about("Quickly"))?;
        version.propose(scene, &RoundDraft { quorum: "0".into(), ..RoundDraft::default() })
    });
    assert_eq!(early, "problem-round-quorum");
}

#[test]
fn a_trial_is_no_consent() {
    let theatre = Theatre::open();
    let (mut ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let north = theatre.team("North", &mut [(&mut ana, TeamRole::Seller)]);
    let version = begin(&theatre, &ana, about("Tried, not asked"));
    launch(&theatre, &ona, &version, &north.number.to_string());
    let all = theatre.problem(&ana, "reason", |scene| {
        Version::numbered(scene, "standard", 2)?.launch(scene, &LaunchDraft::default())
    });
    assert_eq!(all, "problem-launch-consent");
}
