//! Figures through the API are the figures of the house.

use crate::office::Program;
use serde_json::{Value, json};
use testing::App;

/// Ana aims for 10,000 EUR in March and wins deal 1 (1,200 EUR, of which she has 90 %) on the 2nd.
async fn march(app: &App) -> Program {
    let (ana, ben) = (Program::of(app, "ana"), Program::of(app, "ben"));
    let me = ana.get("/api/v1/me").await.must_be(200).json["member"]["number"].clone();
    let target = json!({ "period": "2026-03", "amount": { "minor": 1_000_000, "currency": "EUR" } });
    ben.put(&format!("/api/v1/members/{me}/targets"), target).await.must_be(200);
    ana.post("/api/v1/deals/1/closure", json!({ "outcome": "won" })).await.must_be(200);
    ana
}

#[tokio::test]
async fn the_burndown_counts_the_persons_credit_and_says_where_it_comes_from() {
    let app = App::open();
    let ana = march(&app).await;
    let drawn = ana.get("/api/v1/figures/burndown?period=2026-03").await.must_be(200).json;
    let euros = |minor: i64| json!({ "minor": minor, "currency": "EUR" });
    assert_eq!((&drawn["whose"]["name"], &drawn["kind"]), (&json!("Ana Almeida"), &json!("member")));
    assert_eq!((&drawn["target"], &drawn["credited"]), (&euros(1_000_000), &euros(108_000)));
    assert_eq!(drawn["remaining"], euros(892_000));
    assert_eq!(drawn["days"].as_array().unwrap().len(), 31);
    // 22 working days: 1,000,000 x 21 / 22 on the evening of the first of them
    assert_eq!(drawn["days"][1]["pace"], euros(954_545));
    assert_eq!(drawn["days"][2]["remaining"], Value::Null, "tomorrow is not known");
    assert_eq!(drawn["source"]["ledger"][0]["deal"]["number"], 1);
    assert_eq!(drawn["source"]["target_from"], "own");
    let by_name = ana.get("/api/v1/figures/burndown?person=ana+almeida&from=2026-03-01&to=2026-03-31").await;
    assert_eq!(by_name.must_be(200).json, drawn);
    let other = ana.get("/api/v1/figures/burndown?target=5000").await.must_be(200).json;
    assert_eq!(other["remaining"], euros(392_000));
}

#[tokio::test]
async fn deals_are_counted_of_everybody_or_of_somebody() {
    let app = App::open();
    let ana = march(&app).await;
    let all = ana.get("/api/v1/figures/deals").await.must_be(200).json;
    assert_eq!((&all["won"], &all["lost"], &all["open"]), (&json!(1), &json!(0), &json!(1)));
    assert_eq!(all["won_value"]["minor"], 120_000);
    let hers = ana.get("/api/v1/figures/deals?person=ana@harbour.example&period=2026-Q1").await.must_be(200).json;
    assert_eq!(hers["won_value"]["minor"], 108_000);
    let south = ana.get("/api/v1/figures/deals?team=South").await.must_be(200).json;
    assert_eq!((&south["won"], &south["open"]), (&json!(0), &json!(1)));
    let before = ana.get("/api/v1/figures/deals?as_of=2026-03-01").await.must_be(200).json;
    assert_eq!(before["won"], 0, "what became true later does not leak");
}

#[tokio::test]
async fn a_forecast_says_why_it_says_nothing_and_the_path_names_deals() {
    let app = App::open();
    let ana = march(&app).await;
    ana.post("/api/v1/deals", json!({ "title": "Next", "amount": { "minor": 900_000, "currency": "EUR" } }))
        .await
        .must_be(201);
    let said = ana.get("/api/v1/figures/forecast").await.must_be(200).json;
    assert_eq!((&said["probability"], &said["landing"]), (&Value::Null, &json!("too_few_days")));
    assert_eq!(said["remaining"]["minor"], 892_000);
    assert_eq!(said["deals"][0]["deal"]["name"], "Next");
    assert_eq!(ana.get("/api/v1/figures/forecast").await.must_be(200).json, said, "the same question, the same answer");
    let path = ana.get("/api/v1/figures/path").await.must_be(200).json;
    assert_eq!(path["remaining"]["minor"], 892_000);
    assert!(path["steps"].is_array());
    assert_eq!(ana.get("/api/v1/figures/path?person=chloe@harbour.example").await.must_be(422).fields(), ["target"]);
}

#[tokio::test]
async fn a_question_that_makes_no_sense_is_refused_with_a_sentence() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    for (query, field) in [
        ("person=Nobody", "person"),
        ("team=4711", "team"),
        ("person=1&team=1", "team"),
        ("period=person", "period"),
        ("from=2026-03-01", "period"),
        ("as_of=yesterday", "as_of"),
        ("target=much", "target"),
        ("asof=2026-03-01", "asof"),
    ] {
        assert_eq!(
            ana.get(&format!("/api/v1/figures/burndown?{query}")).await.must_be(422).fields(),
            [field],
            "{query}"
        );
    }
}
