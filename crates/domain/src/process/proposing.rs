//! Proposing a change: a draft of the next version, in words of one's own and in the open.

use db::{FromRow, Row};
use serde::Deserialize;

use super::{Preset, Process, Version, VersionState};
use crate::fold::{fold, words};
use crate::{Error, Event, Kind, Problems, ProcessId, Result, Role, Scene, Stage};

/// The longest title, in letters.
const LONGEST_TITLE: usize = 120;

/// The longest reason or comment, in letters.
const LONGEST_WORDS: usize = 2000;

/// A proposal as somebody typed it.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct ProposalDraft {
    /// What it is about.
    pub title: String,
    /// Why it is better.
    pub reason: String,
    /// The key of a preset to begin with; empty: what is live now.
    pub preset: String,
    /// The key of the process; empty: the standard one.
    pub process: String,
    /// The name of a new process; empty: a change of the one that is named.
    pub new_process: String,
}

/// Something said about a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its number.
    pub number: i64,
    /// The number and name of who said it.
    pub by: (i64, String),
    /// What was said.
    pub words: String,
    /// When, in microseconds since 1970 UTC.
    pub created_at: i64,
}

impl Version {
    /// Begins a draft: a copy of the live version, or a preset. Everybody but partners.
    pub fn begin(scene: &mut Scene<'_>, draft: &ProposalDraft) -> Result<Self> {
        if scene.actor.read_only || scene.actor.role == Role::Partner || scene.actor.member().is_none() {
            return Err(Error::Forbidden);
        }
        let mut problems = Problems::default();
        let title = words_of(&draft.title, ("title", true), LONGEST_TITLE, &mut problems);
        let reason = words_of(&draft.reason, ("reason", false), LONGEST_WORDS, &mut problems);
        let preset = Preset::keyed(draft.preset.trim());
        let is_new = !draft.new_process.trim().is_empty();
        let known = if is_new { None } else { Some(Process::keyed(scene, draft.process.trim())?) };
        let has_begun = known.as_ref().is_some_and(|known| known.live_version > 0);
        if preset.is_none() && (!has_begun || !draft.preset.trim().is_empty()) {
            problems.add("preset", "problem-preset");
        }
        problems.or(())?;
        let process = match known {
            Some(known) => known,
            None => Process::add(scene, &draft.new_process)?,
        };
        let number = super::adopting::newest(scene, process.id)? + 1;
        let based_on = Some(process.live_version).filter(|live| *live > 0);
        let values = [
            process.id.into(),
            number.into(),
            scene.now.into(),
            based_on.into(),
            title.as_str().into(),
            reason.as_str().into(),
            scene.actor.id.into(),
        ];
        scene.run(INSERT, &values)?;
        let version = Self::with_number(scene, process.id, number)?;
        match preset {
            Some(preset) => preset.write(scene, &process, &version)?,
            None => Stage::copy(scene, process.id, process.live_version, number)?,
        }
        version.tell(scene, Kind::ProposalBegun, |event| event.with("reason", reason.as_str()))?;
        Ok(version)
    }

    /// Says anew what the proposal is about and why.
    pub fn reword(&mut self, scene: &mut Scene<'_>, draft: &ProposalDraft) -> Result<()> {
        self.must_be_written(scene)?;
        if self.state != VersionState::Draft {
            return Err(Error::Forbidden);
        }
        let mut problems = Problems::default();
        let title = words_of(&draft.title, ("title", true), LONGEST_TITLE, &mut problems);
        let reason = words_of(&draft.reason, ("reason", false), LONGEST_WORDS, &mut problems);
        problems.or(())?;
        if (&title, &reason) == (&self.title, &self.reason) {
            return Ok(());
        }
        let was = std::mem::replace(&mut self.title, title);
        self.reason = reason;
        let [process, number] = self.values();
        scene.run(REWORD, &[process, number, self.title.as_str().into(), self.reason.as_str().into()])?;
        let reason = self.reason.clone();
        self.tell(scene, Kind::ProposalReworded, |event| event.with("was", was).with("reason", reason))
    }

    /// Gives the proposal up: its author, leaders and operations. Again: changes nothing.
    pub fn withdraw(&mut self, scene: &mut Scene<'_>) -> Result<()> {
        self.must_be_steered(scene)?;
        match self.state {
            VersionState::Withdrawn => Ok(()),
            VersionState::Draft | VersionState::Proposed => {
                self.stand(scene, VersionState::Withdrawn)?;
                self.tell(scene, Kind::ProposalWithdrawn, |event| event)
            }
            VersionState::Trial | VersionState::Live | VersionState::Retired => Err(Error::Stale),
        }
    }

    /// Says something about the proposal. Everybody but partners.
    pub fn comment(&self, scene: &mut Scene<'_>, typed: &str) -> Result<()> {
        if scene.actor.read_only || scene.actor.role == Role::Partner || scene.actor.member().is_none() {
            return Err(Error::Forbidden);
        }
        let mut problems = Problems::default();
        let words = words_of(typed, ("words", true), LONGEST_WORDS, &mut problems);
        problems.or(())?;
        let [process, version] = self.values();
        let number = scene.find::<i64>(LAST_COMMENT, &[process.clone(), version.clone()])?.unwrap_or(0) + 1;
        let values = [process, version, number.into(), scene.actor.id.into(), words.as_str().into(), scene.now.into()];
        scene.run(INSERT_COMMENT, &values)?;
        self.tell(scene, Kind::ProposalDiscussed, |event| event.with("words", words))
    }

