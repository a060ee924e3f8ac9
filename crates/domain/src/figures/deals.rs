//! How many deals were won and lost in a window, for how much, how long they took, and what is open at
//! its end.

use db::{FromRow, Row, Value};
use jiff::civil::Date;
use measures::money::Money;
use measures::period::Period;
use measures::survival::median;

use crate::deal::day;
use crate::{MemberId, Result, Scene, Status, TeamId};

/// Which deals are asked about.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DealsAsked {
    /// Only those in which this person has a share.
    pub person: Option<MemberId>,
    /// Only those of this home team; of their credit, what counts in it.
    pub team: Option<TeamId>,
    /// Closed on this day or later.
    pub from: Option<Date>,
    /// Closed on this day or earlier.
    pub to: Option<Date>,
    /// Only what was known at the end of this day; today unless said.
    pub as_of: Option<Date>,
}

/// The figures of the deals asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DealFigures {
    /// Deals that were won in the window and still are.
    pub won: i64,
    /// Deals that were lost in the window and still are.
    pub lost: i64,
    /// Deals that are open at the end of the window.
    pub open: i64,
    /// Credit in the window: wins, less what was taken back in it.
    pub won_value: Money,
    /// Days from the first dated stage to the win, the median by nearest rank; nothing for no dated deal.
    pub median_days_won: Option<i64>,
    /// The same for lost deals.
    pub median_days_lost: Option<i64>,
    /// The credit of each quarter of the fiscal year, in order.
    pub quarters: Vec<(Period, Money)>,
    /// The last day that is looked at.
    pub end: Date,
}

/// The figures of the deals asked about.
pub fn deals(scene: &mut Scene<'_>, asked: &DealsAsked) -> Result<DealFigures> {
    let today = asked.as_of.unwrap_or_else(|| scene.today());
    let end = asked.to.map_or(today, |to| to.min(today));
    let window = Window { asked: *asked, from: asked.from.unwrap_or(Date::MIN), end };
    let closed: Vec<Closed> = scene.all(window.sql(&CLOSED), &window.values())?;
    let open: Option<i64> = scene.find(window.sql(&OPEN), &window.values_of_open())?;
    let months: Vec<OfMonth> = scene.all(window.sql(&CREDIT), &window.values())?;
    let currency = scene.actor.workspace.currency;
    let count = |kind| closed.iter().filter(|closed| closed.kind == kind).map(|_| 1).sum();
    let won_value = months.iter().map(|month| month.minor).sum();
    Ok(DealFigures {
        won: count(Status::Won),
        lost: count(Status::Lost),
        open: open.unwrap_or(0),
        won_value: Money::new(won_value, currency),
        median_days_won: median_days(&closed, Status::Won),
        median_days_lost: median_days(&closed, Status::Lost),
        quarters: quarters(&months, scene.actor.workspace.fiscal_start_month)
            .into_iter()
            .map(|(quarter, minor)| (quarter, Money::new(minor, currency)))
            .collect(),
        end,
    })
}

/// The days that count, and whose deals.
struct Window {
    asked: DealsAsked,
    from: Date,
    end: Date,
}

impl Window {
    fn sql(&self, texts: &[&'static str; 4]) -> &'static str {
        texts[usize::from(self.asked.person.is_some()) + 2 * usize::from(self.asked.team.is_some())]
    }

    fn values(&self) -> Vec<Value> {
        let mut values = vec![self.from.to_string().into(), self.end.to_string().into()];
        values.extend(self.who());
        values
    }

    fn values_of_open(&self) -> Vec<Value> {
        let mut values = vec![self.end.to_string().into()];
        values.extend(self.who());
        values
    }

    fn who(&self) -> impl Iterator<Item = Value> {
        let person = self.asked.person.map(Value::from);
        person.into_iter().chain(self.asked.team.map(Value::from))
    }
}

fn median_days(closed: &[Closed], kind: Status) -> Option<i64> {
    let of_kind = closed.iter().filter(|closed| closed.kind == kind);
    median(&of_kind.filter_map(|closed| closed.days).collect::<Vec<_>>())
}

fn quarters(months: &[OfMonth], fiscal_start_month: i8) -> Vec<(Period, i64)> {
    let mut quarters: Vec<(Period, i64)> = Vec::new();
    for month in months {
        let Ok(first) = format!("{}-01", month.month).parse::<Date>() else { continue };
        let quarter = Period::quarter(first, fiscal_start_month);
        match quarters.last_mut().filter(|(known, _)| *known == quarter) {
            Some((_, minor)) => *minor += month.minor,
            None => quarters.push((quarter, month.minor)),
        }
    }
    quarters
}

/// A closed deal: as what, and after how many days.
struct Closed {
    kind: Status,
    days: Option<i64>,
}

impl FromRow for Closed {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let (began, closed) = (day(row, "began")?, day(row, "closed")?);
        let days = began.zip(closed).and_then(|(began, closed)| began.until(closed).ok());
        Ok(Self {
            kind: Status::named(&row.text("kind")?).unwrap_or(Status::Lost),
            days: days.map(|span| i64::from(span.get_days())),
        })
    }
}

struct OfMonth {
    month: String,
    minor: i64,
}

impl FromRow for OfMonth {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { month: row.text("month")?, minor: row.int("minor")? })
    }
}

