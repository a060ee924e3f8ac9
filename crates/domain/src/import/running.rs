//! Bringing rows in, a few at a time.

use jiff::civil::Date;

use super::field::FileKind;
use super::reading::{Choices, Reading};
use super::refusal::Refusal;
use super::rows::{Line, Said};
use super::{Import, ImportState, deals, goods, sellers};
use crate::{Event, Kind, Result, Scene};

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is new here.
    New,
    /// It is known, and says something else than before.
    Changed,
    /// It is known, and says nothing new.
    Unchanged,
    /// It does not come in.
    Refused(Refusal),
}

/// An import that is running: what it keeps in the database, and its files.
#[derive(Debug)]
pub struct Run {
    /// Which one.
    pub import: Import,
    reading: Reading,
    choices: Choices,
}

/// How far an import has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// It as it is kept.
    pub import: Import,
    /// The file and the line where it goes on; nothing when it is through.
    pub next: Option<(String, u64)>,
}

impl Progress {
    /// Every row is dealt with.
    #[must_use]
    pub fn finished(&self) -> bool {
        self.import.state != ImportState::Running
    }
}

/// Rows of one kind from one file that are dealt with together.
pub(super) struct Chunk<'r> {
    pub lines: &'r [Line],
    pub source: &'r str,
    pub choices: &'r Choices,
    pub today: Date,
}

impl<'r> Chunk<'r> {
    /// The rows that were understood, by kind.
    pub(super) fn rows<T>(&self, of: fn(&'r Said) -> Option<&'r T>) -> Vec<(&'r Line, &'r T)> {
        self.lines.iter().filter_map(|line| Some((line, of(line.said.as_ref().ok()?)?))).collect()
    }
}

impl Run {
    /// The run of `import`, whose files were read with `choices`.
    #[must_use]
    pub fn of(import: Import, reading: Reading, choices: Choices) -> Self {
        Self { import, reading, choices }
    }

    /// Deals with at most `rows` more rows, each of them whole, in one change. What a finished import
    /// would do again it does not do. Operations and admin only.
    pub fn step(&self, scene: &mut Scene<'_>, rows: usize) -> Result<Progress> {
        super::must_operate(scene)?;
        let mut import = Import::with_id(scene, self.import.id)?;
        if import.state != ImportState::Running {
            return Ok(Progress { import, next: None });
        }
        scene.import = Some(import.id);
        let done = usize::try_from(import.rows_done).unwrap_or(usize::MAX);
        let lines = self.next_lines(done, rows);
        if let Some(first) = lines.first() {
            self.bring_in(scene, &mut import, lines, first)?;
        }
        let done = done + lines.len();
        import.rows_done = i64::try_from(done).unwrap_or(i64::MAX);
        if done >= self.reading.lines.len() {
            finish(scene, &mut import)?;
        }
        import.write(scene)?;
        scene.import = None;
        let next = self.reading.lines.get(done).filter(|_| import.state == ImportState::Running);
        Ok(Progress { import, next: next.map(|line| (self.reading.files[line.file].name.clone(), line.line)) })
    }

    /// The next rows of one file.
    fn next_lines(&self, done: usize, most: usize) -> &[Line] {
        let rest = self.reading.lines.get(done..).unwrap_or_default();
        let file = rest.first().map(|line| line.file);
        let same = rest.iter().take(most.max(1)).take_while(|line| Some(line.file) == file).count();
        &rest[..same]
    }

    fn bring_in(&self, scene: &mut Scene<'_>, import: &mut Import, lines: &[Line], first: &Line) -> Result<()> {
        let file = &self.reading.files[first.file];
        let chunk = Chunk { lines, source: &file.source, choices: &self.choices, today: scene.today() };
        let outcomes = match file.kind {
            Some(FileKind::Products) => goods::products(scene, &chunk)?,
            Some(FileKind::Accounts) => goods::accounts(scene, &chunk)?,
            Some(FileKind::Teams) => sellers::sellers(scene, &chunk, self.since())?,
            Some(FileKind::Deals) => deals::deals(scene, &chunk)?,
            None => Vec::new(),
        };
        let understood = lines.iter().filter(|line| line.said.is_ok()).zip(outcomes);
        let mut refused: Vec<(&Line, Refusal)> = Vec::new();
        for (line, outcome) in understood {
            match outcome {
                Outcome::New => import.rows_new += 1,
                Outcome::Changed => import.rows_changed += 1,
                Outcome::Unchanged => {}
                Outcome::Refused(refusal) => refused.push((line, refusal)),
            }
        }
        refused.extend(lines.iter().filter_map(|line| Some((line, line.said.as_ref().err()?.clone()))));
        import.rows_refused += i64::try_from(refused.len()).unwrap_or(i64::MAX);
        import.keep_refusals(scene, refused.iter().map(|(line, refusal)| (line.file, line.line, refusal)))
    }

    /// The first day that the deals know; before all of them where none is told.
    fn since(&self) -> Date {
        let days = self.reading.lines.iter().filter_map(|line| match &line.said {
            Ok(Said::Deal(row)) => row.opened_on.or(row.closed_on),
            _ => None,
        });
        days.min().unwrap_or(Date::constant(1970, 1, 1))
    }
}

fn finish(scene: &mut Scene<'_>, import: &mut Import) -> Result<()> {
    import.state = ImportState::Finished;
    import.finished_at = Some(scene.now);
    let event = Event::new(Kind::ImportFinished).about(import.id).with("number", import.number);
    let event = event.with("rows", import.rows_in_all).with("new", import.rows_new);
    event.with("changed", import.rows_changed).with("refused", import.rows_refused).record(scene).map(drop)
}
