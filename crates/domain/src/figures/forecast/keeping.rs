//! Keeping what was said: one row per person or team, period and day, and the probability of each deal,
//! to be scored once it is known what came. Only what was said live is kept.

use std::collections::BTreeSet;

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::period::Period;

use super::answering::Outlook;
use super::asking::Question;
use crate::figures::Whose;
use crate::id::Id;
use crate::{DealId, MemberId, Result, Scene, TeamId};

/// An outlook as it was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What was said.
    pub outlook: Outlook,
    /// The day it was said for.
    pub day: String,
    /// When it was made, in microseconds since 1970 UTC.
    pub made_at: i64,
    /// The last event that it knows of.
    pub last_event: i64,
}

/// Keeps what was said today. An answer about another day is not kept: it would be scored by what was
/// known only later. `true` when it was kept.
pub fn keep(scene: &mut Scene<'_>, question: &Question, outlook: &Outlook) -> Result<bool> {
    if question.as_of != scene.today() {
        return Ok(false);
    }
    let Ok(figures) = serde_json::to_string(outlook) else { return Ok(false) };
    let day = question.as_of.to_string();
    let until = question.period.ends_on.to_string();
    let values = [
        question.whose.kind().into(),
        question.whose.bytes().into(),
        question.period.starts_on.to_string().into(),
        until.as_str().into(),
        day.as_str().into(),
        question.last_event.into(),
        question.seed.into(),
        scene.now.into(),
        figures.into(),
    ];
    scene.run(KEEP, &values)?;
    let now = scene.now;
    let said = outlook.chances.iter().filter_map(|chance| {
        let deal = DealId::parse(&chance.deal)?;
        Some(vec![deal.into(), until.as_str().into(), day.as_str().into(), chance.won.into(), now.into()])
    });
    let said = said.collect();
    scene.batch(SAY, said)?;
    Ok(true)
}

/// The newest outlook on a period that was made up to a day.
pub fn kept(scene: &mut Scene<'_>, whose: Whose, period: Period, as_of: Date) -> Result<Option<Kept>> {
    let values = [
        whose.kind().into(),
        whose.bytes().into(),
        period.starts_on.to_string().into(),
        period.ends_on.to_string().into(),
        as_of.to_string().into(),
    ];
    let found: Option<Option<Kept>> = scene.find::<Read>(NEWEST, &values)?.map(|read| read.0);
    Ok(found.flatten())
}

/// Everybody whose outlooks are made without being asked for: the teams, and the people in them.
pub fn followed(scene: &mut Scene<'_>) -> Result<Vec<Whose>> {
    let teams: Vec<[u8; 16]> = scene.all(TEAMS, &[])?;
    let people: Vec<[u8; 16]> = scene.all(PEOPLE, &[])?;
    let teams = teams.into_iter().map(|id| Whose::Team(TeamId::of(id)));
    Ok(teams.chain(people.into_iter().map(|id| Whose::Member(MemberId::of(id)))).collect())
}

/// The outlooks on the running month and quarter that nobody has made today.
pub fn missing(scene: &mut Scene<'_>) -> Result<Vec<(Whose, Period)>> {
    let today = scene.today();
    let periods = [Period::month(today), Period::quarter(today, scene.actor.workspace.fiscal_start_month)];
    let made: Vec<Made> = scene.all(MADE, &[today.to_string().into()])?;
    let made: BTreeSet<Made> = made.into_iter().collect();
    let asked = followed(scene)?.into_iter().flat_map(|whose| periods.map(|period| (whose, period)));
    Ok(asked.filter(|(whose, period)| !made.contains(&Made::of(*whose, *period))).collect())
}

/// Whose outlook on which days was made.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Made([u8; 16], String, String);

impl Made {
    fn of(whose: Whose, period: Period) -> Self {
        Self(whose.bytes(), period.starts_on.to_string(), period.ends_on.to_string())
    }
}

impl FromRow for Made {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(row.id("subject_id")?, row.text("starts_on")?, row.text("ends_on")?))
    }
}

/// An outlook that a newer program wrote otherwise is as good as none.
struct Read(Option<Kept>);

impl FromRow for Read {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let Ok(outlook) = serde_json::from_str(&row.text("figures")?) else { return Ok(Self(None)) };
        let (day, made_at, last_event) = (row.text("day")?, row.int("made_at")?, row.int("last_event")?);
        Ok(Self(Some(Kept { outlook, day, made_at, last_event })))
    }
}

const KEEP: &str = "
    INSERT INTO forecasts
      (workspace_id, subject_kind, subject_id, starts_on, ends_on, day, last_event, seed, made_at, figures)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (workspace_id, subject_kind, subject_id, starts_on, ends_on, day) DO UPDATE SET
      last_event = excluded.last_event, seed = excluded.seed, made_at = excluded.made_at, figures = excluded.figures";

const SAY: &str = "
    INSERT INTO deal_probabilities (workspace_id, deal_id, by_on, said_on, millionths, said_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (workspace_id, deal_id, by_on, said_on) DO UPDATE SET
      millionths = excluded.millionths, said_at = excluded.said_at";

const NEWEST: &str = "
    SELECT day, last_event, made_at, figures FROM forecasts
    WHERE workspace_id = $1 AND subject_kind = $2 AND subject_id = $3 AND starts_on = $4 AND ends_on = $5 AND day <= $6
    ORDER BY day DESC LIMIT 1";

const MADE: &str = "SELECT subject_id, starts_on, ends_on FROM forecasts WHERE workspace_id = $1 AND day = $2";

const TEAMS: &str = "SELECT id FROM teams WHERE workspace_id = $1 ORDER BY id";

const PEOPLE: &str = "
    SELECT DISTINCT member_id FROM memberships WHERE workspace_id = $1 AND to_on IS NULL ORDER BY member_id";