/// The closing visits that hold at the end, each with the first dated open stage of the same deal.
macro_rules! closed {
    ($from:literal, $of_whom:literal) => {
        concat!(
            "SELECT v.kind, v.entered_on AS closed,
               (SELECT MIN(f.entered_on) FROM stage_visits f
                WHERE f.workspace_id = $1 AND f.deal_id = v.deal_id AND f.kind <> 'won' AND f.kind <> 'lost') AS began
             FROM ",
            $from,
            " WHERE v.workspace_id = $1 AND v.entered_on >= $2 AND v.entered_on <= $3
               AND (v.left_on IS NULL OR v.left_on > $3) AND ",
            $of_whom
        )
    };
}

/// Everybody's, a person's, a team's, and a person's in a team. The order of the joins is written out,
/// from the rows of the person or team to those of each deal.
const CLOSED: [&str; 4] = [
    closed!("stage_visits v", "v.kind IN ('won', 'lost')"),
    closed!(
        "deal_shares s CROSS JOIN stage_visits v",
        "v.kind <> 'open' AND v.deal_id = s.deal_id AND s.workspace_id = $1 AND s.member_id = $4
           AND s.status IN ('won', 'lost') AND s.kind = 'revenue' AND s.from_on <= $3
           AND (s.to_on IS NULL OR s.to_on > $3)"
    ),
    closed!(
        "deal_terms t CROSS JOIN stage_visits v",
        "v.kind <> 'open' AND v.deal_id = t.deal_id AND t.workspace_id = $1 AND t.team_id = $4 AND t.status <> 'open'
           AND t.from_on <= $3 AND (t.to_on IS NULL OR t.to_on > $3)"
    ),
    closed!(
        "deal_shares s CROSS JOIN deal_terms t CROSS JOIN stage_visits v",
        "v.kind <> 'open' AND v.deal_id = s.deal_id AND s.workspace_id = $1 AND s.member_id = $4
           AND s.status IN ('won', 'lost') AND s.kind = 'revenue' AND s.from_on <= $3
           AND (s.to_on IS NULL OR s.to_on > $3)
           AND t.workspace_id = $1 AND t.deal_id = s.deal_id AND COALESCE(t.team_id, $4) = $5 AND t.from_on <= $3
           AND (t.to_on IS NULL OR t.to_on > $3)"
    ),
];

const OPEN: [&str; 4] = [
    "SELECT COUNT(*) FROM deal_terms t
     WHERE t.workspace_id = $1 AND t.status = 'open' AND t.from_on <= $2 AND (t.to_on IS NULL OR t.to_on > $2)",
    "SELECT COUNT(*) FROM deal_shares s
     WHERE s.workspace_id = $1 AND s.member_id = $3 AND s.status = 'open' AND s.kind = 'revenue' AND s.from_on <= $2
       AND (s.to_on IS NULL OR s.to_on > $2)",
    "SELECT COUNT(*) FROM deal_terms t
     WHERE t.workspace_id = $1 AND t.team_id = $3 AND t.status = 'open' AND t.from_on <= $2
       AND (t.to_on IS NULL OR t.to_on > $2)",
    "SELECT COUNT(*) FROM deal_shares s CROSS JOIN deal_terms t
     WHERE s.workspace_id = $1 AND s.member_id = $3 AND s.status = 'open' AND s.kind = 'revenue' AND s.from_on <= $2
       AND (s.to_on IS NULL OR s.to_on > $2)
       AND t.workspace_id = $1 AND t.deal_id = s.deal_id AND COALESCE(t.team_id, $3) = $4 AND t.from_on <= $2
       AND (t.to_on IS NULL OR t.to_on > $2)",
];

macro_rules! credit {
    ($of_whom:literal) => {
        concat!(
            "SELECT SUBSTR(l.effective_on, 1, 7) AS month, CAST(COALESCE(SUM(l.minor), 0) AS BIGINT) AS minor
             FROM ledger_entries l
             WHERE l.workspace_id = $1 AND l.effective_on >= $2 AND l.effective_on <= $3",
            $of_whom,
            " GROUP BY SUBSTR(l.effective_on, 1, 7) ORDER BY month"
        )
    };
}

const CREDIT: [&str; 4] = [
    credit!(""),
    credit!(" AND l.member_id = $4"),
    credit!(" AND l.team_id = $4"),
    credit!(" AND l.member_id = $4 AND l.team_id = $5"),
];
