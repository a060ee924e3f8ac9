//! A note: what was said on a call, what was found out, what was learned. Written in Markdown, about a
//! deal or an account.

use db::{FromRow, Row};
use jiff::civil::Date;
use serde::Deserialize;

use crate::deal::{date_typed, day};
use crate::id::{Id, maybe};
use crate::{Account, AccountId, Deal, DealId, Error, Event, Kind, MemberId, NoteId, Problems, Result, Role, Scene};

/// The longest note, in letters.
const LONGEST: usize = 20_000;

/// What a note is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    /// A deal.
    Deal(Box<Deal>),
    /// An account.
    Account(Box<Account>),
}

/// A note as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Which one.
    pub id: NoteId,
    /// The deal it is about.
    pub deal: Option<DealId>,
    /// The account it is about.
    pub account: Option<AccountId>,
    /// Who wrote it.
    pub author: MemberId,
    /// The number and name of who wrote it.
    pub author_name: (i64, String),
    /// It tells of a call.
    pub call: bool,
    /// It says something that others can learn from.
    pub learned: bool,
    /// What it says, in Markdown.
    pub body: String,
    /// The day it tells of.
    pub occurred_on: Option<Date>,
    /// When it was written, in microseconds since 1970 UTC.
    pub created_at: i64,
}

/// A note as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
pub struct NoteDraft {
    /// `note` (unless said), `call` or `learned`.
    #[serde(default)]
    pub kind: String,
    /// What it says, in Markdown.
    #[serde(default)]
    pub body: String,
    /// The day it tells of (ISO), today unless said.
    #[serde(default)]
    pub occurred_on: String,
}

impl Note {
    /// Writes a note about a deal or an account. Whoever sees the thing may write about it.
    pub fn write(scene: &mut Scene<'_>, about: &mut About, draft: &NoteDraft) -> Result<NoteId> {
        if scene.actor.read_only {
            return Err(Error::Forbidden);
        }
        let (body, occurred_on) = draft.read(scene)?;
        let id: NoteId = scene.new_id();
        let (deal, account) = about.ids();
        let values = [
            id.into(),
            maybe(deal),
            maybe(account),
            scene.actor.id.into(),
            if draft.kind == "call" { "call" } else { "note" }.into(),
            body.into(),
            (draft.kind == "learned").into(),
            occurred_on.to_string().into(),
            scene.now.into(),
            maybe(scene.import),
        ];
        scene.run(INSERT, &values)?;
        if let About::Deal(deal) = about {
            deal.touch(scene)?;
        }
        let kind = match draft.kind.as_str() {
            "call" => Kind::CallLogged,
            "learned" => Kind::Learned,
            _ => Kind::NoteWritten,
        };
        Event::new(kind).about(id).about_any(deal).about_any(about.account()).effective(occurred_on).record(scene)?;
        Ok(id)
    }

    /// The notes about a deal, newest first, at most `limit`.
    pub fn of_deal(scene: &mut Scene<'_>, deal: DealId, limit: i64) -> Result<Vec<Self>> {
        scene.all(OF_DEAL, &[deal.into(), limit.into()])
    }

    /// The notes about an account itself, newest first, at most `limit`.
    pub fn of_account(scene: &mut Scene<'_>, account: AccountId, limit: i64) -> Result<Vec<Self>> {
        scene.all(OF_ACCOUNT, &[account.into(), limit.into()])
    }

    /// The note with this identity. What it is about must be seen to see it.
    pub fn with_id(scene: &mut Scene<'_>, id: NoteId) -> Result<Self> {
        let note: Self = scene.find(WITH_ID, &[id.into()])?.ok_or(Error::NotFound)?;
        match note.deal {
            Some(deal) => Deal::with_id(scene, deal).map(drop)?,
            None if scene.actor.role == Role::Partner => return Err(Error::NotFound),
            None => {}
        }
        Ok(note)
    }

    /// Takes the note away: its author, or operations. Taking it away again changes nothing.
    pub fn discard(&self, scene: &mut Scene<'_>) -> Result<()> {
        self.set_discarded(scene, Some(scene.now))
    }

