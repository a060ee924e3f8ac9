//! A small named world: a harbour town's coffee sellers, and a company elsewhere that must never be seen.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::secret::Token;
use domain::{
    Account, AccountDraft, Actor, Deal, DealDraft, DealTeamDraft, Dice, Id, Invitation, Member, MemberDraft, Scene,
    SetupDraft, ShareDraft, Team, TeamDraft, TeamRole, Workspace, WorkspaceId, set_up,
};

use crate::Database;

/// A hash that opens with no password anybody knows: tests sign in without one.
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGlzIGhlcmUu$Z0FBQUFBQmhkRzl2Ynk1dWIySnZaSGt1YUdWeVpTNA";

/// The named world. Ana sells in North, where Ben leads; Chloé sells in South; Dev is a partner on
/// deal 1; Olga is operations and Adam admin. Deal 1 is Ana's, deal 2 Chloé's.
pub struct World {
    /// The workspace.
    pub workspace: Arc<Workspace>,
    /// Everybody's member, by first name in small letters.
    pub people: BTreeMap<&'static str, Member>,
}

impl World {
    /// Builds the world, at the instant `now`, through the domain, so that its history exists.
    #[must_use]
    pub fn harbour(database: &Database, now: i64) -> Self {
        let workspace = found(database, WorkspaceId::of(database.workspace), &database.name, now);
        let people = in_scene(database, &workspace, now, |scene| {
            let people = hire(scene)?;
            let (north, south) = (team(scene, "North")?, team(scene, "South")?);
            let today = jiff::civil::date(2026, 1, 1);
            north.take_in(scene, &people["ana"], TeamRole::Seller, today)?;
            north.take_in(scene, &people["ben"], TeamRole::Leader, today)?;
            south.take_in(scene, &people["chloe"], TeamRole::Seller, today)?;
            Account::add(scene, &AccountDraft { name: Some("Dock Works".into()), ..AccountDraft::default() })?;
            let mut docks = open(scene, "Coffee for the docks", "1200", &people["ana"])?;
            open(scene, "Coffee for the south pier", "800", &people["chloe"])?;
            share(scene, &mut docks, &people["ana"], &people["dev"])?;
            Ok(people)
        });
        Self { workspace, people }
    }

    /// Another company in the same database, with one admin called Eve and one deal.
    #[must_use]
    pub fn elsewhere(database: &Database, now: i64) -> Self {
        let mut id = database.workspace;
        id[15] ^= 0xff;
        let name = format!("{}x", database.name);
        let workspace = found(database, WorkspaceId::of(id), &name, now);
        let people = in_scene(database, &workspace, now, |scene| {
            let eve = hired(scene, "Eve Elsewhere", "eve@elsewhere.example", "admin", 9)?;
            open(scene, "A deal elsewhere", "500", &eve)?;
            Ok(BTreeMap::from([("eve", eve)]))
        });
        Self { workspace, people }
    }
}

/// Runs `work` as the program itself, at the instant `now`.
pub fn in_scene<T: Send + 'static>(
    database: &Database,
    workspace: &Arc<Workspace>,
    now: i64,
    work: impl Fn(&mut Scene<'_>) -> domain::Result<T> + Send + 'static,
) -> T {
    let (actor, dice) = (Actor::system(workspace.clone()), dice(crate::fresh::seed()));
    let worked = database.db.write_blocking(workspace.id.bytes(), move |tx| {
        let mut scene = Scene::new(actor.clone(), now, None, dice.clone(), tx);
        scene.hold_workspace()?;
        work(&mut scene)
    });
    worked.unwrap_or_else(|error: domain::Error| panic!("{error:?}"))
}

fn dice(seed: [u8; 8]) -> Dice {
    Dice::new([seed[0], seed[1], seed[2], seed[3], seed[4], seed[5], seed[6]])
}

fn found(database: &Database, id: WorkspaceId, name: &str, now: i64) -> Arc<Workspace> {
    let draft = SetupDraft {
        name: name.to_owned(),
        currency: "EUR".into(),
        time_zone: "Europe/Berlin".into(),
        admin_name: "Adam Admin".into(),
        ..SetupDraft::default()
    };
    let (token, dice) = (Token::new(id, [7; 32]), dice(crate::fresh::seed()));
    let made: domain::Result<_> =
        database.db.write_blocking(id.bytes(), move |tx| set_up(tx, id, &draft, &token, (now, dice.clone(), false)));
    Arc::new(made.unwrap().0)
}

fn hire(scene: &mut Scene<'_>) -> domain::Result<BTreeMap<&'static str, Member>> {
    let people = [
        ("ana", "Ana Almeida", "member"),
        ("ben", "Ben Brook", "member"),
        ("chloe", "Chloé Corre", "member"),
        ("dev", "Dev Das", "partner"),
        ("olga", "Olga Orlova", "operations"),
        ("adam", "Adam Adler", "admin"),
    ];
    let mut hired_people = BTreeMap::new();
    for (mark, (first, name, role)) in (1_u8..).zip(people) {
        let email = format!("{first}@harbour.example");
        hired_people.insert(first, hired(scene, name, &email, role, mark)?);
    }
    Ok(hired_people)
}

fn hired(scene: &mut Scene<'_>, name: &str, email: &str, role: &str, mark: u8) -> domain::Result<Member> {
    let draft = MemberDraft {
        name: Some(name.into()),
        email: Some(email.into()),
        role: Some(role.into()),
        ..MemberDraft::default()
    };
    let mut member = Member::add(scene, &draft)?;
    let token = Token::new(scene.workspace(), [mark; 32]);
    member.invite(scene, &token)?;
    let invitation = Invitation { name: name.into(), email: email.into(), password_hash: HASH.into() };
    Member::join(scene, &token, &invitation)
}

fn team(scene: &mut Scene<'_>, name: &str) -> domain::Result<Team> {
    Team::add(scene, &TeamDraft { name: Some(name.into()), ..TeamDraft::default() })
}

fn open(scene: &mut Scene<'_>, title: &str, amount: &str, owner: &Member) -> domain::Result<Deal> {
    let draft = DealDraft {
        title: title.into(),
        account: "Dock Works".into(),
        amount: amount.into(),
        owner: owner.number.to_string(),
        ..DealDraft::default()
    };
    Deal::open(scene, &draft)
}

fn share(scene: &mut Scene<'_>, deal: &mut Deal, owner: &Member, partner: &Member) -> domain::Result<()> {
    let row = |member: &Member, percent: &str| ShareDraft {
        member: member.number.to_string(),
        percent: percent.into(),
        kind: "revenue".into(),
        ..ShareDraft::default()
    };
    let shares = vec![row(owner, "90"), row(partner, "10")];
    deal.set_team(scene, &DealTeamDraft { owner: owner.number.to_string(), shares, ..DealTeamDraft::default() })
}
