//! Drafts: written by several people at once, and begun with a preset.

use domain::{
    Actor, CriterionDraft, Deal, DealDraft, Error, Filter, GuideDraft, Order, Process, ProposalDraft, Role, Sort,
    Stage, Status, Together, Version, verify,
};

use crate::theatre::Theatre;
use crate::versions::{about, begin, launch, places};

#[test]
fn two_people_write_the_same_stage_and_nobody_loses_a_word() {
    let theatre = Theatre::open();
    let (ana, ben) = (theatre.person("Ana", Role::Member), theatre.person("Ben", Role::Member));
    let version = begin(&theatre, &ana, about("Together"));
    let stage = theatre.play(&ana, {
        let version = version.clone();
        move |scene| Ok(version.stages(scene)?.remove(0))
    });
    let criterion = |text: &str| CriterionDraft { text: text.into(), ..CriterionDraft::default() };
    let write = |who: &Actor, draft: GuideDraft, seen: domain::Guide| {
        let stage = stage.clone();
        theatre.play(who, move |scene| stage.guide_together(scene, &draft, &seen))
    };
    let nothing = domain::Guide::default();
    let of_ana = GuideDraft { goal: "Ana's goal".into(), criteria: vec![criterion("Budget")], ..GuideDraft::default() };
    assert!(matches!(write(&ana, of_ana, nothing.clone()), Together::Kept(_)));
    let mut of_ben = GuideDraft { criteria: vec![criterion("Decider")], ..GuideDraft::default() };
    let Together::Kept(both) = write(&ben, of_ben.clone(), nothing.clone()) else { panic!("Ben left the goal alone") };
    let texts: Vec<&str> = both.criteria.iter().map(|criterion| criterion.text.as_str()).collect();
    assert_eq!((both.goal.as_str(), texts), ("Ana's goal", vec!["Budget", "Decider"]));
    of_ben.goal = "Ben's goal".into();
    of_ben.criteria.clear();
    let Together::Differs { problems, seen } = write(&ben, of_ben.clone(), nothing) else {
        panic!("both wrote a goal")
    };
    assert_eq!(problems.on("goal").unwrap().text, "problem-both-changed");
    let Together::Kept(last) = write(&ben, of_ben, *seen) else { panic!("Ben has seen it") };
    assert_eq!((last.goal.as_str(), last.criteria.len()), ("Ben's goal", 2));
}

#[test]
fn a_preset_makes_a_process_of_its_own() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let draft =
        ProposalDraft { preset: "renewal".into(), new_process: "Renewals".into(), ..about("Renewals go another way") };
    let version = begin(&theatre, &ana, draft);
    assert_eq!((version.process_key.as_str(), version.number, version.based_on), ("renewals", 1, None));
    launch(&theatre, &ona, &version, "");
    let open = |stage: &'static str, process: &'static str| {
        let draft = DealDraft {
            title: "Next year".into(),
            stage: stage.into(),
            process: process.into(),
            ..DealDraft::default()
        };
        theatre.play(&ana, move |scene| Deal::open(scene, &draft))
    };
    assert_eq!(open("", "renewals").stage, "review");
    assert_eq!(open("offer", "").stage, "offer", "a stage names its process");
    assert_eq!(open("", "").stage, "prospecting");
    let keys = theatre.play(&ana, |scene| {
        Ok(Stage::all_of(scene, "renewals")?.into_iter().map(|stage| stage.key).collect::<Vec<_>>())
    });
    assert_eq!(keys, ["review", "value_talk", "offer", "renewed", "not_renewed"]);
    let known = theatre.refused(&ana, |scene| {
        let draft = ProposalDraft { preset: "renewal".into(), new_process: " RENEWALS".into(), ..about("Again") };
        Version::begin(scene, &draft).map(drop)
    });
    assert!(matches!(known, Error::Invalid(_)));
}

#[test]
fn every_preset_is_sound_and_keeps_what_deals_stand_in() {
    for preset in domain::Preset::ALL {
        let theatre = Theatre::open();
        let ona = theatre.person("Ona", Role::Operations);
        let deal = theatre.deal(&ona, "Harbour", "100");
        let key = preset.key.to_owned();
        let version = begin(&theatre, &ona, ProposalDraft { preset: key, ..about("Begin anew") });
        let asks = theatre.play(&ona, {
            let version = version.clone();
            move |scene| {
                let (stages, guides) = (version.stages(scene)?, version.guides(scene)?);
                let open = stages.iter().filter(|stage| stage.kind == Status::Open);
                Ok(open.map(|stage| (stage.usual_days, guides.at(&stage.key).cloned())).collect::<Vec<_>>())
            }
        });
        assert!(asks.len() >= 3);
        for (usual, guide) in asks {
            let guide = guide.unwrap();
            assert!(usual.is_some() && !guide.goal.is_empty() && !guide.criteria.is_empty(), "{guide:?}");
        }
        launch(&theatre, &ona, &version, "");
        assert_eq!(places(&theatre, &deal), ("prospecting".into(), 1));
        let won = theatre.play(&ona, |scene| {
            Ok(Stage::standard(scene)?
                .into_iter()
                .filter(|stage| stage.kind != Status::Open)
                .map(|stage| stage.key)
                .collect::<Vec<_>>())
        });
        assert_eq!(won, ["won", "lost"], "the ends keep their keys");
        assert_eq!(theatre.play(&ona, verify), []);
        assert!(theatre.play(&ona, |scene| Ok(Process::all(scene)?.len())) == 1);
    }
}

