//! A file of a deal: an offer, a contract, a picture. Its content is kept in the database, chunk by chunk, so that one
//! backup has everything, every server can hand it out, and none of it stands in memory as a whole.

mod receiving;
mod showing;

use db::{FromRow, Row};

pub use receiving::{FileDraft, Received};

use crate::id::Id;
use crate::{Deal, DealId, Error, Event, FileId, Kind, MemberId, Result, Scene};

/// The bytes of a chunk; only the last one of a file has fewer.
pub const CHUNK: usize = 256 << 10;

/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 32 << 20;

/// The most files that are listed.
const MOST: i64 = 200;

/// A file that has come in as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Which one.
    pub id: FileId,
    /// The deal it belongs to.
    pub deal: DealId,
    /// Its name, without folders.
    pub name: String,
    /// What it is, as its name says: `application/pdf`.
    pub media_type: String,
    /// How long it is, in bytes.
    pub bytes: i64,
    /// Who attached it.
    pub author: MemberId,
    /// The number and name of who attached it.
    pub author_name: (i64, String),
    /// When it was attached, in microseconds since 1970 UTC.
    pub attached_at: i64,
}

/// How evidence says that a file shows it: what comes behind it is [`FileId::text`].
const EVIDENCE: &str = "file:";

impl File {
    /// The files of a deal, the newest first, two hundred at most.
    pub fn of_deal(scene: &mut Scene<'_>, deal: DealId) -> Result<Vec<Self>> {
        scene.all(OF_DEAL, &[deal.into(), MOST.into()])
    }

    /// The file with this identity. Whoever sees its deal sees it; what was discarded is found, to be brought back.
    pub fn with_id(scene: &mut Scene<'_>, id: FileId) -> Result<Self> {
        let file: Self = scene.find(WITH_ID, &[id.into()])?.ok_or(Error::NotFound)?;
        Deal::with_id(scene, file.deal)?;
        Ok(file)
    }

    /// The same, unless it was discarded.
    pub fn kept(scene: &mut Scene<'_>, id: FileId) -> Result<Self> {
        let file: Self = scene.find(KEPT, &[id.into()])?.ok_or(Error::NotFound)?;
        Deal::with_id(scene, file.deal)?;
        Ok(file)
    }

    /// How many chunks it has.
    #[must_use]
    pub fn chunks(&self) -> i64 {
        chunks_of(self.bytes)
    }

    /// Its chunk at this place, from 0; nothing behind the last one. Whoever has the file has the right to it.
    pub fn chunk(&self, scene: &mut Scene<'_>, place: i64) -> Result<Option<Vec<u8>>> {
        scene.find(CONTENT, &[self.id.into(), place.into()])
    }

    /// How evidence names it.
    #[must_use]
    pub fn evidence(&self) -> String {
        format!("{EVIDENCE}{}", self.id.text())
    }

    /// The file that evidence names, if it names one.
    #[must_use]
    pub fn in_evidence(evidence: &str) -> Option<FileId> {
        evidence.strip_prefix(EVIDENCE).and_then(FileId::parse)
    }

    /// Takes the file away, and with it whatever it shows: whoever attached it, or operations. Taking it away again
    /// changes nothing.
    pub fn discard(&self, scene: &mut Scene<'_>) -> Result<()> {
        self.set_discarded(scene, Some(scene.now))
    }

    /// Brings it back, and what it shows.
    pub fn restore(&self, scene: &mut Scene<'_>) -> Result<()> {
        self.set_discarded(scene, None)
    }

    fn set_discarded(&self, scene: &mut Scene<'_>, at: Option<i64>) -> Result<()> {
        scene.actor.must_have_made(self.author)?;
        let sql = if at.is_some() { DISCARD } else { RESTORE };
        if scene.run(sql, &[self.id.into(), at.unwrap_or(scene.now).into()])? == 0 {
            return Ok(());
        }
        let (kind, shown) = match at {
            Some(_) => (Kind::FileDiscarded, Kind::CriterionUnchecked),
            None => (Kind::FileRestored, Kind::CriterionChecked),
        };
        self.tell(scene, kind)?;
        Deal::with_id(scene, self.deal)?.tell_shown(scene, self, shown)
    }

    fn tell(&self, scene: &mut Scene<'_>, kind: Kind) -> Result<()> {
        let event = Event::new(kind).about(self.id).about(self.deal).with("name", self.name.as_str());
        event.with("bytes", self.bytes).record(scene).map(drop)
    }
}

/// How many chunks so many bytes have.
fn chunks_of(bytes: i64) -> i64 {
    bytes.unsigned_abs().div_ceil(CHUNK as u64).try_into().unwrap_or(i64::MAX)
}

impl FromRow for File {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            id: FileId::of(row.id("id")?),
            deal: DealId::of(row.id("deal_id")?),
            name: row.text("name")?,
            media_type: row.text("media_type")?,
            bytes: row.int("bytes")?,
            author: MemberId::of(row.id("author_id")?),
            author_name: (row.int("author_number")?, row.text("author_name")?),
            attached_at: row.int("attached_at")?,
        })
    }
}

macro_rules! files_where {
    ($condition:literal) => {
        concat!(
            "SELECT f.id, f.deal_id, f.name, f.media_type, f.bytes, f.author_id, m.number AS author_number,
               m.name AS author_name, f.attached_at
             FROM files f JOIN members m ON m.workspace_id = f.workspace_id AND m.id = f.author_id
             WHERE f.workspace_id = $1 AND f.attached_at IS NOT NULL AND f.deal_id IS NOT NULL AND ",
            $condition
        )
    };
}

use files_where;

const OF_DEAL: &str =
    files_where!("f.deal_id = $2 AND f.discarded_at IS NULL ORDER BY f.attached_at DESC, f.id DESC LIMIT $3");

const WITH_ID: &str = files_where!("f.id = $2");

const KEPT: &str = files_where!("f.id = $2 AND f.discarded_at IS NULL");

const CONTENT: &str = "SELECT content FROM file_chunks WHERE workspace_id = $1 AND file_id = $2 AND place = $3";

const DISCARD: &str = "UPDATE files SET discarded_at = $3 WHERE workspace_id = $1 AND id = $2 AND discarded_at IS NULL";

const RESTORE: &str = "
    UPDATE files SET discarded_at = NULL
    WHERE workspace_id = $1 AND id = $2 AND discarded_at IS NOT NULL AND discarded_at <= $3";
