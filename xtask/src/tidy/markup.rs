//! Markup carries neither style attributes, which the content security policy refuses, nor colours.

use super::css::has_colour;
use super::finding::Finding;
use super::rust::{Kind, Token, tokens};
use super::sources::{Source, Sources};

/// Crates that make markup.
const MAKERS: [&str; 3] = ["crates/charts/src/", "crates/http/src/", "crates/pages/src/"];

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    MAKERS.iter().flat_map(|maker| sources.under(maker, ".rs")).flat_map(in_source).collect()
}

fn in_source(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    let tokens = tokens(&source.text);
    for (at, token) in tokens.iter().enumerate() {
        if is_style_attribute(&tokens[at..]) {
            found.push(Finding::new(
                &source.path,
                token.line,
                "a style attribute: the browser refuses it; use a class",
            ));
        }
        if token.kind == Kind::Text && has_colour(token.text) {
            found.push(Finding::new(&source.path, token.line, "a raw colour: name it in web/styles/tokens.css"));
        }
    }
    found
}

/// `style=` without a space, as markup has it and Rust has not, or within a text of HTML.
fn is_style_attribute(tokens: &[Token<'_>]) -> bool {
    match tokens {
        [text, ..] if text.kind == Kind::Text => text.text.contains(" style="),
        [name, equals, ..] => name.is("style") && equals.is("=") && name.end() == equals.at,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    #[test]
    fn style_attributes_and_colours_in_markup_are_found() {
        let text = r##"let style = "compact"; html! { p class="fade" style="x" { "#7" } } const RED: &str = "#f00";"##;
        let found = findings(&Sources::of(&[("crates/pages/src/a.rs", text), ("crates/domain/src/a.rs", text)]));
        assert_eq!(shown(&found).len(), 2, "{found:?}");
    }
}
