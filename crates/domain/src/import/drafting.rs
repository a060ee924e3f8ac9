//! Drafts: files that were handed over and are still being looked at. They are kept, so that another look
//! at other choices needs no second upload, and become an import when they are started.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::reading::{Choices, Reading, Upload};
use super::{Import, ImportState, imports_where, starting};
use crate::id::Id;
use crate::{Error, Problems, Result, Scene};

/// How long a draft is kept, in microseconds: a week.
const KEPT_FOR: i64 = 7 * 86_400 * 1_000_000;

/// The most files of one draft.
const MOST_FILES: usize = 50;

impl Import {
    /// Keeps files to be looked at. The same files from the same person are the same draft, with what was
    /// chosen for it. Drafts older than a week go. Operations and admin only.
    pub fn draft(scene: &mut Scene<'_>, uploads: &[Upload]) -> Result<Self> {
        super::must_operate(scene)?;
        let uploads = distinct(uploads)?;
        let before = scene.now - KEPT_FOR;
        scene.run(SWEEP_FILES, &[before.into()])?;
        scene.run(SWEEP, &[before.into()])?;
        let fingerprint = fingerprint(scene, &uploads);
        if let Some(known) = scene.find(SAME, &[fingerprint.as_slice().into()])? {
            return Ok(known);
        }
        let import = Self {
            id: scene.new_id(),
            number: scene.next_number("imports")?,
            source: String::new(),
            state: ImportState::Draft,
            rows_in_all: 0,
            rows_done: 0,
            rows_new: 0,
            rows_changed: 0,
            rows_refused: 0,
            member: scene.actor.member(),
            created_at: scene.now,
            stepped_at: None,
            finished_at: None,
            undone_at: None,
        };
        import.insert(scene, &fingerprint, &Choices::default())?;
        import.keep_uploads(scene, uploads.iter().map(|upload| (upload.name.as_str(), upload.content.as_slice())))?;
        Ok(import)
    }

    /// Adds files to a draft; one of the same name takes the other's place. Operations and admin only.
    pub fn add_files(self, scene: &mut Scene<'_>, uploads: &[Upload]) -> Result<Self> {
        self.must_be_draft(scene)?;
        let mut all = self.clone().stored(scene)?.uploads;
        for upload in distinct(uploads)? {
            match all.iter_mut().find(|known| known.name == upload.name) {
                Some(known) => *known = upload,
                None => all.push(upload),
            }
        }
        self.keep_only(scene, &all)
    }

    /// Takes a file out of a draft. Operations and admin only.
    pub fn leave_out(self, scene: &mut Scene<'_>, file: &str) -> Result<Self> {
        self.must_be_draft(scene)?;
        let mut rest = self.clone().stored(scene)?.uploads;
        rest.retain(|upload| upload.name != file);
        self.keep_only(scene, &rest)
    }

    /// Keeps what was chosen by hand for a draft. Operations and admin only.
    pub fn choose(&self, scene: &mut Scene<'_>, choices: &Choices) -> Result<()> {
        self.must_be_draft(scene)?;
        let mapping = serde_json::to_string(choices).unwrap_or_default();
        scene.run(CHOOSE, &[self.id.into(), mapping.into()]).map(drop)
    }

    /// Throws a draft away. Operations and admin only.
    pub fn throw_away(self, scene: &mut Scene<'_>) -> Result<()> {
        self.must_be_draft(scene)?;
        for sql in [FORGET_FILES, FORGET] {
            scene.run(sql, &[self.id.into()])?;
        }
        Ok(())
    }

    /// Starts a draft, whose files were read and previewed with all these choices. Files that came in
    /// before with the same choices are that import: it is given back, and the draft goes. What was
    /// started before is given back as it is. Operations and admin only.
    pub fn start_draft(mut self, scene: &mut Scene<'_>, reading: &Reading, choices: &Choices) -> Result<Self> {
        super::must_operate(scene)?;
        if self.state != ImportState::Draft {
            return Ok(self);
        }
        starting::check(reading)?;
        let fingerprint = reading.fingerprint(choices);
        if let Some(known) = starting::same(scene, &fingerprint)? {
            self.throw_away(scene)?;
            return Ok(known);
        }
        self.state = ImportState::Running;
        self.source = starting::source(reading);
        self.rows_in_all = reading.rows();
        self.created_at = scene.now;
        let values = [
            self.id.into(),
            self.source.as_str().into(),
            fingerprint.as_slice().into(),
            self.state.name().into(),
            serde_json::to_string(choices).unwrap_or_default().into(),
            self.rows_in_all.into(),
            self.created_at.into(),
        ];
        scene.run(START, &values)?;
        self.begin(scene, choices)?;
        Ok(self)
    }

