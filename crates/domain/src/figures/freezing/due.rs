//! What the background runner freezes: months and quarters, on the third working day after their end.

use std::collections::BTreeSet;

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::calendar::Calendar;
use measures::period::Period;

use super::super::party::{Party, years_of};
use super::super::{Whose, burndown, ledger};
use super::kept::Kept;
use super::{keep, told};
use crate::id::Id;
use crate::{Result, Scene, Team, TeamId, day_of};

/// Working days that are waited for what is written down late.
const WAITED: usize = 3;

/// How many months and quarters back a runner looks that stood still.
const LOOKED_BACK: usize = 3;

/// Freezes every month and quarter that is due: for each team and its people, once. Periods that were
/// over before the workspace began stay as they are. How many teams' periods were frozen, at most
/// `limit`; to be called again while it is that many.
pub fn freeze_due(scene: &mut Scene<'_>, limit: usize) -> Result<usize> {
    let today = scene.today();
    let founded: i64 = scene.find(FOUNDED, &[])?.unwrap_or(scene.now);
    let founded = day_of(founded, &scene.actor.workspace.zone());
    let periods = closed(today, scene.actor.workspace.fiscal_start_month);
    let periods: Vec<Period> = periods.into_iter().filter(|period| founded <= period.ends_on).collect();
    let Some(first) = periods.iter().map(|period| period.starts_on).min() else { return Ok(0) };
    let frozen: Vec<Frozen> = scene.all(FROZEN, &[first.to_string().into()])?;
    let frozen: BTreeSet<(TeamId, Period)> = frozen.into_iter().map(|frozen| (frozen.team, frozen.period)).collect();
    let mut count = 0;
    for team in Team::all(scene)? {
        let due: Vec<Period> = periods.iter().copied().filter(|period| !frozen.contains(&(team.id, *period))).collect();
        for period in due {
            if count < limit && freeze_team(scene, team.id, period, today)? {
                count += 1;
            }
        }
    }
    Ok(count)
}

/// The last months and quarters that are over.
fn closed(today: Date, fiscal_start_month: i8) -> Vec<Period> {
    let back = |period: Period| std::iter::successors(Some(period.previous()), |period| Some(period.previous()));
    let months = back(Period::month(today)).take(LOOKED_BACK);
    months.chain(back(Period::quarter(today, fiscal_start_month)).take(1)).collect()
}

fn freeze_team(scene: &mut Scene<'_>, team: TeamId, period: Period, today: Date) -> Result<bool> {
    let whose = Whose::Team(team);
    let party = Party::load(scene, whose, period.ends_on, years_of(&[period, Period::month(today)]))?;
    if !waited(&party.calendar, period.ends_on, today) {
        return Ok(false);
    }
    let aims = burndown::aims(scene, whose, period, today)?;
    let of_team = ledger::lines(scene, whose, period, period.ends_on)?;
    let of_people = ledger::lines_of_people(scene, team, period, period.ends_on)?;
    let event = told(scene, whose, period)?;
    let kept = Kept::of(&party, aims.aim(&party.circle(), period).as_ref(), &of_team, period);
    keep(scene, &party, period, &kept, event)?;
    for person in party.people.iter().filter(|person| person.at_home) {
        let alone = person.alone(&party);
        let own: Vec<_> = of_people.iter().filter(|line| line.member == person.id).cloned().collect();
        let kept = Kept::of(&alone, aims.aim(&alone.circle(), period).as_ref(), &own, period);
        keep(scene, &alone, period, &kept, event)?;
    }
    Ok(true)
}

/// Whether the third working day after `end` has begun.
fn waited(calendar: &Calendar, end: Date, today: Date) -> bool {
    let days = std::iter::successors(calendar.next_working(end), |day| calendar.next_working(*day));
    days.take(WAITED).last().is_none_or(|third| third <= today)
}

struct Frozen {
    team: TeamId,
    period: Period,
}

impl FromRow for Frozen {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { team: TeamId::of(row.id("subject_id")?), period: crate::period::period_read(row)? })
    }
}

const FOUNDED: &str = "SELECT created_at FROM workspaces WHERE id = $1";

const FROZEN: &str = "
    SELECT s.subject_id, p.kind, p.starts_on, p.ends_on
    FROM period_snapshots s JOIN periods p ON p.workspace_id = s.workspace_id AND p.id = s.period_id
    WHERE s.workspace_id = $1 AND s.subject_kind = 'team' AND p.starts_on >= $2";
