//! What stands in each stage, counted up and down with every change, so that a board never recounts.

use std::collections::BTreeMap;

use super::Deal;
use crate::id::Id;
use crate::{ProcessId, Result, Scene, WorkspaceId};

impl Deal {
    /// Moves the kept totals from where the deal was (if it stood anywhere) to where it is now.
    pub(super) fn count(&self, scene: &mut Scene<'_>, before: Option<&Self>) -> Result<()> {
        let mut totals = Totals::of(scene.workspace());
        if let Some(before) = before {
            totals.add(before, -1);
        }
        totals.add(self, 1);
        totals.write(scene)
    }
}

/// Stage, scope (`all`, `member`, `team`) and currency of one kept total.
type Place = (ProcessId, String, &'static str, [u8; 16], &'static str);

/// What is to be added to the kept totals: how many deals, and their minor units.
pub(crate) struct Totals {
    workspace: WorkspaceId,
    sums: BTreeMap<Place, (i64, i64)>,
}

impl Totals {
    pub(crate) fn of(workspace: WorkspaceId) -> Self {
        Self { workspace, sums: BTreeMap::new() }
    }

    /// Counts a deal once more (`sign` 1) or once less (-1) where it stands; a discarded one stands nowhere.
    pub(crate) fn add(&mut self, deal: &Deal, sign: i64) {
        if deal.discarded {
            return;
        }
        let everywhere = Some(("all", self.workspace.bytes()));
        let scopes = [everywhere, Some(("member", deal.owner.bytes())), deal.team.map(|team| ("team", team.bytes()))];
        for (scope, id) in scopes.into_iter().flatten() {
            let place = (deal.process, deal.stage.clone(), scope, id, deal.currency.code());
            let sum = self.sums.entry(place).or_default();
            sum.0 += sign;
            sum.1 += sign * deal.amount_minor.unwrap_or(0);
        }
    }

    /// Writes what changed.
    pub(crate) fn write(self, scene: &mut Scene<'_>) -> Result<()> {
        let changed = self.sums.into_iter().filter(|(_, sum)| *sum != (0, 0));
        let row = |((process, stage, scope, id, currency), (deals, minor)): (Place, (i64, i64))| {
            vec![process.into(), stage.into(), scope.into(), id.into(), currency.into(), deals.into(), minor.into()]
        };
        let rows = changed.map(row).collect();
        scene.batch(ADD, rows)
    }
}

const ADD: &str = "
    INSERT INTO stage_totals (workspace_id, process_id, stage_key, scope, scope_id, currency, deals, minor)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (workspace_id, process_id, scope, scope_id, stage_key, currency)
    DO UPDATE SET deals = stage_totals.deals + excluded.deals, minor = stage_totals.minor + excluded.minor";
