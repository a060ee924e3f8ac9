use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::shell;
use crate::system;

/// Who the server runs as: it refuses to run as root.
pub(super) struct Account {
    /// User and group, when they are not our own.
    ids: Option<(u32, u32)>,
}

impl Account {
    /// The user `postgres` where this runs as root, else whoever runs this.
    pub(super) fn unprivileged() -> Result<Self> {
        if !system::is_root() {
            return Ok(Self { ids: None });
        }
        let users = fs::read_to_string("/etc/passwd")?;
        let ids = ids_of("postgres", &users).or_else(|| ids_of("nobody", &users));
        ids.map(|ids| Self { ids: Some(ids) })
            .ok_or_else(|| Failure::new("PostgreSQL refuses to run as root, and there is no user `postgres`"))
    }

    /// A program about to run as this account, in a folder that every account may stand in.
    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir("/").env("LC_ALL", "C");
        #[cfg(unix)]
        if let Some((user, group)) = self.ids {
            use std::os::unix::process::CommandExt;
            command.uid(user).gid(group);
        }
        command
    }

    /// Whether the account may enter the folder.
    pub(super) fn reaches(&self, folder: &Path) -> bool {
        shell::answer(self.command("sh").args(["-c", "cd \"$1\"", "reaches"]).arg(folder)).is_ok()
    }

    /// Gives the account what was made for it.
    pub(super) fn owns(&self, path: &Path) -> Result<()> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::{PermissionsExt, chown};
            let mode = if path.is_dir() { 0o700 } else { 0o600 };
            fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
            if let Some((user, group)) = self.ids {
                chown(path, Some(user), Some(group))?;
            }
        }
        Ok(())
    }
}

/// User and group number of `name`, as `/etc/passwd` has them.
fn ids_of(name: &str, users: &str) -> Option<(u32, u32)> {
    let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
    let mut fields = line.split(':').skip(2);
    Some((fields.next()?.parse().ok()?, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_is_found_by_its_whole_name() {
        let users = "root:x:0:0::/:/bin/sh\npostgres-old:x:7:7::/:\npostgres:x:101:104:db:/var:/bin/bash\n";
        assert_eq!(ids_of("postgres", users), Some((101, 104)));
        assert_eq!(ids_of("nobody", users), None);
    }
}
