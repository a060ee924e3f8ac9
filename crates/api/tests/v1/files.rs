//! Files of deals, through the API.

use axum::body::Body;
use axum::http::Method;
use serde_json::json;
use testing::App;

use crate::office::Program;

#[tokio::test]
async fn a_program_attaches_lists_reads_and_takes_away() {
    let app = App::open();
    let ana = Program::of(&app, "ana");
    let send = async |path: &str| ana.send(Method::POST, path, Body::from("the offer")).await;
    let made = send("/api/v1/deals/1/files?name=offer.pdf").await.must_be(201);
    assert_eq!((&made.json["name"], &made.json["bytes"]), (&json!("offer.pdf"), &json!(9)));
    assert_eq!(made.json["media_type"], "application/pdf");
    let again = send("/api/v1/deals/1/files?name=offer.pdf").await.must_be(201);
    assert_eq!(again.json["id"], made.json["id"], "the same again is the same");
    let place = made.header("location").unwrap().to_owned();
    assert_eq!(ana.get(&format!("{place}/content")).await.must_be(200).text, "the offer");
    assert_eq!(ana.get("/api/v1/deals/1/files").await.must_be(200).json["items"].as_array().unwrap().len(), 1);

    assert_eq!(send("/api/v1/deals/1/files").await.must_be(422).fields(), ["file"], "a name is needed");
    send("/api/v1/deals/1/files?name=a.txt&criterion=none").await.must_be(404);
    send("/api/v1/deals/99/files?name=a.txt").await.must_be(404);
    ana.get("/api/v1/files/none").await.must_be(404);

    ana.send(Method::DELETE, &place, Body::empty()).await.must_be(204);
    ana.get(&format!("{place}/content")).await.must_be(404);
    ana.post(&format!("{place}/restoration"), json!({})).await.must_be(200);
    ana.get(&place).await.must_be(200);
}
