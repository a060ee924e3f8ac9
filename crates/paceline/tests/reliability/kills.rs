//! Killing the server while many write.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use db::{FromRow, Row};
use testing::{Connection, Process};

use crate::house::House;

const WRITERS: usize = 16;
const KILLS: usize = 20;

/// What one writer was told that it did: titles of deals it opened, and whether it won them.
type Journal = Vec<(String, bool)>;

#[test]
fn what_was_acknowledged_survives_twenty_kills_once_and_whole() {
    let house = House::with_deals(30);
    let mut journal: Journal = Vec::new();
    let mut known: Option<Connection> = None;
    for kill in 0..KILLS {
        let server = house.serve();
        let admin = match &known {
            // the sign-in survives as well
            Some(before) => before.again(server.address()).unwrap(),
            None => house.admin(&server),
        };
        journal.extend(written_until_killed(server, &admin, kill));
        known = Some(admin);
    }
    assert!(journal.len() > KILLS * WRITERS, "too little was written to tell anything: {}", journal.len());
    everything_is_there_once(&house, &journal);
    house.run(&["verify"]);
}

/// Lets all writers write until enough was acknowledged, then pulls the plug.
fn written_until_killed(server: Process, admin: &Connection, kill: usize) -> Journal {
    let acknowledged = AtomicUsize::new(0);
    let enough = 2 * WRITERS + kill * 5;
    let address = server.address();
    thread::scope(|scope| {
        let acknowledged = &acknowledged;
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let connection = admin.again(address).unwrap();
                scope.spawn(move || write(connection, &format!("kill {kill} writer {writer}"), acknowledged))
            })
            .collect();
        while acknowledged.load(Ordering::SeqCst) < enough && !writers.iter().all(thread::ScopedJoinHandle::is_finished)
        {
            thread::yield_now();
        }
        server.kill();
        writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect()
    })
}

/// Opens deals and wins every second, until nobody answers.
fn write(mut connection: Connection, name: &str, acknowledged: &AtomicUsize) -> Journal {
    let mut journal = Journal::new();
    for turn in 0.. {
        let title = format!("{name} turn {turn}");
        let Ok(opened) = connection.post("/deals", &[("title", &title), ("amount", "100")]) else { break };
        assert_eq!(opened.status, 303, "{}", opened.text());
        journal.push((title, false));
        acknowledged.fetch_add(1, Ordering::SeqCst);
        if turn % 2 == 1 {
            let path = format!("{}/closure", opened.header("location").unwrap());
            let Ok(won) = connection.post(&path, &[("outcome", "won")]) else { break };
            assert_eq!(won.status, 303, "{}", won.text());
            journal.last_mut().unwrap().1 = true;
            acknowledged.fetch_add(1, Ordering::SeqCst);
        }
    }
    journal
}

/// A deal with what belongs to it: opening and winning in the log, credit in the ledger.
struct Stored {
    title: String,
    status: String,
    opened: i64,
    won: i64,
    credited: i64,
}

impl FromRow for Stored {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self {
            title: row.text("title")?,
            status: row.text("status")?,
            opened: row.int("opened")?,
            won: row.int("won")?,
            credited: row.int("credited")?,
        })
    }
}

fn everything_is_there_once(house: &House, journal: &Journal) {
    let mut by_title: BTreeMap<String, Stored> = BTreeMap::new();
    for stored in house.rows::<Stored>(STORED) {
        let (won, title) = (i64::from(stored.status == "won"), stored.title.clone());
        let whole = stored.opened == 1 && stored.won == won && stored.credited == won * 10_000;
        assert!(whole, "{title} is half: {} {} {} {}", stored.status, stored.opened, stored.won, stored.credited);
        assert!(by_title.insert(title.clone(), stored).is_none(), "{title} is there twice");
    }
    for (title, won) in journal {
        let stored = by_title.get(title).unwrap_or_else(|| panic!("{title} was acknowledged and is lost"));
        assert!(!won || stored.status == "won", "{title} was won and is {}", stored.status);
    }
}

const STORED: &str = "
    SELECT d.title, d.status,
      (SELECT COUNT(*) FROM event_subjects s JOIN events e ON e.workspace_id = s.workspace_id AND e.number = s.number
       WHERE s.workspace_id = d.workspace_id AND s.subject_kind = 'deal' AND s.subject_id = d.id
         AND s.role = 'deal' AND e.kind = 'deal_opened') AS opened,
      (SELECT COUNT(*) FROM event_subjects s JOIN events e ON e.workspace_id = s.workspace_id AND e.number = s.number
       WHERE s.workspace_id = d.workspace_id AND s.subject_kind = 'deal' AND s.subject_id = d.id
         AND s.role = 'deal' AND e.kind = 'deal_won') AS won,
      (SELECT CAST(COALESCE(SUM(l.minor), 0) AS BIGINT) FROM ledger_entries l
       WHERE l.workspace_id = d.workspace_id AND l.deal_id = d.id) AS credited
    FROM deals d WHERE d.title >= 'kill' AND d.title < 'kilm'";
