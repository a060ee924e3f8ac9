use axum::http::HeaderMap;
use axum::http::header::HOST;

/// Where browsers reach us: an address that was configured, or on plain loopback whatever name of this
/// machine the browser used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    configured: Option<String>,
}

impl Origin {
    /// The configured public origin, `https://sales.example.org`, without a slash at the end.
    #[must_use]
    pub fn public(origin: &str) -> Self {
        Self { configured: Some(origin.trim_end_matches('/').to_owned()) }
    }

    /// No origin was configured: plain http, under the name that the browser used.
    #[must_use]
    pub fn by_host() -> Self {
        Self { configured: None }
    }

    /// Whether browsers come by https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.configured.as_deref().is_some_and(|origin| origin.starts_with("https://"))
    }

    /// The origin for this request: scheme, host, port.
    #[must_use]
    pub fn of(&self, headers: &HeaderMap) -> String {
        self.configured.clone().unwrap_or_else(|| format!("http://{}", host(headers)))
    }
}

fn host(headers: &HeaderMap) -> &str {
    let said = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    let plain = !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    if plain { said } else { "127.0.0.1" }
}
