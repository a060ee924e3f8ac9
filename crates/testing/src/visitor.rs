use std::collections::BTreeMap;
use std::sync::Mutex;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{CONTENT_TYPE, COOKIE, HOST, LOCATION, SET_COOKIE};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use tower::ServiceExt;

/// One browser in front of a whole server in process: it keeps cookies and says where its posts come
/// from, and follows nothing by itself.
pub struct Visitor {
    router: Router,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; what is no UTF-8 in it is replaced.
    pub body: String,
}

impl Answer {
    /// The header of that name, if it came and is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Where a redirect leads.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.header(LOCATION.as_str())
    }
}

impl Visitor {
    /// A browser that has been nowhere yet.
    #[must_use]
    pub fn new(router: Router) -> Self {
        Self { router, cookies: Mutex::new(BTreeMap::new()) }
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path), Body::empty()).await
    }

    /// Sends a form, as a page of this very site does.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        self.send(request.header(CONTENT_TYPE, "application/x-www-form-urlencoded"), Body::from(body)).await
    }

    /// Hands files over, as a form with a field for them does.
    pub async fn hand_over(&self, path: &str, field: &str, files: &[(&str, &[u8])]) -> Answer {
        let mut body = Vec::new();
        for (name, content) in files {
            let head =
                format!("--seam\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--seam--\r\n");
        let request = self.request(Method::POST, path).header("sec-fetch-site", "same-origin");
        self.send(request.header(CONTENT_TYPE, "multipart/form-data; boundary=seam"), Body::from(body)).await
    }

    /// A request with this browser's cookies, for what a page would not send.
    #[must_use]
    pub fn request(&self, method: Method, path: &str) -> Builder {
        let request = Request::builder().method(method).uri(path).header(HOST, "paceline.test");
        let cookies = self.cookies.lock().unwrap();
        let pairs: Vec<_> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if pairs.is_empty() { request } else { request.header(COOKIE, pairs.join("; ")) }
    }

    /// Sends a request and keeps the cookies that come back.
    pub async fn send(&self, request: Builder, body: Body) -> Answer {
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        let body = if streams(&parts.headers) { Bytes::new() } else { to_bytes(body, usize::MAX).await.unwrap() };
        Answer { status: parts.status, headers: parts.headers, body: String::from_utf8_lossy(&body).into_owned() }
    }

    fn keep_cookies(&self, headers: &HeaderMap) {
        for header in headers.get_all(SET_COOKIE) {
            self.keep_cookie(header.to_str().unwrap());
        }
    }

    /// Keeps a cookie as a `Set-Cookie` header describes it.
    pub(crate) fn keep_cookie(&self, header: &str) {
        let mut cookies = self.cookies.lock().unwrap();
        let (pair, attributes) = header.split_once(';').unwrap_or((header, ""));
        let (name, value) = pair.split_once('=').unwrap();
        if attributes.to_ascii_lowercase().contains("max-age=0") {
            cookies.remove(name);
        } else {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

/// Whether the answer is a stream, which has no end to wait for.
fn streams(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}
