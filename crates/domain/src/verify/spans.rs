//! Spans of days: from the first one on, up to but without the last one.

use std::collections::BTreeSet;

/// From when to when something held, as ISO days. No end: it still holds. A span that ends on the day it
/// began, or earlier, never showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: String,
    pub(super) to: Option<String>,
}

impl Span {
    fn ever_held(&self) -> bool {
        self.to.as_ref().is_none_or(|to| *to > self.from)
    }

    pub(super) fn holds_on(&self, day: &str) -> bool {
        self.ever_held() && *self.from <= *day && self.to.as_ref().is_none_or(|to| **to > *day)
    }
}

/// Every day on which something begins or ends: between two of them nothing changes, so these days say
/// everything.
pub(super) fn boundaries<'s>(spans: impl Iterator<Item = &'s Span>) -> BTreeSet<&'s str> {
    spans.filter(|span| span.ever_held()).flat_map(|span| [Some(&*span.from), span.to.as_deref()]).flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(from: &str, to: Option<&str>) -> Span {
        Span { from: from.into(), to: to.map(str::to_owned) }
    }

    #[test]
    fn a_span_holds_from_its_first_day_and_no_longer_on_its_last() {
        let january = span("2017-01-01", Some("2017-02-01"));
        assert!(january.holds_on("2017-01-01") && january.holds_on("2017-01-31") && !january.holds_on("2017-02-01"));
        let never = span("2017-01-01", Some("2017-01-01"));
        assert!(!never.holds_on("2017-01-01"));
        let spans = [january, never, span("2017-02-01", None)];
        assert!(boundaries(spans.iter()).into_iter().eq(["2017-01-01", "2017-02-01"]));
    }
}
