//! Deals through the API, from opening to closing.

use std::collections::BTreeSet;

use crate::office::Program;
use serde_json::{Value, json};
use testing::App;

#[tokio::test]
async fn a_deal_is_opened_changed_won_and_reopened() {
    let app = App::open();
    let (ana, ben) = (Program::of(&app, "ana"), Program::of(&app, "ben"));
    let made = ana
        .post(
            "/api/v1/deals",
            json!({ "title": "Coffee for the ferry", "account_name": "Ferry & Sons",
                "amount": { "minor": 1_250_000, "currency": "EUR" }, "expected_close": "2026-04-30" }),
        )
        .await
        .must_be(201);
    let address = made.header("location").unwrap().to_owned();
    assert_eq!(address, format!("/api/v1/deals/{}", made.json["number"]));
    let shown = ana.get(&address).await.must_be(200);
    assert_eq!(shown.json, made.json);
    assert_eq!(shown.json["account"]["name"], "Ferry & Sons");
    assert_eq!(shown.json["amount"], json!({ "minor": 1_250_000, "currency": "EUR" }));
    assert_eq!(shown.json["owner"]["name"], "Ana Almeida");
    assert_eq!(shown.json["team"]["name"], "North");

    let change = json!({ "title": "Coffee for both ferries", "expected_close": null });
    let changed = ana.patch(&address, change).await.must_be(200);
    assert_eq!(changed.json["title"], "Coffee for both ferries");
    assert_eq!(changed.json["expected_close"], Value::Null);
    assert_eq!(changed.json["amount"]["minor"], 1_250_000, "what is not given stays");

    let moved = ana.put(&format!("{address}/stage"), json!({ "stage": "proposal" })).await.must_be(200);
    assert_eq!(moved.json["stage"], "proposal");
    let step = json!({ "step": "Send the offer", "due": "2026-03-04" });
    let stepped = ana.put(&format!("{address}/next-step"), step).await.must_be(200);
    assert_eq!(stepped.json["next_step"]["by"]["name"], "Ana Almeida");
    assert_eq!(
        ana.delete(&format!("{address}/next-step"), json!({})).await.must_be(200).json["next_step"],
        Value::Null
    );

    let closure = format!("{address}/closure");
    let won = ana.post(&closure, json!({ "outcome": "won" })).await.must_be(200);
    assert_eq!((&won.json["status"], &won.json["closed_on"]), (&json!("won"), &json!("2026-03-02")));
    let again = ana.post(&closure, json!({ "outcome": "won" })).await.must_be(200);
    assert_eq!(again.json["version"], won.json["version"], "the same outcome again changes nothing");
    ana.post(&closure, json!({ "outcome": "lost", "reason": "price" })).await.must_be(409);
    ana.delete(&closure, json!({ "reason": "signed too early" })).await.must_be(403);
    let reopened = ben.delete(&closure, json!({ "reason": "signed too early" })).await.must_be(200);
    assert_eq!((&reopened.json["status"], &reopened.json["stage"]), (&json!("open"), &json!("proposal")));

    let history = ana.get(&format!("{address}/history")).await.must_be(200);
    let kinds: Vec<_> = history.json["items"].as_array().unwrap().iter().map(|event| &event["kind"]).collect();
    assert_eq!(kinds.iter().filter(|kind| ***kind == "deal_won").count(), 1);
    assert_eq!(kinds.last().unwrap().as_str(), Some("deal_opened"));
    assert_eq!(history.json["items"][0]["actor"]["name"], "Ben Brook");
}

#[tokio::test]
async fn a_version_that_is_gone_changes_nothing() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let seen = ana.get("/api/v1/deals/1").await.must_be(200).header("etag").unwrap().to_owned();
    assert!(seen.starts_with("W/\""));
    assert_eq!(ana.with("if-none-match", &seen).get("/api/v1/deals/1").await.status, 304);
    ana.with("if-match", &seen).patch("/api/v1/deals/1", json!({ "title": "One" })).await.must_be(200);
    let stale = ana.with("if-match", &seen);
    for refused in [
        stale.patch("/api/v1/deals/1", json!({ "title": "Two" })).await,
        stale.put("/api/v1/deals/1/stage", json!({ "stage": "demo" })).await,
        stale.post("/api/v1/deals/1/closure", json!({ "outcome": "won" })).await,
        stale.put("/api/v1/deals/1/next-step", json!({ "step": "Call" })).await,
        stale.delete("/api/v1/deals/1", json!({})).await,
        ana.with("if-match", "no version").patch("/api/v1/deals/1", json!({ "title": "Two" })).await,
    ] {
        assert_eq!(refused.must_be(412).fields(), ["If-Match"]);
    }
    let shown = ana.get("/api/v1/deals/1").await.must_be(200);
    assert_eq!((&shown.json["title"], &shown.json["status"]), (&json!("One"), &json!("open")));
    ana.with("if-match", "*").patch("/api/v1/deals/1", json!({ "title": "Three" })).await.must_be(200);
}

