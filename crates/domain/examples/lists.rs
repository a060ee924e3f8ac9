//! How long boards and lists take, with as many deals as the first argument says:
//! `cargo run -p domain --example lists 100000`.
#![expect(clippy::unwrap_used, reason = "a measurement may panic")]

use std::sync::Arc;
use std::time::Instant;

use db::{Db, Durability, Settings, Tx};
use domain::secret::Token;
use domain::{
    Actor, ActorKind, Deal, Dice, Filter, Id, MIGRATIONS, MemberId, Order, Role, Scene, SetupDraft, Sort, WorkspaceId,
    set_up,
};

const NOON: i64 = 1_486_036_800_000_000;

fn main() {
    let deals: i64 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir_in("/dev/shm").unwrap();
    let file = folder.path().join("paceline.db");
    let settings = Settings { durability: Durability::Off, ..Settings::default() };
    let db = Db::open(file.to_str().unwrap(), settings).unwrap();
    db.migrate(MIGRATIONS).unwrap();
    let id = WorkspaceId::of([7; 16]);
    let draft = SetupDraft {
        name: "Measured".into(),
        currency: "EUR".into(),
        time_zone: "Europe/Berlin".into(),
        ..SetupDraft::default()
    };
    let token = Token::new(id, [9; 32]);
    let set: domain::Result<_> =
        db.write_blocking(id.bytes(), move |tx| set_up(tx, id, &draft, &token, (NOON, Dice::new([1; 7]), false)));
    let workspace = Arc::new(set.unwrap().0);
    let fill: db::Result<()> = db.write_blocking(id.bytes(), move |mut tx| fill(&mut tx, id, deals));
    fill.unwrap();
    let me = Actor { kind: ActorKind::Member, id: member(0), role: Role::Member, ..Actor::system(workspace) };
    println!("{deals} deals");
    time(&db, &me, "board", |scene| Deal::board(scene, &Filter::default()).map(drop));
    time(&db, &me, "board mine", |scene| Deal::board(scene, &Filter::parse("mine=yes")).map(drop));
    time(&db, &me, "board team", |scene| Deal::board(scene, &Filter::parse("team=1")).map(drop));
    time(&db, &me, "board text rare", |scene| Deal::board(scene, &Filter::parse("text=rare")).map(drop));
    time(&db, &me, "board text common", |scene| Deal::board(scene, &Filter::parse("text=deal")).map(drop));
    time(&db, &me, "board stuck", |scene| Deal::board(scene, &Filter::parse("stuck=yes")).map(drop));
    for sort in Sort::ALL {
        for query in ["", "mine=yes", "team=1", "status=any", "status=won", "stuck=yes", "text=deal"] {
            for down in [false, true] {
                let name = format!("list {} {query} {}", sort.name(), if down { "down" } else { "up" });
                time(&db, &me, &name, move |scene| {
                    Deal::list(scene, &Filter::parse(query), Order { sort, down }, "").map(drop)
                });
            }
        }
    }
}

