//! What the API refuses, and how.

use crate::office::Program;
use axum::body::Body;
use axum::http::Method;
use domain::Scope;
use domain::secret::Token;
use serde_json::json;
use testing::{App, World};

#[tokio::test]
async fn nobody_without_a_good_token_comes_in() {
    let app = App::open();
    let cookies = app.sign_in("ana");
    let request = cookies.request(Method::GET, "/api/v1/deals");
    assert_eq!(cookies.send(request, Body::empty()).await.status, 401, "cookies count for nothing");
    let foreign = Token::new(app.world.workspace.id, [1; 32]).text();
    for token in [None, Some(String::new()), Some("nonsense".into()), Some(foreign)] {
        let nobody = Program::with_token(&app, token);
        for reply in [nobody.get("/api/v1/deals").await, nobody.post("/api/v1/deals", json!({ "title": "No" })).await] {
            let reply = reply.must_be(401);
            assert!(reply.header("www-authenticate").unwrap().starts_with("Bearer"));
        }
    }
    let small_letters =
        Program::with_token(&app, None).with("authorization", &format!("bearer {}", app.token("ana", Scope::Read)));
    small_letters.get("/api/v1/me").await.must_be(200);
}

#[tokio::test]
async fn a_token_that_may_only_read_changes_nothing() {
    let app = App::open();
    let reader = Program::with_token(&app, Some(app.token("adam", Scope::Read)));
    assert_eq!(reader.get("/api/v1/me").await.must_be(200).json["scope"], "read");
    for (method, path) in [
        (Method::POST, "/api/v1/deals"),
        (Method::PATCH, "/api/v1/deals/1"),
        (Method::DELETE, "/api/v1/deals/1"),
        (Method::PUT, "/api/v1/deals/1/stage"),
        (Method::POST, "/api/v1/deals/1/closure"),
        (Method::DELETE, "/api/v1/deals/1/closure"),
        (Method::PUT, "/api/v1/deals/1/team"),
        (Method::PUT, "/api/v1/deals/1/next-step"),
        (Method::DELETE, "/api/v1/deals/1/next-step"),
    ] {
        reader.send(method, path, Body::from("{}")).await.must_be(403);
    }
}

#[tokio::test]
async fn a_partner_sees_the_deals_they_are_on_and_nothing_else() {
    let app = App::open();
    let dev = Program::of(&app, "dev");
    let listed = dev.get("/api/v1/deals?status=any").await.must_be(200);
    let numbers: Vec<_> = listed.json["items"].as_array().unwrap().iter().map(|deal| &deal["number"]).collect();
    assert_eq!(numbers, [1]);
    dev.get("/api/v1/deals/1").await.must_be(200);
    for path in ["/api/v1/deals/2", "/api/v1/deals/2/team", "/api/v1/deals/2/history"] {
        dev.get(path).await.must_be(404);
    }
    dev.patch("/api/v1/deals/2", json!({ "title": "Mine" })).await.must_be(404);
    dev.post("/api/v1/deals/2/closure", json!({ "outcome": "won" })).await.must_be(404);
    dev.post("/api/v1/deals", json!({ "title": "Mine" })).await.must_be(403);
}

#[tokio::test]
async fn a_stranger_to_a_deal_may_look_but_not_touch() {
    let app = App::open();
    let chloe = Program::of(&app, "chloe");
    chloe.get("/api/v1/deals/1").await.must_be(200);
    chloe.patch("/api/v1/deals/1", json!({ "title": "Hers" })).await.must_be(403);
    chloe.post("/api/v1/deals/1/closure", json!({ "outcome": "won" })).await.must_be(403);
    assert_eq!(chloe.get("/api/v1/deals/1").await.must_be(200).json["version"], 2);
}

#[tokio::test]
async fn another_workspace_does_not_exist() {
    let app = App::open();
    let elsewhere = World::elsewhere(&app.database, app.clock.now());
    let eve = elsewhere.people["eve"].clone();
    let token = Token::new(elsewhere.workspace.id, [5; 32]);
    let text = token.text();
    testing::in_scene(&app.database, &elsewhere.workspace, app.clock.now(), move |scene| {
        eve.add_token(scene, &token, "a test", Scope::Write)
    });
    let eve = Program::with_token(&app, Some(text));
    assert_eq!(eve.get("/api/v1/deals/1").await.must_be(200).json["title"], "A deal elsewhere");
    eve.get("/api/v1/deals/2").await.must_be(404);
    eve.post("/api/v1/deals/2/closure", json!({ "outcome": "won" })).await.must_be(404);
    let listed = eve.get("/api/v1/deals?status=any").await.must_be(200);
    assert_eq!(listed.json["items"].as_array().unwrap().len(), 1);
    let theirs = Program::of(&app, "chloe").get("/api/v1/deals/2").await.must_be(200);
    assert_eq!(theirs.json["status"], "open");
}

#[tokio::test]
async fn every_refusal_is_a_problem_in_json() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v2/deals",
        "/api/v1/deals/",
        "/api/v1/deals/x",
        "/api/v1/deals/1/nothing",
        "/api/v1/deals/99",
    ] {
        ana.get(path).await.must_be(404);
    }
    let wrong = ana.send(Method::PUT, "/api/v1/deals", Body::from("{}")).await.must_be(405);
    assert!(wrong.header("allow").unwrap().contains("POST"));
    ana.send(Method::POST, "/api/v1/deals", Body::from("{")).await.must_be(400);
    ana.send(Method::POST, "/api/v1/deals", Body::from("[".repeat(10_000))).await.must_be(422);
    ana.send(Method::POST, "/api/v1/deals", Body::from(" ".repeat(2 * 1024 * 1024))).await.must_be(413);
    let form = ana.with("content-type", "application/x-www-form-urlencoded");
    form.send(Method::POST, "/api/v1/deals", Body::from("title=x")).await.must_be(415);
    let typo = ana.post("/api/v1/deals", json!({ "title": "x", "amuont": 5 })).await.must_be(422);
    assert_eq!(typo.fields(), ["amuont"]);
    let several = json!({ "title": "", "amount": { "minor": -5, "currency": "EUR" }, "expected_close": "soon" });
    assert_eq!(ana.post("/api/v1/deals", several).await.must_be(422).fields(), ["amount", "expected_close", "title"]);
    for column in
        ["workspace_id", "id", "number", "version", "status", "owner_id", "created_at", "import_id", "__proto__"]
    {
        let body = json!({ "title": "x", column: 1 });
        ana.post("/api/v1/deals", body).await.must_be(422);
    }
    assert_eq!(
        ana.get("/api/v1/deals").await.must_be(200).json["items"].as_array().unwrap().len(),
        2,
        "nothing was made"
    );
}
