//! Every route stands in the authorisation matrix, with who may use it.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::rust::{Kind, Token, tokens};
use super::sources::{Source, Sources};

/// The route tables: the whole site on two screens.
const TABLES: [&str; 2] = ["crates/pages/src/lib.rs", "crates/api/src/lib.rs"];
const CRATES: [&str; 2] = ["crates/pages/src/", "crates/api/src/"];
const MATRIX: &str = "crates/testing/tests/authorisation/matrix.txt";
/// axum's routing functions.
const METHODS: [&str; 6] = ["get", "post", "put", "patch", "delete", "any"];

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut routes = BTreeMap::new();
    for table in CRATES.iter().flat_map(|folder| sources.under(folder, ".rs")) {
        for route in routes_of(table) {
            if TABLES.contains(&table.path.as_str()) {
                routes.insert(route.call, (table.path.as_str(), route.line));
            } else {
                found.push(Finding::new(
                    &table.path,
                    route.line,
                    "a route outside of the crate's route table in lib.rs",
                ));
            }
        }
    }
    let matrix = sources.at(MATRIX).map(matrix).unwrap_or_default();
    for (call, (path, line)) in &routes {
        if !matrix.contains_key(call) {
            found.push(Finding::new(path, *line, format!("`{call}` is not in {MATRIX}: say who may use it")));
        }
    }
    let gone = matrix.iter().filter(|(call, _)| !routes.contains_key(*call));
    found.extend(gone.map(|(call, line)| Finding::new(MATRIX, *line, format!("there is no route `{call}`"))));
    found
}

struct Route {
    /// `METHOD path`.
    call: String,
    line: usize,
}

/// The calls of `.route("path", get(…).post(…))`.
fn routes_of(source: &Source) -> Vec<Route> {
    let tokens = tokens(&source.text);
    let mut found = Vec::new();
    for (at, call) in tokens.windows(4).enumerate() {
        let is_route = call[0].is(".") && call[1].is("route") && call[2].is("(") && call[3].kind == Kind::Text;
        if is_route {
            let methods = methods(&tokens[at + 3..]);
            found.extend(methods.map(|method| Route {
                call: format!("{} {}", method.to_ascii_uppercase(), call[3].text),
                line: call[3].line,
            }));
        }
    }
    found
}

/// The routing functions called until the parenthesis that encloses these tokens is closed.
fn methods<'s>(tokens: &[Token<'s>]) -> impl Iterator<Item = &'s str> {
    let mut depth = 1_usize;
    let inside = tokens.iter().position(|token| {
        depth += usize::from(token.is("("));
        depth -= usize::from(token.is(")"));
        depth == 0
    });
    let inside = &tokens[..inside.unwrap_or(tokens.len())];
    inside.windows(2).filter(|pair| METHODS.contains(&pair[0].text) && pair[1].is("(")).map(|pair| pair[0].text)
}

/// The matrix: one line a route, `METHOD path who`. The line of each route.
fn matrix(source: &Source) -> BTreeMap<String, usize> {
    let lines = (1..).zip(source.text.lines()).filter(|(_, text)| !text.starts_with('#'));
    let call = |(line, text): (usize, &str)| {
        let mut words = text.split_whitespace();
        Some((format!("{} {}", words.next()?, words.next()?), line))
    };
    lines.filter_map(call).collect()
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    const TABLE: &str = r#"Router::new()
        .route("/deals/{number}", get(deals::show))
        .route("/deals/{number}/closure", post(deals::closures::create).delete(deals::closures::destroy))"#;

    #[test]
    fn a_route_that_nobody_thought_about_is_found() {
        let known =
            "# METHOD path who\nGET /deals/{number} member\nPOST /deals/{number}/closure team\nGET /old member\n";
        let found = findings(&Sources::of(&[(TABLES[0], TABLE), (MATRIX, known)]));
        let unknown =
            format!("{}:3: `DELETE /deals/{{number}}/closure` is not in {MATRIX}: say who may use it", TABLES[0]);
        assert_eq!(shown(&found), [unknown, format!("{MATRIX}:4: there is no route `GET /old`")]);
    }

    #[test]
    fn a_route_hidden_in_another_file_is_found() {
        let found = findings(&Sources::of(&[("crates/pages/src/deals.rs", r#"router.route("/x", get(x))"#)]));
        assert_eq!(found.len(), 1);
    }
}