#[tokio::test]
async fn a_deal_team_is_read_and_set_as_a_whole() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let team = ana.get("/api/v1/deals/1/team").await.must_be(200);
    let number = |row: usize| team.json["shares"][row]["member"]["number"].as_i64().unwrap();
    assert_eq!(team.json["shares"][0]["basis_points"], 9_000);
    let set = |first: i64, second: i64| {
        json!({ "owner": number(0), "shares": [
            { "member": number(0), "basis_points": first, "role": "lead" },
            { "member": number(1), "basis_points": second } ] })
    };
    let changed = ana.put("/api/v1/deals/1/team", set(6_667, 3_333)).await.must_be(200);
    assert_eq!(changed.json["shares"][1]["basis_points"], 3_333);
    assert_eq!(ana.put("/api/v1/deals/1/team", set(6_667, 3_334)).await.must_be(422).fields(), ["shares"]);
    let nobody = json!({ "owner": number(0), "shares": [{ "member": 4711, "basis_points": 10_000 }] });
    assert!(ana.put("/api/v1/deals/1/team", nobody).await.must_be(422).fields().contains(&"shares.0.member"));
}

#[tokio::test]
async fn paging_walks_every_deal_once() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    for count in 0..120 {
        let deal =
            json!({ "title": format!("Deal {count}"), "amount": { "minor": count % 7 * 100, "currency": "EUR" } });
        ana.post("/api/v1/deals", deal).await.must_be(201);
    }
    for sort in ["close", "title", "amount", "stage", "age", "owner"] {
        let (mut next, mut seen, mut pages) = (Some(format!("/api/v1/deals?status=any&sort={sort}")), Vec::new(), 0);
        while let Some(address) = next {
            let page = ana.get(&address).await.must_be(200);
            seen.extend(page.json["items"].as_array().unwrap().iter().map(|deal| deal["number"].as_i64().unwrap()));
            next = page.json["next"].as_str().map(str::to_owned);
            assert_eq!(page.header("link"), next.as_ref().map(|next| format!("<{next}>; rel=\"next\"")).as_deref());
            pages += 1;
        }
        let unique: BTreeSet<_> = seen.iter().collect();
        assert_eq!((pages, seen.len(), unique.len()), (3, 122, 122), "by {sort}");
    }
}

#[tokio::test]
async fn a_filter_finds_what_the_pages_find_and_refuses_what_it_does_not_know() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let titles = |reply: crate::office::Reply| -> Vec<String> {
        let items = reply.must_be(200).json["items"].as_array().unwrap().clone();
        items.iter().map(|deal| deal["title"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(titles(ana.get("/api/v1/deals?mine=true").await), ["Coffee for the docks"]);
    assert_eq!(titles(ana.get("/api/v1/deals?text=south+pier").await), ["Coffee for the south pier"]);
    assert_eq!(titles(ana.get("/api/v1/deals?status=won").await), Vec::<String>::new());
    for (query, field) in [
        ("stauts=won", "stauts"),
        ("status=wno", "status"),
        ("team=North", "team"),
        ("close_to=soon", "close_to"),
        ("mine=true&mine=false", "mine"),
    ] {
        assert_eq!(ana.get(&format!("/api/v1/deals?{query}")).await.must_be(422).fields(), [field]);
    }
}

#[tokio::test]
async fn opportunities_are_deals_by_another_name() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let made = ana.post("/api/v1/opportunities", json!({ "title": "By another name" })).await.must_be(201);
    let number = &made.json["number"];
    let other = ana.get(&format!("/api/v1/opportunities/{number}")).await.must_be(200);
    assert_eq!(other.json, ana.get(&format!("/api/v1/deals/{number}")).await.must_be(200).json);
    let lost = json!({ "outcome": "lost", "reason": "no budget" });
    ana.post(&format!("/api/v1/opportunities/{number}/closure"), lost).await.must_be(200);
    assert_eq!(ana.get("/api/v1/opportunities?status=lost").await.must_be(200).json["items"][0]["number"], *number);
    ana.get("/api/v1/opportunities/9999").await.must_be(404);
    ana.get("/api/v1/opportunitiesx").await.must_be(404);
    Program::with_token(&app, None).get("/api/v1/opportunities").await.must_be(401);
}

#[tokio::test]
async fn a_discarded_deal_comes_back() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    assert_eq!(ana.delete("/api/v1/deals/1", json!({})).await.must_be(200).json["discarded"], true);
    assert_eq!(ana.get("/api/v1/deals?mine=true").await.must_be(200).json["items"], json!([]));
    assert_eq!(ana.post("/api/v1/deals/1/restoration", json!({})).await.must_be(200).json["discarded"], false);
    assert_eq!(ana.get("/api/v1/deals?mine=true").await.must_be(200).json["items"].as_array().unwrap().len(), 1);
}
