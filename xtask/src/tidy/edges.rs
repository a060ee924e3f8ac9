//! Which crate may see which: the map in `ARCHITECTURE.md`, as a test.

use super::finding::Finding;
use super::manifest;
use super::sources::{Source, Sources};

/// Each crate of ours with those that it may depend on. Tests may see everything.
const MAP: [(&str, &[&str]); 12] = [
    ("api", &["domain", "http", "measures"]),
    ("charts", &["measures"]),
    ("db", &[]),
    ("domain", &["db", "measures", "recall"]),
    ("http", &["db", "domain", "measures"]),
    ("measures", &[]),
    ("paceline", &["api", "charts", "db", "domain", "http", "measures", "pages", "recall"]),
    ("pages", &["charts", "domain", "http", "measures"]),
    ("recall", &[]),
    ("testing", &["api", "charts", "db", "domain", "http", "measures", "pages", "recall"]),
    ("xtask", &[]),
    ("bench", &["api", "charts", "db", "domain", "http", "measures", "pages", "recall", "testing"]),
];

/// Crates of others that only some of ours may use, and why.
const RESERVED: [(&str, &[&str], &str); 8] = [
    ("rusqlite", &["bench", "db"], "only `db` speaks to an engine; the control goes around it"),
    ("postgres", &["db"], "only `db` speaks to an engine"),
    ("tokio-postgres", &["db"], "only `db` speaks to an engine"),
    ("axum", &["api", "bench", "http", "pages", "paceline", "testing"], "the domain knows no HTTP"),
    ("tower-http", &["http", "paceline"], "the domain knows no HTTP"),
    ("maud", &["charts", "http", "pages"], "only these make markup"),
    ("tokio", &["api", "db", "http", "pages", "paceline", "testing", "bench"], "the domain is synchronous"),
    ("tempfile", &["bench", "testing"], "only tests make files that vanish"),
];

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    let ours = sources.under("", "/Cargo.toml").filter_map(|manifest| Some((name(manifest)?, manifest)));
    ours.flat_map(|(name, manifest)| of_crate(name, manifest)).collect()
}

/// The folder of a crate, by which the others call it.
pub(super) fn name(manifest: &Source) -> Option<&str> {
    manifest.path.strip_suffix("/Cargo.toml")?.rsplit('/').next()
}

/// Whether a dependency of this name is a crate of ours.
pub(super) fn is_ours(name: &str) -> bool {
    MAP.iter().any(|(ours, _)| *ours == name)
}

fn of_crate(name: &str, manifest: &Source) -> Vec<Finding> {
    let Some((_, allowed)) = MAP.iter().find(|(ours, _)| *ours == name) else {
        let sentence = format!("the crate `{name}` is not on the map in xtask/src/tidy/edges.rs and ARCHITECTURE.md");
        return vec![Finding::new(&manifest.path, 1, sentence)];
    };
    let mut found = Vec::new();
    for dependency in manifest::of_crate(manifest).into_iter().filter(|dependency| !dependency.for_development) {
        let used = dependency.name;
        if is_ours(used) && !allowed.contains(&used) {
            let sentence = format!("`{name}` must not know `{used}` (ARCHITECTURE.md, the map)");
            found.push(Finding::new(&manifest.path, dependency.line, sentence));
        }
        let reserved = RESERVED.iter().find(|(crate_of_others, _, _)| *crate_of_others == used);
        if let Some((_, users, why)) = reserved.filter(|(_, users, _)| !users.contains(&name)) {
            let users = users.join(", ");
            let sentence = format!("`{name}` must not use `{used}`, which is for {users}: {why}");
            found.push(Finding::new(&manifest.path, dependency.line, sentence));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    fn of(path: &str, dependencies: &str) -> Vec<String> {
        shown(&findings(&Sources::of(&[(path, &format!("[dependencies]\n{dependencies}"))])))
    }

    #[test]
    fn an_edge_that_the_map_lacks_is_found() {
        let sentence = "crates/pages/Cargo.toml:2: `pages` must not know `db` (ARCHITECTURE.md, the map)";
        assert_eq!(of("crates/pages/Cargo.toml", "db.workspace = true\n"), [sentence]);
        assert!(
            of("crates/pages/Cargo.toml", "domain.workspace = true\n\n[dev-dependencies]\ndb.workspace = true")
                .is_empty()
        );
    }

    #[test]
    fn a_crate_of_others_in_the_wrong_hands_is_found() {
        let sentence = "crates/domain/Cargo.toml:2: `domain` must not use `rusqlite`, which is for bench, db: only `db` speaks to an engine; the control goes around it";
        assert_eq!(of("crates/domain/Cargo.toml", "rusqlite.workspace = true"), [sentence]);
    }

    #[test]
    fn a_crate_nobody_put_on_the_map_is_found() {
        assert_eq!(of("crates/plumbing/Cargo.toml", "").len(), 1);
    }
}
