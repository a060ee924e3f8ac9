//! The API describes itself as it is.

use std::collections::BTreeSet;

use crate::office::Program;
use serde_json::Value;
use testing::App;

const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/v1/openapi.json");

/// `METHOD path` of every route in the table that is documented.
fn routes() -> BTreeSet<String> {
    let table = include_str!("../../src/lib.rs");
    let mut found = BTreeSet::new();
    for route in table.split(".route(").skip(1) {
        let mut depth = 1;
        let end = route.find(|letter: char| {
            depth += i32::from(letter == '(') - i32::from(letter == ')');
            depth == 0
        });
        let route = &route[..end.unwrap()];
        let path = route.split('"').nth(1).unwrap();
        for method in ["get", "post", "put", "patch", "delete"] {
            let called = route.match_indices(&format!("{method}(")).any(|(at, _)| !route[..at].ends_with('_'));
            if called && path != "/api/v1/openapi.json" {
                found.insert(format!("{} {path}", method.to_ascii_uppercase()));
            }
        }
    }
    found
}

fn described(document: &Value) -> BTreeSet<String> {
    let paths = document["paths"].as_object().unwrap();
    let calls = paths.iter().flat_map(|(path, item)| {
        item.as_object().unwrap().keys().map(move |method| format!("{} {path}", method.to_ascii_uppercase()))
    });
    calls.collect()
}

#[test]
fn every_route_stands_in_the_document_and_nothing_else() {
    let document: Value = serde_json::from_str(&api::openapi()).unwrap();
    assert_eq!(described(&document), routes());
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
}

#[test]
fn operations_have_names_of_their_own_and_say_what_they_do() {
    let document: Value = serde_json::from_str(&api::openapi()).unwrap();
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            assert!(names.insert(operation["operationId"].as_str().unwrap().to_owned()), "{method} {path}");
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{method} {path}");
            assert!(operation["responses"]["default"].is_object(), "{method} {path}");
        }
    }
}

/// `OPENAPI=write` writes the snapshot anew; read the difference before it is committed: whoever uses the
/// API reads it, too.
#[test]
fn the_document_changes_only_on_purpose() {
    let document = api::openapi() + "\n";
    if std::env::var("OPENAPI").as_deref() == Ok("write") {
        std::fs::write(SNAPSHOT, &document).unwrap();
    }
    let known = std::fs::read_to_string(SNAPSHOT).unwrap_or_default();
    assert!(known == document, "the document is not the snapshot: OPENAPI=write writes it anew");
}

#[tokio::test]
async fn anybody_may_read_how_the_api_is_used() {
    let app = App::open();
    let read = Program::with_token(&app, None).get("/api/v1/openapi.json").await.must_be(200);
    assert_eq!(read.header("content-type"), Some("application/json"));
    assert_eq!(read.json["info"]["title"], "Paceline");
}
