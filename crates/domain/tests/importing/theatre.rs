//! A workspace, a clock that is set, and an import played step by step.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use db::{Db, Durability, Settings};
use domain::import::{Choices, Import, ImportState, Preview, Reading, Run, Upload};
use domain::secret::Token;
use domain::{
    Actor, ActorKind, Dice, Id, MIGRATIONS, Member, MemberDraft, Role, Scene, SetupDraft, Workspace, WorkspaceId,
    set_up,
};

/// Monday, 15 January 2018, noon UTC.
pub const JANUARY: i64 = 1_516_017_600_000_000;

/// A day, in microseconds.
pub const DAY: i64 = 24 * 3600 * 1_000_000;

pub struct Theatre {
    pub db: Db,
    pub workspace: Arc<Workspace>,
    seed: AtomicU64,
    now: AtomicI64,
    _folder: tempfile::TempDir,
}

impl Theatre {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("paceline.db");
        let address = std::env::var("TEST_POSTGRES").unwrap_or_else(|_| file.to_str().unwrap().to_owned());
        let settings = Settings { durability: Durability::Off, readers: 1, writers: 1, ..Settings::default() };
        let db = Db::open(&address, settings).unwrap();
        db.migrate(MIGRATIONS).unwrap();
        // The name of the folder is drawn anew for each test.
        let mark =
            folder.path().to_str().unwrap().bytes().fold(7_u64, |mark, byte| mark.wrapping_mul(31) + u64::from(byte));
        let mut id = [7; 16];
        id[..8].copy_from_slice(&mark.to_be_bytes());
        let id = WorkspaceId::of(id);
        let draft = SetupDraft {
            name: format!("Harbour {mark}"),
            currency: "USD".into(),
            time_zone: "UTC".into(),
            ..SetupDraft::default()
        };
        let token = Token::new(id, [9; 32]);
        let set: domain::Result<_> = db
            .write_blocking(id.bytes(), move |tx| set_up(tx, id, &draft, &token, (JANUARY, Dice::new([1; 7]), false)));
        let workspace = Arc::new(set.unwrap().0);
        Self { db, workspace, seed: AtomicU64::new(2), now: AtomicI64::new(JANUARY), _folder: folder }
    }

    pub fn set_clock(&self, now: i64) {
        self.now.store(now, Ordering::Relaxed);
    }

    pub fn system(&self) -> Actor {
        Actor::system(self.workspace.clone())
    }

    pub fn person(&self, name: &'static str) -> Actor {
        let draft = MemberDraft { name: Some(name.into()), ..MemberDraft::default() };
        let member = self.play(move |scene| Member::add(scene, &draft));
        Actor { kind: ActorKind::Member, id: member.id, name: name.into(), role: Role::Member, ..self.system() }
    }

    /// The program itself does something.
    pub fn play<T: Send + 'static>(&self, work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static) -> T {
        self.play_as(&self.system(), work).unwrap()
    }

    pub fn play_as<T: Send + 'static>(
        &self,
        actor: &Actor,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        let (actor, now) = (actor.clone(), self.now.load(Ordering::Relaxed));
        let seed = self.seed.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let dice = Dice::new(seed[1..].try_into().unwrap());
        self.db.write_blocking(self.workspace.id.bytes(), move |tx| {
            let mut scene = Scene::new(actor.clone(), now, None, dice.clone(), tx);
            scene.hold_workspace()?;
            work(&mut scene)
        })
    }

    /// The number that a query of the workspace gives.
    pub fn number(&self, sql: &'static str) -> i64 {
        let id = self.workspace.id;
        let number: db::Result<Option<i64>> = self.db.read_blocking(move |mut tx| tx.find(sql, &[id.into()]));
        number.unwrap().unwrap()
    }

    pub fn read(&self, uploads: &[Upload], choices: &Choices) -> (Reading, Preview) {
        let reading = Reading::of(uploads.to_vec(), choices, self.workspace.currency);
        let looked = reading.clone();
        let preview = self.play(move |scene| looked.preview(scene));
        (reading, preview)
    }

    /// Reads, looks, takes every proposal, and starts.
    pub fn start(&self, uploads: &[Upload]) -> Arc<Run> {
        let (reading, preview) = self.read(uploads, &Choices::default());
        let (kept, choices) = (reading.clone(), preview.choices.clone());
        let import = self.play(move |scene| Import::start(scene, &kept, &choices));
        Arc::new(Run::of(import, reading, preview.choices))
    }

    /// Brings everything in.
    pub fn import(&self, uploads: &[Upload]) -> Import {
        self.finish(&self.start(uploads))
    }

    /// Goes on until it is through.
    pub fn finish(&self, run: &Arc<Run>) -> Import {
        loop {
            let run = run.clone();
            let progress = self.play(move |scene| run.step(scene, 300));
            if progress.finished() {
                return progress.import;
            }
        }
    }

    /// Takes an import back.
    pub fn undo(&self, import: &Import) -> Import {
        let mut import = import.clone();
        while import.state != ImportState::Undone {
            import = self.play(move |scene| {
                let mut import = import.clone();
                import.undo_step(scene, 400)?;
                Ok(import)
            });
        }
        import
    }
}

/// A file in memory.
pub fn file(name: &str, text: &str) -> Upload {
    Upload { name: name.to_owned(), content: text.as_bytes().to_vec() }
}
