//! The browser's code, styles and pictures.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;

pub(crate) async fn show(Path(name): Path<String>, headers: HeaderMap) -> Response {
    http::asset(&name, &headers)
}
