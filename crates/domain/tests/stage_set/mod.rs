//! A workspace to play in: a real database, a clock that is set.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use db::{Db, FromRow, Row};
use domain::secret::Token;
use domain::{
    Actor, Dice, Id, MIGRATIONS, Member, MemberDraft, Role, Scene, SetupDraft, Workspace, WorkspaceId, set_up,
};

/// Thursday, 2 February 2017, noon UTC.
pub const NOON: i64 = 1_486_036_800_000_000;

/// A database with one workspace.
pub struct Theatre {
    db: Db,
    workspace: Arc<Workspace>,
    seed: AtomicU64,
    _folder: tempfile::TempDir,
}

impl Theatre {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("paceline.db");
        let address = std::env::var("TEST_POSTGRES").unwrap_or_else(|_| file.to_str().unwrap().to_owned());
        let db = Db::open(&address, db::Settings::default()).unwrap();
        db.migrate(MIGRATIONS).unwrap();
        let path = folder.path().to_str().unwrap();
        let mark = path.bytes().fold(7_u64, |mark, byte| mark.wrapping_mul(31).wrapping_add(u64::from(byte)));
        let mut id = [7; 16];
        id[..8].copy_from_slice(&mark.to_be_bytes());
        let id = WorkspaceId::of(id);
        let draft = SetupDraft {
            name: format!("Harbour {mark}"),
            currency: "EUR".into(),
            time_zone: "Europe/Berlin".into(),
            ..SetupDraft::default()
        };
        let token = Token::new(id, [9; 32]);
        let set: domain::Result<_> =
            db.write_blocking(id.bytes(), move |tx| set_up(tx, id, &draft, &token, (NOON, Dice::new([1; 7]), false)));
        let workspace = Arc::new(set.unwrap().0);
        Self { db, workspace, seed: AtomicU64::new(2), _folder: folder }
    }

    fn dice(&self) -> Dice {
        let seed = self.seed.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        Dice::new(seed[1..].try_into().unwrap())
    }

    pub fn try_play<T: Send + 'static>(
        &self,
        actor: &Actor,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        let (actor, dice) = (actor.clone(), self.dice());
        self.db.write_blocking(self.workspace.id.bytes(), move |tx| {
            let mut scene = Scene::new(actor.clone(), NOON, None, dice.clone(), tx);
            scene.hold_workspace()?;
            work(&mut scene)
        })
    }

    pub fn play<T: Send + 'static>(
        &self,
        actor: &Actor,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> T {
        match self.try_play(actor, work) {
            Ok(played) => played,
            Err(error) => panic!("{error:?}"),
        }
    }

    pub fn person(&self, name: &'static str) -> Actor {
        let system = Actor::system(self.workspace.clone());
        let member = self.play(&system, move |scene| {
            Member::add(scene, &MemberDraft { name: Some(name.into()), ..MemberDraft::default() })
        });
        Actor { kind: domain::ActorKind::Member, id: member.id, name: name.into(), role: Role::Member, ..system }
    }

    pub fn log(&self) -> Vec<String> {
        let id = self.workspace.id;
        let kinds: db::Result<Vec<Text>> = self.db.read_blocking(move |mut tx| {
            tx.all("SELECT kind AS text FROM events WHERE workspace_id = $1 ORDER BY number", &[id.into()])
        });
        kinds.unwrap().into_iter().map(|text| text.0).collect()
    }

    pub fn credit(&self, who: &Actor) -> i64 {
        let (id, member) = (self.workspace.id, who.id);
        let sum: db::Result<Option<i64>> = self.db.read_blocking(move |mut tx| {
            tx.find(
                "SELECT CAST(COALESCE(SUM(minor), 0) AS BIGINT) FROM ledger_entries WHERE workspace_id = $1 AND member_id = $2",
                &[id.into(), member.into()],
            )
        });
        sum.unwrap().unwrap()
    }
}

struct Text(String);

impl FromRow for Text {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(row.text("text")?))
    }
}
