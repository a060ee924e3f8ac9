//! A workspace of coffee sellers in the first months of 2017, with a clock that is set for each act.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use db::{Db, Durability, FromRow, Value};
use domain::figures::Whose;
use domain::secret::Token;
use domain::{
    Actor, ActorKind, ClosureDraft, Deal, DealDraft, DealId, Dice, Id, MIGRATIONS, Member, MemberDraft, Role, Scene,
    SetupDraft, Target, TargetDraft, Team, TeamDraft, TeamRole, Workspace, WorkspaceId, set_up,
};
use jiff::civil::{Date, date};
use measures::Period;

/// The day the workspace was set up, a Monday.
pub const FOUNDED: Date = date(2017, 1, 2);

/// A database with one workspace.
pub struct Theatre {
    db: Db,
    pub workspace: Arc<Workspace>,
    acts: AtomicU64,
    _folder: tempfile::TempDir,
}

/// A day of February 2017.
pub fn feb(day: i8) -> Date {
    date(2017, 2, day)
}

/// February 2017.
pub fn february() -> Period {
    Period::month(feb(1))
}

/// Noon UTC of a day, in microseconds since 1970.
fn noon(day: Date) -> i64 {
    day.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp().as_microsecond()
}

fn folder() -> tempfile::TempDir {
    let shared = std::path::Path::new("/dev/shm");
    if shared.is_dir() { tempfile::tempdir_in(shared).unwrap() } else { tempfile::tempdir().unwrap() }
}

impl Theatre {
    pub fn open() -> Self {
        let folder = folder();
        let file = folder.path().join("paceline.db");
        let address = std::env::var("TEST_POSTGRES").unwrap_or_else(|_| file.to_str().unwrap().to_owned());
        let settings = db::Settings {
            readers: 1,
            long_readers: 1,
            writers: 1,
            durability: Durability::Off,
            ..db::Settings::default()
        };
        let db = Db::open(&address, settings).unwrap();
        db.migrate(MIGRATIONS).unwrap();
        let mark = folder.path().file_name().unwrap().to_str().unwrap().to_owned();
        let mut id = [7_u8; 16];
        for (at, byte) in mark.bytes().enumerate() {
            id[at % 16] = id[at % 16].wrapping_mul(31).wrapping_add(byte);
        }
        let id = WorkspaceId::of(id);
        let draft = SetupDraft {
            name: format!("Harbour {mark}"),
            currency: "EUR".into(),
            time_zone: "Europe/Berlin".into(),
            ..SetupDraft::default()
        };
        let token = Token::new(id, [9; 32]);
        let set: domain::Result<_> = db.write_blocking(id.bytes(), move |tx| {
            set_up(tx, id, &draft, &token, (noon(FOUNDED), Dice::new([1; 7]), false))
        });
        Self { db, workspace: Arc::new(set.unwrap().0), acts: AtomicU64::new(2), _folder: folder }
    }

    /// Plays an act at noon of `day`.
    pub fn try_on<T: Send + 'static>(
        &self,
        day: Date,
        actor: &Actor,
        act: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        let seed = self.acts.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        let (actor, dice) = (actor.clone(), Dice::new(seed[1..].try_into().unwrap()));
        self.db.write_blocking(self.workspace.id.bytes(), move |tx| {
            let mut scene = Scene::new(actor.clone(), noon(day), None, dice.clone(), tx);
            scene.hold_workspace()?;
            act(&mut scene)
        })
    }

    pub fn on<T: Send + 'static>(
        &self,
        day: Date,
        actor: &Actor,
        act: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> T {
        match self.try_on(day, actor, act) {
            Ok(played) => played,
            Err(error) => panic!("{error:?}"),
        }
    }

    /// The program itself, which may do everything.
    pub fn system(&self) -> Actor {
        Actor::system(self.workspace.clone())
    }

    pub fn person(&self, name: &'static str) -> Actor {
        let draft = MemberDraft { name: Some(name.into()), ..MemberDraft::default() };
        let member = self.on(FOUNDED, &self.system(), move |scene| Member::add(scene, &draft));
        Actor { kind: ActorKind::Member, id: member.id, name: name.into(), role: Role::Member, ..self.system() }
    }

    /// A team of sellers, from the first day on.
    pub fn team(&self, name: &'static str, sellers: &[&Actor]) -> Team {
        let draft = TeamDraft { name: Some(name.into()), ..TeamDraft::default() };
        let ids: Vec<_> = sellers.iter().map(|seller| seller.id).collect();
        self.on(FOUNDED, &self.system(), move |scene| {
            let team = Team::add(scene, &draft)?;
            for id in &ids {
                let member = Member::with_id(scene, *id)?;
                team.take_in(scene, &member, TeamRole::Seller, FOUNDED)?;
            }
            Ok(team)
        })
    }

    pub fn open_deal(&self, day: Date, owner: &Actor, title: &'static str, amount: &'static str) -> DealId {
        let draft = DealDraft { title: title.into(), amount: amount.into(), ..DealDraft::default() };
        self.on(day, owner, move |scene| Deal::open(scene, &draft)).id
    }

    pub fn close(&self, day: Date, actor: &Actor, deal: DealId, outcome: &'static str) {
        let draft = ClosureDraft { outcome: outcome.into(), reason: "price".into(), ..ClosureDraft::default() };
        self.on(day, actor, move |scene| Deal::with_id(scene, deal)?.close(scene, &draft));
    }

    /// Opens and wins a deal.
    pub fn win(&self, day: Date, owner: &Actor, title: &'static str, amount: &'static str) -> DealId {
        let deal = self.open_deal(day, owner, title, amount);
        self.close(day, owner, deal, "won");
        deal
    }

    /// Sets a target on the first day, by the program.
    pub fn aim(&self, whose: Whose, start: &'static str, amount: &'static str) {
        self.aim_on(FOUNDED, whose, start, amount, "");
    }

    pub fn aim_on(&self, day: Date, whose: Whose, start: &'static str, amount: &'static str, reason: &'static str) {
        let draft =
            TargetDraft { start: start.into(), amount: amount.into(), reason: reason.into(), ..TargetDraft::default() };
        self.on(day, &self.system(), move |scene| Target::set(scene, whose, &draft));
    }

    /// Rows of a query whose first value is the workspace, past the product.
    pub fn rows<T: FromRow + Send + 'static>(&self, sql: &'static str, values: &[Value]) -> Vec<T> {
        let mut bound = vec![self.workspace.id.into()];
        bound.extend_from_slice(values);
        let rows: db::Result<Vec<T>> = self.db.read_blocking(move |mut tx| tx.all(sql, &bound));
        rows.unwrap()
    }

    pub fn log(&self, kind: &'static str) -> usize {
        let rows: Vec<i64> =
            self.rows("SELECT number FROM events WHERE workspace_id = $1 AND kind = $2", &[kind.into()]);
        rows.len()
    }
}

pub fn mine(actor: &Actor) -> Whose {
    Whose::Member(actor.id)
}
