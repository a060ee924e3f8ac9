//! Everything beside deals: customers, people, teams, targets, what happened.

use crate::office::{Program, Reply};
use serde_json::{Value, json};
use testing::App;

fn items(reply: &Reply) -> &[Value] {
    reply.json["items"].as_array().unwrap()
}

#[tokio::test]
async fn an_account_and_its_contact_are_kept() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let made = ana.post("/api/v1/accounts", json!({ "name": "Lighthouse", "employees": 12 })).await.must_be(201);
    let address = made.header("location").unwrap().to_owned();
    let changed = ana
        .with("if-match", made.header("etag").unwrap())
        .patch(&address, json!({ "country": "Portugal", "employees": null }))
        .await
        .must_be(200);
    assert_eq!((&changed.json["country"], &changed.json["employees"]), (&json!("Portugal"), &Value::Null));
    assert_eq!(ana.get(&address).await.must_be(200).json, changed.json);
    assert_eq!(ana.post("/api/v1/accounts", json!({ "name": "LIGHTHOUSE" })).await.must_be(422).fields(), ["name"]);
    ana.with("if-match", "W/\"1\"").patch(&address, json!({ "country": "Spain" })).await.must_be(412);
    assert_eq!(items(&ana.get("/api/v1/accounts?text=light").await.must_be(200)).len(), 1);

    let contact = json!({ "name": "Rui Rocha", "account": made.json["number"], "email": "rui@light.example" });
    let contact = ana.post("/api/v1/contacts", contact).await.must_be(201);
    assert_eq!(contact.json["account"]["name"], "Lighthouse");
    let address = contact.header("location").unwrap().to_owned();
    let changed = ana.patch(&address, json!({ "title": "Keeper", "account": null })).await.must_be(200);
    assert_eq!((&changed.json["title"], &changed.json["account"]), (&json!("Keeper"), &Value::Null));
    assert_eq!(items(&ana.get("/api/v1/contacts").await.must_be(200)).len(), 1);
    let nowhere = json!({ "name": "Nobody", "account": 4711 });
    assert_eq!(ana.post("/api/v1/contacts", nowhere).await.must_be(422).fields(), ["account"]);
    let found = ana.get("/api/v1/search?text=rui").await.must_be(200);
    assert_eq!(items(&found)[0]["kind"], "contact");
}

#[tokio::test]
async fn people_and_teams_are_kept_by_those_who_may() {
    let app = App::open();
    let (ana, ben, olga) = (Program::of(&app, "ana"), Program::of(&app, "ben"), Program::of(&app, "olga"));
    ana.post("/api/v1/members", json!({ "name": "Finn Fisher" })).await.must_be(403);
    let finn = olga.post("/api/v1/members", json!({ "name": "Finn Fisher" })).await.must_be(201);
    assert_eq!(finn.json["state"], "placeholder");
    let address = finn.header("location").unwrap().to_owned();
    assert_eq!(olga.patch(&address, json!({ "email": "no" })).await.must_be(422).fields(), ["email"]);
    olga.patch(&address, json!({ "email": "finn@harbour.example" })).await.must_be(200);
    olga.post("/api/v1/members", json!({ "name": "Eva", "role": "admin" })).await.must_be(422);

    let north = items(&ana.get("/api/v1/teams").await.must_be(200))[0].clone();
    assert_eq!((&north["name"], &north["working_days"]), (&json!("North"), &json!([1, 2, 3, 4, 5])));
    let team = format!("/api/v1/teams/{}", north["number"]);
    let place = format!("{team}/members/{}", finn.json["number"]);
    ana.put(&place, json!({})).await.must_be(403);
    assert_eq!(ben.put(&place, json!({ "role": "boss" })).await.must_be(422).fields(), ["role"]);
    let places = ben.put(&place, json!({ "role": "seller" })).await.must_be(200);
    assert_eq!(items(&places).len(), 3);
    assert_eq!(items(&ana.get(&format!("{team}/members?on=2026-02-01")).await.must_be(200)).len(), 2);
    ben.delete(&place, json!({})).await.must_be(204);

    let days = json!({ "days": [{ "day": "2026-03-19", "name": "Harbour day", "half": true }] });
    ana.post(&format!("{team}/days-off"), days.clone()).await.must_be(403);
    assert_eq!(items(&ben.post(&format!("{team}/days-off"), days).await.must_be(200)).len(), 1);
    let patched =
        ben.patch(&team, json!({ "working_days": [1, 2, 3, 4], "sprint_weeks": 2, "sprint_starts_on": "2026-03-02" }));
    assert_eq!(patched.await.must_be(200).json["working_days"], json!([1, 2, 3, 4]));
    olga.delete(&address, json!({})).await.must_be(204);
    assert_eq!(olga.get(&address).await.must_be(200).json["state"], "removed");
}

