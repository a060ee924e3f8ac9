//! What a `Cargo.toml` or a `package.json` depends on.

use super::sources::Source;

/// One direct dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dependency<'s> {
    /// The name it is used by.
    pub(super) name: &'s str,
    /// Only tests, examples and benches have it.
    pub(super) for_development: bool,
    /// The line it stands on.
    pub(super) line: usize,
}

/// The dependencies of one crate.
pub(super) fn of_crate(manifest: &Source) -> Vec<Dependency<'_>> {
    let mut section = "";
    let mut found = Vec::new();
    for (line, text) in (1..).zip(manifest.text.lines()) {
        if let Some(header) = text.trim().strip_prefix('[') {
            section = header.trim_end_matches(']');
        } else if section.ends_with("dependencies") && !section.starts_with("workspace") {
            let name = text.split(['=', '.', ' ']).next().unwrap_or("").trim();
            if !(name.is_empty() || name.starts_with('#')) {
                found.push(Dependency { name, for_development: section.ends_with("dev-dependencies"), line });
            }
        }
    }
    found
}

/// The dependencies of a `package.json` written one to a line, as npm writes it.
pub(super) fn of_package(manifest: &Source) -> Vec<Dependency<'_>> {
    let mut section = None;
    let mut found = Vec::new();
    for (line, text) in (1..).zip(manifest.text.lines()) {
        let name = text.trim().strip_prefix('"').and_then(|rest| rest.split_once('"'));
        match (section, name) {
            (_, Some((name, rest))) if rest.trim_end().ends_with('{') => {
                section = name.to_ascii_lowercase().ends_with("dependencies").then_some(name != "dependencies");
            }
            (Some(for_development), Some((name, _))) => found.push(Dependency { name, for_development, line }),
            (_, None) if text.trim_start().starts_with('}') => section = None,
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names<'s>(dependencies: &[Dependency<'s>]) -> Vec<(&'s str, bool)> {
        dependencies.iter().map(|dependency| (dependency.name, dependency.for_development)).collect()
    }

    #[test]
    fn both_manifests_are_read() {
        let cargo = "[package]\nname = \"pages\"\n\n[dependencies]\naxum.workspace = true\n# why\nmaud = \"0.27\"\n\n[dev-dependencies]\ntower = { version = \"1\" }\n";
        let cargo = Source { path: String::new(), text: cargo.to_owned() };
        assert_eq!(names(&of_crate(&cargo)), [("axum", false), ("maud", false), ("tower", true)]);

        let npm = "{\n  \"scripts\": {\n    \"a\": \"b\"\n  },\n  \"dependencies\": {\n    \"@hotwired/turbo\": \"8\"\n  },\n  \"devDependencies\": {\n    \"esbuild\": \"1\"\n  }\n}\n";
        let npm = Source { path: String::new(), text: npm.to_owned() };
        assert_eq!(names(&of_package(&npm)), [("@hotwired/turbo", false), ("esbuild", true)]);
    }
}
