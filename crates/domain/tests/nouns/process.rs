//! Changing the process: stages, their names, order and end.

use domain::{ClosureDraft, Deal, Error, Role, Scene, Stage, StageDraft, Status, Version, verify};

use crate::theatre::Theatre;

fn named(name: &str) -> StageDraft {
    StageDraft { name: Some(name.into()), ..StageDraft::default() }
}

fn names(theatre: &Theatre) -> Vec<String> {
    theatre.play(&theatre.system(), |scene| Ok(Stage::all(scene)?.into_iter().map(|stage| stage.name).collect()))
}

/// Adds a stage to what deals follow now.
fn add(scene: &mut Scene<'_>, draft: &StageDraft) -> domain::Result<Stage> {
    let live = Version::standard(scene)?;
    Stage::add(scene, &live, draft)
}

fn put_in_order(scene: &mut Scene<'_>, keys: &[String]) -> domain::Result<()> {
    let live = Version::standard(scene)?;
    Stage::order(scene, &live, keys)
}

#[test]
fn a_stage_is_added_behind_the_open_ones_renamed_and_put_elsewhere_each_told_once() {
    let theatre = Theatre::open();
    let ona = theatre.person("Ona", Role::Operations);
    let legal = theatre.play(&ona, |scene| add(scene, &named("Legal")));
    assert_eq!((legal.key.as_str(), legal.kind), ("legal", Status::Open));
    let order = ["Prospecting", "Discovery", "Demo", "Proposal", "Negotiation", "Legal", "Won", "Lost"];
    assert_eq!(names(&theatre), order);
    for _ in 0..2 {
        theatre.play(&ona, |scene| {
            let draft = StageDraft { usual_days: Some("5".into()), ..named("Contract") };
            Stage::keyed(scene, "legal")?.change(scene, &draft)?;
            put_in_order(scene, &["legal".into(), "demo".into()])
        });
    }
    let order = ["Contract", "Demo", "Prospecting", "Discovery", "Proposal", "Negotiation", "Won", "Lost"];
    assert_eq!(names(&theatre), order, "those that were not named keep their order, won and lost stay last");
    for kind in ["stage_added", "stage_changed", "stages_ordered"] {
        assert_eq!(theatre.told(kind), 1, "{kind}");
    }
}

#[test]
fn a_stage_that_holds_deals_goes_only_when_they_have_somewhere_to_go() {
    let theatre = Theatre::open();
    let ona = theatre.person("Ona", Role::Operations);
    for count in 0..130 {
        theatre.deal(&ona, &format!("Deal {count}"), "5");
    }
    theatre.play(&ona, |scene| Deal::numbered(scene, 7)?.discard(scene));
    let remove = |to: &'static str| {
        move |scene: &mut domain::Scene<'_>| Stage::keyed(scene, "prospecting")?.remove(scene, to).map(drop)
    };
    for nowhere in ["", "prospecting", "won", "no such stage"] {
        assert_eq!(theatre.problem(&ona, "to", remove(nowhere)), "problem-stage-holds-deals", "{nowhere}");
    }
    let once = || theatre.play(&ona, |scene| Stage::keyed(scene, "prospecting")?.remove(scene, "discovery"));
    assert_eq!((once(), once(), once()), (true, true, false), "a hundred in one change");
    assert_eq!(theatre.told("deal_moved"), 129, "each of them has its own event");
    assert_eq!(names(&theatre)[0], "Discovery");
    let ever = theatre.play(&ona, Stage::names);
    assert!(ever.contains(&("prospecting".into(), "Prospecting".into())), "history still has its name");
    theatre.play(&ona, |scene| Deal::numbered(scene, 7)?.restore(scene));
    assert_eq!(theatre.play(&ona, verify), []);
}

#[test]
fn what_cannot_be_is_refused() {
    let theatre = Theatre::open();
    let (ona, ana) = (theatre.person("Ona", Role::Operations), theatre.person("Ana", Role::Member));
    assert_eq!(theatre.refused(&ana, |scene| add(scene, &named("Mine")).map(drop)), Error::Forbidden);
    let known = theatre.problem(&ona, "name", |scene| add(scene, &named("  PROPOSAL ")).map(drop));
    assert_eq!(known, "problem-stage-known");
    let last = theatre.problem(&ona, "stage", |scene| Stage::keyed(scene, "won")?.remove(scene, "").map(drop));
    assert_eq!(last, "problem-stage-last");
    let days = StageDraft { usual_days: Some("soon".into()), ..StageDraft::default() };
    let days = theatre.problem(&ona, "usual_days", move |scene| Stage::keyed(scene, "demo")?.change(scene, &days));
    assert_eq!(days, "problem-usual-days");
    let unknown = theatre.problem(&ona, "stages", |scene| put_in_order(scene, &["nowhere".into()]));
    assert_eq!(unknown, "problem-stage-unknown");
    theatre.deal(&ana, "Won", "5");
    theatre.play(&ana, |scene| {
        Deal::numbered(scene, 1)?.close(scene, &ClosureDraft { outcome: "won".into(), ..ClosureDraft::default() })
    });
}