fn time(db: &Db, me: &Actor, name: &str, work: impl Fn(&mut Scene<'_>) -> domain::Result<()> + Clone + Send + 'static) {
    let mut spent: Vec<_> = (0..9)
        .map(|_| {
            let (me, work) = (me.clone(), work.clone());
            let taken: domain::Result<_> = db.read_blocking(move |tx| {
                let begun = Instant::now();
                work(&mut Scene::new(me.clone(), NOON, None, Dice::new([2; 7]), tx))?;
                Ok(begun.elapsed())
            });
            taken.unwrap()
        })
        .collect();
    spent.sort();
    println!("{name:32} {:>9.3} ms", spent[4].as_secs_f64() * 1000.0);
}

fn member(number: u8) -> MemberId {
    let mut bytes = [9; 16];
    bytes[15] = number;
    MemberId::of(bytes)
}

/// Two hundred owners (fewer with fewer deals), eight teams, one deal in twelve open.
fn fill(tx: &mut Tx<'_>, id: WorkspaceId, deals: i64) -> db::Result<()> {
    let owners = (deals / 500).clamp(20, 200);
    for number in 0..owners {
        let who = member(u8::try_from(number).unwrap());
        tx.run(MEMBER, &[id.into(), who.into(), (number + 10).into(), format!("Person {number:03}").into()])?;
    }
    for number in 1..=8_i64 {
        let mut team = [8; 16];
        team[15] = u8::try_from(number).unwrap();
        tx.run(TEAM, &[id.into(), team.into(), number.into(), format!("Team {number}").into()])?;
    }
    for number in 0..1000_i64 {
        let mut account = [5; 16];
        account[8..].copy_from_slice(&number.to_be_bytes());
        tx.run(ACCOUNT, &[id.into(), account.into(), (number + 1).into(), format!("customer {number}").into()])?;
    }
    let process: [u8; 16] = tx.find("SELECT id FROM processes WHERE workspace_id = $1", &[id.into()])?.unwrap();
    let stages = ["prospecting", "discovery", "demo", "proposal", "negotiation"];
    let (mut rows, mut shares, mut words) = (Vec::new(), Vec::new(), Vec::new());
    for number in 1..=deals {
        let mut deal = [6; 16];
        deal[8..].copy_from_slice(&number.to_be_bytes());
        let mixed = (number * 7919) % 10_007;
        let open = number % 12 == 0;
        let (stage, status) = match number % 3 {
            _ if open => (stages[usize::try_from(mixed % 5).unwrap()], "open"),
            0 => ("lost", "lost"),
            _ => ("won", "won"),
        };
        let back = if open { mixed % 60 } else { mixed % 730 };
        let day = |days: i64| domain::day_of(NOON - days * 86_400_000_000, &jiff::tz::TimeZone::UTC).to_string();
        let owner = member(u8::try_from(number * 31 % owners).unwrap());
        let mut team = [8; 16];
        team[15] = u8::try_from(number * 31 % owners % 8 + 1).unwrap();
        let mut account = [5; 16];
        account[8..].copy_from_slice(&(mixed % 1000).to_be_bytes());
        let title = format!("deal {mixed:05} {}", if number % 5000 == 0 { "rare" } else { "usual" });
        rows.push(vec![
            id.into(),
            deal.into(),
            number.into(),
            title.clone().into(),
            account.into(),
            (mixed * 100).into(),
            if number % 9 == 0 { None } else { Some(day(-(mixed % 90))) }.into(),
            process.into(),
            stage.into(),
            status.into(),
            day(back).into(),
            owner.into(),
            team.into(),
        ]);
        shares.push(vec![id.into(), deal.into(), owner.into(), status.into()]);
        for word in title.split(' ') {
            words.push(vec![id.into(), word.into(), deal.into()]);
        }
    }
    tx.batch(DEAL, &rows)?;
    tx.batch(SHARE, &shares)?;
    tx.batch(WORD, &words)?;
    tx.run(TOTALS, &[id.into(), id.into()]).map(drop)
}

const MEMBER: &str = "
    INSERT INTO members (workspace_id, id, number, name, name_key, role, state, notices_seen, version, created_at)
    VALUES ($1, $2, $3, $4, $4, 'member', 'active', 0, 1, 0)";

const TEAM: &str = "
    INSERT INTO teams (workspace_id, id, number, name, name_key, time_zone, working_week, version, created_at)
    VALUES ($1, $2, $3, $4, $4, 'UTC', 31, 1, 0)";

const ACCOUNT: &str = "
    INSERT INTO accounts (workspace_id, id, number, name, name_key, version, created_at)
    VALUES ($1, $2, $3, $4, $4, 1, 0)";

const DEAL: &str = "
    INSERT INTO deals (workspace_id, id, number, title, title_key, account_id, amount_minor, currency, amount_estimated,
      expected_close, process_id, process_version, stage_key, status, stage_entered_on, owner_id, team_id,
      last_touched_on, close_moves, opened_on, version, created_at)
    VALUES ($1, $2, $3, $4, $4, $5, $6, 'EUR', FALSE, $7, $8, 1, $9, $10, $11, $12, $13, $11, 0, $11, 1, 0)";

const SHARE: &str = "
    INSERT INTO deal_shares (workspace_id, deal_id, number, member_id, role, kind, basis_points, state, status, from_on,
      from_at)
    VALUES ($1, $2, 1000, $3, '', 'revenue', 10000, 'accepted', $4, '2017-01-01', 0)";

const WORD: &str = "
    INSERT INTO search_words (workspace_id, word, subject_kind, subject_id) VALUES ($1, $2, 'deal', $3)";

const TOTALS: &str = "
    INSERT INTO stage_totals (workspace_id, process_id, stage_key, scope, scope_id, currency, deals, minor)
    SELECT workspace_id, process_id, stage_key, 'all', $2, currency, COUNT(*), CAST(SUM(amount_minor) AS BIGINT)
    FROM deals WHERE workspace_id = $1 GROUP BY workspace_id, process_id, stage_key, currency";