#[test]
fn what_is_written_about_a_stage_outlives_its_removal_elsewhere() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let version = begin(&theatre, &ana, about("More about the demo"));
    theatre.play(&ana, move |scene| {
        let demo = version.stages(scene)?.into_iter().find(|stage| stage.key == "demo").unwrap();
        let draft = GuideDraft { goal: "They have seen it".into(), ..GuideDraft::default() };
        demo.guide_by(scene, &draft).map(drop)
    });
    theatre.play(&ona, |scene| {
        Stage::keyed(scene, "demo")?.remove(scene, "")?;
        Stage::keyed(scene, "proposal")?.remove(scene, "").map(drop)
    });
    let kept = theatre.play(&ana, |scene| {
        let mut version = Version::numbered(scene, "standard", 2)?;
        version.bring_up_to_date(scene)?;
        let keys: Vec<String> = version.stages(scene)?.into_iter().map(|stage| stage.key).collect();
        Ok((keys, version.guides(scene)?.at("demo").map(|guide| guide.goal.clone())))
    });
    assert!(kept.0.contains(&"demo".to_owned()) && !kept.0.contains(&"proposal".to_owned()), "{kept:?}");
    assert_eq!(kept.1.as_deref(), Some("They have seen it"));
}

#[test]
fn whoever_replaces_a_list_sees_the_list() {
    let theatre = Theatre::open();
    let ana = theatre.person("Ana", Role::Member);
    let version = begin(&theatre, &ana, about("Together"));
    let stage = theatre.play(&ana, move |scene| Ok(version.stages(scene)?.remove(0)));
    let list = |key: &str, items: &str| CriterionDraft {
        key: key.into(),
        text: "Who was asked".into(),
        kind: "checklist".into(),
        items: items.into(),
        ..CriterionDraft::default()
    };
    let write = |draft: GuideDraft, seen: domain::Guide| {
        let stage = stage.clone();
        theatre.play(&ana, move |scene| stage.guide_together(scene, &draft, &seen))
    };
    let of = |criterion: CriterionDraft| GuideDraft { criteria: vec![criterion], ..GuideDraft::default() };
    let Together::Kept(first) = write(of(list("", "Sales")), domain::Guide::default()) else { panic!("nobody else") };
    let key = first.criteria[0].key.clone();
    assert!(matches!(write(of(list(&key, "Sales\nLegal")), first.clone()), Together::Kept(_)));
    let Together::Differs { problems, .. } = write(of(list(&key, "Sales\nSecurity")), first) else {
        panic!("both did")
    };
    let told = &problems.on("criteria.0.text").unwrap().given;
    assert!(told.iter().any(|(_, theirs)| theirs.contains("Legal")), "{told:?}");
}

#[test]
fn a_list_shows_the_deals_of_every_process_and_of_one_when_asked() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let draft = ProposalDraft { preset: "renewal".into(), new_process: "Renewals".into(), ..about("Another way") };
    launch(&theatre, &ona, &begin(&theatre, &ana, draft), "");
    for (title, process) in [("New", ""), ("Again", "renewals")] {
        let draft = DealDraft { title: title.into(), process: process.into(), ..DealDraft::default() };
        theatre.play(&ana, move |scene| Deal::open(scene, &draft).map(drop));
    }
    let titles = |process: Option<&str>, sort: Sort| {
        let filter = Filter { process: process.map(str::to_owned), ..Filter::default() };
        let order = Order { sort, down: false };
        let page = theatre.play(&ana, move |scene| Deal::list(scene, &filter, order, ""));
        page.rows.into_iter().map(|tile| tile.title).collect::<Vec<_>>()
    };
    for sort in Sort::ALL {
        let mut all = titles(None, sort);
        all.sort();
        assert_eq!(all, ["Again", "New"], "{sort:?}");
        assert_eq!(titles(Some("renewals"), sort), ["Again"], "{sort:?}");
        assert!(titles(Some("nothing"), sort).is_empty(), "{sort:?}");
    }
    let begins = theatre.play(&ana, |scene| Process::beginnings(scene, None));
    let first: Vec<_> = begins.iter().map(|begin| (&*begin.process.name, &*begin.stages[0].key)).collect();
    assert_eq!((first.len(), first[0].1, first[1]), (2, "prospecting", ("Renewals", "review")));
}

#[test]
fn a_list_over_several_processes_goes_on_page_by_page() {
    let theatre = Theatre::open();
    let (ana, ona) = (theatre.person("Ana", Role::Member), theatre.person("Ona", Role::Operations));
    let draft = ProposalDraft { preset: "renewal".into(), new_process: "Renewals".into(), ..about("Another way") };
    launch(&theatre, &ona, &begin(&theatre, &ana, draft), "");
    theatre.play(&ana, |scene| {
        for count in 0..120 {
            let process = if count % 3 == 0 { "renewals" } else { "" };
            let amount = if count % 7 == 0 { String::new() } else { (count % 11).to_string() };
            let draft =
                DealDraft { title: format!("Deal {count}"), process: process.into(), amount, ..DealDraft::default() };
            Deal::open(scene, &draft)?;
        }
        Ok(())
    });
    for (process, deals) in [(None, 120), (Some("renewals"), 40)] {
        for sort in Sort::ALL {
            let (mut seen, mut after) = (Vec::new(), String::new());
            loop {
                let filter = Filter { process: process.map(str::to_owned), ..Filter::default() };
                let behind = after.clone();
                let order = Order { sort, down: true };
                let page = theatre.play(&ana, move |scene| Deal::list(scene, &filter, order, &behind));
                seen.extend(page.rows.iter().map(|tile| tile.number));
                match page.after {
                    Some(next) => after = next,
                    None => break,
                }
            }
            let all = seen.len();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!((all, seen.len()), (deals, deals), "{sort:?} {process:?}: each once");
        }
    }
}