#[tokio::test]
async fn a_person_says_when_they_are_away() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let me = ana.get("/api/v1/me").await.must_be(200).json["member"]["number"].clone();
    let leaves = format!("/api/v1/members/{me}/leaves");
    let away = ana.post(&leaves, json!({ "from": "2026-03-09", "to": "2026-03-13" })).await.must_be(200);
    assert_eq!(items(&away)[0]["to"], "2026-03-13");
    assert_eq!(
        ana.post(&leaves, json!({ "from": "2026-03-13", "to": "2026-03-09" })).await.must_be(422).fields(),
        ["to"]
    );
    Program::of(&app, "chloe").post(&leaves, json!({ "from": "2026-03-16" })).await.must_be(403);
    let leave = items(&away)[0]["id"].as_str().unwrap().to_owned();
    ana.delete(&format!("{leaves}/{leave}"), json!({})).await.must_be(204);
    ana.delete(&format!("{leaves}/nonsense"), json!({})).await.must_be(404);
    assert_eq!(items(&ana.get(&leaves).await.must_be(200)).len(), 0);
}

#[tokio::test]
async fn a_target_is_set_by_the_leader_and_keeps_its_steps() {
    let app = App::open();
    let (ana, ben) = (Program::of(&app, "ana"), Program::of(&app, "ben"));
    let me = ana.get("/api/v1/me").await.must_be(200).json["member"]["number"].clone();
    let targets = format!("/api/v1/members/{me}/targets");
    let target = |minor: i64| json!({ "period": "2026-03", "amount": { "minor": minor, "currency": "EUR" } });
    ana.put(&targets, target(1)).await.must_be(403);
    ben.put(&targets, target(1_160_000)).await.must_be(200);
    assert_eq!(ben.put(&targets, target(2_000_000)).await.must_be(422).fields(), ["reason"]);
    let mut raised = target(2_000_000);
    raised["reason"] = json!("A colleague left");
    let raised = ben.put(&targets, raised).await.must_be(200);
    assert_eq!(raised.json["steps"].as_array().unwrap().len(), 2);
    assert_eq!(raised.json["steps"][1]["author"]["name"], "Ben Brook");
    let dollars = json!({ "period": "2026-03", "amount": { "minor": 5, "currency": "USD" } });
    assert_eq!(ben.put(&targets, dollars).await.must_be(422).fields(), ["amount.currency"]);
    assert_eq!(items(&ana.get(&targets).await.must_be(200))[0]["amount"]["minor"], 2_000_000);
}

#[tokio::test]
async fn a_note_is_written_about_a_deal() {
    let app = App::open();
    let (chloe, dev) = (Program::of(&app, "chloe"), Program::of(&app, "dev"));
    let note = json!({ "kind": "learned", "body": "Ask for the harbour master first." });
    let written = chloe.post("/api/v1/deals/1/notes", note).await.must_be(201);
    assert_eq!((&written.json["kind"], &written.json["author"]["name"]), (&json!("learned"), &json!("Chloé Corre")));
    assert_eq!(items(&dev.get("/api/v1/deals/1/notes").await.must_be(200)), [written.json]);
    assert_eq!(chloe.post("/api/v1/deals/1/notes", json!({ "body": "" })).await.must_be(422).fields(), ["body"]);
    assert_eq!(
        chloe.post("/api/v1/deals/1/notes", json!({ "kind": "rumour", "body": "x" })).await.must_be(422).fields(),
        ["kind"]
    );
    dev.get("/api/v1/deals/2/notes").await.must_be(404);
    dev.post("/api/v1/deals/2/notes", json!({ "body": "x" })).await.must_be(404);
}

