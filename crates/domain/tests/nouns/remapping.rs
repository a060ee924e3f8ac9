//! Stages are added, renamed, reordered, removed and re-mapped while deals stand in them: nothing is lost.

use std::collections::BTreeMap;

use domain::{
    Actor, ClosureDraft, Deal, Error, Filter, FollowDraft, LaunchDraft, MoveDraft, Process, ProposalDraft, Result,
    Role, Scene, Stage, StageDraft, Status, Version, VersionState, verify,
};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::theatre::Theatre;

/// Something that somebody does. The numbers choose among what there is.
#[derive(Debug, Clone)]
enum Step {
    Open,
    Move(usize, usize),
    Close(usize, bool),
    Reopen(usize),
    Discard(usize),
    Add,
    Rename(usize),
    Order(usize, usize),
    Remove(usize, usize),
    Draft,
    AddToDraft,
    RemoveFromDraft(usize),
    OrderDraft(usize),
    Update,
    Launch,
    MoveOn(usize, usize),
    Follow(usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let place = || 0_usize..8;
    let step = prop_oneof![
        3 => Just(Step::Open),
        4 => (place(), place()).prop_map(|(deal, stage)| Step::Move(deal, stage)),
        1 => (place(), any::<bool>()).prop_map(|(deal, won)| Step::Close(deal, won)),
        1 => place().prop_map(Step::Reopen),
        1 => place().prop_map(Step::Discard),
        1 => Just(Step::Add),
        1 => place().prop_map(Step::Rename),
        1 => (place(), place()).prop_map(|(one, other)| Step::Order(one, other)),
        2 => (place(), place()).prop_map(|(stage, to)| Step::Remove(stage, to)),
        2 => Just(Step::Draft),
        1 => Just(Step::AddToDraft),
        2 => place().prop_map(Step::RemoveFromDraft),
        1 => place().prop_map(Step::OrderDraft),
        1 => Just(Step::Update),
        2 => Just(Step::Launch),
        2 => (place(), place()).prop_map(|(version, to)| Step::MoveOn(version, to)),
        1 => place().prop_map(Step::Follow),
    ];
    vec(step, 10..60)
}

fn chosen<T: Clone>(all: &[T], at: usize) -> Option<T> {
    (!all.is_empty()).then(|| all[at % all.len()].clone())
}

/// The step, done by operations; what is refused is refused.
fn take(scene: &mut Scene<'_>, step: &Step, count: usize) -> Result<()> {
    match step {
        Step::Open | Step::Move(..) | Step::Close(..) | Step::Reopen(_) | Step::Discard(_) | Step::Follow(_) => {
            with_deal(scene, step, count)
        }
        Step::Add | Step::Rename(_) | Step::Order(..) | Step::Remove(..) => with_live(scene, step, count),
        _ => with_draft(scene, step, count),
    }
}

fn with_deal(scene: &mut Scene<'_>, step: &Step, count: usize) -> Result<()> {
    if matches!(step, Step::Open) {
        let draft = domain::DealDraft { title: format!("Deal {count}"), amount: "5".into(), ..Default::default() };
        return Deal::open(scene, &draft).map(drop);
    }
    let at = match step {
        Step::Move(at, _) | Step::Close(at, _) | Step::Reopen(at) | Step::Discard(at) | Step::Follow(at) => *at,
        _ => 0,
    };
    let mut deal = Deal::numbered(scene, i64::try_from(at).unwrap() + 1)?;
    match step {
        Step::Move(_, to) => {
            let open: Vec<Stage> = Stage::all(scene)?.into_iter().filter(|stage| stage.kind == Status::Open).collect();
            let Some(stage) = chosen(&open, *to) else { return Ok(()) };
            deal.move_to(scene, &MoveDraft { stage: stage.key, ..MoveDraft::default() })
        }
        Step::Close(_, won) => {
            let outcome = if *won { "won" } else { "lost" };
            let draft = ClosureDraft { outcome: outcome.into(), reason: "so it is".into(), ..ClosureDraft::default() };
            deal.close(scene, &draft)
        }
        Step::Reopen(_) => deal.reopen(scene, "again"),
        Step::Follow(_) => deal.follow(scene, &FollowDraft::default()),
        _ => deal.discard(scene),
    }
}

fn with_live(scene: &mut Scene<'_>, step: &Step, count: usize) -> Result<()> {
    let live = Version::standard(scene)?;
    let stages = live.stages(scene)?;
    let named = |name: String| StageDraft { name: Some(name), ..StageDraft::default() };
    match step {
        Step::Add => Stage::add(scene, &live, &named(format!("Stage {count}"))).map(drop),
        Step::Rename(at) => chosen(&stages, *at).unwrap().change(scene, &named(format!("Name {count}"))),
        Step::Order(one, other) => {
            let keys: Vec<String> = [*one, *other].iter().map(|at| chosen(&stages, *at).unwrap().key).collect();
            Stage::order(scene, &live, &keys)
        }
        Step::Remove(at, to) => {
            let (stage, to) = (chosen(&stages, *at).unwrap(), chosen(&stages, *to).unwrap());
            stage.remove(scene, &to.key).map(drop)
        }
        _ => Ok(()),
    }
}

/// The newest draft, if there is one.
fn draft(scene: &mut Scene<'_>) -> Result<Version> {
    let process = Process::keyed(scene, "")?;
    let all = Version::all(scene, &process)?;
    all.into_iter().find(|version| version.state == VersionState::Draft).ok_or(Error::NotFound)
}

fn with_draft(scene: &mut Scene<'_>, step: &Step, count: usize) -> Result<()> {
    match step {
        Step::Draft => {
            let about = ProposalDraft { title: format!("Proposal {count}"), ..ProposalDraft::default() };
            Version::begin(scene, &about).map(drop)
        }
        Step::MoveOn(at, to) => {
            let process = Process::keyed(scene, "")?;
            let from = chosen(&Version::all(scene, &process)?, *at).unwrap();
            let live = Version::standard(scene)?;
            let open: Vec<Stage> = live.stages(scene)?.into_iter().filter(|stage| stage.kind == Status::Open).collect();
            let stages: BTreeMap<String, String> = from
                .stages(scene)?
                .into_iter()
                .filter(|stage| open.iter().all(|other| other.key != stage.key))
                .map(|stage| (stage.key, chosen(&open, *to).unwrap().key))
                .collect();
            from.move_on(scene, &live, &FollowDraft { stages, ..FollowDraft::default() }).map(drop)
        }
        Step::Launch => {
            let launch = LaunchDraft { reason: "now".into(), ..LaunchDraft::default() };
            draft(scene)?.launch(scene, &launch)
        }
        Step::Update => draft(scene)?.bring_up_to_date(scene),
        step => {
            let version = draft(scene)?;
            let stages = version.stages(scene)?;
            match step {
                Step::RemoveFromDraft(at) => chosen(&stages, *at).unwrap().remove(scene, "").map(drop),
                Step::OrderDraft(at) => Stage::order(scene, &version, &[chosen(&stages, *at).unwrap().key]),
                _ => {
                    let name = StageDraft { name: Some(format!("New {count}")), ..StageDraft::default() };
                    Stage::add(scene, &version, &name).map(drop)
                }
            }
        }
    }
}

/// Every deal is there, stands in a stage of its own version, is on the board, and agrees with the log.
fn check(theatre: &Theatre, ona: &Actor, opened: i64) {
    let (deals, lost, shown) = theatre.play(ona, |scene| {
        let (mut deals, mut lost, mut open) = (0, Vec::new(), 0);
        while let Ok(deal) = Deal::numbered(scene, deals + 1) {
            let stages = deal.stages(scene)?;
            if stages.iter().all(|stage| stage.key != deal.stage || stage.kind != deal.status) {
                lost.push((deal.number, deal.stage.clone(), deal.process_version));
            }
            open += i64::from(deal.status == Status::Open && !deal.discarded);
            deals += 1;
        }
        let board = Deal::board(scene, &Filter::default())?;
        let columns = board.columns.iter().filter(|column| column.stage.kind == Status::Open);
        let shown: i64 = columns.filter_map(|column| Some(column.total.as_ref()?.deals)).sum();
        Ok((deals, lost, (open, shown)))
    });
    assert_eq!(deals, opened, "every deal is there");
    assert_eq!(lost, [], "every deal stands in a stage of its version");
    assert_eq!(shown.0, shown.1, "every open deal is on the board");
    assert_eq!(theatre.play(ona, verify), [], "nothing disagrees with the log");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn stages_come_and_go_and_no_deal_is_lost(steps in steps()) {
        let theatre = Theatre::open();
        let ona = theatre.person("Ona", Role::Operations);
        let mut opened = 0;
        for (count, step) in steps.into_iter().enumerate() {
            let doing = step.clone();
            match theatre.try_play(&ona, move |scene| take(scene, &doing, count)) {
                Ok(()) => opened += i64::from(matches!(step, Step::Open)),
                Err(Error::Invalid(_) | Error::Forbidden | Error::NotFound | Error::Stale) => {}
                Err(error) => panic!("{step:?}: {error:?}"),
            }
        }
        check(&theatre, &ona, opened);
    }
}
