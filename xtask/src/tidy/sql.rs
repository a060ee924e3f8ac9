//! One SQL text for every engine: only what all of them read alike, and only where it belongs.

use super::finding::Finding;
use super::rust::{Kind, tokens};
use super::sources::{Source, Sources};
use super::tables;

/// Where SQL may stand; tests and benches may have it everywhere.
const HOMES: [&str; 5] = ["crates/bench/", "crates/db/", "crates/domain/", "crates/testing/", "xtask/src/tidy/"];
const ANYWHERE: [&str; 2] = ["/tests/", "/benches/"];

/// Words that begin a statement, and words that only SQL writes in capitals.
const STATEMENTS: [&str; 8] = ["SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP", "WITH"];
const CLAUSES: [&str; 9] = ["FROM", "WHERE", "JOIN", "VALUES", "SET", "TABLE", "INDEX", "ORDER", "RETURNING"];

/// Words that engines read differently, or not at all, each with what to do instead.
const BANNED: [(&str, &str); 22] = [
    ("NOW", "the clock comes in as a value"),
    ("CURRENT_TIMESTAMP", "the clock comes in as a value"),
    ("CURRENT_DATE", "the clock comes in as a value"),
    ("CURRENT_TIME", "the clock comes in as a value"),
    ("STRFTIME", "dates are counted in Rust"),
    ("DATETIME", "dates are counted in Rust"),
    ("LIKE", "engines differ in case: compare a key that was folded in Rust"),
    ("ILIKE", "engines differ in case: compare a key that was folded in Rust"),
    ("GLOB", "engines differ in case: compare a key that was folded in Rust"),
    ("LOWER", "engines fold differently: keep a key that was folded in Rust"),
    ("UPPER", "engines fold differently: keep a key that was folded in Rust"),
    ("AVG", "its type differs between engines: take the sum and the count"),
    ("RANDOM", "randomness comes in as a value"),
    ("TRIGGER", "what happens stands in Rust, in the same transaction"),
    ("SERIAL", "identities are made by the scene"),
    ("BIGSERIAL", "identities are made by the scene"),
    ("AUTOINCREMENT", "identities are made by the scene"),
    ("SEQUENCE", "numbers are counted in a row of the workspace"),
    ("EXTENSION", "the same text runs on engines that have none"),
    ("FUNCTION", "what is computed stands in Rust"),
    ("PG_ADVISORY_LOCK", "lock a row"),
    ("PG_ADVISORY_XACT_LOCK", "lock a row"),
];

/// Marks that are an engine's own.
const MARKS: [(&str, &str); 6] = [
    ("?", "placeholders are $1, $2, …"),
    ("->", "no JSON operators: what is asked for has a column"),
    ("@>", "no JSON operators: what is asked for has a column"),
    ("#>", "no JSON operators: what is asked for has a column"),
    ("::", "write CAST(… AS …)"),
    ("||/", "what is computed stands in Rust"),
];

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    let mut found = Vec::new();
    for source in sources.under("", ".rs") {
        for (line, sql) in statements(source) {
            if source.path.starts_with("crates/domain/") {
                found.extend(broken(&source.path, line, sql));
            } else if !is_home(&source.path) {
                found.push(Finding::new(&source.path, line, "SQL stands only in crates/domain, beside its noun"));
            }
        }
    }
    for source in sources.under("crates/domain/", ".sql") {
        found.extend(broken(&source.path, 1, &source.text));
    }
    found
}

fn is_home(path: &str) -> bool {
    HOMES.iter().any(|home| path.starts_with(home)) || ANYWHERE.iter().any(|part| path.contains(part))
}

/// The texts of a Rust file that are SQL, each with its line.
fn statements(source: &Source) -> Vec<(usize, &str)> {
    let texts = tokens(&source.text).into_iter().filter(|token| token.kind == Kind::Text);
    texts.filter(|token| is_sql(token.text)).map(|token| (token.line, token.text)).collect()
}

fn is_sql(text: &str) -> bool {
    let words = || {
        text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_')).filter(|word| !word.is_empty())
    };
    let begins = words().next().is_some_and(|word| STATEMENTS.contains(&word));
    begins && words().skip(1).any(|word| CLAUSES.contains(&word))
}

