//! Every kind of event stands in the catalogue that other programs are written from.

use super::finding::Finding;
use super::rust::{Kind, Token, tokens};
use super::sources::{Source, Sources};

const KINDS: &str = "crates/domain/src/event/kind.rs";
const CATALOGUE: &str = "docs/events.md";

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    let Some(source) = sources.at(KINDS) else { return Vec::new() };
    let kinds = kinds(source);
    let rows = sources.at(CATALOGUE).map(rows).unwrap_or_default();
    let missing = kinds.iter().filter(|kind| !rows.iter().any(|row| row.name == kind.name)).map(|kind| {
        let sentence = format!("`{}` has no row in {CATALOGUE}, from which other programs are written", kind.name);
        Finding::new(KINDS, kind.line, sentence)
    });
    let gone = rows.iter().filter(|row| !kinds.iter().any(|kind| kind.name == row.name));
    let gone = gone.map(|row| Finding::new(CATALOGUE, row.line, format!("there is no event `{}`", row.name)));
    missing.chain(gone).collect()
}

/// Every kind of event: the file that lists it, its name, and the line.
pub(super) fn all(sources: &Sources) -> impl Iterator<Item = (&str, &str, usize)> {
    let listed = sources.at(KINDS).map(kinds).unwrap_or_default();
    listed.into_iter().map(|kind| (KINDS, kind.name, kind.line))
}

struct Named<'s> {
    name: &'s str,
    line: usize,
}

/// The entries of `kinds! { Variant "name" Audience [Area …]; … }`.
fn kinds(source: &Source) -> Vec<Named<'_>> {
    let tokens = tokens(&source.text);
    let entry = |entry: &[Token<'_>]| {
        entry[0].kind == Kind::Word && entry[1].kind == Kind::Text && entry[2].kind == Kind::Word && entry[3].is("[")
    };
    tokens.windows(4).filter(|four| entry(four)).map(|four| Named { name: four[1].text, line: four[1].line }).collect()
}

/// The rows of the catalogue: lines that begin with a name in a table's first column.
fn rows(source: &Source) -> Vec<Named<'_>> {
    let row = |(line, text)| {
        let (name, _) = str::strip_prefix(text, "| `")?.split_once('`')?;
        Some(Named { name, line })
    };
    (1..).zip(source.text.lines()).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    #[test]
    fn the_catalogue_and_the_list_of_kinds_agree() {
        let list = "kinds! {\n /// Yes.\n DealWon \"deal_won\" Deal [Deals];\n DealLost \"deal_lost\" Deal [];\n}";
        let catalogue = "| name | when |\n| `deal_won` | yes |\n| `deal_eaten` | no |\n";
        let sources = Sources::of(&[(KINDS, list), (CATALOGUE, catalogue)]);
        let missing =
            format!("{KINDS}:4: `deal_lost` has no row in {CATALOGUE}, from which other programs are written");
        assert_eq!(shown(&findings(&sources)), [missing, format!("{CATALOGUE}:3: there is no event `deal_eaten`")]);
    }
}