    fn must_be_draft(&self, scene: &Scene<'_>) -> Result<()> {
        super::must_operate(scene)?;
        if self.state == ImportState::Draft { Ok(()) } else { Err(Error::Stale) }
    }

    fn keep_only(self, scene: &mut Scene<'_>, uploads: &[Upload]) -> Result<Self> {
        if uploads.len() > MOST_FILES {
            return Err(Problems::one("files", "import-problem-many-files").into());
        }
        scene.run(FORGET_FILES, &[self.id.into()])?;
        self.keep_uploads(scene, uploads.iter().map(|upload| (upload.name.as_str(), upload.content.as_slice())))?;
        let fingerprint = fingerprint(scene, uploads);
        scene.run(REMARK, &[self.id.into(), fingerprint.as_slice().into()])?;
        Ok(self)
    }
}

impl Choices {
    /// A short mark of these choices: a form carries it, and other choices have another.
    #[must_use]
    pub fn mark(&self) -> String {
        let hash = Sha256::digest(serde_json::to_vec(self).unwrap_or_default());
        let eight = hash.iter().take(8).fold(0_u64, |mark, byte| mark << 8 | u64::from(*byte));
        format!("{eight:016x}")
    }
}

/// Files are told apart by their names, so a name that comes twice is counted.
fn distinct(uploads: &[Upload]) -> Result<Vec<Upload>> {
    if uploads.is_empty() {
        return Err(Problems::one("files", "import-problem-no-file").into());
    }
    if uploads.len() > MOST_FILES {
        return Err(Problems::one("files", "import-problem-many-files").into());
    }
    let mut taken = BTreeSet::new();
    let named = |upload: &Upload| {
        let counted = |count: u32| format!("{} ({count})", upload.name);
        let mut free = std::iter::once(upload.name.clone()).chain((2..).map(counted));
        let name = free.find(|name| taken.insert(name.clone())).unwrap_or_default();
        Upload { name, content: upload.content.clone() }
    };
    Ok(uploads.iter().map(named).collect())
}

/// What tells a draft from others: its files, and whose it is.
fn fingerprint(scene: &Scene<'_>, uploads: &[Upload]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(scene.actor.id.bytes());
    for upload in uploads {
        hash.update(Sha256::digest(upload.name.as_bytes()));
        hash.update(Sha256::digest(&upload.content));
    }
    hash.finalize().to_vec()
}

const SAME: &str = imports_where!("fingerprint = $2 AND state = 'draft' ORDER BY number DESC LIMIT 1");

const SWEEP_FILES: &str = "
    DELETE FROM import_files WHERE workspace_id = $1 AND import_id IN (
      SELECT id FROM imports WHERE workspace_id = $1 AND state = 'draft' AND created_at < $2)";

const SWEEP: &str = "DELETE FROM imports WHERE workspace_id = $1 AND state = 'draft' AND created_at < $2";

const CHOOSE: &str = "UPDATE imports SET mapping = $3 WHERE workspace_id = $1 AND id = $2";

const REMARK: &str = "UPDATE imports SET fingerprint = $3 WHERE workspace_id = $1 AND id = $2";

const FORGET_FILES: &str = "DELETE FROM import_files WHERE workspace_id = $1 AND import_id = $2";

const FORGET: &str = "DELETE FROM imports WHERE workspace_id = $1 AND id = $2";

const START: &str = "
    UPDATE imports SET source = $3, fingerprint = $4, state = $5, mapping = $6, rows_in_all = $7, created_at = $8
    WHERE workspace_id = $1 AND id = $2";
