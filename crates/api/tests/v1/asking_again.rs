//! A request may be sent again under its key, and what it asked for happens once.

use crate::office::Program;
use serde_json::json;
use testing::App;

#[tokio::test]
async fn a_hundred_requests_with_one_key_open_one_deal() {
    let app = App::open();
    let ana = Program::of(&app, "ana").with("idempotency-key", "a-hundred");
    let asked: Vec<_> = (0..100)
        .map(|_| {
            let ana = ana.clone();
            tokio::spawn(async move { ana.post("/api/v1/deals", json!({ "title": "Once" })).await })
        })
        .collect();
    let (mut numbers, mut first_answers) = (Vec::new(), 0);
    for reply in asked {
        let reply = reply.await.unwrap().must_be(201);
        numbers.push(reply.json["number"].as_i64().unwrap());
        first_answers += i32::from(reply.header("idempotent-replayed").is_none());
        assert_eq!(reply.header("location"), Some(format!("/api/v1/deals/{}", reply.json["number"]).as_str()));
        assert_eq!(reply.header("etag"), Some("W/\"1\""));
    }
    assert!(numbers.iter().all(|number| *number == numbers[0]));
    assert_eq!(first_answers, 1);
    let found = Program::of(&app, "ana").get("/api/v1/deals?text=once").await.must_be(200);
    assert_eq!(found.json["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_key_belongs_to_one_request_of_one_person() {
    let app = App::open();
    let ana = Program::of(&app, "ana").with("idempotency-key", "k-1");
    ana.post("/api/v1/deals", json!({ "title": "First" })).await.must_be(201);
    let other_body = ana.post("/api/v1/deals", json!({ "title": "Second" })).await.must_be(422);
    assert_eq!(other_body.fields(), ["Idempotency-Key"]);
    ana.put("/api/v1/deals/1/stage", json!({ "title": "First" })).await.must_be(422);
    let ben = Program::of(&app, "ben").with("idempotency-key", "k-1");
    let his = ben.post("/api/v1/deals", json!({ "title": "Third" })).await.must_be(201);
    assert_eq!(his.json["title"], "Third");
    let long = "k".repeat(201);
    let refused = Program::of(&app, "ben").with("idempotency-key", &long).post("/api/v1/deals", json!({})).await;
    assert_eq!(refused.must_be(422).fields(), ["Idempotency-Key"]);
}

#[tokio::test]
async fn what_was_refused_may_be_asked_again_under_the_same_key() {
    let app = App::open();
    let ana = Program::of(&app, "ana").with("idempotency-key", "k-2");
    let body = json!({ "step": "", "due": "2026-03-05" });
    ana.put("/api/v1/deals/1/next-step", body).await.must_be(422);
    ana.put("/api/v1/deals/1/next-step", json!({ "step": "Call", "due": "2026-03-05" })).await.must_be(200);
}

#[tokio::test]
async fn an_answer_is_given_again_although_the_deal_has_gone_on() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let keyed = ana.with("idempotency-key", "k-3");
    let won = keyed.post("/api/v1/deals/1/closure", json!({ "outcome": "won" })).await.must_be(200);
    let ben = Program::of(&app, "ben");
    ben.delete("/api/v1/deals/1/closure", json!({ "reason": "too early" })).await.must_be(200);
    let again = keyed.post("/api/v1/deals/1/closure", json!({ "outcome": "won" })).await.must_be(200);
    assert_eq!((again.text, again.headers.get("idempotent-replayed").is_some()), (won.text, true));
    assert_eq!(ana.get("/api/v1/deals/1").await.must_be(200).json["status"], "open");
    app.clock.forward_days(2);
    keyed.post("/api/v1/deals/1/closure", json!({ "outcome": "won" })).await.must_be(200);
    assert_eq!(ana.get("/api/v1/deals/1").await.must_be(200).json["status"], "won", "a key is kept for a day");
}
