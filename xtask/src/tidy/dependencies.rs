//! Every direct dependency has its line in `docs/dependencies.md`: why it, and why not its neighbour.

use std::collections::BTreeMap;

use super::finding::Finding;
use super::sources::{Source, Sources};
use super::{edges, manifest};

const LIST: &str = "docs/dependencies.md";

pub(super) fn findings(sources: &Sources) -> Vec<Finding> {
    let used = used(sources);
    let listed = sources.at(LIST).map(listed).unwrap_or_default();
    let unlisted = used.iter().filter(|(name, _)| !listed.contains_key(*name)).map(|(name, (path, line))| {
        Finding::new(path, *line, format!("`{name}` has no line in {LIST}: say why it and not its neighbour"))
    });
    let unused = listed.iter().filter(|(name, _)| !used.contains_key(*name));
    let unused = unused.map(|(name, line)| Finding::new(LIST, *line, format!("nothing depends on `{name}` any more")));
    unlisted.chain(unused).collect()
}

/// Each direct dependency that is not ours, with the place that names it first.
fn used(sources: &Sources) -> BTreeMap<&str, (&str, usize)> {
    let mut used = BTreeMap::new();
    let crates = sources.under("", "/Cargo.toml").map(|source| (source, manifest::of_crate(source)));
    let packages = sources.under("", "/package.json").map(|source| (source, manifest::of_package(source)));
    for (source, dependencies) in crates.chain(packages) {
        for dependency in dependencies.into_iter().filter(|dependency| !edges::is_ours(dependency.name)) {
            used.entry(dependency.name).or_insert((source.path.as_str(), dependency.line));
        }
    }
    used
}

/// The names in the first column of the list's tables, each with its line.
fn listed(list: &Source) -> BTreeMap<&str, usize> {
    let row = |(line, text)| Some((str::strip_prefix(text, "| `")?.split_once('`')?.0, line));
    (1..).zip(list.text.lines()).filter_map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::super::finding::shown;
    use super::*;

    #[test]
    fn the_list_and_the_manifests_agree() {
        let cargo = "[dependencies]\ndomain.workspace = true\naxum.workspace = true\ncsv.workspace = true\n";
        let list = "| crate | why |\n| `axum` | a router |\n| `rocket` | gone |\n";
        let found = findings(&Sources::of(&[("crates/pages/Cargo.toml", cargo), (LIST, list)]));
        let unlisted =
            "crates/pages/Cargo.toml:4: `csv` has no line in docs/dependencies.md: say why it and not its neighbour";
        assert_eq!(shown(&found), [unlisted, "docs/dependencies.md:3: nothing depends on `rocket` any more"]);
    }
}
