//! Taking a file in: begun, filled chunk by chunk, attached as a whole. Each step is a change of its own, so that
//! whoever sends slowly holds nobody up; what is never finished is forgotten.

use db::{FromRow, Row};

use super::{CHUNK, File, LARGEST_FILE, files_where};
use crate::id::Id;
use crate::{Deal, Error, FileId, Guides, Kind, Problems, Result, Scene};

/// How long a file may take to come in, in microseconds: a day.
const PATIENCE: i64 = 24 * 60 * 60 * 1_000_000;

/// Files forgotten in one change: each is a hundred chunks.
const AT_ONCE: i64 = 1;

/// The longest name, in bytes: what every system can write.
const LONGEST: usize = 200;

/// A file as somebody hands it over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FileDraft {
    /// Its name; folders before it are left out, as old browsers send the whole path.
    pub name: String,
    /// The key of a criterion that it shows to hold; empty for none.
    pub criterion: String,
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The file that was begun.
    pub id: FileId,
    /// How many bytes came.
    pub bytes: i64,
    /// Their SHA-256, in hexadecimal digits.
    pub digest: String,
}

impl File {
    /// Begins to take a file in for a deal; nobody sees it before [`Self::attach`]. Whoever sees the deal may.
    ///
    /// # Errors
    /// On `file`: `problem-file-name` without a name.
    pub fn begin(scene: &mut Scene<'_>, deal: &Deal, draft: &FileDraft) -> Result<FileId> {
        deal.must_take_files(scene, &draft.criterion)?;
        let name = draft.name()?;
        let media_type = mime_guess::from_path(&name).first_or_octet_stream();
        let id: FileId = scene.new_id();
        let values = [
            id.into(),
            deal.id.into(),
            name.into(),
            media_type.essence_str().into(),
            scene.actor.id.into(),
            scene.now.into(),
        ];
        scene.run(BEGIN, &values)?;
        Ok(id)
    }

    /// Keeps the chunk at this place, from 0, of a file that the actor has begun: all but the last have [`CHUNK`] bytes.
    /// The same chunk again changes nothing.
    ///
    /// # Errors
    /// On `file`: `problem-file-large` when the chunk, or the file with it, is too large.
    pub fn append(scene: &mut Scene<'_>, id: FileId, place: i64, content: &[u8]) -> Result<()> {
        let within = usize::try_from(place).is_ok_and(|place| place < LARGEST_FILE.div_ceil(CHUNK));
        if !within || content.len() > CHUNK {
            return Err(Problems::one("file", "problem-file-large").into());
        }
        let values = [id.into(), place.into(), content.into(), scene.actor.id.into()];
        if scene.run(APPEND, &values)? == 0 { Err(Error::NotFound) } else { Ok(()) }
    }

    /// Attaches what has come in as a whole. A file with the same name and content that the deal has already stands
    /// for this one.
    ///
    /// # Errors
    /// On `file`: `problem-file-empty` when nothing came, `problem-file-broken-off` when a part of it is missing.
    pub fn attach(scene: &mut Scene<'_>, received: &Received, draft: &FileDraft) -> Result<Self> {
        let begun: Vec<[u8; 16]> = scene.all(BEGUN, &[received.id.into(), scene.actor.id.into()])?;
        let deal = begun.first().copied().ok_or(Error::NotFound)?;
        let mut deal = Deal::with_id(scene, Id::of(deal))?;
        deal.must_take_files(scene, &draft.criterion)?;
        if received.bytes == 0 {
            return Err(Problems::one("file", "problem-file-empty").into());
        }
        let come: Option<Come> = scene.find(COME, &[received.id.into()])?;
        if come.is_none_or(|come| !come.is_all_of(received.bytes)) {
            return Err(Problems::one("file", "problem-file-broken-off").into());
        }
        let same = [deal.id.into(), draft.name()?.into(), received.digest.as_str().into()];
        let file = if let Some(file) = scene.find::<Self>(SAME, &same)? {
            Self::abandon(scene, received.id)?;
            file
        } else {
            let values = [received.id.into(), received.bytes.into(), received.digest.as_str().into(), scene.now.into()];
            scene.run(ATTACH, &values)?;
            deal.touch(scene)?;
            let file = Self::with_id(scene, received.id)?;
            file.tell(scene, Kind::FileAttached)?;
            file
        };
        match draft.criterion.as_str() {
            "" => {}
            criterion => file.show(scene, criterion)?,
        }
        Ok(file)
    }

