//! What no keyboard types: refused with a sentence on both engines, and never a fault of the server.

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use domain::Scope;
use testing::App;

#[tokio::test]
async fn a_nul_is_refused_with_what_was_typed() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let deal = [("title", "A deal with\0in it"), ("amount", "1200"), ("account", "Dock Works")];
    let refused = ana.post("/deals", &deal).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("cannot be kept") && refused.body.contains("value=\"1200\""), "{}", refused.body);
    let note = ana.post("/deals/1/notes", &[("body", "They\0said")]).await;
    assert_eq!(note.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(note.body.contains("cannot be kept"), "{}", note.body);
}

#[tokio::test]
async fn a_nul_in_an_address_finds_nothing_and_breaks_nothing() {
    let app = App::open();
    let ana = app.sign_in("ana");
    let paths = [
        "/search?q=%00",
        "/deals?text=a%00b",
        "/accounts?q=%00",
        "/w/%00/sign-in",
        "/quick/about?q=%00",
        "/contacts?q=%00",
    ];
    for path in paths {
        let answer = ana.get(path).await;
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
    }
}

#[tokio::test]
async fn a_nul_in_a_body_of_the_api_is_named() {
    let app = App::open();
    let token = app.token("ana", Scope::Write);
    let nobody = app.nobody();
    let request = nobody.request(Method::POST, "/api/v1/deals").header(AUTHORIZATION, format!("Bearer {token}"));
    let body = serde_json::json!({ "title": "a\0b", "account": 1 });
    let answer = nobody.send(request.header(CONTENT_TYPE, "application/json"), Body::from(body.to_string())).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    assert!(answer.body.contains("cannot be kept"), "{}", answer.body);
    assert!(serde_json::from_str::<serde_json::Value>(&answer.body).is_ok());
}
