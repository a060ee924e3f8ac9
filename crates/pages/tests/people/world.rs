//! A small sales company in a real database: three sellers with a leader, two years of nothing special,
//! and one month that is told in detail.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use db::Db;
use domain::figures::Whose;
use domain::secret::Token;
use domain::{
    Actor, ActorKind, ClosureDraft, Deal, DealDraft, Dice, Id, Member, MemberDraft, MoveDraft, NextStepDraft, Scene,
    SetupDraft, Target, TargetDraft, Team, TeamDraft, TeamRole, Workspace, WorkspaceId, set_up,
};
use http::{Hub, Origin, Stage, Throttle};
use jiff::civil::{Date, date};
use testing::{Clock, Database, Visitor, clock, database};

/// Monday, 23 November 2026.
pub const TODAY: Date = date(2026, 11, 23);

/// The world, at nine on Monday, 23 November 2026.
pub struct World {
    pub db: Db,
    pub clock: Clock,
    pub workspace: Arc<Workspace>,
    pub stage: Stage,
    seed: AtomicU64,
    database: Database,
}

impl World {
    /// A workspace with its admin, and nothing else.
    pub fn empty() -> Self {
        let database = database();
        let clock = clock();
        clock.set(instant(date(2025, 1, 6)));
        let id = WorkspaceId::of(database.workspace);
        let draft = SetupDraft {
            name: format!("Harbour {}", database.name),
            currency: "EUR".into(),
            time_zone: "UTC".into(),
            admin_name: "Ada Admin".into(),
            ..SetupDraft::default()
        };
        let (token, now) = (Token::new(id, [9; 32]), clock.now());
        let set: domain::Result<_> = database
            .db
            .write_blocking(id.bytes(), move |tx| set_up(tx, id, &draft, &token, (now, Dice::new([1; 7]), true)));
        let (workspace, _) = set.unwrap();
        let stage = Stage {
            db: database.db.clone(),
            clock: clock.reading(),
            random: random(),
            origin: Arc::new(Origin::by_host()),
            hub: Arc::new(Hub::default()),
            throttle: Arc::new(Throttle::default()),
            setup_key: None,
            demo: true,
        };
        let db = database.db.clone();
        Self { db, clock, workspace: Arc::new(workspace), stage, seed: AtomicU64::new(2), database }
    }

    /// North with its leader and sellers, targets and deals, at nine on the day.
    pub fn north() -> Self {
        let world = Self::empty();
        world.add("Marta Lind", "member");
        for name in ["Alex Reyes", "Lena Sørensen", "Priya Nair"] {
            world.add(name, "member");
        }
        world.team(
            "North",
            &[
                ("Marta Lind", TeamRole::Leader),
                ("Alex Reyes", TeamRole::Seller),
                ("Lena Sørensen", TeamRole::Seller),
                ("Priya Nair", TeamRole::Seller),
            ],
        );
        for (name, amount) in [("Alex Reyes", "160000"), ("Lena Sørensen", "120000")] {
            for month in ["2026-09", "2026-10", "2026-11", "2026-12"] {
                world.target(name, month, amount);
            }
        }
        world.past();
        world.november();
        world.clock.set(instant(TODAY));
        world
    }

    /// What was won and lost before, so that a forecast has something to learn from.
    fn past(&self) {
        let names = ["Alex Reyes", "Lena Sørensen", "Priya Nair"];
        for number in 0_i8..24 {
            let opened = date(2026, 2 + number / 4, 2 + (number % 4) * 6);
            let name = names[usize::try_from(number).unwrap() % 3];
            let deal = self.deal(name, &format!("Older customer {number}"), "18000", opened, opened);
            let mut day = opened;
            for stage in ["discovery", "demo", "proposal"] {
                day = day.checked_add(jiff::Span::new().days(2 + i64::from(number % 4))).unwrap();
                self.move_to(name, deal, stage, day);
            }
            let outcome = if number % 3 == 0 { "lost" } else { "won" };
            self.close(name, deal, outcome, day.checked_add(jiff::Span::new().days(3)).unwrap());
        }
    }

