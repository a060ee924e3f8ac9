//! The headers that every answer carries, by https and by plain http, whatever the answer is.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use axum::body::Body;
use axum::http::{HeaderMap, Method, StatusCode};
use http::Origin;
use testing::{Answer, App, database};

const PUBLIC: &str = "https://sales.example.org";

/// The policy for an origin, letter by letter.
fn policy(origin: &str) -> String {
    format!(
        "default-src 'none'; script-src {origin}/assets/; style-src {origin}/assets/; img-src 'self' data: blob:; \
         font-src {origin}/assets/; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; \
         frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; report-to csp"
    )
}

fn said<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    headers.get(name).map(|value| value.to_str().unwrap())
}

fn has_all(answer: &Answer, origin: &str, what: &str) {
    let said = |name: &str| said(&answer.headers, name);
    assert_eq!(said("content-security-policy"), Some(policy(origin).as_str()), "{what}");
    assert_eq!(said("reporting-endpoints"), Some(format!("csp=\"{origin}/csp-reports\"").as_str()), "{what}");
    assert_eq!(said("x-content-type-options"), Some("nosniff"), "{what}");
    assert_eq!(said("referrer-policy"), Some("same-origin"), "{what}");
    let none_of = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    assert_eq!(said("permissions-policy"), Some(none_of), "{what}");
    assert_eq!(said("cross-origin-opener-policy"), Some("same-origin"), "{what}");
    assert_eq!(said("cross-origin-resource-policy"), Some("same-origin"), "{what}");
    let transport = origin.starts_with("https:").then_some("max-age=31536000; includeSubDomains");
    assert_eq!(said("strict-transport-security"), transport, "{what}");
    let kept = if what == "the stream" { "no-cache" } else { "no-store" };
    assert_eq!(said("cache-control"), Some(kept), "{what}");
}

/// Answers of every kind: pages, a redirect, a stream, what is not there, what is refused, files.
async fn answers(app: &App) -> Vec<(&'static str, StatusCode, Answer)> {
    let (ana, nobody) = (app.sign_in("ana"), app.nobody());
    let large = "x".repeat(3 << 20);
    let elsewhere = nobody.request(Method::POST, "/session?_method=delete").header("sec-fetch-site", "cross-site");
    vec![
        ("a page", StatusCode::OK, ana.get("/today").await),
        ("the way in", StatusCode::OK, nobody.get("/sign-in").await),
        ("a redirect", StatusCode::SEE_OTHER, nobody.get("/deals").await),
        ("a page that is not there", StatusCode::NOT_FOUND, ana.get("/deals/4711").await),
        ("no such route", StatusCode::NOT_FOUND, ana.get("/nowhere/at/all").await),
        ("no such asset", StatusCode::NOT_FOUND, nobody.get("/assets/none.js").await),
        ("a method that is not there", StatusCode::METHOD_NOT_ALLOWED, ana.post("/today", &[]).await),
        ("a form with a mistake", StatusCode::UNPROCESSABLE_ENTITY, ana.post("/deals", &[("title", "")]).await),
        ("a form that is too large", StatusCode::PAYLOAD_TOO_LARGE, ana.post("/deals", &[("title", &large)]).await),
        ("a form of another site", StatusCode::FORBIDDEN, nobody.send(elsewhere, Body::empty()).await),
        ("the API", StatusCode::UNAUTHORIZED, nobody.get("/api/v1/deals").await),
        ("the stream", StatusCode::OK, ana.get("/live?topics=deals").await),
    ]
}

async fn every_answer_has_them(app: &App, origin: &str) {
    for (what, status, answer) in answers(app).await {
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
        let empty = answer.body.is_empty() && !matches!(what, "a redirect" | "the stream" | "no such asset");
        assert!(!empty, "{what} says nothing");
        has_all(&answer, origin, what);
    }
}

#[tokio::test]
async fn by_https_every_answer_carries_them_and_the_cookie_is_bound_to_the_host() {
    let app = App::at(database(), Origin::public(PUBLIC));
    every_answer_has_them(&app, PUBLIC).await;
    let left = app.sign_in("ana").post("/session?_method=delete", &[]).await;
    assert_eq!(said(&left.headers, "clear-site-data"), Some("\"cache\", \"storage\""));
    let cookie = said(&left.headers, "set-cookie").unwrap();
    assert_eq!(cookie, "__Host-paceline=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax; Secure");
}

#[tokio::test]
async fn by_plain_http_browsers_are_not_held_to_https() {
    let app = App::open();
    every_answer_has_them(&app, "http://paceline.test").await;
    let left = app.sign_in("ana").post("/session?_method=delete", &[]).await;
    let cookie = said(&left.headers, "set-cookie").unwrap();
    assert_eq!(cookie, "paceline=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

#[tokio::test]
async fn a_report_of_the_policy_is_taken_without_a_word() {
    let app = App::open();
    let nobody = app.nobody();
    let report = nobody.request(Method::POST, "/csp-reports").header("content-type", "application/reports+json");
    let answer = nobody.send(report.header("sec-fetch-site", "same-origin"), Body::from("[{\"body\":{}}]")).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
}