    /// Brings it back.
    pub fn restore(&self, scene: &mut Scene<'_>) -> Result<()> {
        self.set_discarded(scene, None)
    }

    fn set_discarded(&self, scene: &mut Scene<'_>, at: Option<i64>) -> Result<()> {
        scene.actor.must_have_made(self.author)?;
        let sql = if at.is_some() { DISCARD } else { RESTORE };
        if scene.run(sql, &[self.id.into(), at.unwrap_or(scene.now).into()])? == 0 {
            return Ok(());
        }
        let kind = match (at, self.call, self.learned) {
            (Some(_), ..) => Kind::NoteDiscarded,
            (None, true, _) => Kind::CallLogged,
            (None, _, true) => Kind::Learned,
            (None, ..) => Kind::NoteWritten,
        };
        Event::new(kind).about(self.id).about_any(self.deal).about_any(self.account).record(scene).map(drop)
    }
}

impl About {
    fn ids(&self) -> (Option<DealId>, Option<AccountId>) {
        match self {
            Self::Deal(deal) => (Some(deal.id), None),
            Self::Account(account) => (None, Some(account.id)),
        }
    }

    fn account(&self) -> Option<AccountId> {
        match self {
            Self::Deal(deal) => deal.account,
            Self::Account(account) => Some(account.id),
        }
    }
}

impl NoteDraft {
    fn read(&self, scene: &Scene<'_>) -> Result<(String, Date)> {
        let mut problems = Problems::default();
        let body = self.body.trim();
        if body.is_empty() {
            problems.add("body", "problem-note-empty");
        } else if body.chars().count() > LONGEST {
            problems.add("body", "problem-note-long");
        }
        let today = scene.today();
        let on = date_typed(&self.occurred_on, "occurred_on", &mut problems).unwrap_or(today);
        if on > today {
            problems.add("occurred_on", "problem-day-in-future");
        }
        problems.or((body.to_owned(), on))
    }
}

impl FromRow for Note {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: NoteId::of(row.id("id")?),
            deal: row.maybe_id("deal_id")?.map(DealId::of),
            account: row.maybe_id("account_id")?.map(AccountId::of),
            author: MemberId::of(row.id("author_id")?),
            author_name: (row.int("author_number")?, row.text("author_name")?),
            call: row.text("kind")? == "call",
            learned: row.bool("learned")?,
            body: row.text("body")?,
            occurred_on: day(row, "occurred_on")?,
            created_at: row.int("created_at")?,
        })
    }
}

macro_rules! notes_where {
    ($condition:literal) => {
        concat!(
            "SELECT n.id, n.deal_id, n.account_id, n.author_id, m.number AS author_number, m.name AS author_name, n.kind,
               n.learned, n.body, n.occurred_on, n.created_at
             FROM notes n JOIN members m ON m.workspace_id = n.workspace_id AND m.id = n.author_id
             WHERE n.workspace_id = $1 AND ",
            $condition
        )
    };
}

const OF_DEAL: &str =
    notes_where!("n.deal_id = $2 AND n.discarded_at IS NULL ORDER BY n.created_at DESC, n.id DESC LIMIT $3");

const OF_ACCOUNT: &str =
    notes_where!("n.account_id = $2 AND n.discarded_at IS NULL ORDER BY n.created_at DESC, n.id DESC LIMIT $3");

const WITH_ID: &str = notes_where!("n.id = $2");

const INSERT: &str = "
    INSERT INTO notes (workspace_id, id, deal_id, account_id, author_id, kind, body, learned, occurred_on, created_at,
      version, import_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1, $11)";

const DISCARD: &str = "UPDATE notes SET discarded_at = $3 WHERE workspace_id = $1 AND id = $2 AND discarded_at IS NULL";

const RESTORE: &str = "
    UPDATE notes SET discarded_at = NULL
    WHERE workspace_id = $1 AND id = $2 AND discarded_at IS NOT NULL AND discarded_at <= $3";
