//! `SQLite` files that were made once and are copied for each test, because making the tables costs
//! more than most tests do.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use db::{Db, Migration};

use crate::database::settings;
use crate::fresh;

/// The file with these tables. It is made by whoever comes first, beside the build; a race costs only
/// the loser's work, because a whole file takes its place in one step.
pub(crate) fn of(migrations: &'static [Migration]) -> PathBuf {
    let folder = beside_the_build();
    let file = folder.join(format!("{:016x}.db", fingerprint(migrations)));
    if !file.is_file() {
        fs::create_dir_all(&folder).unwrap();
        let draft = folder.join(fresh::name());
        make(&draft, migrations);
        fs::rename(&draft, &file).unwrap();
    }
    file
}

fn make(draft: &Path, migrations: &'static [Migration]) {
    let db = Db::open(draft.to_str().unwrap(), settings()).unwrap();
    db.migrate(migrations).unwrap();
    db.close();
}

/// Changed tables are another template.
fn fingerprint(migrations: &[Migration]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for migration in migrations {
        (migration.number, migration.name, migration.sql).hash(&mut hasher);
    }
    hasher.finish()
}

/// A folder that goes with the build: the test itself lies in `target/debug/deps`.
fn beside_the_build() -> PathBuf {
    let test = env::current_exe().unwrap();
    let built = test.ancestors().find(|folder| folder.ends_with("deps")).and_then(Path::parent);
    built.map_or_else(env::temp_dir, Path::to_path_buf).join("templates")
}
