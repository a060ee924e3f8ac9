//! The browser's code, styles and pictures, built by `cargo x assets`: names with a hash, compressed
//! beforehand, kept by browsers for a year.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
struct Dist;

/// The address of a built file by its plain name: `app.js` stands at `/assets/app-3f2a….js`.
#[must_use]
pub fn asset_path(name: &str) -> String {
    static NAMES: LazyLock<HashMap<String, String>> = LazyLock::new(manifest);
    let named = if cfg!(debug_assertions) { manifest().get(name).cloned() } else { NAMES.get(name).cloned() };
    format!("/assets/{}", named.as_deref().unwrap_or(name))
}

fn manifest() -> HashMap<String, String> {
    let file = Dist::get("manifest.json");
    file.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default()
}

/// A built file, compressed as the browser likes it.
#[must_use]
pub fn asset(name: &str, headers: &HeaderMap) -> Response {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|accepted| accepted.to_str().ok()).unwrap_or("");
    let encodings = [("br", ".br"), ("gzip", ".gz"), ("", "")];
    let mut wanted = encodings.into_iter().filter(|(encoding, _)| accepted.contains(encoding));
    let found = wanted.find_map(|(encoding, end)| Some((encoding, Dist::get(&format!("{name}{end}"))?)));
    let Some((encoding, file)) = found.filter(|_| !name.contains("..")) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut answer = Response::new(Body::from(file.data.into_owned()));
    let said = answer.headers_mut();
    said.insert(CONTENT_TYPE, HeaderValue::from_static(kind_of(name)));
    said.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    said.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if !encoding.is_empty() {
        said.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    answer
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" | "webmanifest" => "application/json",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
