//! The cookie of a sign-in.

use axum::http::header::{COOKIE, SET_COOKIE, USER_AGENT};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use domain::secret::Token;

use crate::Stage;

/// Writes and reads the cookie. By https it is bound to the host; plain http can do without.
pub struct Cookies;

impl Cookies {
    /// The token in the request's cookie.
    #[must_use]
    pub fn token(headers: &HeaderMap, stage: &Stage) -> Option<Token> {
        let name = name(stage);
        let all = headers.get_all(COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
        all.flat_map(|cookies| cookies.split(';'))
            .filter_map(|cookie| cookie.trim().split_once('='))
            .find(|(key, _)| *key == name)
            .and_then(|(_, value)| Token::parse(value))
    }

    /// The header that keeps a token in the browser for 30 days.
    #[must_use]
    pub fn keep(token: &Token, stage: &Stage) -> (HeaderName, HeaderValue) {
        Self::set(&token.text(), 30 * 24 * 3600, stage)
    }

    /// The header that takes it out of the browser.
    #[must_use]
    pub fn clear(stage: &Stage) -> (HeaderName, HeaderValue) {
        Self::set("", 0, stage)
    }

    fn set(value: &str, seconds: u32, stage: &Stage) -> (HeaderName, HeaderValue) {
        let secure = if stage.origin.is_https() { "; Secure" } else { "" };
        let name = name(stage);
        let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
        (SET_COOKIE, HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static("")))
    }
}

fn name(stage: &Stage) -> &'static str {
    if stage.origin.is_https() { "__Host-paceline" } else { "paceline" }
}

/// How the browser names itself.
#[must_use]
pub fn browser_of(headers: &HeaderMap) -> String {
    headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or("").to_owned()
}

/// Which machine the request comes from, as far as the connection tells.
#[must_use]
pub fn client_of(extensions: &axum::http::Extensions) -> String {
    use axum::extract::ConnectInfo;
    let address = extensions.get::<ConnectInfo<std::net::SocketAddr>>();
    address.map_or_else(String::new, |ConnectInfo(address)| address.ip().to_string())
}
