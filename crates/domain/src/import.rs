//! The way in: files of rows from elsewhere.
//!
//! An import goes this way, and each step is one call; the calls that take a [`Scene`] run on a thread of
//! the database, the others do not:
//!
//! 1. [`Reading::of`] reads files ([`Upload`]) as [`Choices`] say: encoding, separator, header, what each
//!    file is, what each column says and how it writes days and amounts.
//! 2. [`Reading::preview`] looks, writes nothing, and says what would become of every row and every name
//!    ([`Preview`]). [`Preview::choices`] holds all decisions, those by hand and those proposed; a person
//!    changes some of them and reads and looks again.
//! 3. [`Import::start`] keeps the files and the decisions. The same files with the same decisions are the
//!    same import: one that was stopped goes on, one that is finished is left alone.
//! 4. [`Run::step`] deals with some rows, each whole, in one change; it is called until
//!    [`Progress::finished`]. How many rows fit into the time that a change may take is for the caller to
//!    measure. After a stop, [`Import::stored`] gives back what step 1 and 3 had.
//! 5. [`Import::refusals`] and [`Stored::refused`] give back the rows that did not come in, with their reasons.
//!
//! [`Import::undo_step`] takes a whole import back, likewise in steps: what it made goes, what it changed
//! becomes what it was; what people have worked on since stays and is listed. The log keeps everything.
//!
//! A page keeps the files before it starts: [`Import::draft`], [`Import::choose`], [`Import::start_draft`].
//! [`Import::take_up`] and [`Import::is_moving`] tell an import at work from one that was stopped.
//!
//! A later dialect of another program is a row in the table of `dialect`.

mod amounts;
mod before;
mod before_tables;
mod changing;
mod days;
mod deals;
mod dialect;
mod drafting;
mod events;
mod external;
mod field;
mod goods;
mod judging;
mod keeping;
mod known;
mod likeness;
mod moving;
mod preview;
mod proposing;
mod reading;
mod refusal;
mod refused;
mod rows;
mod running;
mod sellers;
mod sheet;
mod stages;
mod starting;
mod text;
mod undoing;

use db::{FromRow, Row};

pub use amounts::Point;
pub use days::DayOrder;
pub use events::{EventCase, EventColumns, EventFile, EventProgress};
pub use field::{Field, FileKind};
pub use moving::Pace;
pub use preview::{FilePreview, Preview};
pub use proposing::{Answer, Matter, Proposal};
pub use reading::{Choices, Column, FileChoice, ReadFile, Reading, Upload};
pub use refusal::{Reason, Refusal};
pub use refused::{Refusals, Refused};
pub use running::{Outcome, Progress, Run};
pub use sheet::{MOST_BYTES, Row as SheetRow, Sheet, Unreadable};
pub use starting::Stored;
pub use text::Encoded;
pub use undoing::KeptThing;
pub(crate) use undoing::worked_on;

use crate::id::Id;
use crate::{Error, ImportId, MemberId, Result, Scene};

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImportState {
    /// Its files are being looked at; nothing has come in.
    Draft,
    /// Rows are still to come in.
    Running,
    /// Every row is dealt with.
    Finished,
    /// It is being taken back.
    Undoing,
    /// It was taken back.
    Undone,
}

impl ImportState {
    const ALL: [Self; 5] = [Self::Draft, Self::Running, Self::Finished, Self::Undoing, Self::Undone];

    /// The name in the database and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Running => "running",
            Self::Finished => "finished",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }
}

/// An import as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Which one.
    pub id: ImportId,
    /// The number people see.
    pub number: i64,
    /// Where its deals come from.
    pub source: String,
    /// How far it has come.
    pub state: ImportState,
    /// How many rows its files have.
    pub rows_in_all: i64,
    /// How many are dealt with.
    pub rows_done: i64,
    /// How many made something new.
    pub rows_new: i64,
    /// How many changed something known.
    pub rows_changed: i64,
    /// How many did not come in.
    pub rows_refused: i64,
    /// Who started it; nobody at the command line.
    pub member: Option<MemberId>,
    /// When it was started, in microseconds since 1970 UTC; of a draft, when its files were handed over.
    pub created_at: i64,
    /// When its last step was done.
    pub stepped_at: Option<i64>,
    /// When its last row was dealt with.
    pub finished_at: Option<i64>,
    /// When it was taken back.
    pub undone_at: Option<i64>,
}

impl Import {
    /// Every import, newest first. Operations and admin only.
    pub fn all(scene: &mut Scene<'_>) -> Result<Vec<Self>> {
        must_look(scene)?;
        scene.all(ALL, &[])
    }

    /// The import with the number that people see. Operations and admin only.
    pub fn numbered(scene: &mut Scene<'_>, number: i64) -> Result<Self> {
        must_look(scene)?;
        scene.find(NUMBERED, &[number.into()])?.ok_or(Error::NotFound)
    }

    /// How many known rows said nothing new.
    #[must_use]
    pub fn rows_unchanged(&self) -> i64 {
        self.rows_done - self.rows_new - self.rows_changed - self.rows_refused
    }

    fn with_id(scene: &mut Scene<'_>, id: ImportId) -> Result<Self> {
        scene.find(WITH_ID, &[id.into()])?.ok_or(Error::NotFound)
    }

    fn write(&self, scene: &mut Scene<'_>) -> Result<()> {
        let values = [
            self.id.into(),
            self.state.name().into(),
            self.rows_done.into(),
            self.rows_new.into(),
            self.rows_changed.into(),
            self.rows_refused.into(),
            self.finished_at.into(),
            self.undone_at.into(),
            scene.now.into(),
        ];
        scene.run(WRITE, &values).map(drop)
    }
}

fn must_look(scene: &Scene<'_>) -> Result<()> {
    if scene.actor.operates() { Ok(()) } else { Err(Error::Forbidden) }
}

fn must_operate(scene: &Scene<'_>) -> Result<()> {
    if scene.actor.read_only { Err(Error::Forbidden) } else { must_look(scene) }
}

impl FromRow for Import {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        let state = row.text("state")?;
        Ok(Self {
            id: ImportId::of(row.id("id")?),
            number: row.int("number")?,
            source: row.text("source")?,
            state: ImportState::ALL.into_iter().find(|known| known.name() == state).unwrap_or(ImportState::Finished),
            rows_in_all: row.int("rows_in_all")?,
            rows_done: row.int("rows_done")?,
            rows_new: row.int("rows_new")?,
            rows_changed: row.int("rows_changed")?,
            rows_refused: row.int("rows_refused")?,
            member: row.maybe_id("member_id")?.map(MemberId::of),
            created_at: row.int("created_at")?,
            stepped_at: row.maybe_int("stepped_at")?,
            finished_at: row.maybe_int("finished_at")?,
            undone_at: row.maybe_int("undone_at")?,
        })
    }
}

macro_rules! imports_where {
    ($condition:literal) => {
        concat!(
            "SELECT id, number, source, state, rows_in_all, rows_done, rows_new, rows_changed, rows_refused, member_id,
               created_at, stepped_at, finished_at, undone_at
             FROM imports WHERE workspace_id = $1 AND ",
            $condition
        )
    };
}
use imports_where;

const ALL: &str = imports_where!("TRUE ORDER BY number DESC");

const NUMBERED: &str = imports_where!("number = $2");

const WITH_ID: &str = imports_where!("id = $2");

const WRITE: &str = "
    UPDATE imports SET state = $3, rows_done = $4, rows_new = $5, rows_changed = $6, rows_refused = $7,
      finished_at = $8, undone_at = $9, stepped_at = $10
    WHERE workspace_id = $1 AND id = $2";
