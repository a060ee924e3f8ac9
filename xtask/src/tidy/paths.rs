//! Nothing here knows whose machine it was written on.

use super::finding::Finding;
use super::sources::{Source, Sources};

/// Folders of one machine, in pieces so that this list is no finding itself.
const TOPS: [&str; 3] = ["work", "root", "tmp"];

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    sources.all().flat_map(in_source).collect()
}

fn in_source(source: &Source) -> Vec<Finding> {
    let mut found = Vec::new();
    for (line, text) in (1..).zip(source.text.lines()) {
        for path in TOPS.map(|top| format!("/{top}/")) {
            if text.match_indices(&path).any(|(at, _)| begins_a_path(&text[..at])) {
                found.push(Finding::new(&source.path, line, format!("a path of one machine ({path})")));
            }
        }
    }
    found
}

/// Whether what stands before a slash leaves it the first of its path.
fn begins_a_path(before: &str) -> bool {
    !before.ends_with(|letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-' | '}' | '*'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_one_machine_is_found_and_one_of_the_project_is_not() {
        let there = format!("see {}notes.md\n", ["", "work", ""].join("/"));
        assert_eq!(findings(&Sources::of(&[("docs/a.md", &there)])).len(), 1);
        assert!(findings(&Sources::of(&[("docs/a.md", "team/cards/work.css")])).is_empty());
    }
}
