//! Freezing a closed period: a snapshot of everything that its burndown is drawn from, taken when it
//! closes. What is written down later stands beside it as an adjustment; freezing it again makes the
//! next snapshot, and all of them stay readable.

mod due;
mod kept;

use std::collections::BTreeMap;

use db::{FromRow, Row};
use jiff::civil::Date;
use measures::Burndown;
use measures::burndown::Course;
use measures::money::Currency;
use measures::period::Period;

pub use due::freeze_due;
use kept::Kept;

use super::burndown::{Drawn, Source};
use super::ledger::LedgerLine;
use super::party::{Party, years_of};
use super::{Whose, burndown};
use crate::id::Id;
use crate::target::Aim;
use crate::{Error, Event, Kind, MemberId, PeriodId, Problems, Result, Scene, TeamId, period};

/// Something that was written down after its period was frozen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adjustment {
    /// The line of the ledger.
    pub line: LedgerLine,
    /// It carries a date in the period; if not, it puts right a deal of the period and counts on its own
    /// day in a later one.
    pub dated_inside: bool,
}

/// What a period was frozen with.
#[derive(Debug, Clone)]
pub(super) struct Snapshot {
    number: i64,
    last_event: i64,
    taken_at: i64,
    kept: Kept,
    period: Period,
    later: Vec<LedgerLine>,
}

/// One snapshot of a period, for reading.
#[derive(Debug, Clone, PartialEq)]
pub struct SnapshotLine {
    /// Counts the snapshots of the period.
    pub number: i64,
    /// The last event that it knows of.
    pub last_event: i64,
    /// When it was taken, in microseconds since 1970 UTC.
    pub taken_at: i64,
    /// What it shows on the last day of the period.
    pub burndown: Burndown,
}

/// Freezes a period by hand, with everything that is known now: a sprint that is over, or a period that
/// was opened again. Leaders and operations. A period that is not over yet cannot be frozen.
pub fn freeze(scene: &mut Scene<'_>, whose: Whose, period: Period) -> Result<()> {
    whose.must_lead(scene)?;
    if scene.today() <= period.ends_on {
        return Err(Problems::one("period", "problem-period-not-over").into());
    }
    let party = Party::load(scene, whose, period.ends_on, years_of(&[period]))?;
    let aims = burndown::aims(scene, whose, period, scene.today())?;
    let aim = aims.aim(&party.circle(), period);
    let lines = super::ledger::lines(scene, whose, period, period.ends_on)?;
    let event = told(scene, whose, period)?;
    keep(scene, &party, period, &Kept::of(&party, aim.as_ref(), &lines, period), event)
}

/// Every snapshot of a period, oldest first.
pub fn snapshots(scene: &mut Scene<'_>, whose: Whose, period: Period) -> Result<Vec<SnapshotLine>> {
    let team = whose.team(scene)?.map(|team| team.id);
    let Some(id) = period::kept(scene, period, team)? else { return Ok(Vec::new()) };
    let rows: Vec<Taken> = scene.all(ALL, &[whose.kind().into(), whose.bytes().into(), id.into()])?;
    Ok(rows.into_iter().map(|taken| taken.read(period)).collect())
}

impl Snapshot {
    /// The newest snapshot of a period, with what was put right since; nothing for a period that was
    /// never frozen.
    pub(super) fn latest(scene: &mut Scene<'_>, party: &Party, period: Period, as_of: Date) -> Result<Option<Self>> {
        if scene.today() <= period.ends_on {
            return Ok(None);
        }
        let (kind, id) = (party.whose.kind(), party.whose.bytes());
        let (starts, ends) = (period.starts_on.to_string(), period.ends_on.to_string());
        let values = [kind.into(), id.into(), period.kind.name().into(), starts.as_str().into(), ends.as_str().into()];
        let Some(taken) = scene.find::<Taken>(LATEST, &values)? else { return Ok(None) };
        let sql = if let Whose::Team(_) = party.whose { LATER_OF_TEAM } else { LATER_OF_MEMBER };
        let later = scene.all(sql, &[id.into(), starts.into(), ends.into(), as_of.to_string().into()])?;
        let Taken { number, last_event, at, kept } = taken;
        Ok(Some(Self { number, last_event, taken_at: at, kept, period, later }))
    }

    /// The newest snapshots of everybody who was ever in a team, by person.
    pub(super) fn of_people(scene: &mut Scene<'_>, team: TeamId, period: Period) -> Result<BTreeMap<MemberId, Self>> {
        if scene.today() <= period.ends_on {
            return Ok(BTreeMap::new());
        }
        let (starts, ends) = (period.starts_on.to_string(), period.ends_on.to_string());
        let rows: Vec<TakenOf> =
            scene.all(LATEST_OF_PEOPLE, &[team.into(), period.kind.name().into(), starts.into(), ends.into()])?;
        let snapshot = |TakenOf { member, taken: Taken { number, last_event, at, kept } }| {
            (member, Self { number, last_event, taken_at: at, kept, period, later: Vec::new() })
        };
        Ok(rows.into_iter().map(snapshot).collect())
    }

    /// The burndown as it was frozen, with what came later beside it.
    pub(super) fn drawn(
        self,
        party: Party,
        aim: Option<Aim>,
        lines: Vec<LedgerLine>,
        as_of: Date,
        currency: Currency,
    ) -> Drawn {
        let burndown = self.kept.burndown(self.period, as_of);
        let (known, since): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.event <= self.last_event);
        let inside = since.into_iter().map(|line| Adjustment { line, dated_inside: true });
        let later = self.later.into_iter().map(|line| Adjustment { line, dated_inside: false });
        let (target, steps) = aim.map_or((None, Vec::new()), |aim| (Some(aim.from), aim.lines));
        let source = Source {
            rule: "rule-burndown-frozen",
            target,
            steps,
            lines: known,
            frozen: Some((self.number, self.taken_at)),
            adjustments: inside.chain(later).collect(),
        };
        Drawn { party, burndown, currency, source }
    }
}

