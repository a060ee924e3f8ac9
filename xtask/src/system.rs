//! Parts that come from the system, not from a registry.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::{Failure, Result};
use crate::shell;

/// Something the system has to have.
pub(crate) struct Part {
    name: &'static str,
    package: Option<&'static str>,
    elsewhere: &'static str,
    find: fn() -> Option<PathBuf>,
}

/// The browser that the journeys are driven in.
pub(crate) const CHROMIUM: Part = Part {
    name: "Chromium",
    package: Some("chromium"),
    elsewhere: "install Chromium or Chrome, so that one of `chromium`, `chromium-browser`, `google-chrome` is on the PATH",
    find: || {
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"].into_iter().find_map(shell::found)
    },
};

/// What runs the bundler and the journeys.
pub(crate) const NODE: Part = Part {
    name: "Node.js",
    package: None,
    elsewhere: "install Node.js 20 or newer with npm (https://nodejs.org/)",
    find: || shell::found("npm").and_then(|_| shell::found("node")),
};

/// The programs of a `PostgreSQL` server; what is found is `initdb`.
pub(crate) const POSTGRES: Part = Part {
    name: "a PostgreSQL server",
    package: Some("postgresql"),
    elsewhere: "install PostgreSQL 14 or newer, so that `initdb` is on the PATH, or set TEST_POSTGRES=postgres://… to a server that tests may write to",
    find: || shell::found("initdb").or_else(newest_of_debian),
};

impl Part {
    /// Where it is. On Debian and Ubuntu it is installed where it is missing; elsewhere one sentence
    /// says what to do.
    pub(crate) fn ensure(&self) -> Result<PathBuf> {
        if let Some(path) = (self.find)() {
            return Ok(path);
        }
        if let Some(package) = self.package
            && shell::found("apt-get").is_some()
            && is_root()
        {
            apt(&["update"])?;
            apt(&["install", "--yes", "--no-install-recommends", package])?;
        }
        (self.find)().ok_or_else(|| Failure::new(format!("{} is missing: {}", self.name, self.elsewhere)))
    }
}

/// Whether this runs as root.
pub(crate) fn is_root() -> bool {
    shell::answer(Command::new("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Debian keeps the server's programs of each version off the `PATH`.
fn newest_of_debian() -> Option<PathBuf> {
    let versions = fs::read_dir(Path::new("/usr/lib/postgresql")).ok()?;
    let numbers = versions.flatten().filter_map(|version| version.file_name().to_str()?.parse::<u32>().ok());
    let initdb = format!("/usr/lib/postgresql/{}/bin/initdb", numbers.max()?);
    Some(PathBuf::from(initdb)).filter(|path| path.is_file())
}

fn apt(arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("apt-get");
    command.args(["-o", "DPkg::Lock::Timeout=300", "--quiet"]).args(arguments);
    shell::run(command.env("DEBIAN_FRONTEND", "noninteractive").stdin(Stdio::null()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_cannot_be_had_says_what_to_install() {
        let part = Part { name: "A lathe", package: None, elsewhere: "buy one", find: || None };
        assert_eq!(part.ensure(), Err(Failure::new("A lathe is missing: buy one")));
    }
}
