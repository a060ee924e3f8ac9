//! Stages that a file has and the workspace has not: added as open ones before the first won one.

use crate::fold::words;
use crate::id::maybe;
use crate::{Event, Kind, Result, Scene, Stage, Status, fold};

/// Of 100 deals in a stage that nobody has judged yet, how many are taken to be won.
const PRESET_WIN_RATE: i64 = 50;

/// The stages with new ones of these names in their places, and how many are new.
pub(super) fn with_new(stages: &[Stage], names: &[String]) -> (Vec<Stage>, Vec<Stage>) {
    let mut all = stages.to_vec();
    let mut new = Vec::new();
    for name in names {
        if all.iter().any(|stage| fold(&stage.name) == fold(name)) {
            continue;
        }
        let Some(last_open) = all.iter().filter(|stage| stage.kind == Status::Open).max_by_key(|stage| stage.position)
        else {
            continue;
        };
        let stage = Stage {
            key: key(name, &all),
            name: name.clone(),
            position: last_open.position + 1,
            usual_days: None,
            learned_days: None,
            preset_win_rate: PRESET_WIN_RATE,
            ..last_open.clone()
        };
        new.push(stage.clone());
        all.push(stage);
    }
    all.sort_by_key(|stage| (stage.position, stage.kind != Status::Open));
    (all, new)
}

/// A name for programs that no stage has.
fn key(name: &str, stages: &[Stage]) -> String {
    let base = words(name).join("_");
    let base = if base.is_empty() { "stage".to_owned() } else { base };
    let taken = |key: &String| stages.iter().any(|stage| stage.key == *key);
    let mut keys = std::iter::once(base.clone()).chain((2_u64..).map(|count| format!("{base}_{count}")));
    keys.find(|key| !taken(key)).unwrap_or(base)
}

/// Writes new stages, and makes room before the won and lost ones when there is none.
pub(super) fn add(scene: &mut Scene<'_>, names: &[String]) -> Result<()> {
    let stages = Stage::standard(scene)?;
    add_to(scene, &stages, names)
}

/// The same in whatever version `stages` belong to.
pub(super) fn add_to(scene: &mut Scene<'_>, stages: &[Stage], names: &[String]) -> Result<()> {
    let (_, mut new) = with_new(stages, names);
    let ever = Stage::keys(scene)?;
    for stage in &mut new {
        while ever.contains(&stage.key) {
            stage.key.push('_');
        }
    }
    let last = new.iter().map(|stage| stage.position).max();
    let first_end = stages.iter().filter(|stage| stage.kind != Status::Open).map(|stage| stage.position).min();
    if let Some((last, end)) = last.zip(first_end).filter(|(last, end)| last >= end) {
        let values = [stages[0].process.into(), stages[0].version.into(), (last - end + 10).into()];
        scene.run(MAKE_ROOM, &values)?;
    }
    for stage in new {
        let values = [
            stage.process.into(),
            stage.version.into(),
            stage.key.as_str().into(),
            stage.name.as_str().into(),
            fold(&stage.name).into(),
            stage.kind.name().into(),
            stage.position.into(),
            stage.preset_win_rate.into(),
            maybe(scene.import),
        ];
        scene.run(INSERT, &values)?;
        let event = Event::new(Kind::StageAdded).about(stage.process).with("name", stage.name.as_str());
        event.with("stage", stage.key.as_str()).record(scene)?;
    }
    Ok(())
}

const MAKE_ROOM: &str = "
    UPDATE stages SET position = position + $4
    WHERE workspace_id = $1 AND process_id = $2 AND version = $3 AND kind <> 'open'";

const INSERT: &str = "
    INSERT INTO stages (workspace_id, process_id, version, stage_key, name, name_key, kind, position, preset_win_rate,
      import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
