//! Where a tool is offered: at a stage, or at a criterion of it.

use std::collections::BTreeSet;

use db::{FromRow, Row};

use super::Tool;
use crate::{Guides, Problems, Result, Scene, Stage, Status, ToolId};

/// Where a tool is offered. Keys are the same in every version of a process.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToolPlace {
    /// The key of the stage.
    pub stage: String,
    /// The key of the criterion; empty for the stage itself.
    pub criterion: String,
}

impl ToolPlace {
    /// As forms and the API have it: `stage`, or `stage/criterion`.
    #[must_use]
    pub fn text(&self) -> String {
        if self.criterion.is_empty() { self.stage.clone() } else { format!("{}/{}", self.stage, self.criterion) }
    }

    /// Every place of the process as it is used now, with the name of the stage and the words of the criterion.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<(Self, String, String)>> {
        let guides = Guides::in_use(scene)?;
        let mut places = Vec::new();
        for stage in Stage::all(scene)?.into_iter().filter(|stage| stage.kind == Status::Open) {
            let here = Self { stage: stage.key.clone(), criterion: String::new() };
            places.push((here, stage.name.clone(), String::new()));
            let mut seen = BTreeSet::new();
            for criterion in guides.iter().filter(|(key, _)| *key == stage.key).flat_map(|(_, guide)| &guide.criteria) {
                if seen.insert(&criterion.key) {
                    let place = Self { stage: stage.key.clone(), criterion: criterion.key.clone() };
                    places.push((place, stage.name.clone(), criterion.text.clone()));
                }
            }
        }
        Ok(places)
    }

    /// The places that somebody typed. Those of `there` may stay although the process has left them.
    pub(super) fn typed(
        scene: &mut Scene<'_>,
        typed: &[String],
        there: &[Self],
        problems: &mut Problems,
    ) -> Result<Vec<Self>> {
        let mut places: Vec<Self> = Vec::new();
        let known: Vec<Self> = if typed.is_empty() {
            Vec::new()
        } else {
            Self::all(scene)?.into_iter().map(|(place, ..)| place).chain(there.iter().cloned()).collect()
        };
        for typed in typed.iter().map(|typed| typed.trim()).filter(|typed| !typed.is_empty()) {
            match known.iter().find(|place| place.text() == typed) {
                Some(place) if places.contains(place) => {}
                Some(place) => places.push(place.clone()),
                None => problems.add_with("places", "problem-tool-place", &[("place", typed.to_owned())]),
            }
        }
        places.sort();
        Ok(places)
    }
}

impl Tool {
    /// Where it is offered.
    pub fn places(&self, scene: &mut Scene<'_>) -> Result<Vec<ToolPlace>> {
        scene.all(PLACES, &[self.id.into()])
    }

    /// The tools for a stage of a deal, by title, each with the keys of the criteria that it is for. Training scripts
    /// are not among them.
    pub fn at(scene: &mut Scene<'_>, stage: &str) -> Result<Vec<(Self, Vec<String>)>> {
        let offered: Vec<Offered> = scene.all(OFFERED, &[stage.into()])?;
        let ids: BTreeSet<ToolId> = offered.iter().map(|offered| offered.tool).collect();
        let ids: Vec<db::Value> = ids.into_iter().map(Into::into).collect();
        let tools = Self::any_of(scene, &ids)?.into_iter().filter(|tool| !tool.kind().is_training());
        let criteria = |tool: &Self| {
            let own = offered.iter().filter(|offered| offered.tool == tool.id && !offered.criterion.is_empty());
            own.map(|offered| offered.criterion.clone()).collect()
        };
        Ok(tools
            .map(|tool| {
                let criteria = criteria(&tool);
                (tool, criteria)
            })
            .collect())
    }

    pub(super) fn write_places(&self, scene: &mut Scene<'_>, places: &[ToolPlace]) -> Result<()> {
        scene.run(CLEAR, &[self.id.into()])?;
        let row =
            |place: &ToolPlace| vec![self.id.into(), place.stage.as_str().into(), place.criterion.as_str().into()];
        scene.batch(PLACE, places.iter().map(row).collect())
    }
}

struct Offered {
    tool: ToolId,
    criterion: String,
}

impl FromRow for Offered {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { tool: crate::id::Id::of(row.id("tool_id")?), criterion: row.text("criterion_key")? })
    }
}

impl FromRow for ToolPlace {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { stage: row.text("stage_key")?, criterion: row.text("criterion_key")? })
    }
}

const PLACES: &str = "
    SELECT stage_key, criterion_key FROM tool_places
    WHERE workspace_id = $1 AND tool_id = $2 ORDER BY stage_key, criterion_key";

const OFFERED: &str = "
    SELECT tool_id, criterion_key FROM tool_places
    WHERE workspace_id = $1 AND stage_key = $2 ORDER BY tool_id, criterion_key";

const CLEAR: &str = "DELETE FROM tool_places WHERE workspace_id = $1 AND tool_id = $2";

const PLACE: &str = "
    INSERT INTO tool_places (workspace_id, tool_id, stage_key, criterion_key) VALUES ($1, $2, $3, $4)";
