//! Backup, restore, verify, doctor, migrate.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use clap::Args;
use db::{Db, Settings};
use domain::{MIGRATIONS, Workspace};

use crate::config::Config;
use crate::exit::Stop;
use crate::house::House;

#[derive(Debug, Args)]
pub(crate) struct BackupArgs {
    /// The file to write; it must not be there yet
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RestoreArgs {
    /// The backup
    file: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// For programs
    #[arg(long)]
    json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct DoctorArgs {
    /// For programs
    #[arg(long)]
    json: bool,
}

pub(crate) fn backup(config: Config, args: &BackupArgs) -> Result<(), Stop> {
    let house = House::existing(config)?;
    if args.file.exists() {
        return Err(Stop::asked(format!("{} is there already; a backup never overwrites one.", args.file.display())));
    }
    match &house.config.database {
        Some(url) => dump(url, &args.file)?,
        None => house.db.backup(&args.file)?,
    }
    let bytes = std::fs::metadata(&args.file)?.len();
    println!("{} ({bytes} bytes). Prove it with `paceline restore`, which also verifies.", args.file.display());
    Ok(())
}

pub(crate) fn restore(config: Config, args: &RestoreArgs) -> Result<(), Stop> {
    if let Some(url) = &config.database {
        load(url, &args.file)?;
        println!("Restored into the database.");
        return verify(config, &VerifyArgs { json: false });
    }
    let target = config.data.join("paceline.db");
    if target.exists() {
        return Err(Stop::asked(format!(
            "{} is there already; restore into a new --data directory.",
            target.display()
        )));
    }
    must_be_sound(&args.file)?;
    std::fs::create_dir_all(&config.data)?;
    std::fs::copy(&args.file, &target)?;
    std::fs::File::open(&target)?.sync_all()?;
    println!("Restored into {}.", config.data.display());
    verify(config, &VerifyArgs { json: false })
}

fn must_be_sound(file: &Path) -> Result<(), Stop> {
    let mut head = [0; 16];
    let read = std::fs::File::open(file).and_then(|mut file| file.read(&mut head));
    let read = read.map_err(|error| Stop::asked(format!("{}: {error}.", file.display())))?;
    if head[..read] == *b"SQLite format 3\0" {
        Ok(())
    } else {
        Err(Stop::damaged(format!("{} is no backup of Paceline.", file.display())))
    }
}

/// PostgreSQL's own tool takes a consistent moment while everybody works.
fn dump(url: &str, file: &Path) -> Result<(), Stop> {
    let mut tool = Command::new("pg_dump");
    tool.args(["--format=custom", "--no-owner", "--file"]).arg(file).arg(url);
    by_tool(tool, "pg_dump")
}

/// Loads a dump into an empty database, all of it or nothing.
fn load(url: &str, file: &Path) -> Result<(), Stop> {
    let mut tool = Command::new("pg_restore");
    tool.args(["--single-transaction", "--exit-on-error", "--no-owner", "--dbname"]).arg(url).arg(file);
    by_tool(tool, "pg_restore")
}

fn by_tool(mut tool: Command, name: &str) -> Result<(), Stop> {
    match tool.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Stop::failed(format!("{name} ended with {status}; what it said stands above."))),
        Err(error) => Err(Stop::failed(format!("{name} is needed, from PostgreSQL's client programs: {error}."))),
    }
}

pub(crate) fn verify(config: Config, args: &VerifyArgs) -> Result<(), Stop> {
    let house = House::existing(config)?;
    let mut findings = house.db.check()?;
    let all: db::Result<Vec<Workspace>> = house.db.read_blocking(|mut tx| Workspace::all(&mut tx));
    for workspace in all?.into_iter().map(Arc::new) {
        let found = house.look(&workspace, domain::verify)?;
        findings.extend(found.iter().map(|finding| format!("{}: {finding}", workspace.slug)));
    }
    if args.json {
        println!("{}", serde_json::json!({ "sound": findings.is_empty(), "findings": findings }));
    } else {
        for finding in &findings {
            println!("{finding}");
        }
    }
    if findings.is_empty() {
        if !args.json {
            println!("Everything is as it should be.");
        }
        Ok(())
    } else {
        Err(Stop::damaged(format!(
            "{} findings. Restore the last good backup with `paceline restore`.",
            findings.len()
        )))
    }
}

pub(crate) fn doctor(config: &Config, args: &DoctorArgs) -> Result<(), Stop> {
    let address = config.address()?;
    let missing = config.database.is_none() && !Path::new(&address).exists();
    if missing {
        return Err(Stop::damaged(format!("There is no database at {address}.")));
    }
    let db = Db::open(&address, Settings::default())?;
    let findings = db.check()?;
    if args.json {
        println!("{}", serde_json::json!({ "engine": db.engine(), "findings": findings }));
    } else {
        println!("{} answers.", db.engine());
        for finding in &findings {
            println!("{finding}");
        }
    }
    if findings.is_empty() {
        Ok(())
    } else {
        Err(Stop::damaged("The database is damaged; restore the last good backup."))
    }
}

pub(crate) fn migrate(config: Config) -> Result<(), Stop> {
    let db = Db::open(&House::open(config)?.config.address()?, Settings::default())?;
    let applied = db.migrate(MIGRATIONS)?;
    println!("The database is at migration {} of this program.", MIGRATIONS.len());
    debug_assert!(applied.is_empty(), "opening the house migrates");
    Ok(())
}
