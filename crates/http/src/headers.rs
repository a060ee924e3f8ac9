//! The headers that every answer carries, so that a browser keeps to its own side.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::Stage;

/// Whether the public origin is served by https.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Https {
    /// It is: browsers keep to it.
    Yes,
    /// Plain http: loopback, or a local network on purpose.
    No,
}

/// Puts the headers on every answer.
pub(crate) async fn put(State(stage): State<Stage>, request: Request, next: Next) -> Response {
    let origin = stage.origin.of(request.headers());
    let mut answer = next.run(request).await;
    let https = if stage.origin.is_https() { Https::Yes } else { Https::No };
    security_headers(answer.headers_mut(), &origin, https);
    answer
}

/// The headers for an origin. Scripts and styles come from `/assets/` only, nothing inline, no nonce.
pub fn security_headers(headers: &mut HeaderMap, origin: &str, https: Https) {
    let policy = format!(
        "default-src 'none'; script-src {origin}/assets/; style-src {origin}/assets/; img-src 'self' data: blob:; \
         font-src {origin}/assets/; connect-src 'self'; media-src 'self' blob:; worker-src 'self'; \
         manifest-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; \
         frame-ancestors 'none'; report-to csp"
    );
    let reports = format!("csp=\"{origin}/csp-reports\"");
    for (name, value) in [(CONTENT_SECURITY_POLICY, policy), (REPORTING_ENDPOINTS, reports)] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.insert(name, value);
        }
    }
    if https == Https::Yes {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000; includeSubDomains"));
    }
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

const REPORTING_ENDPOINTS: HeaderName = HeaderName::from_static("reporting-endpoints");

const FIXED: [(HeaderName, &str); 5] = [
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];