    /// What was said about it, oldest first.
    pub fn comments(&self, scene: &mut Scene<'_>) -> Result<Vec<Comment>> {
        scene.all(COMMENTS, &self.values())
    }

    /// Its author, leaders and operations decide when it is asked about, goes live, or is given up.
    #[must_use]
    pub fn is_steered_by(&self, actor: &crate::Actor) -> bool {
        let own = self.author.is_some() && self.author == actor.member();
        !actor.read_only && actor.role != Role::Partner && (own || actor.leads_any() || actor.operates())
    }

    pub(super) fn must_be_steered(&self, scene: &Scene<'_>) -> Result<()> {
        if self.is_steered_by(&scene.actor) { Ok(()) } else { Err(Error::Forbidden) }
    }

    pub(super) fn stand(&mut self, scene: &mut Scene<'_>, state: VersionState) -> Result<()> {
        self.state = state;
        let [process, number] = self.values();
        scene.run(STAND, &[process, number, state.name().into()]).map(drop)
    }

    /// An event about this version.
    pub(crate) fn tell(&self, scene: &mut Scene<'_>, kind: Kind, more: impl FnOnce(Event) -> Event) -> Result<()> {
        let event = Event::new(kind).about(self.process).with("process", self.process_key.as_str());
        let event = event.with("version", self.number).with("title", self.title.as_str());
        more(event).record(scene).map(drop)
    }
}

impl Process {
    /// A process of which no version is live yet.
    pub(super) fn add(scene: &mut Scene<'_>, name: &str) -> Result<Self> {
        let all = Self::all(scene)?;
        let name = name.trim();
        let problem = match name.chars().count() {
            61.. => Some("problem-name-long"),
            _ if all.iter().any(|known| fold(&known.name) == fold(name)) => Some("problem-process-known"),
            _ if all.iter().filter(|known| known.live_version > 0).count() >= MOST_PROCESSES => {
                Some("problem-processes-many")
            }
            _ => None,
        };
        if let Some(problem) = problem {
            return Err(Problems::one("new_process", problem).into());
        }
        let base = words(name).join("-");
        let base: String = base.chars().filter(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect();
        let base = if base.is_empty() { "process".to_owned() } else { base };
        let mut keys = std::iter::once(base.clone()).chain((2_u64..).map(|count| format!("{base}-{count}")));
        let key = keys.find(|key| all.iter().all(|known| known.key != *key)).unwrap_or(base);
        let id: ProcessId = scene.new_id();
        scene.run(INSERT_PROCESS, &[id.into(), key.as_str().into(), name.into(), scene.now.into()])?;
        let event = Event::new(Kind::ProcessAdded).about(id).with("process", key.as_str());
        event.with("name", name).record(scene)?;
        Ok(Self { id, key, name: name.to_owned(), standard: false, live_version: 0 })
    }
}

/// The most processes of a workspace.
const MOST_PROCESSES: usize = 20;

/// Reads words of a field: trimmed, there when they have to be, and not too long.
pub(super) fn words_of(typed: &str, (field, needed): (&str, bool), longest: usize, problems: &mut Problems) -> String {
    let typed = typed.trim();
    if typed.is_empty() && needed {
        problems.add(field, "problem-words-missing");
    }
    if typed.chars().count() > longest {
        problems.add(field, "problem-guide-long");
    }
    typed.to_owned()
}

impl FromRow for Comment {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            number: row.int("number")?,
            by: (row.int("member_number")?, row.text("name")?),
            words: row.text("words")?,
            created_at: row.int("created_at")?,
        })
    }
}

const INSERT: &str = "
    INSERT INTO process_versions (workspace_id, process_id, version, state, created_at, based_on, title, reason,
      author_id)
    VALUES ($1, $2, $3, 'draft', $4, $5, $6, $7, $8)";

const INSERT_PROCESS: &str = "
    INSERT INTO processes (workspace_id, id, process_key, name, standard, live_version, created_at)
    VALUES ($1, $2, $3, $4, FALSE, 0, $5)";

const REWORD: &str = "
    UPDATE process_versions SET title = $4, reason = $5 WHERE workspace_id = $1 AND process_id = $2 AND version = $3";

const STAND: &str = "
    UPDATE process_versions SET state = $4 WHERE workspace_id = $1 AND process_id = $2 AND version = $3";

const LAST_COMMENT: &str = "
    SELECT COALESCE(MAX(number), 0) AS newest FROM process_comments WHERE workspace_id = $1 AND process_id = $2 AND version = $3";

const INSERT_COMMENT: &str = "
    INSERT INTO process_comments (workspace_id, process_id, version, number, member_id, words, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

const COMMENTS: &str = "
    SELECT c.number, m.number AS member_number, m.name, c.words, c.created_at
    FROM process_comments c JOIN members m ON m.workspace_id = c.workspace_id AND m.id = c.member_id
    WHERE c.workspace_id = $1 AND c.process_id = $2 AND c.version = $3 ORDER BY c.number LIMIT 500";
