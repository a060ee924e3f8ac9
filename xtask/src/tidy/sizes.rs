//! A function over 40 lines or a file over 300 needs a reason on the waiver list.

use std::collections::BTreeSet;

use super::finding::Finding;
use super::rust::{Kind, Token, tokens};
use super::sources::{Source, Sources};
use super::waivers::{self, Waivers};

/// Lines of a file, all of them counted.
const FILE: usize = 300;
/// Lines of a function's body that hold code, as clippy's `too_many_lines` counts them.
const FUNCTION: usize = 40;
/// Files that people read from top to bottom.
const ENDS: [&str; 6] = [".rs", ".css", ".js", ".mjs", ".ts", ".sql"];

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    let mut waivers = Waivers::read(sources);
    let mut found = Vec::new();
    for source in sources.all().filter(|source| ENDS.iter().any(|end| source.path.ends_with(end))) {
        let length = source.text.lines().count();
        if length > FILE && !waivers.cover(&source.path, length) {
            let sentence = format!("the file has {length} lines, over {FILE}: {}", waivers::ADVICE);
            found.push(Finding::new(&source.path, 1, sentence));
        }
        found.extend(long_functions(source, &mut waivers));
    }
    found.extend(waivers.findings());
    found
}

fn long_functions(source: &Source, waivers: &mut Waivers) -> Vec<Finding> {
    let mut found = Vec::new();
    if source.is_rust() {
        for function in functions(&tokens(&source.text)) {
            let thing = format!("{}::{}", source.path, function.name);
            if function.length > FUNCTION && !waivers.cover(&thing, function.length) {
                let (name, length) = (function.name, function.length);
                let sentence = format!("`{name}` has {length} lines, over {FUNCTION}: {}", waivers::ADVICE);
                found.push(Finding::new(&source.path, function.line, sentence));
            }
        }
    }
    found
}

struct Function<'s> {
    name: &'s str,
    line: usize,
    length: usize,
}

fn functions<'s>(tokens: &[Token<'s>]) -> Vec<Function<'s>> {
    let named = |(at, pair): (usize, &[Token<'s>])| {
        let is_function = pair[0].is("fn") && pair[1].kind == Kind::Word;
        let body = is_function.then(|| body(&tokens[at..])).flatten()?;
        Some(Function { name: pair[1].text, line: pair[0].line, length: length(body) })
    };
    tokens.windows(2).enumerate().filter_map(named).collect()
}

/// What stands between the outer braces of the function that begins here, unless it has none.
fn body<'t, 's>(tokens: &'t [Token<'s>]) -> Option<&'t [Token<'s>]> {
    let mut inside = 0_usize;
    let opening = tokens.iter().position(|token| {
        match token.text {
            "(" | "[" if token.kind == Kind::Mark => inside += 1,
            ")" | "]" if token.kind == Kind::Mark => inside = inside.saturating_sub(1),
            _ => {}
        }
        inside == 0 && (token.is("{") || token.is(";"))
    })?;
    let mut depth = 0_usize;
    let closing = tokens[opening..].iter().position(|token| {
        depth += usize::from(token.is("{"));
        depth -= usize::from(token.is("}") && depth > 0);
        depth == 0
    })?;
    tokens.get(opening + 1..opening + closing)
}

fn length(body: &[Token<'_>]) -> usize {
    body.iter().flat_map(|token| token.line..=token.last_line()).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    fn function(name: &str, lines: usize) -> String {
        format!("fn {name}(pair: [u8; 2]) {{\n// no code\n\n{}}}\n", "    step();\n".repeat(lines))
    }

    #[test]
    fn a_function_is_as_long_as_its_lines_of_code() {
        let long = function("long", 41) + &function("short", 40) + "trait T { fn declared(); }";
        let found = findings(&Sources::of(&[("crates/db/src/a.rs", &long)]));
        let sentence =
            "crates/db/src/a.rs:1: `long` has 41 lines, over 40: cut it, or give a reason in xtask/waivers.txt";
        assert_eq!(shown(&found), [sentence]);
    }

    #[test]
    fn a_file_is_as_long_as_all_of_its_lines() {
        let found =
            findings(&Sources::of(&[("web/styles/a.css", &"\n".repeat(301)), ("docs/a.md", &"\n".repeat(999))]));
        let sentence =
            "web/styles/a.css:1: the file has 301 lines, over 300: cut it, or give a reason in xtask/waivers.txt";
        assert_eq!(shown(&found), [sentence]);
    }

    #[test]
    fn a_waiver_covers_up_to_its_number_and_goes_when_it_is_not_needed() {
        let list = "a.rs::long 45 one table\na.rs::short 45 was long once\n";
        let text = function("long", 45) + &function("short", 40);
        let found = findings(&Sources::of(&[("a.rs", &text), ("xtask/waivers.txt", list)]));
        assert_eq!(shown(&found), ["xtask/waivers.txt:2: `a.rs::short` needs no waiver any more: take the line away"]);

        let grown = findings(&Sources::of(&[
            ("a.rs", &function("long", 46)),
            ("xtask/waivers.txt", "a.rs::long 45 one table"),
        ]));
        assert_eq!(grown.len(), 1, "{grown:?}");
    }
}
