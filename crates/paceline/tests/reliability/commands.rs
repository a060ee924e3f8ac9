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

#[test]
fn what_is_in_a_file_is_exported_and_a_lost_part_is_found() {
    let house = House::with_deals(50);
    let content: String = "0123456789".repeat(40_000);
    {
        let server = house.serve();
        let body = format!(
            "--seam\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Offer 2?.txt\"\r\n\r\n{content}\r\n--seam--\r\n"
        );
        let headers = "content-type: multipart/form-data; boundary=seam\r\nsec-fetch-site: same-origin\r\n";
        let sent = house.admin(&server).send("POST", "/deals/1/files", headers, body.as_bytes()).unwrap();
        assert_eq!(sent.status, 303, "{}", sent.text());
    }
    let folder = house.path("with-files");
    house.run(&["export", folder.to_str().unwrap()]);
    let table = fs::read_to_string(folder.join("files.csv")).unwrap();
    let row = csv::Reader::from_reader(table.as_bytes()).records().next().unwrap().unwrap();
    assert_eq!((&row[1], &row[2], &row[4]), ("1", "Offer 2?.txt", "400000"));
    let written = fs::read_to_string(folder.join("files").join(&row[0]).join("Offer 2_.txt")).unwrap();
    assert!(written == content, "byte by byte");
    house.run(&["verify"]);
    house.tamper("DELETE FROM file_chunks WHERE place = 1");
    let verified = house.try_to(&["verify"]);
    assert_eq!(verified.status.code(), Some(3), "{verified:?}");
    assert!(String::from_utf8_lossy(&verified.stdout).contains("files: "), "{verified:?}");
}