#[tokio::test]
async fn the_feed_tells_everything_once_and_nothing_private() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    for count in 0..60 {
        ana.post("/api/v1/deals", json!({ "title": format!("Deal {count}") })).await.must_be(201);
        let step = json!({ "step": "Call" });
        ana.put(&format!("/api/v1/deals/{}/next-step", count + 3), step).await.must_be(200);
    }
    let (mut next, mut numbers, mut kinds) = (Some("/api/v1/events".to_owned()), Vec::new(), Vec::new());
    while let Some(address) = next {
        let page = ana.get(&address).await.must_be(200);
        for event in items(&page) {
            numbers.push(event["number"].as_i64().unwrap());
            kinds.push(event["kind"].as_str().unwrap().to_owned());
        }
        next = page.json["next"].as_str().map(str::to_owned);
    }
    assert!(numbers.windows(2).all(|pair| pair[0] < pair[1]));
    assert_eq!(kinds.iter().filter(|kind| *kind == "deal_opened").count(), 62);
    let tokens = kinds.iter().filter(|kind| *kind == "token_made").count();
    assert_eq!(tokens, 0, "the program made the token, and it is nobody else's affair");
    let last = numbers.last().unwrap();
    assert_eq!(items(&ana.get(&format!("/api/v1/events?after={last}")).await.must_be(200)).len(), 0);
    let opened = ana.get("/api/v1/events?after=0").await.must_be(200);
    let opened = items(&opened).iter().find(|event| event["kind"] == "deal_opened").unwrap().clone();
    let deal = opened["subjects"].as_array().unwrap().iter().find(|subject| subject["kind"] == "deal").unwrap().clone();
    assert_eq!((&deal["number"], &deal["name"]), (&json!(1), &json!("Coffee for the docks")));
}

#[tokio::test]
async fn a_partner_finds_no_lists_of_the_house() {
    let app = App::open();
    let dev = Program::of(&app, "dev");
    let me = dev.get("/api/v1/me").await.must_be(200).json["member"]["number"].clone();
    for path in [
        "/api/v1/accounts",
        "/api/v1/accounts/1",
        "/api/v1/contacts",
        "/api/v1/products",
        "/api/v1/members",
        "/api/v1/members/1",
        "/api/v1/members/1/leaves",
        "/api/v1/members/1/targets",
        "/api/v1/teams",
        "/api/v1/teams/1",
        "/api/v1/teams/1/members",
        "/api/v1/teams/1/days-off",
        "/api/v1/teams/1/targets",
        "/api/v1/events",
        "/api/v1/figures/deals",
        "/api/v1/figures/burndown?team=North",
        "/api/v1/figures/burndown?person=1",
        "/api/v1/figures/forecast?team=1",
        "/api/v1/figures/path?person=ana@harbour.example",
    ] {
        dev.get(path).await.must_be(404);
    }
    dev.get(&format!("/api/v1/members/{me}")).await.must_be(200);
    dev.get("/api/v1/stages").await.must_be(200);
    dev.get("/api/v1/figures/burndown").await.must_be(200);
    let found = dev.get("/api/v1/search?text=coffee").await.must_be(200);
    assert_eq!(items(&found).iter().map(|hit| &hit["number"]).collect::<Vec<_>>(), [1]);
}

#[tokio::test]
async fn products_stages_and_imports_are_listed() {
    let app = App::open();
    let (ana, olga) = (Program::of(&app, "ana"), Program::of(&app, "olga"));
    let beans = json!({ "name": "Beans", "series": "Coffee", "price": { "minor": 1_999, "currency": "EUR" } });
    ana.put("/api/v1/products", beans.clone()).await.must_be(403);
    let put = olga.put("/api/v1/products", beans).await.must_be(200);
    assert_eq!(items(&ana.get("/api/v1/products").await.must_be(200)), std::slice::from_ref(&put.json));
    let deal = ana.post("/api/v1/deals", json!({ "title": "Beans", "product": put.json["number"] })).await.must_be(201);
    assert_eq!((&deal.json["amount"]["minor"], &deal.json["amount_estimated"]), (&json!(1_999), &json!(true)));
    let stages = ana.get("/api/v1/stages").await.must_be(200);
    assert_eq!((&items(&stages)[0]["key"], items(&stages).len()), (&json!("prospecting"), 7));
    assert_eq!(items(&olga.get("/api/v1/imports").await.must_be(200)).len(), 0);
    assert!(matches!(ana.get("/api/v1/imports").await.status.as_u16(), 403 | 404));
    olga.get("/api/v1/imports/1").await.must_be(404);
}

