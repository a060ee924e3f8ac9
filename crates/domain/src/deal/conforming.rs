//! How the way that a deal went fits its version.

use measures::conformance::align;

use super::Deal;
use crate::figures::insight::apart;
use crate::{Result, Scene, Stage, Status};

/// How the way of a deal fits the straight line of its version's open stages and its end.
#[derive(Debug, Clone, PartialEq)]
pub struct Conformance {
    /// From 0 to 1: 1 less the cost of the cheapest alignment over the lengths of way and line together.
    pub fitness: f64,
    /// What does not fit, by the keys of stages, each once.
    pub apart: Vec<Apart>,
}

/// A stage that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart {
    /// Its key.
    pub stage: String,
    /// It was left out; else it was entered once more, or is none of the version.
    pub skipped: bool,
}

impl Deal {
    /// How its way fits its version, which has these stages. What a deal has not come to yet does not fit, but is told
    /// as left out only once it was won.
    pub fn conformance(&self, scene: &mut Scene<'_>, stages: &[Stage]) -> Result<Conformance> {
        let way: Vec<String> = scene.all(WAY, &[self.id.into()])?;
        let way: Vec<&str> = way.iter().map(String::as_str).collect();
        let open = stages.iter().filter(|stage| stage.kind == Status::Open).map(|stage| stage.key.as_str());
        let end = (self.status != Status::Open).then_some(self.stage.as_str());
        let line: Vec<&str> = open.chain(end).collect();
        let fit = align(&way, &line);
        let apart = apart(&fit, self.status).into_iter();
        let apart = apart.map(|(stage, skipped)| Apart { stage: stage.to_owned(), skipped }).collect();
        Ok(Conformance { fitness: fit.fitness(), apart })
    }
}

const WAY: &str = "
    SELECT stage_key FROM stage_visits WHERE workspace_id = $1 AND deal_id = $2 ORDER BY number LIMIT 500";
