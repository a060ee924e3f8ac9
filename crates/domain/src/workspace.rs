//! A workspace: one organisation's data, and how it counts time and money.

mod changing;

use db::{FromRow, Row, Value};
use jiff::tz::TimeZone;
use measures::calendar::WorkingWeek;
use measures::money::Currency;

pub use changing::WorkspaceDraft;

use crate::deal::currency;
use crate::id::Id;
use crate::{Scene, WorkspaceId};

/// One organisation, as every scene knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// Which one.
    pub id: WorkspaceId,
    /// Its name in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The currency that targets and sums are in.
    pub currency: Currency,
    /// IANA name of its time zone.
    pub time_zone: String,
    /// The days it works.
    pub working_week: WorkingWeek,
    /// The month in which its fiscal year begins, 1 to 12.
    pub fiscal_start_month: i8,
    /// Holds the demonstration data.
    pub demo: bool,
    /// The number of the newest event.
    pub last_event: i64,
}

impl Workspace {
    /// Its time zone; UTC when the name is not known on this machine.
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// Every workspace of the installation, oldest first. Needs no scene: it is asked before anybody
    /// has signed in.
    pub fn all(tx: &mut db::Tx<'_>) -> db::Result<Vec<Self>> {
        tx.all(ALL, &[])
    }

    /// The workspace with this name in addresses.
    pub fn named(tx: &mut db::Tx<'_>, slug: &str) -> db::Result<Option<Self>> {
        tx.find(NAMED, &[slug.into()])
    }

    /// The workspace with this identity.
    pub fn with_id(tx: &mut db::Tx<'_>, id: WorkspaceId) -> db::Result<Option<Self>> {
        tx.find(WITH_ID, &[id.into()])
    }

    /// How far the logs of all workspaces have come.
    pub fn heads(tx: &mut db::Tx<'_>) -> db::Result<Vec<(WorkspaceId, i64)>> {
        Ok(tx.all::<Head>(HEADS, &[])?.into_iter().map(|head| (head.0, head.1)).collect())
    }

    pub(crate) fn insert(&self, scene: &mut Scene<'_>) -> crate::Result<()> {
        let week = i64::from(self.working_week.bits());
        let values: [Value; 9] = [
            self.slug.as_str().into(),
            self.name.as_str().into(),
            self.currency.code().into(),
            self.time_zone.as_str().into(),
            week.into(),
            i64::from(self.fiscal_start_month).into(),
            self.demo.into(),
            scene.now.into(),
            0_i64.into(),
        ];
        scene.run(INSERT, &values).map(drop)
    }
}

impl FromRow for Workspace {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: WorkspaceId::of(row.id("id")?),
            slug: row.text("slug")?,
            name: row.text("name")?,
            currency: currency(row, "currency")?,
            time_zone: row.text("time_zone")?,
            working_week: working_week(row)?,
            fiscal_start_month: i8::try_from(row.int("fiscal_start_month")?).unwrap_or(1),
            demo: row.bool("demo")?,
            last_event: row.int("last_event")?,
        })
    }
}

/// The working week in a row; Monday to Friday when it is none.
pub(crate) fn working_week(row: &Row<'_>) -> db::Result<WorkingWeek> {
    let bits = row.int("working_week")?;
    Ok(u8::try_from(bits).ok().and_then(WorkingWeek::from_bits).unwrap_or_default())
}

/// The working week of days typed as numbers, 1 (Monday) to 7; nothing when one is no such number.
pub(crate) fn working_week_typed(days: &[String]) -> Option<WorkingWeek> {
    let mut bits = 0;
    for day in days {
        let day: u8 = day.trim().parse().ok().filter(|day| (1..=7).contains(day))?;
        bits |= 1 << (day - 1);
    }
    WorkingWeek::from_bits(bits).filter(|_| bits != 0)
}

struct Head(WorkspaceId, i64);

impl FromRow for Head {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(WorkspaceId::of(row.id("id")?), row.int("last_event")?))
    }
}

const ALL: &str = "
    SELECT id, slug, name, currency, time_zone, working_week, fiscal_start_month, demo, last_event
    FROM workspaces ORDER BY created_at, id";

const NAMED: &str = "
    SELECT id, slug, name, currency, time_zone, working_week, fiscal_start_month, demo, last_event
    FROM workspaces WHERE slug = $1";

const WITH_ID: &str = "
    SELECT id, slug, name, currency, time_zone, working_week, fiscal_start_month, demo, last_event
    FROM workspaces WHERE id = $1";

const HEADS: &str = "SELECT id, last_event FROM workspaces";

const INSERT: &str = "
    INSERT INTO workspaces
      (id, slug, name, currency, time_zone, working_week, fiscal_start_month, demo, created_at, last_event)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
