//! Styles: raw colours only among the tokens, no `!important`, no ids as selectors.

use super::finding::Finding;
use super::sources::{Source, Sources};

const TOKENS: &str = "web/styles/tokens.css";
/// Functions that name a colour outright.
const COLOURS: [&str; 9] = ["oklch(", "oklab(", "rgb(", "rgba(", "hsl(", "hsla(", "hwb(", "lab(", "lch("];

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    sources.under("web/", ".css").flat_map(in_sheet).collect()
}

fn in_sheet(source: &Source) -> Vec<Finding> {
    let sheet = bare(&source.text);
    let mut found = Vec::new();
    for part in parts(&sheet) {
        if !part.is_selector && source.path != TOKENS && has_colour(part.text) {
            found.push((part.line, "a raw colour: name it in web/styles/tokens.css and use the name"));
        }
        if part.text.contains("!important") {
            found.push((part.line, "`!important`: let the layers decide"));
        }
        if part.is_selector && !part.text.trim_start().starts_with('@') && part.text.contains('#') {
            found.push((part.line, "an id as a selector: it cannot be used twice nor be overruled; use a class"));
        }
    }
    found.into_iter().map(|(line, sentence)| Finding::new(&source.path, line, sentence)).collect()
}

/// Whether the text names a colour: by a function of anything but variables, or as `#` with three to
/// eight hexadecimal digits.
pub(super) fn has_colour(text: &str) -> bool {
    let called = COLOURS.iter().any(|call| {
        text.match_indices(call).any(|(at, _)| {
            let is_whole_word = !text[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '-');
            is_whole_word && !text[at + call.len()..].trim_start().starts_with("var(")
        })
    });
    called || text.match_indices('#').any(|(at, _)| is_hex_colour(&text[at + 1..]))
}

fn is_hex_colour(rest: &str) -> bool {
    let length =
        rest.find(|letter: char| !(letter.is_alphanumeric() || matches!(letter, '-' | '_'))).unwrap_or(rest.len());
    matches!(length, 3 | 4 | 6 | 8) && rest[..length].chars().all(|digit| digit.is_ascii_hexdigit())
}

/// The sheet with comments, quoted texts and the insides of `url(…)` blanked out, line for line.
fn bare(sheet: &str) -> String {
    let mut left = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        let blank = [("/*", "*/"), ("\"", "\""), ("'", "'"), ("url(", ")")].iter().find_map(|(from, to)| {
            let inside = rest.strip_prefix(from)?;
            Some(inside.find(to).map_or(rest.len(), |end| from.len() + end + to.len()))
        });
        let length = blank.unwrap_or(first.len_utf8());
        match blank {
            Some(_) => left.extend(rest[..length].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' })),
            None => left.push(first),
        }
        rest = &rest[length..];
    }
    left
}

struct Part<'s> {
    text: &'s str,
    line: usize,
    is_selector: bool,
}

/// What stands before each `{` (a selector or an at-rule) and before each `;` or `}` (a declaration).
fn parts(sheet: &str) -> Vec<Part<'_>> {
    let mut from = 0;
    let mut found = Vec::new();
    for (at, mark) in sheet.char_indices().filter(|(_, mark)| matches!(mark, '{' | '}' | ';')) {
        let text = &sheet[from..at];
        let blank = text.len() - text.trim_start().len();
        let line = 1 + sheet[..from + blank].matches('\n').count();
        found.push(Part { text, line, is_selector: mark == '{' });
        from = at + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    fn sheet(path: &str, text: &str) -> Vec<String> {
        shown(&findings(&Sources::of(&[(path, text)])))
    }

    #[test]
    fn a_sheet_of_names_passes() {
        let good = "/* #fff */ @layer components { .card { color: var(--ink); mask: url(#fade);
            &:hover { background: color-mix(in oklch, var(--ink) 8%, transparent) }
            &.face { background: oklch(var(--light) var(--chroma) var(--hue)) } } }";
        assert!(sheet("web/styles/card.css", good).is_empty());
    }

    #[test]
    fn raw_colours_stand_among_the_tokens_only() {
        let text = ":root {\n --ink: oklch(20% 0 0);\n}";
        assert!(sheet("web/styles/tokens.css", text).is_empty());
        let sentence = "a raw colour: name it in web/styles/tokens.css and use the name";
        assert_eq!(sheet("web/styles/card.css", text), [format!("web/styles/card.css:2: {sentence}")]);
        assert_eq!(sheet("web/styles/card.css", ".a { color: #1a2b3c }").len(), 1);
    }

    #[test]
    fn shouting_and_ids_are_found() {
        assert_eq!(sheet("web/styles/card.css", ".a { margin: 0 !important }").len(), 1);
        assert_eq!(sheet("web/styles/card.css", ".a {} #board .b {}").len(), 1);
    }
}
