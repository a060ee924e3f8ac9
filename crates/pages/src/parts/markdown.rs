use ammonia::Builder;
use maud::{Markup, PreEscaped};
use pulldown_cmark::{Options, Parser, html};

/// Markdown as safe HTML: what people write may hold tables and lists, and nothing that runs.
pub(crate) fn markdown(text: &str) -> Markup {
    let mut raw = String::with_capacity(text.len() * 2);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    html::push_html(&mut raw, Parser::new_ext(text, options));
    let mut cleaner = Builder::default();
    cleaner.rm_tags(["img", "svg", "math"]).link_rel(Some("noopener noreferrer nofollow"));
    PreEscaped(cleaner.clean(&raw).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_writes_can_run() {
        for text in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[click](javascript:alert(1))",
            "<svg onload=alert(1)><animate onbegin=alert(1)></svg>",
            "<a href='x' onclick=y>z</a>",
        ] {
            let shown = markdown(text).into_string();
            for bad in ["<script", "onerror", "javascript:", "onload", "onclick"] {
                assert!(!shown.contains(bad), "{text} became {shown}");
            }
        }
        assert_eq!(markdown("**early**").into_string(), "<p><strong>early</strong></p>\n");
    }
}
