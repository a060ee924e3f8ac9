//! What stages ask, through the API.

use crate::office::Program;
use serde_json::json;
use testing::{App, in_scene};

const GUIDE: &str = "/api/v1/stages/prospecting/guide";

#[tokio::test]
async fn what_a_stage_asks_is_set_read_answered_and_waived() {
    let app = App::open();
    let (ana, olga) = (Program::of(&app, "ana"), Program::of(&app, "olga"));
    let guide = json!({
        "goal": "They want to talk.",
        "fields": [{ "label": "Seats", "kind": "number" }],
        "criteria": [
            { "text": "Ten seats at least", "kind": "field_compared", "field": "Seats", "op": "at_least", "value": "10" },
            { "text": "A sponsor", "severity": "should", "kind": "checklist", "items": ["Name", "Phone"] },
        ],
    });
    ana.put(GUIDE, guide.clone()).await.must_be(403);
    let kept = olga.put(GUIDE, guide).await.must_be(200);
    assert_eq!((&kept.json["revision"], &kept.json["criteria"][0]["field"]), (&json!(1), &json!("seats")));
    let again = olga.put(GUIDE, kept.json.clone()).await.must_be(200);
    assert_eq!(again.json, kept.json, "what is read can be written back, and changes nothing");
    olga.put(GUIDE, json!({ "revision": 0, "goal": "Late" })).await.must_be(409);

    let to_discovery = json!({ "stage": "discovery" });
    let refused = ana.put("/api/v1/deals/1/stage", to_discovery.clone()).await.must_be(422);
    assert_eq!(refused.json["problems"][0]["field"], "waiver");
    assert!(refused.json["problems"][0]["detail"].as_str().unwrap().contains("Ten seats at least"));
    assert_eq!(ana.get("/api/v1/deals/1/guidance").await.must_be(200).json["verdict"], "asks_for_reason");
    let answered = ana.put("/api/v1/deals/1/fields/seats", json!({ "answer": "12" })).await.must_be(200);
    assert_eq!(answered.json["verdict"], "passes_with_gaps");
    ana.put("/api/v1/deals/1/checks/a_sponsor", json!({ "item": "Fax" })).await.must_be(422);
    for item in ["Name", "Phone"] {
        ana.put("/api/v1/deals/1/checks/a_sponsor", json!({ "item": item })).await.must_be(200);
    }
    assert_eq!(ana.get("/api/v1/deals/1/guidance").await.json["verdict"], "passes");
    ana.put("/api/v1/deals/1/stage", to_discovery).await.must_be(200);

    let many = json!({ "deals": [1, 2], "stage": "demo" });
    let moved = olga.post("/api/v1/deals/moves", many).await.must_be(200);
    assert_eq!((&moved.json["moved"], &moved.json["held"][0]["deal"]), (&json!([1]), &json!(2)));
    let waived = json!({ "deals": [2], "stage": "demo", "waiver": "will_follow", "waiver_words": "On Monday." });
    assert_eq!(olga.post("/api/v1/deals/moves", waived).await.must_be(200).json["moved"], json!([2]));
    learn(&app);
    let lessons = ana.get("/api/v1/lessons").await.must_be(200);
    let items = lessons.json["items"].as_array().unwrap();
    let of = |key: &str| items.iter().find(|it| it["criterion"] == key).unwrap();
    assert_eq!((&of("ten_seats_at_least")["met"], &of("ten_seats_at_least")["waived"]), (&json!(1), &json!(1)));
    assert_eq!((&of("a_sponsor")["met"], &of("a_sponsor")["gaps"]), (&json!(1), &json!(1)));
}

/// What the work in the background does every few minutes.
fn learn(app: &App) {
    in_scene(&app.database, &app.world.workspace, app.clock.now(), |scene| {
        let counted = domain::Stage::count_lessons(scene)?;
        domain::Stage::keep_lessons(scene, &counted)
    });
}
