//! Keeping an `SQLite` file: a copy of it, and a look at its health.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use crate::{Error, Result};

/// Copies one consistent moment of the file at `path` to `to`, while others go on writing. `to` is
/// there when it is whole and on the disk, and never before.
pub(crate) fn backup(path: &str, to: &Path) -> Result<()> {
    let mut partial = to.as_os_str().to_owned();
    partial.push(".partial");
    let partial = Path::new(&partial);
    if to.exists() {
        return Err(Error::Engine(format!("{} is there already", to.display())));
    }
    remove(partial)?;
    let source = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let copied = source.execute("VACUUM INTO ?1", [partial.to_string_lossy()]).map_err(Error::from);
    let kept = copied.and_then(|_| kept(partial, to).map_err(failed));
    kept.inspect_err(|_| drop(remove(partial)))
}

/// `SQLite` leaves the copy with the operating system; this brings it to the disk.
fn kept(partial: &Path, to: &Path) -> io::Result<()> {
    File::open(partial)?.sync_all()?;
    fs::rename(partial, to)?;
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

fn remove(partial: &Path) -> Result<()> {
    match fs::remove_file(partial) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failed(error)),
        _ => Ok(()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn failed(error: io::Error) -> Error {
    Error::Engine(error.to_string())
}

/// What is wrong with the file at `path`: nothing, if all is well.
pub(crate) fn check(path: &str) -> Result<Vec<String>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let mut integrity = connection.prepare("PRAGMA integrity_check")?;
    let found = integrity.query_map([], |row| row.get::<_, String>(0))?;
    let mut problems: Vec<String> = found.collect::<rusqlite::Result<_>>()?;
    problems.retain(|found| found != "ok");
    let mut references = connection.prepare("PRAGMA foreign_key_check")?;
    let dangling = references.query_map([], |row| {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(format!("{table} points to a row of {parent} that is not there"))
    })?;
    for problem in dangling {
        problems.push(problem?);
    }
    Ok(problems)
}