    fn november(&self) {
        for (customer, amount, day) in [
            ("Hallmark", "18000", 4),
            ("Orsted", "22000", 9),
            ("Kite & Co", "9000", 12),
            ("St Mary’s", "24000", 17),
            ("Zephyr", "3000", 19),
        ] {
            let deal = self.deal("Alex Reyes", customer, amount, date(2026, 10, 5), date(2026, 12, 1));
            self.close("Alex Reyes", deal, "won", date(2026, 11, day));
        }
        let lena = self.deal("Lena Sørensen", "Blue Fjord", "100000", date(2026, 10, 5), date(2026, 12, 1));
        self.close("Lena Sørensen", lena, "won", date(2026, 11, 6));
        let meridian = self.deal("Alex Reyes", "Meridian Rail", "41000", date(2026, 10, 12), date(2026, 11, 27));
        for (stage, day) in [("discovery", 16), ("demo", 26)] {
            self.move_to("Alex Reyes", meridian, stage, date(2026, 10, day));
        }
        self.move_to("Alex Reyes", meridian, "proposal", date(2026, 11, 4));
        self.next_step("Alex Reyes", meridian, "Send the redlines to legal", date(2026, 11, 20));
        let halden = self.deal("Alex Reyes", "Halden Port", "33000", date(2026, 10, 20), date(2026, 11, 27));
        for (stage, day) in [("proposal", 9), ("negotiation", 19)] {
            self.move_to("Alex Reyes", halden, stage, date(2026, 11, day));
        }
        let kestrel = self.deal("Alex Reyes", "Kestrel Foods", "28000", date(2026, 11, 2), date(2026, 11, 20));
        self.move_to("Alex Reyes", kestrel, "demo", date(2026, 11, 18));
        self.deal("Alex Reyes", "Lumen", "18000", date(2026, 11, 19), date(2026, 12, 12));
        self.deal("Priya Nair", "Corvid Books", "52000", date(2026, 11, 3), date(2026, 12, 4));
    }

    /// Goes to a day, at nine in the morning.
    pub fn on(&self, day: Date) {
        self.clock.set(instant(day));
    }

