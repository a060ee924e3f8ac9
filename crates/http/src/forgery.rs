//! Posts from other sites are refused.

use axum::extract::{Request, State};
use axum::http::header::ORIGIN;
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::Stage;

/// Lets a request pass that looks, goes to the API (where only tokens count, no cookies), or comes from our own pages.
pub(crate) async fn refuse(State(stage): State<Stage>, request: Request, next: Next) -> Response {
    let looks = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    // the API takes no cookies, and a browser never adds a token to somebody else's form
    let by_token_only = request.uri().path().starts_with("/api/");
    if looks || by_token_only || is_ours(request.headers(), &stage.origin.of(request.headers())) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This form came from another site. Open the page here and try again.\n").into_response()
}

/// `Sec-Fetch-Site` says so; where a browser sends none, `Origin` does; with neither it is not ours.
fn is_ours(headers: &HeaderMap, origin: &str) -> bool {
    let said = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    match said("sec-fetch-site") {
        Some(site) => site == "same-origin",
        None => said(ORIGIN.as_str()) == Some(origin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_pages_may_post() {
        let ours = "https://sales.example.org";
        assert!(is_ours(&headers(&[("sec-fetch-site", "same-origin")]), ours));
        assert!(is_ours(&headers(&[("origin", ours)]), ours));
        for foreign in [
            &[("sec-fetch-site", "cross-site"), ("origin", "https://sales.example.org")][..],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "https://evil.example.org")],
            &[("origin", "https://sales.example.org.evil.org")],
            &[("origin", "null")],
            &[],
        ] {
            assert!(!is_ours(&headers(foreign), ours), "{foreign:?}");
        }
    }
}
