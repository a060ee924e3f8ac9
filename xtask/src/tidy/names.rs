//! Names say what a thing is, in the words of a sales team.

use super::finding::Finding;
use super::rust::{Kind, tokens};
use super::sources::{Source, Sources};

/// Words that say nothing: whatever carries one is two things, or has not been understood.
const EMPTY_WORDS: [&str; 10] =
    ["manager", "managers", "helper", "helpers", "util", "utils", "common", "v2", "enhanced", "optimized"];
/// What is followed by the name of a type or a module.
const NAMING: [&str; 6] = ["struct", "enum", "trait", "type", "mod", "union"];
const FOLDERS: [&str; 4] = ["browser/", "crates/", "web/", "xtask/"];

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    let named = FOLDERS.iter().flat_map(|folder| sources.under(folder, ""));
    named.flat_map(|source| in_path(source).into_iter().chain(in_source(source))).collect()
}

fn in_path(source: &Source) -> Option<Finding> {
    empty_word(&source.path)
        .map(|word| Finding::new(&source.path, 1, format!("`{word}` in a file's name says nothing")))
}

fn in_source(source: &Source) -> Vec<Finding> {
    if !source.is_rust() {
        return Vec::new();
    }
    let tokens = tokens(&source.text);
    let names = tokens.windows(2).filter(|pair| NAMING.contains(&pair[0].text) && pair[1].kind == Kind::Word);
    let found = names.filter(|pair| pair[0].kind == Kind::Word).filter_map(|pair| {
        let word = empty_word(pair[1].text)?;
        Some(Finding::new(&source.path, pair[1].line, format!("`{word}` in `{}` says nothing", pair[1].text)))
    });
    found.collect()
}

/// The first empty word in a name, whether it is written `like_this`, `LikeThis` or `like/this`.
fn empty_word(name: &str) -> Option<&'static str> {
    let mut spaced = String::with_capacity(name.len() + 8);
    for letter in name.chars() {
        if letter.is_uppercase() {
            spaced.push(' ');
        }
        spaced.extend(letter.to_lowercase());
    }
    let words: Vec<_> = spaced.split(|letter: char| !letter.is_alphanumeric()).collect();
    EMPTY_WORDS.into_iter().find(|empty| words.contains(empty))
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    #[test]
    fn empty_words_are_found_in_types_modules_and_files() {
        let text = "struct DealManager; mod helpers; struct Commonwealth; fn utility() {}";
        let found =
            findings(&Sources::of(&[("crates/domain/src/deal.rs", text), ("crates/domain/src/date_utils.rs", "")]));
        let first = "crates/domain/src/deal.rs:1: `manager` in `DealManager` says nothing";
        let second = "crates/domain/src/deal.rs:1: `helpers` in `helpers` says nothing";
        let third = "crates/domain/src/date_utils.rs:1: `utils` in a file's name says nothing";
        assert_eq!(shown(&found), [first, second, third]);
    }
}
