//! A sentence from one page to the next: the answer to a change, shown once.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// What a change wants to say on the page that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The id of the text; only ids that begin with `said-` are shown.
    pub text: String,
    /// The address that undoes it, by a post.
    pub undo: Option<String>,
}

const NAME: &str = "said";

impl Said {
    /// A sentence with nothing to undo.
    #[must_use]
    pub fn text(text: &'static str) -> Self {
        Self { text: text.to_owned(), undo: None }
    }

    /// A sentence with the address that undoes it.
    #[must_use]
    pub fn with_undo(text: &'static str, undo: String) -> Self {
        Self { text: text.to_owned(), undo: Some(undo) }
    }

    /// What the browser brought along.
    #[must_use]
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let cookies = headers.get_all(COOKIE).iter().filter_map(|cookie| cookie.to_str().ok());
        let mut pairs =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|cookie| cookie.trim().split_once('='));
        let (_, value) = pairs.find(|(name, _)| *name == NAME)?;
        let (text, undo) = value.split_once('|').unwrap_or((value, ""));
        let local = undo.starts_with('/') && !undo.starts_with("//");
        text.starts_with("said-").then(|| Self { text: text.to_owned(), undo: local.then(|| undo.to_owned()) })
    }

    /// The header that brings it to the next page, within half a minute.
    #[must_use]
    pub fn keep(&self) -> (HeaderName, HeaderValue) {
        let value = format!("{}|{}", self.text, self.undo.as_deref().unwrap_or(""));
        cookie(&value, 30)
    }

    /// The header that takes it away once it was shown.
    #[must_use]
    pub fn clear() -> (HeaderName, HeaderValue) {
        cookie("", 0)
    }
}

fn cookie(value: &str, seconds: u32) -> (HeaderName, HeaderValue) {
    let cookie = format!("{NAME}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax");
    (SET_COOKIE, HeaderValue::from_str(&cookie).unwrap_or(HeaderValue::from_static("")))
}
