//! Long lists, a page at a time.

use axum::http::Uri;
use form_urlencoded::{Serializer, parse};
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::Answer;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct List<T> {
    /// What is on this page.
    pub(crate) items: Vec<T>,
    /// The address of the next page; nothing when this is the last one. It stands in the `Link` header, too.
    pub(crate) next: Option<String>,
}

impl<T: Serialize> List<T> {
    /// Everything there is.
    pub(crate) fn whole(items: Vec<T>) -> Answer {
        Answer::shown(&Self { items, next: None })
    }

    /// A page at `uri`; the next one stands at the same address with another value of `name`.
    pub(crate) fn page(items: Vec<T>, uri: &Uri, name: &str, after: Option<&str>) -> Answer {
        let next = after.map(|after| behind(uri, name, after));
        Answer::shown(&Self { items, next: next.clone() }).with_next(next)
    }
}

fn behind(uri: &Uri, name: &str, value: &str) -> String {
    let others = parse(uri.query().unwrap_or("").as_bytes()).filter(|(known, _)| known != name);
    let query = Serializer::new(String::new()).extend_pairs(others).append_pair(name, value).finish();
    format!("{}?{query}", uri.path())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_keeps_what_was_asked() {
        let uri: Uri = "/api/v1/deals?text=rail+%26+sea&after=old&status=won".parse().unwrap();
        assert_eq!(behind(&uri, "after", "n-w_"), "/api/v1/deals?text=rail+%26+sea&status=won&after=n-w_");
    }
}
