//! Every text that the program speaks of by its id stands in the texts, and stands there once.

use std::collections::{BTreeMap, BTreeSet};

use super::events;
use super::finding::Finding;
use super::rust::{Kind, Token, tokens};
use super::sources::{Source, Sources};

/// The language that every id must have; others are translations of it.
const TEXTS: &str = "crates/http/texts/en/";
/// The methods that take an id.
const SPEAKERS: [&str; 2] = ["say", "fill"];
/// What the ids of sentences for wrong input begin with.
const PROBLEM: &str = "problem-";

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    let (mut known, mut found) = (BTreeSet::new(), Vec::new());
    for source in sources.under(TEXTS, ".ftl") {
        for (line, id) in (1..).zip(source.text.lines()).filter_map(|(line, text)| Some((line, id(text)?))) {
            if !known.insert(id) {
                found.push(Finding::new(&source.path, line, format!("`{id}` stands twice, and only one is shown")));
            }
        }
    }
    let missing = used(sources).into_iter().filter(|(id, _)| !known.contains(id.as_str()));
    found.extend(missing.map(|(id, (path, line))| Finding::new(path, line, format!("`{id}` has no text in {TEXTS}"))));
    found
}

/// Each id that is used, with the place that uses it first.
fn used(sources: &Sources) -> BTreeMap<String, (&str, usize)> {
    let mut used = BTreeMap::new();
    for source in sources.under("crates/", ".rs").filter(|source| source.path.contains("/src/")) {
        for (id, line) in ids(source) {
            used.entry(id.to_owned()).or_insert((source.path.as_str(), line));
        }
    }
    for (path, kind, line) in events::all(sources) {
        used.entry(format!("event-{kind}")).or_insert((path, line));
    }
    used
}

/// The ids in one file: what a speaker is given, and whatever names a problem.
fn ids(source: &Source) -> Vec<(&str, usize)> {
    let tokens = tokens(&source.text);
    let spoken = tokens.windows(4).filter(|call| is_spoken(call)).map(|call| &call[3]);
    let problems = tokens.iter().filter(|token| token.kind == Kind::Text && is_problem(token.text));
    spoken.chain(problems).map(|token| (token.text, token.line)).collect()
}

fn is_spoken(call: &[Token<'_>]) -> bool {
    call[0].is(".")
        && SPEAKERS.iter().any(|speaker| call[1].is(speaker))
        && call[2].is("(")
        && call[3].kind == Kind::Text
}

fn is_problem(text: &str) -> bool {
    let rest = text.strip_prefix(PROBLEM).unwrap_or("");
    !rest.is_empty() && rest.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
}

/// The id of a line that begins a text: `id = …`.
fn id(line: &str) -> Option<&str> {
    let (id, _) = line.split_once('=')?;
    let id = id.trim_end();
    let is_id = id.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && id.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_'));
    is_id.then_some(id)
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    #[test]
    fn a_text_that_is_used_but_not_written_is_found() {
        let page =
            r#"html! { h1 { (texts.say("today-title")) } p { (texts.fill("today-gap", &[])) } a href="today" {} }"#;
        let domain = "fn day() {}\nconst LATE: &str = \"problem-date\";";
        let english = "today-title = Today\n    .hint = today-gap = no\n# problem-date = no\n";
        let sources = [
            ("crates/pages/src/a.rs", page),
            ("crates/domain/src/a.rs", domain),
            ("crates/http/texts/en/a.ftl", english),
        ];
        let found = findings(&Sources::of(&sources));
        let late = "crates/domain/src/a.rs:2: `problem-date` has no text in crates/http/texts/en/";
        let gap = "crates/pages/src/a.rs:1: `today-gap` has no text in crates/http/texts/en/";
        assert_eq!(shown(&found), [late, gap]);
    }

    #[test]
    fn a_text_that_stands_twice_is_found() {
        let sources = [
            ("crates/http/texts/en/a.ftl", "today-title = Today\n"),
            ("crates/http/texts/en/b.ftl", "# titles\ntoday-title = This day\n"),
        ];
        let twice = "crates/http/texts/en/b.ftl:2: `today-title` stands twice, and only one is shown";
        assert_eq!(shown(&findings(&Sources::of(&sources))), [twice]);
    }

    #[test]
    fn every_kind_of_event_has_a_sentence() {
        let sources = [("crates/domain/src/event/kind.rs", "kinds! { DealWon \"deal_won\" Deal [Deals]; }")];
        assert_eq!(findings(&Sources::of(&sources)).len(), 1);
        let told = [sources[0], ("crates/http/texts/en/events.ftl", "event-deal_won = { $who } won { $deal }")];
        assert!(findings(&Sources::of(&told)).is_empty());
    }
}
