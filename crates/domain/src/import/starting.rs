//! Starting an import, and finding one that was stopped.

use std::collections::HashSet;

use db::{FromRow, Row};
use measures::money::Currency;

use super::reading::{Choices, Reading, Upload};
use super::refusal::Refusal;
use super::{FileKind, Import, ImportState, Run, imports_where, stages};
use crate::id::maybe;
use crate::{Error, Event, Kind, Problems, Result, Scene, Stage, fold};

/// What an import keeps of its beginning: enough to go on after a stop.
#[derive(Debug, Clone)]
pub struct Stored {
    /// It.
    pub import: Import,
    /// Its files.
    pub uploads: Vec<Upload>,
    /// Everything that was chosen.
    pub choices: Choices,
}

impl Stored {
    /// Reads the files again; the run goes on where it stopped. `currency` is the workspace's.
    #[must_use]
    pub fn run(self, currency: Currency) -> Run {
        let reading = Reading::of(self.uploads, &self.choices, currency);
        Run::of(self.import, reading, self.choices)
    }
}

impl Import {
    /// Keeps the files and everything that was chosen, and adds the stages that are new. The same files
    /// with the same choices are the same import: one that was stopped or is finished is given back as
    /// it is. Operations and admin only.
    pub fn start(scene: &mut Scene<'_>, reading: &Reading, choices: &Choices) -> Result<Self> {
        super::must_operate(scene)?;
        check(reading)?;
        let fingerprint = reading.fingerprint(choices);
        if let Some(known) = same(scene, &fingerprint)? {
            return Ok(known);
        }
        let import = Self {
            id: scene.new_id(),
            number: scene.next_number("imports")?,
            source: source(reading),
            state: ImportState::Running,
            rows_in_all: reading.rows(),
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
        import.insert(scene, &fingerprint, choices)?;
        let files = reading.files.iter().map(|file| (file.name.as_str(), file.content.as_slice()));
        import.keep_uploads(scene, files)?;
        import.begin(scene, choices)?;
        Ok(import)
    }

    /// Tells the log that it begins, and adds the stages that are new.
    pub(super) fn begin(&self, scene: &mut Scene<'_>, choices: &Choices) -> Result<()> {
        scene.import = Some(self.id);
        let event = Event::new(Kind::ImportStarted).about(self.id).with("number", self.number);
        event.with("rows", self.rows_in_all).record(scene)?;
        let names = new_stages(scene, choices)?;
        stages::add(scene, &names)?;
        scene.import = None;
        Ok(())
    }

    /// What it keeps of its beginning.
    pub fn stored(self, scene: &mut Scene<'_>) -> Result<Stored> {
        super::must_look(scene)?;
        let mapping: Option<String> = scene.find(MAPPING, &[self.id.into()])?;
        let choices = serde_json::from_str(&mapping.unwrap_or_default()).map_err(|_| Error::NotFound)?;
        let uploads: Vec<File> = scene.all(FILES, &[self.id.into()])?;
        Ok(Stored { import: self, uploads: uploads.into_iter().map(|file| file.0).collect(), choices })
    }

    pub(super) fn insert(&self, scene: &mut Scene<'_>, fingerprint: &[u8], choices: &Choices) -> Result<()> {
        let values = [
            self.id.into(),
            self.number.into(),
            self.source.as_str().into(),
            fingerprint.into(),
            self.state.name().into(),
            serde_json::to_string(choices).unwrap_or_default().into(),
            self.rows_in_all.into(),
            maybe(self.member),
            self.created_at.into(),
        ];
        scene.run(INSERT, &values).map(drop)
    }

    pub(super) fn keep_uploads<'f>(
        &self,
        scene: &mut Scene<'_>,
        files: impl Iterator<Item = (&'f str, &'f [u8])>,
    ) -> Result<()> {
        let row = |(position, (name, content)): (i64, (&str, &[u8]))| {
            vec![self.id.into(), position.into(), name.into(), content.into()]
        };
        let rows = (0..).zip(files).map(row).collect();
        scene.batch(INSERT_FILE, rows)
    }

    pub(super) fn keep_refusals<'r>(
        &self,
        scene: &mut Scene<'_>,
        refused: impl Iterator<Item = (usize, u64, &'r Refusal)>,
    ) -> Result<()> {
        let row = |(file, line, refusal): (usize, u64, &Refusal)| {
            let (file, line) = (i64::try_from(file).unwrap_or(0), i64::try_from(line).unwrap_or(0));
            let reason = serde_json::to_string(refusal).unwrap_or_default();
            vec![self.id.into(), file.into(), line.into(), reason.into()]
        };
        let rows = refused.map(row).collect();
        scene.batch(INSERT_REFUSAL, rows)
    }
}

/// An import needs something to bring in, and days that can be read in one way.
pub(super) fn check(reading: &Reading) -> Result<()> {
    let mut problems = Problems::default();
    if reading.lines.is_empty() {
        problems.add("files", "import-problem-nothing");
    }
    if reading.files.iter().flat_map(|file| &file.columns).any(|column| column.ambiguous) {
        problems.add("day_order", "import-problem-day-order");
    }
    problems.or(())
}

/// The import of these files with these choices, if there is one.
pub(super) fn same(scene: &mut Scene<'_>, fingerprint: &[u8]) -> Result<Option<Import>> {
    scene.find(SAME, &[fingerprint.into()])
}

/// Where its deals come from, else its first file.
pub(super) fn source(reading: &Reading) -> String {
    let deals = reading.of_kind(FileKind::Deals).next().map(|(_, file)| file);
    deals.or(reading.files.first()).map(|file| file.source.clone()).unwrap_or_default()
}

/// Chosen stages that the workspace has not, each once.
fn new_stages(scene: &mut Scene<'_>, choices: &Choices) -> Result<Vec<String>> {
    let known = Stage::standard(scene)?;
    let is_known = |name: &&String| known.iter().any(|stage| fold(&stage.name) == fold(name) || stage.key == **name);
    let mut seen = HashSet::new();
    let new = choices.stages.values().filter(|name| !name.trim().is_empty() && !is_known(name));
    Ok(new.filter(|name| seen.insert(fold(name))).cloned().collect())
}

struct File(Upload);

impl FromRow for File {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(Upload { name: row.text("name")?, content: row.bytes("content")? }))
    }
}

const SAME: &str = imports_where!("fingerprint = $2 AND state IN ('running', 'finished') ORDER BY number DESC LIMIT 1");

const MAPPING: &str = "SELECT mapping FROM imports WHERE workspace_id = $1 AND id = $2";

const FILES: &str = "
    SELECT name, content FROM import_files WHERE workspace_id = $1 AND import_id = $2 ORDER BY position";

const INSERT: &str = "
    INSERT INTO imports (workspace_id, id, number, source, fingerprint, state, mapping, rows_in_all, member_id,
      created_at, rows_done, rows_new, rows_changed, rows_refused)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0)";

const INSERT_FILE: &str = "
    INSERT INTO import_files (workspace_id, import_id, position, name, content) VALUES ($1, $2, $3, $4, $5)";

const INSERT_REFUSAL: &str = "
    INSERT INTO import_refusals (workspace_id, import_id, position, line, reason) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT DO NOTHING";
