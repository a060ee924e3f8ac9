//! What followed where a tool was used.

use std::collections::BTreeMap;

use db::{FromRow, Row, Value};
use jiff::ToSpan;
use jiff::civil::Date;
use measures::Calendar;
use measures::calendar::WorkingDays;

use super::Tool;
use crate::deal::day;
use crate::id::Id;
use crate::many::{Many, find_any, many};
use crate::team::calendars_of_teams;
use crate::{Error, Result, Scene, Status, TeamId, ToolId};

/// A stage that is left within so many working days after the use was left because of it, as far as anybody can say.
const WORKING_DAYS: i64 = 10;

/// What followed where a tool was used. That it followed does not say that it was the reason.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Followed {
    /// How often it was used: once for each person, deal and day.
    pub uses: i64,
    /// In how many deals.
    pub deals: i64,
    /// Of the visits to a stage in which it was used: how many went on to a later stage or were won within ten working
    /// days of the first use, and all of which that can be said.
    pub advanced: (u64, u64),
    /// Of the deals in which it was used and that have ended: how many were won, and all.
    pub won: (u64, u64),
    /// The last day on which it was used, and on which deal: its number and title.
    pub last: Option<(Date, i64, String)>,
}

impl Tool {
    /// What followed where these tools were used; nothing for those that never were. Not for partners.
    pub fn followed(scene: &mut Scene<'_>, tools: &[Self]) -> Result<BTreeMap<ToolId, Followed>> {
        if !scene.actor.sees_all() {
            return Err(Error::NotFound);
        }
        let ids: Vec<Value> = tools.iter().map(|tool| tool.id.into()).collect();
        let mut used: Vec<Used> = find_any(scene, USED, &[], &ids)?;
        used.sort_by_key(|used| (used.tool, used.deal, used.visit));
        used.dedup_by_key(|used| (used.tool, used.deal, used.visit));
        let today = scene.today();
        let years = (used.iter().map(|used| used.first_on.year()).min().unwrap_or(today.year()), today.year());
        let calendars = calendars_of_teams(scene, years)?;
        let week = Calendar::new(scene.actor.workspace.working_week);
        let mut followed: BTreeMap<ToolId, Followed> = BTreeMap::new();
        let mut last_deal = None;
        for used in &used {
            let calendar = used.team.and_then(|team| calendars.get(&team)).unwrap_or(&week);
            let followed = followed.entry(used.tool).or_default();
            followed.uses += used.uses;
            if let Some(advanced) = used.advanced(calendar, today) {
                followed.advanced.0 += u64::from(advanced);
                followed.advanced.1 += 1;
            }
            if last_deal != Some((used.tool, used.deal)) {
                followed.deals += 1;
                followed.won.0 += u64::from(used.status == Status::Won);
                followed.won.1 += u64::from(used.status != Status::Open);
            }
            last_deal = Some((used.tool, used.deal));
            if followed.last.as_ref().is_none_or(|(day, ..)| *day < used.last_on) {
                followed.last = Some((used.last_on, used.deal, used.title.clone()));
            }
        }
        Ok(followed)
    }
}

/// A visit of a deal to a stage in which a tool was used.
struct Used {
    tool: ToolId,
    deal: i64,
    title: String,
    team: Option<TeamId>,
    status: Status,
    visit: i64,
    uses: i64,
    first_on: Date,
    last_on: Date,
    advanced_on: Option<Date>,
    /// It had left the stage before the use, as somebody said later.
    gone_before: bool,
}

impl Used {
    /// Whether the deal went on in time; nothing while there is still time.
    fn advanced(&self, calendar: &Calendar, today: Date) -> Option<bool> {
        if self.gone_before {
            return None;
        }
        let until = self.advanced_on.unwrap_or(today);
        let gone = calendar.working(self.first_on.saturating_add(1.day()), until);
        let in_time = gone <= WorkingDays::from_halves(2 * WORKING_DAYS);
        if in_time && self.advanced_on.is_none() && self.status == Status::Open {
            None
        } else {
            Some(in_time && self.advanced_on.is_some())
        }
    }
}

impl FromRow for Used {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            tool: ToolId::of(row.id("tool_id")?),
            deal: row.int("number")?,
            title: row.text("title")?,
            team: row.maybe_id("team_id")?.map(TeamId::of),
            status: Status::read(row, "status")?,
            visit: row.int("visit")?,
            uses: row.int("uses")?,
            first_on: day(row, "first_on")?.unwrap_or_default(),
            last_on: day(row, "last_on")?.unwrap_or_default(),
            advanced_on: day(row, "advanced_on")?,
            gone_before: row.int("gone_before")? > 0,
        })
    }
}

const USED: Many = many!(
    "SELECT u.tool_id, d.number, d.title, d.team_id, d.status, u.visit, u.uses, u.first_on, u.last_on,
       (SELECT MIN(v.entered_on) FROM stage_visits v
        LEFT JOIN stages s ON s.workspace_id = v.workspace_id AND s.process_id = v.process_id
          AND s.version = v.process_version AND s.stage_key = v.stage_key
        WHERE v.workspace_id = u.workspace_id AND v.deal_id = u.deal_id AND v.number > u.visit
          AND v.entered_on >= u.first_on
          AND (v.kind = 'won' OR v.kind = 'open' AND s.position > u.position)) AS advanced_on,
       (SELECT COUNT(*) FROM stage_visits v
        WHERE v.workspace_id = u.workspace_id AND v.deal_id = u.deal_id AND v.number > u.visit
          AND v.entered_on < u.first_on) AS gone_before
     FROM (
       SELECT workspace_id, tool_id, deal_id, visit, COUNT(*) AS uses, MIN(used_on) AS first_on,
         MAX(used_on) AS last_on, MAX(stage_position) AS position
       FROM tool_uses GROUP BY workspace_id, tool_id, deal_id, visit) u
     JOIN deals d ON d.workspace_id = u.workspace_id AND d.id = u.deal_id AND d.discarded_at IS NULL
     WHERE u.workspace_id = $1 AND u.tool_id IN "
);
