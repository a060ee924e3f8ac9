//! A process made of the names of its stages, as a log of events brings them.

use super::{Process, Version};
use crate::stage::free_key;
use crate::{Error, Kind, Result, Scene, Stage, Status};

/// Of 100 deals in a stage that nobody has judged yet, how many are taken to be won.
const PRESET_WIN_RATE: i64 = 50;

impl Process {
    /// A process with these open stages, in this order, and an end for won and for lost deals (`Won` and `Lost` are no
    /// open stages); live at once. Operations.
    pub fn made_of(scene: &mut Scene<'_>, name: &str, stages: &[String]) -> Result<Self> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        let mut process = Self::add(scene, name)?;
        process.live_version = 1;
        let ends = [("Won", Status::Won, 100), ("Lost", Status::Lost, 0)];
        let is_open = |name: &&String| ends.iter().all(|(end, ..)| crate::fold(end) != crate::fold(name));
        let open = stages.iter().filter(is_open).map(|name| (name.as_str(), Status::Open, PRESET_WIN_RATE));
        let mut written: Vec<Stage> = Vec::new();
        for (position, (name, kind, preset_win_rate)) in (1_i64..).zip(open.chain(ends)) {
            let stage = Stage {
                process: process.id,
                version: 1,
                key: free_key(scene, name, &written)?,
                name: name.to_owned(),
                kind,
                position: position * 10,
                usual_days: None,
                learned_days: None,
                preset_win_rate,
            };
            stage.write_in(scene, 1)?;
            written.push(stage);
        }
        scene.run(INSERT, &[process.id.into(), scene.now.into()])?;
        scene.run(super::adopting::GO_LIVE, &[process.id.into(), 1.into()])?;
        let version = Version::with_number(scene, process.id, 1)?;
        version.tell(scene, Kind::ProcessWentLive, |event| event)?;
        Ok(process)
    }

    /// The process with this key or of this name, in whatever case.
    pub fn named(scene: &mut Scene<'_>, name: &str) -> Result<Option<Self>> {
        let wanted = crate::fold(name);
        Ok(Self::all(scene)?.into_iter().find(|known| known.key == name || crate::fold(&known.name) == wanted))
    }
}

const INSERT: &str = "
    INSERT INTO process_versions (workspace_id, process_id, version, state, created_at, live_at)
    VALUES ($1, $2, 1, 'live', $3, $3)";