    /// Forgets a file of the actor's that has not come in as a whole.
    pub fn abandon(scene: &mut Scene<'_>, id: FileId) -> Result<()> {
        let begun: Vec<[u8; 16]> = scene.all(BEGUN, &[id.into(), scene.actor.id.into()])?;
        if !begun.is_empty() {
            scene.run(EMPTY, &[id.into()])?;
            scene.run(FORGET, &[id.into()])?;
        }
        Ok(())
    }

    /// Forgets some files that were begun more than a day ago and never came in as a whole. True while there is more
    /// to do: call it again.
    pub fn forget_abandoned(scene: &mut Scene<'_>) -> Result<bool> {
        let before = scene.now.saturating_sub(PATIENCE);
        let old: Vec<[u8; 16]> = scene.all(OLD, &[before.into(), AT_ONCE.into()])?;
        let ids = || old.iter().map(|id| vec![(*id).into()]).collect();
        scene.batch(EMPTY, ids())?;
        scene.batch(FORGET, ids())?;
        Ok(i64::try_from(old.len()) == Ok(AT_ONCE))
    }
}

/// What has come in of a file.
struct Come {
    chunks: i64,
    bytes: i64,
}

impl Come {
    fn is_all_of(&self, bytes: i64) -> bool {
        self.bytes == bytes && self.chunks == super::chunks_of(bytes)
    }
}

impl FromRow for Come {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { chunks: row.int("chunks")?, bytes: row.int("bytes")? })
    }
}

impl Deal {
    /// Whether the actor may attach files to it, and have them show that this criterion holds (empty: none). Whoever
    /// sees the deal may attach; saying that something holds takes who may change it.
    pub fn must_take_files(&self, scene: &mut Scene<'_>, criterion: &str) -> Result<()> {
        if scene.actor.read_only {
            return Err(Error::Forbidden);
        }
        if self.discarded {
            return Err(Error::Stale);
        }
        if criterion.is_empty() {
            return Ok(());
        }
        self.must_change(scene)?;
        let guides = Guides::of(scene, self.process, self.process_version)?;
        let asked = guides.criteria().find(|asked| asked.key == criterion).ok_or(Error::NotFound)?;
        if asked.test.items() == [""] { Ok(()) } else { Err(Error::NotFound) }
    }
}

impl FileDraft {
    /// The name without folders and what no name should have in it.
    fn name(&self) -> Result<String> {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or_default();
        let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
        let name = name.trim();
        if name.is_empty() || name == "." || name == ".." {
            return Err(Problems::one("file", "problem-file-name").into());
        }
        // the end of a name says what it is
        let end = name.rfind('.').filter(|at| name.len() - at <= LONGEST / 4).map_or("", |at| &name[at..]);
        let begin = &name[..name.len() - end.len()];
        Ok(format!("{}{end}", &begin[..begin.floor_char_boundary(LONGEST - end.len())]))
    }
}

const BEGIN: &str = "
    INSERT INTO files (workspace_id, id, deal_id, name, media_type, bytes, digest, author_id, created_at)
    VALUES ($1, $2, $3, $4, $5, 0, '', $6, $7)";

const APPEND: &str = "
    INSERT INTO file_chunks (workspace_id, file_id, place, content)
    SELECT f.workspace_id, f.id, $3, $4 FROM files f
    WHERE f.workspace_id = $1 AND f.id = $2 AND f.author_id = $5 AND f.attached_at IS NULL
    ON CONFLICT (workspace_id, file_id, place) DO UPDATE SET content = excluded.content";

const BEGUN: &str = "
    SELECT deal_id FROM files WHERE workspace_id = $1 AND id = $2 AND author_id = $3 AND attached_at IS NULL";

const COME: &str = "
    SELECT COUNT(*) AS chunks, CAST(COALESCE(SUM(LENGTH(content)), 0) AS BIGINT) AS bytes FROM file_chunks
    WHERE workspace_id = $1 AND file_id = $2";

const SAME: &str = files_where!("f.deal_id = $2 AND f.name = $3 AND f.digest = $4 AND f.discarded_at IS NULL");

const ATTACH: &str = "
    UPDATE files SET bytes = $3, digest = $4, attached_at = $5 WHERE workspace_id = $1 AND id = $2";

const OLD: &str = "
    SELECT id FROM files WHERE workspace_id = $1 AND attached_at IS NULL AND created_at < $2
    ORDER BY created_at LIMIT $3";

const EMPTY: &str = "DELETE FROM file_chunks WHERE workspace_id = $1 AND file_id = $2";

const FORGET: &str = "DELETE FROM files WHERE workspace_id = $1 AND id = $2 AND attached_at IS NULL";
