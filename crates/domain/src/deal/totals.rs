//! What stands in each stage, counted up and down with every change, so that a board never recounts.

use super::Deal;
use crate::id::Id;
use crate::{Result, Scene};

impl Deal {
    /// Moves the kept totals from where the deal was (if it stood anywhere) to where it is now.
    pub(super) fn count(&self, scene: &mut Scene<'_>, before: Option<&Self>) -> Result<()> {
        let was = before.filter(|deal| !deal.discarded).map(Self::place);
        let is = (!self.discarded).then(|| self.place());
        if was == is {
            return Ok(());
        }
        if let Some(place) = was {
            place.add(scene, -1)?;
        }
        is.map_or(Ok(()), |place| place.add(scene, 1))
    }

    fn place(&self) -> Place<'_> {
        Place { deal: self, minor: self.amount_minor.unwrap_or(0) }
    }
}

struct Place<'d> {
    deal: &'d Deal,
    minor: i64,
}

impl PartialEq for Place<'_> {
    fn eq(&self, other: &Self) -> bool {
        let key = |place: &Self| {
            let deal = place.deal;
            (deal.process, deal.stage.clone(), deal.owner, deal.team, deal.currency, place.minor)
        };
        key(self) == key(other)
    }
}

impl Place<'_> {
    fn add(&self, scene: &mut Scene<'_>, sign: i64) -> Result<()> {
        let deal = self.deal;
        let everywhere = Some(("all", scene.workspace().bytes()));
        let scopes = [everywhere, Some(("member", deal.owner.bytes())), deal.team.map(|team| ("team", team.bytes()))];
        for (scope, id) in scopes.into_iter().flatten() {
            let values = [
                deal.process.into(),
                deal.stage.as_str().into(),
                scope.into(),
                id.into(),
                deal.currency.code().into(),
                sign.into(),
                (sign * self.minor).into(),
            ];
            scene.run(ADD, &values)?;
        }
        Ok(())
    }
}

const ADD: &str = "
    INSERT INTO stage_totals (workspace_id, process_id, stage_key, scope, scope_id, currency, deals, minor)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (workspace_id, process_id, scope, scope_id, stage_key, currency)
    DO UPDATE SET deals = stage_totals.deals + excluded.deals, minor = stage_totals.minor + excluded.minor";
