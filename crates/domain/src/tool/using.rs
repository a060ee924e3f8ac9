//! That somebody used a tool on a deal.

use super::{Tool, ToolKind};
use crate::{Deal, Error, Kind, Problems, Result, Scene, Status};

impl Tool {
    /// Notes that the actor used it on a deal today: whoever may change the deal. The same person again on the same day
    /// changes nothing.
    ///
    /// # Errors
    /// `problem-tool-closed` on `deal` for a deal that has closed: what is used now was no part of it.
    /// `problem-template-unfilled` on `body` for a template of which the deal fills not all; [`Error::Stale`] for a
    /// deal that was discarded.
    pub fn note_use(&self, scene: &mut Scene<'_>, deal: &Deal) -> Result<()> {
        deal.must_change(scene)?;
        let Some(member) = scene.actor.member() else { return Err(Error::Forbidden) };
        if deal.discarded {
            return Err(Error::Stale);
        }
        if deal.status != Status::Open {
            return Err(Problems::one("deal", "problem-tool-closed").into());
        }
        if self.kind() == ToolKind::Template {
            self.fill(scene, deal)?.must_be_whole()?;
        }
        let stages = deal.stages(scene)?;
        let position = stages.iter().find(|stage| stage.key == deal.stage).map_or(0, |stage| stage.position);
        let today = scene.today().to_string();
        let values = [self.id.into(), deal.id.into(), member.into(), today.into(), position.into()];
        if scene.run(USE, &values)? == 0 {
            return Ok(());
        }
        let event = deal.event(Kind::ToolUsed).about(self.id).with("tool", self.title.as_str());
        event.with("number", self.number).record(scene).map(drop)
    }
}

const USE: &str = "
    INSERT INTO tool_uses (workspace_id, tool_id, deal_id, member_id, used_on, visit, stage_position)
    VALUES ($1, $2, $3, $4, $5,
      COALESCE((SELECT MAX(number) FROM stage_visits WHERE workspace_id = $1 AND deal_id = $3), 0), $6)
    ON CONFLICT (workspace_id, tool_id, deal_id, member_id, used_on) DO NOTHING";
