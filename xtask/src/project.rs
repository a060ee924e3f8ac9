use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where things are.
#[derive(Debug, Clone)]
pub(crate) struct Project {
    /// The folder with the workspace's `Cargo.toml`.
    pub(crate) root: PathBuf,
    /// Where Cargo builds, and where everything made here lies.
    pub(crate) target: PathBuf,
}

impl Project {
    /// The project this program was started in.
    pub(crate) fn here() -> Self {
        let own = env::var("CARGO_MANIFEST_DIR").unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        let root = Path::new(&own).parent().unwrap_or(Path::new(".")).to_path_buf();
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |target| root.join(target));
        Self { root, target }
    }

    /// A program about to run in the project's root.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root);
        command
    }

    /// The Cargo that started this program, about to run in the project's root.
    pub(crate) fn cargo(&self) -> Command {
        self.command(&env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
    }

    /// The server, as the tests' profile builds it.
    pub(crate) fn binary(&self) -> PathBuf {
        self.target.join("debug").join(format!("paceline{}", env::consts::EXE_SUFFIX))
    }
}