impl Kept {
    fn burndown(&self, period: Period, as_of: Date) -> Burndown {
        let (calendar, steps, credits) = (self.calendar(period), self.steps(), self.credits());
        Burndown::of(&Course { period, calendar: &calendar, steps: &steps, credits: &credits, as_of })
    }
}

fn told(scene: &mut Scene<'_>, whose: Whose, period: Period) -> Result<i64> {
    let event = Event::new(Kind::PeriodFrozen);
    let event = match whose {
        Whose::Member(member) => event.about(member),
        Whose::Team(team) => event.about(team),
    };
    let event = event.with("kind", period.kind.name()).with("starts_on", period.starts_on.to_string());
    event.with("ends_on", period.ends_on.to_string()).effective(period.ends_on).record(scene)
}

fn keep(scene: &mut Scene<'_>, party: &Party, period: Period, kept: &Kept, event: i64) -> Result<()> {
    let team = party.team.as_ref().map(|team| team.id);
    let id: PeriodId = period::keep(scene, period, team)?;
    let (kind, subject) = (party.whose.kind(), party.whose.bytes());
    let number: Option<i64> = scene.find(LAST_NUMBER, &[kind.into(), subject.into(), id.into()])?;
    let figures = serde_json::to_string(kept).map_err(|_| Error::NotFound)?;
    let number = number.unwrap_or(0) + 1;
    let now = scene.now;
    let values = [kind.into(), subject.into(), id.into(), number.into(), event.into(), now.into(), figures.into()];
    scene.run(INSERT, &values).map(drop)
}

struct Taken {
    number: i64,
    last_event: i64,
    at: i64,
    kept: Kept,
}

/// A snapshot of one of several people.
struct TakenOf {
    member: MemberId,
    taken: Taken,
}

impl FromRow for TakenOf {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { member: MemberId::of(row.id("subject_id")?), taken: Taken::from_row(row)? })
    }
}

impl Taken {
    fn read(self, period: Period) -> SnapshotLine {
        let burndown = self.kept.burndown(period, period.ends_on);
        SnapshotLine { number: self.number, last_event: self.last_event, taken_at: self.at, burndown }
    }
}

impl FromRow for Taken {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let kept = serde_json::from_str(&row.text("figures")?);
        Ok(Self {
            number: row.int("number")?,
            last_event: row.int("last_event")?,
            at: row.int("taken_at")?,
            kept: kept.map_err(|error| db::Error::Engine(format!("a snapshot cannot be read: {error}")))?,
        })
    }
}

const LATEST: &str = "
    SELECT s.number, s.last_event, s.taken_at, s.figures
    FROM period_snapshots s JOIN periods p ON p.workspace_id = s.workspace_id AND p.id = s.period_id
    WHERE s.workspace_id = $1 AND s.subject_kind = $2 AND s.subject_id = $3 AND p.kind = $4 AND p.starts_on = $5
      AND p.ends_on = $6
    ORDER BY s.number DESC LIMIT 1";

/// Later rows of a person take the place of earlier ones.
const LATEST_OF_PEOPLE: &str = "
    SELECT s.subject_id, s.number, s.last_event, s.taken_at, s.figures
    FROM period_snapshots s JOIN periods p ON p.workspace_id = s.workspace_id AND p.id = s.period_id
    WHERE s.workspace_id = $1 AND s.subject_kind = 'member' AND p.kind = $3 AND p.starts_on = $4 AND p.ends_on = $5
      AND s.subject_id IN (SELECT o.member_id FROM memberships o WHERE o.workspace_id = $1 AND o.team_id = $2)
    ORDER BY s.subject_id, s.number";

const ALL: &str = "
    SELECT number, last_event, taken_at, figures FROM period_snapshots
    WHERE workspace_id = $1 AND subject_kind = $2 AND subject_id = $3 AND period_id = $4 ORDER BY number";

const LAST_NUMBER: &str = "
    SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) FROM period_snapshots
    WHERE workspace_id = $1 AND subject_kind = $2 AND subject_id = $3 AND period_id = $4";

const INSERT: &str = "
    INSERT INTO period_snapshots
      (workspace_id, subject_kind, subject_id, period_id, number, last_event, taken_at, figures)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

macro_rules! later {
    ($column:literal) => {
        concat!(
            "SELECT l.effective_on, l.event_number, l.kind, l.deal_id, l.member_id, l.deal_minor, l.deal_currency, l.minor,
               l.rate, l.rate_on, d.number AS deal_number, d.title, a.name AS account
             FROM ledger_entries l
             JOIN deals d ON d.workspace_id = l.workspace_id AND d.id = l.deal_id
             LEFT JOIN accounts a ON a.workspace_id = d.workspace_id AND a.id = d.account_id
             WHERE l.workspace_id = $1 AND l.",
            $column,
            " = $2 AND l.effective_on > $4 AND l.effective_on <= $5 AND l.kind <> 'won' AND EXISTS
               (SELECT 1 FROM ledger_entries f
                WHERE f.workspace_id = $1 AND f.deal_id = l.deal_id AND f.",
            $column,
            " = $2 AND f.effective_on >= $3 AND f.effective_on <= $4)
             ORDER BY l.effective_on, l.event_number, l.deal_id, l.number"
        )
    };
}

const LATER_OF_MEMBER: &str = later!("member_id");

const LATER_OF_TEAM: &str = later!("team_id");
