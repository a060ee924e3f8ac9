//! What `PM4Py` says about the same logs. It is a program of its own, installed from the Python package index beside the
//! build, and neither linked nor shipped (its licence is the AGPL).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::shell;

/// What is installed.
const PACKAGE: &str = "pm4py==2.7.23.11";

/// The log whose answers the ordinary tests know.
const KEPT: &str = "crates/domain/tests/importing/oracle";

/// Compares the kept answers with new ones, and what we export with what came in.
pub(crate) fn run(project: &Project) -> Result<()> {
    let folder = project.root.join("target/oracle");
    let python = installed(&folder)?;
    let oracle = |arguments: &[&Path], what: &str| {
        shell::run(Command::new(&python).arg(project.root.join("xtask/oracle/oracle.py")).arg(what).args(arguments))
    };
    let (log, kept) = (project.root.join(KEPT).join("log.csv"), project.root.join(KEPT).join("answers.json"));
    let answers = folder.join("answers.json");
    oracle(&[&log, &answers], "answer")?;
    if fs::read(&answers)? != fs::read(&kept)? {
        return Err(Failure::new(format!("the oracle says something else than {} keeps", kept.display())));
    }
    let example = project.root.join("../shared/data/eventlog");
    if !example.join("running-example.csv").exists() {
        println!("The running example is not here: only the kept log was asked about.");
        return Ok(());
    }
    let running = folder.join("running-example.json");
    oracle(&[&example.join("running-example.csv"), &running], "answer")?;
    let test = ["test", "-p", "domain", "--test", "importing", "the_running_example"];
    shell::run(project.cargo().args(test).env("RUNNING_EXAMPLE", &running))?;
    let (xes, ocel) = exported(project, &folder, &example.join("running-example.csv"))?;
    oracle(&[&example.join("running-example.xes"), &xes, &ocel], "compare")
}

/// A Python of its own with the packages in it.
fn installed(folder: &Path) -> Result<PathBuf> {
    let python = folder.join("venv/bin/python");
    if !python.exists() {
        fs::create_dir_all(folder)?;
        shell::run(Command::new("python3").args(["-m", "venv"]).arg(folder.join("venv")))?;
    }
    shell::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", PACKAGE]))?;
    Ok(python)
}

/// Brings a log in and gives it out again, by the commands that a person would use.
fn exported(project: &Project, folder: &Path, log: &Path) -> Result<(PathBuf, PathBuf)> {
    shell::run(project.cargo().args(["build", "-p", "paceline"]))?;
    let paceline = || Command::new(project.root.join("target/debug/paceline"));
    let (data, out) = (folder.join("data"), folder.join("out"));
    for old in [&data, &out] {
        if old.exists() {
            fs::remove_dir_all(old)?;
        }
    }
    shell::run(paceline().args(["setup", "--name", "Oracle", "--data"]).arg(&data))?;
    shell::run(paceline().args(["import", "--process", "Claims", "--data"]).arg(&data).arg("--events").arg(log))?;
    let export = |format: &str| {
        let to = out.join(format);
        fs::create_dir_all(&out)?;
        shell::run(
            paceline().args(["export", "--process", "Claims", "--format", format, "--data"]).arg(&data).arg(&to),
        )?;
        Ok::<PathBuf, Failure>(to)
    };
    Ok((export("xes")?.join("events.xes"), export("ocel")?.join("events.ocel.json")))
}
