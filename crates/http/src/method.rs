//! Forms can only get and post: `?_method=delete` on a post's address says what is meant.

use axum::extract::Request;
use axum::http::Method;

/// The request with the method that is meant.
pub(crate) fn meant(mut request: Request) -> Request {
    if request.method() == Method::POST {
        let asked =
            request.uri().query().and_then(|query| query.split('&').find_map(|pair| pair.strip_prefix("_method=")));
        match asked {
            Some("delete") => *request.method_mut() = Method::DELETE,
            Some("patch") => *request.method_mut() = Method::PATCH,
            Some("put") => *request.method_mut() = Method::PUT,
            _ => {}
        }
    }
    request
}
