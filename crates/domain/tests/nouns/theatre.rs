//! A workspace to play in: a real database, a clock that is set.

use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use db::{Db, Durability, FromRow, Row, Settings, Value};
use domain::secret::Token;
use domain::{
    Actor, ActorKind, Deal, DealDraft, Dice, Error, Id, MIGRATIONS, Member, MemberDraft, Role, Scene, SetupDraft, Team,
    TeamDraft, TeamRole, Workspace, WorkspaceId, set_up,
};

/// Thursday, 2 February 2017, noon UTC.
const NOON: i64 = 1_486_036_800_000_000;

/// A day, in microseconds.
const DAY: i64 = 24 * 3600 * 1_000_000;

/// A database with one workspace.
pub struct Theatre {
    pub db: Db,
    pub workspace: Arc<Workspace>,
    seed: AtomicU64,
    now: AtomicI64,
    _folder: tempfile::TempDir,
}

/// What is really random, so that tests share a server.
fn drawn() -> [u8; 8] {
    RandomState::new().hash_one(0_u8).to_be_bytes()
}

impl Theatre {
    pub fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("paceline.db");
        let address = std::env::var("TEST_POSTGRES").unwrap_or_else(|_| file.to_str().unwrap().to_owned());
        let settings = Settings { durability: Durability::Off, readers: 1, writers: 1, ..Settings::default() };
        let db = Db::open(&address, settings).unwrap();
        db.migrate(MIGRATIONS).unwrap();
        let mark = drawn();
        let mut id = [7; 16];
        id[..8].copy_from_slice(&mark);
        let id = WorkspaceId::of(id);
        let draft = SetupDraft {
            name: format!("Harbour {}", u64::from_be_bytes(mark)),
            currency: "EUR".into(),
            time_zone: "Europe/Berlin".into(),
            ..SetupDraft::default()
        };
        let token = Token::new(id, [9; 32]);
        let dice = Dice::new(mark[1..].try_into().unwrap());
        let set: domain::Result<_> =
            db.write_blocking(id.bytes(), move |tx| set_up(tx, id, &draft, &token, (NOON, dice.clone(), false)));
        let workspace = Arc::new(set.unwrap().0);
        let seed = AtomicU64::new(u64::from_be_bytes(drawn()));
        Self { db, workspace, seed, now: AtomicI64::new(NOON), _folder: folder }
    }

    /// Days go by.
    pub fn wait_days(&self, days: i64) {
        self.now.fetch_add(days * DAY, Ordering::Relaxed);
    }

    pub fn now(&self) -> i64 {
        self.now.load(Ordering::Relaxed)
    }

    pub fn system(&self) -> Actor {
        Actor::system(self.workspace.clone())
    }

    pub fn try_play<T: Send + 'static>(
        &self,
        actor: &Actor,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        let seed = self.seed.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let (actor, dice, now) = (actor.clone(), Dice::new(seed[1..].try_into().unwrap()), self.now());
        self.db.write_blocking(self.workspace.id.bytes(), move |tx| {
            let mut scene = Scene::new(actor.clone(), now, None, dice.clone(), tx);
            scene.hold_workspace()?;
            work(&mut scene)
        })
    }

    #[track_caller]
    pub fn play<T: Send + 'static>(
        &self,
        actor: &Actor,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> T {
        self.try_play(actor, work).unwrap()
    }

    /// What this change runs into.
    #[track_caller]
    pub fn refused(
        &self,
        actor: &Actor,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<()> + Send + 'static,
    ) -> Error {
        self.try_play(actor, work).unwrap_err()
    }

    /// The text of the problem with `field` that this change runs into.
    #[track_caller]
    pub fn problem(
        &self,
        actor: &Actor,
        field: &str,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<()> + Send + 'static,
    ) -> &'static str {
        match self.refused(actor, work) {
            Error::Invalid(problems) => problems.on(field).unwrap().text,
            other => panic!("{other:?}"),
        }
    }

    pub fn person(&self, name: &'static str, role: Role) -> Actor {
        let system = self.system();
        let member = self.play(&system, move |scene| {
            let role = Some(role.name().into());
            Member::add(scene, &MemberDraft { name: Some(name.into()), role, ..MemberDraft::default() })
        });
        Actor { kind: ActorKind::Member, id: member.id, name: name.into(), role, ..system }
    }

    pub fn team(&self, name: &'static str, people: &mut [(&mut Actor, TeamRole)]) -> Team {
        let system = self.system();
        let team = self.play(&system, move |scene| {
            Team::add(scene, &TeamDraft { name: Some(name.into()), ..TeamDraft::default() })
        });
        for (actor, role) in people {
            let (id, role, into) = (actor.id, *role, team.clone());
            self.play(&system, move |scene| {
                let (member, today) = (Member::with_id(scene, id)?, scene.today());
                into.take_in(scene, &member, role, today)
            });
            actor.teams.push((team.id, role == TeamRole::Leader));
        }
        team
    }

    /// Opens a deal as this person.
    #[track_caller]
    pub fn deal(&self, actor: &Actor, title: &str, amount: &str) -> Deal {
        let (title, amount) = (title.to_owned(), amount.to_owned());
        self.play(actor, move |scene| {
            let draft = DealDraft { title: title.clone(), amount: amount.clone(), ..DealDraft::default() };
            Deal::open(scene, &draft)
        })
    }

    /// The kinds in the log, oldest first.
    pub fn log(&self) -> Vec<String> {
        self.texts("SELECT kind AS text FROM events WHERE workspace_id = $1 ORDER BY number")
    }

    /// How often this kind stands in the log.
    pub fn told(&self, kind: &str) -> usize {
        self.log().iter().filter(|told| *told == kind).count()
    }

    /// The particulars of the events of this kind, oldest first.
    pub fn particulars(&self, kind: &str) -> Vec<serde_json::Value> {
        let told =
            self.texts("SELECT kind || ' ' || particulars AS text FROM events WHERE workspace_id = $1 ORDER BY number");
        let of_kind = told.iter().filter_map(|text| text.split_once(' ').filter(|(told, _)| *told == kind));
        of_kind.map(|(_, particulars)| serde_json::from_str(particulars).unwrap()).collect()
    }

    /// The texts of a query of one column named `text`.
    pub fn texts(&self, sql: &'static str) -> Vec<String> {
        let id = self.workspace.id;
        let texts: db::Result<Vec<Text>> = self.db.read_blocking(move |mut tx| tx.all(sql, &[id.into()]));
        texts.unwrap().into_iter().map(|text| text.0).collect()
    }

    /// The whole number that a query says.
    pub fn number(&self, sql: &'static str, values: &[Value]) -> i64 {
        let values: Vec<Value> = [self.workspace.id.into()].into_iter().chain(values.iter().cloned()).collect();
        let number: db::Result<Option<i64>> = self.db.read_blocking(move |mut tx| tx.find(sql, &values));
        number.unwrap().unwrap()
    }

    /// Runs a statement beside the rules.
    pub fn run(&self, sql: &'static str, values: &[Value]) {
        let values: Vec<Value> = [self.workspace.id.into()].into_iter().chain(values.iter().cloned()).collect();
        let done: db::Result<u64> =
            self.db.write_blocking(self.workspace.id.bytes(), move |mut tx: db::Tx<'_>| tx.run(sql, &values));
        done.unwrap();
    }
}

struct Text(String);

impl FromRow for Text {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self(row.text("text")?))
    }
}
