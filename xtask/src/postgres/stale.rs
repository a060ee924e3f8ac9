//! What an earlier run left behind, when even its keeper was killed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use super::account::Account;
use crate::failure::Result;
use crate::project::Project;
use crate::shell;

/// What a cluster's folder is called outside of the build folder; the number of the run follows.
pub(super) const PREFIX: &str = "paceline-postgres-";

/// Where clusters usually lie.
pub(super) fn beside_the_build(project: &Project) -> PathBuf {
    project.target.join("postgres")
}

/// Where they lie when the server's account cannot enter the build folder.
pub(super) fn in_temp() -> PathBuf {
    env::temp_dir()
}

/// Stops and removes the clusters whose run is over.
pub(super) fn sweep(project: &Project, account: &Account, programs: &Path) -> Result<()> {
    for (folder, prefix) in [(beside_the_build(project), ""), (in_temp(), PREFIX)] {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries.flatten() {
            if run_of(&entry.file_name().to_string_lossy(), prefix).is_some_and(|run| !is_running(run)) {
                remove(account, programs, &entry.path())?;
            }
        }
    }
    Ok(())
}

/// The run that the folder is named after.
fn run_of(name: &str, prefix: &str) -> Option<u32> {
    name.strip_prefix(prefix)?.parse().ok()
}

fn is_running(run: u32) -> bool {
    shell::answer(Command::new("sh").args(["-c", "kill -0 \"$1\"", "alive", &run.to_string()])).is_ok()
}

fn remove(account: &Account, programs: &Path, place: &Path) -> Result<()> {
    let mut stop = account.command(&programs.join("pg_ctl").to_string_lossy());
    stop.args(["stop", "--silent", "-m", "immediate", "-D"]).arg(place.join("data"));
    // It fails where no server is left, which is what was wanted.
    stop.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status()?;
    Ok(fs::remove_dir_all(place)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_folder_named_after_a_run_is_ever_removed() {
        assert_eq!(run_of("4711", ""), Some(4711));
        assert_eq!(run_of("paceline-postgres-4711", PREFIX), Some(4711));
        assert_eq!(run_of("paceline-postgres-backup", PREFIX), None);
        assert_eq!(run_of("precious", ""), None);
    }

    #[test]
    fn this_very_run_is_running() {
        assert!(is_running(std::process::id()));
    }
}