    /// Makes a change as the program itself.
    pub fn play<T: Send + 'static>(&self, work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static) -> T {
        self.play_as(&Actor::system(self.workspace.clone()), work).unwrap()
    }

    /// Makes a change as somebody.
    pub fn play_as<T: Send + 'static>(
        &self,
        actor: &Actor,
        work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
    ) -> domain::Result<T> {
        let mut seed = self.database.seed;
        let drawn = self.seed.fetch_add(1, Ordering::Relaxed).to_be_bytes();
        seed.iter_mut().zip(drawn).for_each(|(byte, drawn)| *byte ^= drawn);
        let (actor, now, dice) = (actor.clone(), self.clock.now(), Dice::new(seed[1..].try_into().unwrap()));
        self.db.write_blocking(self.workspace.id.bytes(), move |tx| {
            let mut scene = Scene::new(actor.clone(), now, None, dice.clone(), tx);
            scene.hold_workspace()?;
            work(&mut scene)
        })
    }

    /// Adds a person who signs in.
    pub fn add(&self, name: &str, role: &str) -> Member {
        let draft = MemberDraft { name: Some(name.into()), role: Some(role.into()), ..MemberDraft::default() };
        let (workspace, hash) = (self.workspace.id, "none".to_owned());
        let token = Token::new(workspace, std::array::from_fn(|at| name.as_bytes().get(at).copied().unwrap_or(1)));
        let email = format!("{}@harbour.example", name.split(' ').next().unwrap().to_lowercase());
        self.play(move |scene| {
            let mut member = Member::add(scene, &draft)?;
            member.invite(scene, &token)?;
            let invitation =
                domain::Invitation { name: member.name.clone(), email: email.clone(), password_hash: hash.clone() };
            Member::join(scene, &token, &invitation)
        })
    }

    /// The person of that name.
    pub fn member(&self, name: &str) -> Member {
        let name = name.to_owned();
        self.play(move |scene| Ok(Member::named(scene, &name)?.unwrap()))
    }

    /// The person of that name, acting.
    pub fn actor(&self, name: &str) -> Actor {
        let member = self.member(name);
        let id = member.id;
        let teams = self.play(move |scene| {
            let mut teams = Vec::new();
            for team in Team::all(scene)? {
                let places = team.places(scene, scene.today())?;
                let place = places.into_iter().find(|place| place.member == id);
                teams.extend(place.map(|place| (team.id, place.role == TeamRole::Leader)));
            }
            Ok(teams)
        });
        let system = Actor::system(self.workspace.clone());
        Actor { kind: ActorKind::Member, id, name: member.name, role: member.role, teams, ..system }
    }

    /// A team of these people, since the beginning.
    pub fn team(&self, name: &str, people: &[(&str, TeamRole)]) -> Team {
        let draft = TeamDraft { name: Some(name.into()), ..TeamDraft::default() };
        let people: Vec<(Member, TeamRole)> = people.iter().map(|(name, role)| (self.member(name), *role)).collect();
        self.play(move |scene| {
            let team = Team::add(scene, &draft)?;
            for (member, role) in &people {
                team.take_in(scene, member, *role, date(2025, 1, 6))?;
            }
            Ok(team)
        })
    }

    /// Sets a person's target.
    pub fn target(&self, name: &str, start: &str, amount: &str) {
        let whose = Whose::Member(self.member(name).id);
        let draft = TargetDraft { start: start.into(), amount: amount.into(), ..TargetDraft::default() };
        self.play(move |scene| Target::set(scene, whose, &draft));
    }

    /// Opens a deal of a person on a day; its number.
    pub fn deal(&self, owner: &str, customer: &str, amount: &str, opened: Date, close: Date) -> i64 {
        self.on(opened);
        let draft = DealDraft {
            title: format!("{customer} · monitoring"),
            account: customer.into(),
            amount: amount.into(),
            expected_close: close.to_string(),
            ..DealDraft::default()
        };
        self.play_as(&self.actor(owner), move |scene| Ok(Deal::open(scene, &draft)?.number)).unwrap()
    }

    /// Moves a deal on a day.
    pub fn move_to(&self, who: &str, number: i64, stage: &str, day: Date) {
        self.on(day);
        let draft = MoveDraft { stage: stage.into(), ..MoveDraft::default() };
        self.play_as(&self.actor(who), move |scene| Deal::numbered(scene, number)?.move_to(scene, &draft)).unwrap();
    }

    /// Wins or loses a deal on a day.
    pub fn close(&self, who: &str, number: i64, outcome: &str, day: Date) {
        self.on(day);
        let reason = if outcome == "lost" { "price" } else { "" };
        let draft = ClosureDraft { outcome: outcome.into(), reason: reason.into(), ..ClosureDraft::default() };
        self.play_as(&self.actor(who), move |scene| Deal::numbered(scene, number)?.close(scene, &draft)).unwrap();
    }

    /// Agrees on a next step.
    pub fn next_step(&self, who: &str, number: i64, step: &str, due: Date) {
        let draft = NextStepDraft { step: step.into(), due: due.to_string() };
        self.play_as(&self.actor(who), move |scene| Deal::numbered(scene, number)?.set_next_step(scene, &draft))
            .unwrap();
    }

    /// A browser in front of the whole site.
    pub fn visitor(&self) -> Visitor {
        Visitor::new(http::house(pages::router(self.stage.clone()), &self.stage))
    }

    /// A browser in which the person of that name has signed in.
    pub async fn signed_in(&self, name: &str) -> Visitor {
        let visitor = self.visitor();
        let number = self.member(name).number.to_string();
        let path = format!("/w/{}/demo-session", self.workspace.slug);
        let answer = visitor.post(&path, &[("member", &number)]).await;
        assert_eq!(answer.location(), Some("/today"), "{}", answer.body);
        visitor
    }
}

/// Bytes that are others each time, and the same in every run.
fn random() -> http::Random {
    let drawn = AtomicU64::new(1);
    Arc::new(move |bytes: &mut [u8]| {
        let count = drawn.fetch_add(1, Ordering::Relaxed).to_le_bytes();
        bytes.fill(7);
        bytes.iter_mut().zip(count).for_each(|(byte, drawn)| *byte = drawn);
    })
}

/// Nine in the morning, UTC, in microseconds since 1970.
fn instant(day: Date) -> i64 {
    day.at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp().as_microsecond()
}
