use std::path::{MAIN_SEPARATOR, Path};

use crate::failure::Result;
use crate::files;

/// What people wrote: folders of it, and single files beside them.
const FOLDERS: [&str; 8] = [".cargo", ".ci", ".config", "browser", "crates", "docs", "web", "xtask"];
const FILES: [&str; 7] =
    ["ARCHITECTURE.md", "CHANGELOG.md", "Cargo.toml", "README.md", "STYLE.md", "clippy.toml", "rustfmt.toml"];

/// Every text of the project, by its path from the root with `/` between the parts.
pub(super) struct Sources(Vec<Source>);

/// One file.
pub(super) struct Source {
    /// Its path from the root.
    pub(super) path: String,
    /// What it says.
    pub(super) text: String,
}

impl Source {
    /// Whether it is a Rust source.
    pub(super) fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|end| end == "rs")
    }
}

impl Sources {
    /// Reads the project at `root`. What is not text (a picture, a font) is left out.
    pub(super) fn read(root: &Path) -> Result<Self> {
        let mut paths: Vec<_> = FILES.iter().map(|file| root.join(file)).filter(|path| path.is_file()).collect();
        for folder in FOLDERS {
            paths.extend(files::under(&root.join(folder))?);
        }
        let read = |path: &Path| {
            let text = std::fs::read_to_string(path).ok()?;
            let path = path.strip_prefix(root).ok()?.to_string_lossy().replace(MAIN_SEPARATOR, "/");
            Some(Source { path, text })
        };
        Ok(Self(paths.iter().filter_map(|path| read(path)).collect()))
    }

    /// The sources of a small project, for tests.
    #[cfg(test)]
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        Self(files.iter().map(|(path, text)| Source { path: (*path).to_owned(), text: (*text).to_owned() }).collect())
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &Source> {
        self.0.iter()
    }

    /// Those below `folder` (which ends in `/`, or is empty for the whole project) whose name ends in `end`.
    pub(super) fn under(&self, folder: &str, end: &str) -> impl Iterator<Item = &Source> {
        self.0.iter().filter(move |source| source.path.starts_with(folder) && source.path.ends_with(end))
    }

    /// The one at `path`.
    pub(super) fn at(&self, path: &str) -> Option<&Source> {
        self.0.iter().find(|source| source.path == path)
    }
}
