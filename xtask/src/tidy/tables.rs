//! Tables: few types, and every row belongs to a workspace.

use super::sql::Word;

/// What a column may be. The two in braces become each engine's own spelling.
const TYPES: [&str; 5] = ["BIGINT", "TEXT", "BOOLEAN", "{TEXT}", "{BYTES}"];
/// What stands above all workspaces.
const ABOVE_WORKSPACES: [&str; 3] = ["workspaces", "migrations", "leases"];
/// What begins a line of a table that is no column.
const CONSTRAINTS: [&str; 5] = ["PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "CONSTRAINT"];

/// What is wrong with the tables made and changed here, each with its line.
pub(super) fn findings(words: &[Word<'_>]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in 0..words.len() {
        let here = &words[at..];
        if begins(here, &["CREATE", "TABLE"]) {
            let named = if begins(&here[2..], &["IF", "NOT", "EXISTS"]) { &here[5..] } else { &here[2..] };
            found.extend(table(named));
        } else if begins(here, &["ADD", "COLUMN"]) {
            found.extend(column(&here[2..]));
        }
    }
    found
}

/// The name of a table and what follows it.
fn table(words: &[Word<'_>]) -> Vec<(usize, String)> {
    let Some((name, rest)) = words.split_first() else { return Vec::new() };
    let items = items(rest);
    let mut found: Vec<_> = items.iter().filter(|item| !is_constraint(item)).filter_map(|item| column(item)).collect();
    let leads = items.iter().find_map(|item| leading_key(item));
    if !ABOVE_WORKSPACES.contains(&name.text) && leads != Some("workspace_id") {
        found.push((name.line, format!("the primary key of `{}` does not begin with workspace_id", name.text)));
    }
    found
}

fn column(words: &[Word<'_>]) -> Option<(usize, String)> {
    let [name, kind, ..] = words else { return None };
    if TYPES.contains(&kind.text) {
        return None;
    }
    let allowed = TYPES.join(", ");
    Some((
        kind.line,
        format!("column `{}` is {}: the types that every engine shares are {allowed}", name.text, kind.text),
    ))
}

fn is_constraint(item: &[Word<'_>]) -> bool {
    item.first().is_some_and(|word| CONSTRAINTS.contains(&word.text.to_ascii_uppercase().as_str()))
}

/// The first column of the primary key, if this line of a table declares it.
fn leading_key<'s>(item: &[Word<'s>]) -> Option<&'s str> {
    let at = (0..item.len()).find(|at| begins(&item[*at..], &["PRIMARY", "KEY"]))?;
    match item.get(at + 2) {
        Some(open) if open.text == "(" => item.get(at + 3).map(|column| column.text),
        _ => item.first().map(|column| column.text),
    }
}

/// The lines of a table: what stands in the first pair of parentheses, cut at its own commas.
fn items<'w, 's>(words: &'w [Word<'s>]) -> Vec<&'w [Word<'s>]> {
    let mut depth = 0_usize;
    let mut from = 1;
    let mut found = Vec::new();
    for (at, word) in words.iter().enumerate() {
        depth += usize::from(word.text == "(");
        depth -= usize::from(word.text == ")" && depth > 0);
        if depth == 0 {
            found.push(words.get(from..at).unwrap_or(&[]));
            break;
        }
        if depth == 1 && word.text == "," {
            found.push(&words[from..at]);
            from = at + 1;
        }
    }
    found
}

fn begins(words: &[Word<'_>], with: &[&str]) -> bool {
    words.len() >= with.len() && words.iter().zip(with).all(|(word, with)| word.text.eq_ignore_ascii_case(with))
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::super::sources::Sources;
    use super::super::sql;

    fn migration(text: &str) -> Vec<String> {
        shown(&sql::findings(&Sources::of(&[("crates/domain/migrations/1.sql", text)])))
    }

    #[test]
    fn a_table_of_a_workspace_passes() {
        let good = "CREATE TABLE notes (workspace_id {BYTES} NOT NULL, id {BYTES} NOT NULL, body {TEXT} NOT NULL DEFAULT 'a, b',
            open BOOLEAN NOT NULL, at BIGINT, PRIMARY KEY (workspace_id, id));
            CREATE TABLE leases (name {TEXT} PRIMARY KEY, holder {TEXT});
            ALTER TABLE notes ADD COLUMN kind {TEXT};";
        assert!(migration(good).is_empty(), "{:?}", migration(good));
    }

    #[test]
    fn a_type_that_engines_spell_differently_is_found() {
        let found =
            migration("CREATE TABLE notes (\n workspace_id {BYTES},\n at TIMESTAMP,\n PRIMARY KEY (workspace_id))");
        let types = "BIGINT, TEXT, BOOLEAN, {TEXT}, {BYTES}";
        let sentence = format!("column `at` is TIMESTAMP: the types that every engine shares are {types}");
        assert_eq!(found, [format!("crates/domain/migrations/1.sql:3: {sentence}")]);
        assert_eq!(migration("ALTER TABLE notes ADD COLUMN at JSONB").len(), 1);
    }

    #[test]
    fn a_row_that_belongs_to_nobody_is_found() {
        let orphan = "the primary key of `notes` does not begin with workspace_id";
        for bad in [
            "CREATE TABLE notes (id {BYTES} PRIMARY KEY)",
            "CREATE TABLE IF NOT EXISTS notes (id {BYTES}, PRIMARY KEY (id, workspace_id))",
        ] {
            assert_eq!(migration(bad), [format!("crates/domain/migrations/1.sql:1: {orphan}")]);
        }
    }
}
