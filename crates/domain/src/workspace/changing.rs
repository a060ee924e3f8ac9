//! Changing the settings of a workspace.

use jiff::tz::TimeZone;
use measures::money::Currency;
use serde::Deserialize;

use super::{Workspace, working_week_typed};
use crate::{Error, Event, Kind, Problems, Result, Scene};

/// The settings as somebody typed them. What is not given (`None`) stays.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct WorkspaceDraft {
    /// Its name.
    pub name: Option<String>,
    /// ISO 4217 code; stays once money was counted in it.
    pub currency: Option<String>,
    /// IANA name.
    pub time_zone: Option<String>,
    /// The days it works, as numbers 1 (Monday) to 7.
    pub working_days: Option<Vec<String>>,
    /// The month in which its fiscal year begins.
    pub fiscal_start_month: Option<String>,
}

impl Workspace {
    /// Changes the settings; its address stays. Operations and admin only. The same again changes nothing.
    /// Days that are gone keep their effective date: a new time zone counts from now on.
    pub fn change(scene: &mut Scene<'_>, draft: &WorkspaceDraft) -> Result<Self> {
        if scene.actor.read_only || !scene.actor.operates() {
            return Err(Error::Forbidden);
        }
        let id = scene.workspace();
        let known = Self::with_id(&mut scene.tx, id)?.ok_or(Error::NotFound)?;
        let mut wanted = known.clone();
        draft.read_into(&mut wanted, scene)?;
        if wanted == known {
            return Ok(known);
        }
        let values = [
            wanted.name.as_str().into(),
            wanted.currency.code().into(),
            wanted.time_zone.as_str().into(),
            i64::from(wanted.working_week.bits()).into(),
            i64::from(wanted.fiscal_start_month).into(),
        ];
        scene.run(WRITE, &values)?;
        Event::new(Kind::WorkspaceChanged).about(id).with("name", wanted.name.as_str()).record(scene)?;
        Ok(wanted)
    }
}

impl WorkspaceDraft {
    fn read_into(&self, workspace: &mut Workspace, scene: &mut Scene<'_>) -> Result<()> {
        let mut problems = Problems::default();
        if let Some(name) = self.name.as_ref().map(|name| name.trim()) {
            match name.chars().count() {
                0 => problems.add("name", "problem-name-missing"),
                121.. => problems.add("name", "problem-name-long"),
                _ => name.clone_into(&mut workspace.name),
            }
        }
        if let Some(zone) = &self.time_zone {
            match TimeZone::get(zone.trim()) {
                Ok(_) => zone.trim().clone_into(&mut workspace.time_zone),
                Err(_) => problems.add("time_zone", "problem-time-zone"),
            }
        }
        if let Some(days) = &self.working_days {
            match working_week_typed(days) {
                Some(week) => workspace.working_week = week,
                None => problems.add("working_days", "problem-working-days"),
            }
        }
        if let Some(month) = &self.fiscal_start_month {
            match month.trim().parse().ok().filter(|month| (1..=12).contains(month)) {
                Some(month) => workspace.fiscal_start_month = month,
                None => problems.add("fiscal_start_month", "problem-month"),
            }
        }
        self.read_currency(workspace, scene, &mut problems)?;
        problems.or(())
    }

    fn read_currency(&self, workspace: &mut Workspace, scene: &mut Scene<'_>, problems: &mut Problems) -> Result<()> {
        let Some(typed) = &self.currency else { return Ok(()) };
        match Currency::parse(typed.trim()) {
            None => problems.add("currency", "problem-currency"),
            Some(currency) if currency == workspace.currency => {}
            Some(_) if counted(scene)? => problems.add("currency", "problem-currency-counted"),
            Some(currency) => workspace.currency = currency,
        }
        Ok(())
    }
}

/// Whether something was credited or aimed for in the workspace's currency.
fn counted(scene: &mut Scene<'_>) -> Result<bool> {
    let credited: Option<i64> = scene.find("SELECT 1 FROM ledger_entries WHERE workspace_id = $1 LIMIT 1", &[])?;
    let aimed: Option<i64> = scene.find("SELECT 1 FROM target_events WHERE workspace_id = $1 LIMIT 1", &[])?;
    Ok(credited.or(aimed).is_some())
}

const WRITE: &str = "
    UPDATE workspaces SET name = $2, currency = $3, time_zone = $4, working_week = $5, fiscal_start_month = $6
    WHERE id = $1";
