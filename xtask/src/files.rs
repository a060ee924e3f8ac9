use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Result;

/// Folders that hold nothing anybody wrote.
const MADE: [&str; 5] = ["target", "node_modules", "dist", "data", ".git"];

/// Every file under `folder` that somebody wrote, in the order of their paths. A folder that is not
/// there has none.
pub(crate) fn under(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        gather(folder, &mut found)?;
    }
    found.sort();
    Ok(found)
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        if kind.is_dir() && !MADE.iter().any(|made| entry.file_name() == *made) {
            gather(&entry.path(), found)?;
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    Ok(())
}
