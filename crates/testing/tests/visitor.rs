//! A visitor behaves as a browser does.

use axum::Router;
use axum::http::HeaderMap;
use axum::response::{AppendHeaders, Redirect};
use axum::routing::{get, post};
use testing::Visitor;

fn site() -> Router {
    let said = |headers: HeaderMap, name: &str| headers.get(name).map(|value| format!("{value:?}")).unwrap_or_default();
    Router::new()
        .route("/", get(move |headers: HeaderMap| async move { said(headers, "cookie") }))
        .route("/enter", post(|| async { (AppendHeaders([("set-cookie", "key=42; HttpOnly")]), Redirect::to("/")) }))
        .route("/leave", post(|| async { AppendHeaders([("set-cookie", "key=; Max-Age=0")]) }))
        .route(
            "/echo",
            post(move |headers: HeaderMap, body: String| async move { body + &said(headers, "sec-fetch-site") }),
        )
}

#[tokio::test]
async fn a_cookie_is_kept_until_it_is_taken_back() {
    let ana = Visitor::new(site());
    let entered = ana.post("/enter", &[]).await;
    assert_eq!((entered.status.as_u16(), entered.location()), (303, Some("/")));
    assert_eq!(ana.get("/").await.body, "\"key=42\"");
    ana.post("/leave", &[]).await;
    assert_eq!(ana.get("/").await.body, "");
}

#[tokio::test]
async fn a_form_arrives_as_a_browser_sends_it() {
    let ana = Visitor::new(site());
    let echo = ana.post("/echo", &[("title", "Coffee & tea"), ("when", "ä")]).await;
    assert_eq!(echo.body, "title=Coffee+%26+tea&when=%C3%A4\"same-origin\"");
}