#[tokio::test]
async fn the_process_is_kept_by_those_who_may() {
    let app = App::open();
    let (ana, olga) = (Program::of(&app, "ana"), Program::of(&app, "olga"));
    let stages = |reply: &Reply| -> Vec<String> {
        items(reply).iter().map(|stage| stage["name"].as_str().unwrap().to_owned()).collect()
    };
    let before = stages(&ana.get("/api/v1/stages").await.must_be(200));
    let pilot = json!({ "name": "Pilot", "usual_days": 9, "preset_win_rate": 40 });
    ana.post("/api/v1/stages", pilot.clone()).await.must_be(403);
    let made = olga.post("/api/v1/stages", pilot).await.must_be(201);
    assert_eq!((&made.json["name"], &made.json["usual_days"]), (&json!("Pilot"), &json!(9)));
    let key = made.json["key"].as_str().unwrap().to_owned();
    let address = format!("/api/v1/stages/{key}");
    let changed = olga.patch(&address, json!({ "name": "Trial", "usual_days": null })).await.must_be(200);
    assert_eq!((&changed.json["name"], &changed.json["usual_days"]), (&json!("Trial"), &Value::Null));
    let wrong = json!({ "usual_days": -1, "preset_win_rate": 400 });
    assert_eq!(olga.patch(&address, wrong).await.must_be(422).fields(), ["preset_win_rate", "usual_days"]);
    assert_eq!(olga.put("/api/v1/stages", json!({ "stages": ["x"] })).await.must_be(422).fields(), ["stages"]);
    let ordered = olga.put("/api/v1/stages", json!({ "stages": [key] })).await.must_be(200);
    assert_eq!(stages(&ordered)[0], "Trial");

    let deal = json!({ "title": "Docks", "stage": key });
    let deal = ana.post("/api/v1/deals", deal).await.must_be(201).header("location").unwrap().to_owned();
    assert_eq!(olga.delete(&address, json!({})).await.must_be(422).fields(), ["to"]);
    let to = items(&ordered)[1]["key"].clone();
    for _ in 0..2 {
        olga.with("idempotency-key", "k-7").delete(&address, json!({ "to": to })).await.must_be(204);
    }
    assert_eq!(ana.get(&deal).await.must_be(200).json["stage"], to);
    assert_eq!(stages(&ana.get("/api/v1/stages").await.must_be(200)), before);
    olga.patch(&address, json!({ "name": "Gone" })).await.must_be(404);
}

#[tokio::test]
async fn rates_are_set_by_operations_and_seen_by_everybody() {
    let app = App::open();
    let (ana, olga) = (Program::of(&app, "ana"), Program::of(&app, "olga"));
    let rate = json!({ "currency": "GBP", "day": "2026-01-05", "rate": "1.15" });
    ana.put("/api/v1/rates", rate.clone()).await.must_be(403);
    assert_eq!(olga.put("/api/v1/rates", rate.clone()).await.must_be(200).json, rate);
    assert_eq!(items(&ana.get("/api/v1/rates").await.must_be(200)), [rate]);
    let wrong = json!({ "currency": "GBP", "rate": "much" });
    assert_eq!(olga.put("/api/v1/rates", wrong).await.must_be(422).fields(), ["rate"]);
}

#[tokio::test]
async fn an_account_has_notes_and_takes_in_another_one() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let mut numbers = Vec::new();
    for name in ["Lighthouse", "Light House"] {
        let made = ana.post("/api/v1/accounts", json!({ "name": name })).await.must_be(201);
        numbers.push(made.json["number"].as_i64().unwrap());
    }
    let (one, other) = (format!("/api/v1/accounts/{}", numbers[0]), format!("/api/v1/accounts/{}", numbers[1]));
    let note = json!({ "kind": "call", "body": "They paint in spring." });
    ana.post(&format!("{other}/notes"), note).await.must_be(201);
    assert_eq!(ana.post(&format!("{other}/notes"), json!({ "body": " " })).await.must_be(422).fields(), ["body"]);
    let into = format!("{one}/merge");
    for (number, status) in [(numbers[0], 422), (4711, 422), (numbers[1], 200), (numbers[1], 422)] {
        ana.post(&into, json!({ "other": number })).await.must_be(status);
    }
    let notes = ana.get(&format!("{one}/notes")).await.must_be(200);
    assert_eq!(items(&notes)[0]["body"], "They paint in spring.");
    assert_eq!(ana.get(&other).await.must_be(200).json["name"], "Lighthouse", "its number leads there");
}

#[tokio::test]
async fn a_deal_names_the_person_at_the_customer_by_number_or_by_name() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let deal = json!({ "title": "Docks", "account_name": "Lighthouse", "contact_name": "Rui Rocha" });
    let made = ana.post("/api/v1/deals", deal).await.must_be(201);
    assert_eq!(made.json["contact"]["name"], "Rui Rocha");
    let address = made.header("location").unwrap().to_owned();
    let other = ana.post("/api/v1/contacts", json!({ "name": "Eva Elm" })).await.must_be(201).json["number"].clone();
    let changed = ana.patch(&address, json!({ "contact": other })).await.must_be(200);
    assert_eq!(changed.json["contact"]["name"], "Eva Elm");
    assert_eq!(ana.patch(&address, json!({ "contact": 4711 })).await.must_be(422).fields(), ["contact"]);
    assert_eq!(ana.patch(&address, json!({ "title": "Piers" })).await.must_be(200).json["contact"]["name"], "Eva Elm");
    assert_eq!(ana.patch(&address, json!({ "contact": null })).await.must_be(200).json["contact"], Value::Null);
}
