//! Another program in front of the whole server in process: it has a token and speaks JSON.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, Method, StatusCode};
use serde_json::Value;
use testing::{App, Visitor};

/// A program with a token.
#[derive(Clone)]
pub struct Program {
    visitor: Arc<Visitor>,
    token: Option<String>,
    headers: Arc<Vec<(&'static str, String)>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    /// The body as JSON; null when it is none.
    pub json: Value,
}

impl Reply {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The fields that have a problem.
    pub fn fields(&self) -> Vec<&str> {
        let problems = self.json["problems"].as_array().map_or(&[][..], Vec::as_slice);
        problems.iter().map(|problem| problem["field"].as_str().unwrap()).collect()
    }

    /// Fails unless it has this status; a refusal must be problem+json with a sentence.
    #[track_caller]
    pub fn must_be(self, status: u16) -> Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.text);
        if status >= 400 {
            assert_eq!(self.header("content-type"), Some("application/problem+json"), "{}", self.text);
            assert_eq!(self.json["status"], status);
            for text in ["type", "title", "detail"] {
                let said = self.json[text].as_str().unwrap();
                assert!(!said.is_empty() && !said.starts_with("api-"), "{text}: {said}");
            }
            let problems = self.json["problems"].as_array().map_or(&[][..], Vec::as_slice);
            assert!(problems.iter().all(|problem| problem["detail"].as_str().unwrap().contains(' ')), "{}", self.text);
        }
        self
    }
}

impl Program {
    /// A program that acts for this person of the small world.
    pub fn of(app: &App, first_name: &str) -> Self {
        Self::with_token(app, Some(app.token(first_name, domain::Scope::Write)))
    }

    pub fn with_token(app: &App, token: Option<String>) -> Self {
        Self { visitor: Arc::new(app.nobody()), token, headers: Arc::default() }
    }

    /// The same program with one more header on all that it sends.
    pub fn with(&self, name: &'static str, value: &str) -> Self {
        let mut headers = (*self.headers).clone();
        headers.push((name, value.to_owned()));
        Self { headers: Arc::new(headers), ..self.clone() }
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, Body::empty()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Body::from(body.to_string())).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PUT, path, Body::from(body.to_string())).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PATCH, path, Body::from(body.to_string())).await
    }

    pub async fn delete(&self, path: &str, body: Value) -> Reply {
        self.send(Method::DELETE, path, Body::from(body.to_string())).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Body) -> Reply {
        let mut request = self.visitor.request(method, path);
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if !self.headers.iter().any(|(name, _)| *name == "content-type") {
            request = request.header("content-type", "application/json");
        }
        for (name, value) in self.headers.iter() {
            request = request.header(*name, value);
        }
        let answer = self.visitor.send(request, body).await;
        let json = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
        Reply { status: answer.status, headers: answer.headers, text: answer.body, json }
    }
}
