//! Who may use which route: every route x method x role, as `matrix.txt` says. A refusal leaves the
//! database as it was.
//!
//! `MATRIX=write` writes the file anew from what the product does now; read the difference before it is
//! committed.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod places;
mod tables;

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION};
use axum::http::request::Builder;
use axum::http::{Method, StatusCode};
use domain::Scope;
use testing::{Answer, App, Visitor, World};

const MATRIX: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/authorisation/matrix.txt");

/// Nobody, an admin of another workspace, a partner who is not on the deal, a seller of another team, the
/// deal's partner, its seller, its team's leader, operations, admin.
const WHO: [&str; 8] = ["nobody", "eve", "dev", "chloe", "ana", "ben", "olga", "adam"];

/// How a request ends, as far as rights go.
fn verdict(answer: &Answer) -> &'static str {
    let to_sign_in = answer.headers.get(LOCATION).is_some_and(|to| to.to_str().unwrap().starts_with("/sign-in"));
    match answer.status {
        StatusCode::UNAUTHORIZED => "in",
        _ if to_sign_in => "in",
        StatusCode::FORBIDDEN => "no",
        StatusCode::NOT_FOUND => "gone",
        status => {
            assert!(!status.is_server_error(), "{status}: {}", answer.body);
            "ok"
        }
    }
}

struct Stand {
    app: App,
    foreign: World,
}

impl Stand {
    fn open() -> Self {
        let app = App::open();
        let foreign = World::elsewhere(&app.database, app.clock.now());
        Self { app, foreign }
    }

    fn browser(&self, who: &str) -> Visitor {
        match who {
            "nobody" => self.app.nobody(),
            "eve" => self.app.signed_in(&self.foreign.workspace, &self.foreign.people["eve"]),
            known => self.app.sign_in(known),
        }
    }

    fn token(&self, who: &str) -> Option<String> {
        match who {
            "nobody" => None,
            "eve" => Some(self.app.token_of(&self.foreign.workspace, &self.foreign.people["eve"], Scope::Write)),
            known => Some(self.app.token(known, Scope::Write)),
        }
    }

    /// The request as `who` sends it. Signing in is itself a change, so it is over before the request goes.
    fn request(&self, who: &str, method: &Method, path: &str) -> (Visitor, Builder, Body) {
        let api = path.starts_with("/api/");
        let visitor = if api { self.app.nobody() } else { self.browser(who) };
        let mut request = visitor.request(method.clone(), path).header("sec-fetch-site", "same-origin");
        if let Some(token) = self.token(who).filter(|_| api) {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let (kind, body) = match path {
            _ if api => ("application/json", "{}"),
            path if takes_files(path) => ("multipart/form-data; boundary=end", "--end--\r\n"),
            _ => ("application/x-www-form-urlencoded", ""),
        };
        let body = if *method == Method::GET { Body::empty() } else { Body::from(body) };
        (visitor, request.header(CONTENT_TYPE, kind), body)
    }
}

/// Whether the form of this route has files in it.
fn takes_files(path: &str) -> bool {
    path == "/imports" || path.ends_with("/days-off")
}

/// The verdicts of everybody on one route.
async fn verdicts(method: &Method, template: &str) -> Vec<&'static str> {
    let stand = Stand::open();
    let path = places::filled(&stand.app, template);
    let mut said = Vec::new();
    for who in WHO {
        let path = if who == "eve" { places::foreign(&path) } else { path.clone() };
        let (visitor, request, body) = stand.request(who, method, &path);
        let before = tables::counts(&stand.app, &stand.foreign);
        let answer = visitor.send(request, body).await;
        let verdict = verdict(&answer);
        if verdict != "ok" {
            let after = tables::counts(&stand.app, &stand.foreign);
            assert_eq!(before, after, "{who} {method} {path} was refused ({}) and changed something", answer.status);
        }
        said.push(verdict);
    }
    said
}

#[tokio::test]
async fn every_route_lets_in_who_the_matrix_says_and_nobody_else() {
    let matrix = std::fs::read_to_string(MATRIX).unwrap();
    let mut written = String::new();
    let mut wrong = String::new();
    for line in matrix.lines() {
        if line.starts_with('#') || line.trim().is_empty() {
            writeln!(written, "{line}").unwrap();
            continue;
        }
        let mut words = line.split_whitespace();
        let (method, template) = (words.next().unwrap(), words.next().unwrap());
        let asked = if method == "ANY" { Method::GET } else { method.parse().unwrap() };
        let said = verdicts(&asked, template).await;
        let now: Vec<String> = WHO.iter().zip(&said).map(|(who, verdict)| format!("{who}={verdict}")).collect();
        let now = format!("{method} {template} {}", now.join(" "));
        if now != line {
            writeln!(wrong, "the file says {line}\nthe product {now}").unwrap();
        }
        writeln!(written, "{now}").unwrap();
    }
    if std::env::var("MATRIX").as_deref() == Ok("write") {
        std::fs::write(MATRIX, written).unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{wrong}");
}
