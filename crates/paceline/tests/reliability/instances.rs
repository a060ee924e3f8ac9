//! Two servers on one database.

use std::sync::Barrier;
use std::thread;

use db::{FromRow, Row};
use testing::Connection;

use crate::house::House;

const CLIENTS: usize = 16;
const DEALS: usize = 12;

struct Closing {
    number: i64,
    told: i64,
}

impl FromRow for Closing {
    fn from_row(row: &Row<'_>) -> db::Result<Self> {
        Ok(Self { number: row.int("number")?, told: row.int("told")? })
    }
}

#[test]
fn sixteen_clients_of_two_servers_close_each_deal_once_and_both_servers_tell_it() {
    let house = House::with_deals(100);
    if !house.on_postgres() {
        return; // a file belongs to one server
    }
    let servers = [house.serve(), house.serve()];
    let admin = house.admin(&servers[0]);
    let mut streams: Vec<Connection> = servers.iter().map(|server| admin.again(server.address()).unwrap()).collect();
    for stream in &mut streams {
        stream.listen("deals").unwrap();
        stream.event().unwrap(); // the greeting
    }
    let open: Vec<i64> = house.rows("SELECT number FROM deals WHERE status = 'open' ORDER BY number");
    let deals = &open[..DEALS];
    let together = Barrier::new(CLIENTS);
    thread::scope(|scope| {
        for client in 0..CLIENTS {
            let mut connection = admin.again(servers[client % 2].address()).unwrap();
            let together = &together;
            scope.spawn(move || {
                for number in deals {
                    together.wait();
                    let closed = connection.post(&format!("/deals/{number}/closure"), &[("outcome", "won")]).unwrap();
                    assert_eq!(closed.status, 303, "{}", closed.text());
                }
            });
        }
    });
    let closings: Vec<Closing> = house.rows(CLOSINGS);
    let told: Vec<_> = closings.iter().filter(|closing| deals.contains(&closing.number)).collect();
    assert_eq!(told.len(), DEALS);
    assert!(told.iter().all(|closing| closing.told == 1), "some closing was told more than once");
    for stream in &mut streams {
        while !stream.event().unwrap().contains("refresh") {}
    }
    house.run(&["verify"]);
}

#[test]
fn each_server_tells_what_was_changed_at_the_other() {
    let house = House::with_deals(40);
    if !house.on_postgres() {
        return; // a file belongs to one server
    }
    let servers = [house.serve(), house.serve()];
    let admin = house.admin(&servers[0]);
    let open: Vec<i64> = house.rows("SELECT number FROM deals WHERE status = 'open' ORDER BY number");
    for (here, there) in [(0, 1), (1, 0)] {
        let mut stream = admin.again(servers[here].address()).unwrap();
        stream.listen("deals").unwrap();
        stream.event().unwrap(); // the greeting
        let mut changer = admin.again(servers[there].address()).unwrap();
        let closed = changer.post(&format!("/deals/{}/closure", open[here]), &[("outcome", "won")]).unwrap();
        assert_eq!(closed.status, 303, "{}", closed.text());
        while !stream.event().unwrap().contains("refresh") {}
        let mut page = admin.again(servers[here].address()).unwrap();
        let seen = page.get(&format!("/api/v1/deals/{}", open[here])).unwrap();
        let seen = if seen.status == 200 { seen } else { page.get(&format!("/deals/{}", open[here])).unwrap() };
        assert_eq!(seen.status, 200);
    }
}

const CLOSINGS: &str = "
    SELECT d.number, COUNT(*) AS told
    FROM deals d
    JOIN event_subjects s ON s.workspace_id = d.workspace_id AND s.subject_kind = 'deal' AND s.subject_id = d.id
      AND s.role = 'deal'
    JOIN events e ON e.workspace_id = s.workspace_id AND e.number = s.number AND e.kind = 'deal_won'
    WHERE d.status = 'won' GROUP BY d.number";