fn broken(path: &str, first: usize, sql: &str) -> Vec<Finding> {
    let words = words(sql);
    let mut said = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let banned = BANNED.iter().find(|(banned, _)| word.text.eq_ignore_ascii_case(banned));
        let mark = MARKS.iter().find(|(mark, _)| sql[word.at..].starts_with(mark) && mark.starts_with(word.text));
        if let Some((what, instead)) = banned.or(mark) {
            said.push((word.line, format!("`{what}` in SQL: {instead}")));
        }
        let calls_json = word.text.to_ascii_lowercase().starts_with("json")
            && words.get(at + 1).is_some_and(|next| next.text == "(");
        if calls_json {
            said.push((word.line, format!("`{}` in SQL: what is asked for has a column", word.text)));
        }
    }
    said.extend(
        bare_sums(&words)
            .map(|line| (line, "`SUM(` without a CAST around it: engines give it different types".to_owned())),
    );
    said.extend(tables::findings(&words));
    said.sort();
    said.into_iter().map(|(line, sentence)| Finding::new(path, first + line - 1, sentence)).collect()
}

/// Lines with a sum that no `CAST(` encloses.
fn bare_sums<'w>(words: &'w [Word<'_>]) -> impl Iterator<Item = usize> + 'w {
    let mut open: Vec<&str> = Vec::new();
    let mut before = "";
    words.iter().filter_map(move |word| {
        match word.text {
            "(" => open.push(before),
            ")" => drop(open.pop()),
            _ => {}
        }
        let bare = word.text == "("
            && before.eq_ignore_ascii_case("SUM")
            && !open.iter().any(|call| call.eq_ignore_ascii_case("CAST"));
        before = word.text;
        bare.then_some(word.line)
    })
}

/// A word, or a single mark, of a statement. Comments and quoted texts are left out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'s> {
    pub(super) text: &'s str,
    /// Its line, the first one being 1.
    pub(super) line: usize,
    at: usize,
}

fn words(sql: &str) -> Vec<Word<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = sql[at..].chars().next() {
        let rest = &sql[at..];
        let length = if rest.starts_with("--") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first == '\'' {
            rest[1..].find('\'').map_or(rest.len(), |end| end + 2)
        } else if is_word(first) {
            rest.find(|letter| !is_word(letter)).unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        if !(first.is_whitespace() || first == '\'' || first == '\\' || rest.starts_with("--")) {
            found.push(Word { text: &rest[..length], line: 1 + sql[..at].matches('\n').count(), at });
        }
        at += length;
    }
    found
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$' | '{' | '}')
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    fn in_domain(sql: &str) -> Vec<String> {
        let text = format!("const SQL: &str = \"{sql}\";");
        shown(&findings(&Sources::of(&[("crates/domain/src/deal.rs", &text)])))
    }

    #[test]
    fn portable_sql_passes() {
        let good = "SELECT a.id, CAST(COALESCE(SUM(a.minor), 0) AS BIGINT) AS total -- now() in a comment
            FROM ledger_entries a WHERE a.workspace_id = $1 AND a.kind = 'like' AND a.known = $2 GROUP BY a.id";
        assert!(in_domain(good).is_empty(), "{:?}", in_domain(good));
    }

    #[test]
    fn what_engines_read_differently_is_found_on_its_line() {
        let found = in_domain("SELECT id FROM deals\n WHERE title LIKE $1 AND at < now()");
        let like =
            "crates/domain/src/deal.rs:2: `LIKE` in SQL: engines differ in case: compare a key that was folded in Rust";
        assert_eq!(found, [like, "crates/domain/src/deal.rs:2: `NOW` in SQL: the clock comes in as a value"]);
        for bad in ["= ?", "= particulars ->> 'x'", "= $1::bigint", "= json_extract(particulars)", "= LOWER($1)"] {
            assert_eq!(in_domain(&format!("SELECT id FROM deals WHERE id {bad}")).len(), 1, "{bad}");
        }
    }

    #[test]
    fn a_sum_needs_a_cast_around_it() {
        assert_eq!(in_domain("SELECT SUM(minor) FROM ledger_entries").len(), 1);
        assert_eq!(in_domain("SELECT CAST(1 AS BIGINT), SUM(minor) FROM ledger_entries").len(), 1);
    }

    #[test]
    fn sql_outside_of_its_home_is_found_and_prose_is_not() {
        let text = "const A: &str = \"SELECT id FROM deals\"; const B: &str = \"Select a deal from the list\";";
        let sources = Sources::of(&[("crates/pages/src/deals.rs", text), ("crates/pages/tests/deals.rs", text)]);
        assert_eq!(
            shown(&findings(&sources)),
            ["crates/pages/src/deals.rs:1: SQL stands only in crates/domain, beside its noun"]
        );
    }
}
