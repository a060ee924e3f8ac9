//! The commands that keep an installation in order.

use std::collections::BTreeSet;
use std::fs;
use std::time::Instant;

use crate::house::House;

const TOLD: &str = "SELECT kind FROM notices ORDER BY workspace_id, member_id, event_number";

#[test]
fn an_export_has_every_deal_once_and_overwrites_nothing() {
    let house = House::with_deals(1_100);
    let deals: Vec<i64> = house.rows("SELECT number FROM deals");
    for (format, end) in [("csv", "csv"), ("json", "jsonl")] {
        let folder = house.path(format);
        house.run(&["export", folder.to_str().unwrap(), "--format", format]);
        let text = fs::read_to_string(folder.join(format!("deals.{end}"))).unwrap();
        let numbers: BTreeSet<i64> = match format {
            "csv" => csv::Reader::from_reader(text.as_bytes())
                .records()
                .map(|record| record.unwrap()[0].parse().unwrap())
                .collect(),
            _ => text
                .lines()
                .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["number"].as_i64().unwrap())
                .collect(),
        };
        assert_eq!(numbers, deals.iter().copied().collect(), "{format}");
        assert!(!house.try_to(&["export", folder.to_str().unwrap()]).status.success());
    }
}

#[test]
fn verifying_finds_what_was_changed_behind_the_products_back() {
    let house = House::with_deals(50);
    house.run(&["verify"]);
    house.tamper("UPDATE stage_totals SET deals = deals + 1");
    let verified = house.try_to(&["verify"]);
    assert_eq!(verified.status.code(), Some(3), "{verified:?}");
    assert!(String::from_utf8_lossy(&verified.stdout).contains("totals"), "{verified:?}");
}

#[test]
fn a_follower_that_is_rebuilt_makes_what_it_made_before() {
    let house = House::with_deals(50);
    house.run(&["follow", "notices"]);
    let before: Vec<String> = house.rows(TOLD);
    assert!(!before.is_empty());
    house.tamper("DELETE FROM notices");
    house.run(&["follow", "notices", "--rebuild"]);
    assert_eq!(house.rows::<String>(TOLD), before);
    let unknown = house.try_to(&["follow", "weather"]);
    assert_eq!(unknown.status.code(), Some(2));
}

#[test]
fn a_server_follows_the_log_by_itself() {
    let house = House::with_deals(50);
    let server = house.serve();
    let thanks = [("to", "2"), ("words", "For the demo.")];
    assert_eq!(house.admin(&server).post("/deals/1/thanks", &thanks).unwrap().status, 303);
    let done = "SELECT w.last_event FROM workspaces w JOIN followers f ON f.workspace_id = w.id
                  WHERE f.last_event = w.last_event";
    let began = Instant::now();
    while house.rows::<i64>(done).is_empty() {
        assert!(began.elapsed().as_secs() < 20, "the follower did not come to the end of the log");
    }
}
