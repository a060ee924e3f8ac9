//! `cargo x test`: everything that must hold, fastest first.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;
use std::{env, fs};

use crate::failure::{Failure, Result};
use crate::postgres::Cluster;
use crate::project::Project;
use crate::tally::Tally;
use crate::{assets, check, files, shell, system};

/// The variable that names the `PostgreSQL` server to test on.
const SERVER: &str = "TEST_POSTGRES";

/// Runs every group of checks in turn, up to the first that fails. A filter leaves out what is not a
/// test and what does not match.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    let began = Instant::now();
    let mut suite = Suite { project, filter: arguments.first().map(String::as_str), tally: Tally::default() };
    let ended = suite.groups();
    if ended.is_err() && !suite.tally.has_failures() {
        suite.tally.fail();
    }
    if let Err(failure) = &ended {
        println!("{failure}");
    }
    println!("{}", suite.tally.summary(began.elapsed()));
    ended.map_err(|_| Failure::new("not everything holds"))
}

/// Runs the command that was given while a fresh server is there for it.
pub(crate) fn with_postgres(project: &Project, arguments: &[String]) -> Result<()> {
    let Some((program, rest)) = arguments.split_first() else {
        return Err(Failure::usage("say what to run, for example `cargo x postgres cargo test -p db`"));
    };
    let cluster = Cluster::start(project)?;
    shell::run(project.command(program).args(rest).env(SERVER, cluster.address()))
}

struct Suite<'s> {
    project: &'s Project,
    filter: Option<&'s str>,
    tally: Tally,
}

impl Suite<'_> {
    fn groups(&mut self) -> Result<()> {
        match self.filter {
            None => check::run(self.project, &[])?,
            Some(_) => assets::run(self.project, &[])?,
        }
        self.on_sqlite()?;
        self.on_postgres()?;
        self.in_the_browser()
    }

    fn on_sqlite(&mut self) -> Result<()> {
        let mut command = self.rust_tests(Reach::Everything);
        command.env_remove(SERVER);
        self.hear("the tests on SQLite", command)
    }

    fn on_postgres(&mut self) -> Result<()> {
        let mut command = self.rust_tests(Reach::Database);
        if env::var_os(SERVER).is_some() {
            return self.hear("the tests on PostgreSQL", command);
        }
        let cluster = Cluster::start(self.project)?;
        command.env(SERVER, cluster.address());
        self.hear("the tests on PostgreSQL", command)
    }

    fn in_the_browser(&mut self) -> Result<()> {
        let journeys = self.journeys()?;
        if journeys.is_empty() {
            return Ok(());
        }
        let chromium = system::CHROMIUM.ensure()?;
        shell::run(self.project.cargo().args(["build", "--package", "paceline"]))?;
        let mut command = self.project.command("node");
        command.args(["--test", "--test-concurrency=1"]);
        command.args(self.filter.map(|filter| format!("--test-name-pattern={filter}")));
        command.args(journeys).env("PACELINE", self.project.binary()).env("CHROMIUM", chromium);
        self.hear("the browser journeys", command)
    }

    /// The files of journeys, with a filter only those that speak of it. Listed here, because versions of
    /// Node differ in how they search a folder.
    fn journeys(&self) -> Result<Vec<PathBuf>> {
        let mut journeys = files::under(&self.project.root.join("web/test"))?;
        journeys.extend(files::under(&self.project.root.join("browser"))?);
        journeys.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
        if let Some(filter) = self.filter {
            journeys.retain(|path| fs::read_to_string(path).is_ok_and(|text| text.contains(filter)));
        }
        Ok(journeys)
    }

    fn rust_tests(&self, reach: Reach) -> Command {
        let mut command = self.project.cargo();
        if shell::found("cargo-nextest").is_some() {
            command.args(["nextest", "run", "--workspace", "--no-tests=pass"]);
            if reach == Reach::Database {
                // What does not stand on `db` was tested well enough the first time.
                command.args(["--filterset", "rdeps(db)"]);
            }
        } else {
            command.args(["test", "--workspace"]);
        }
        command.args(self.filter);
        command
    }

    fn hear(&mut self, what: &str, command: Command) -> Result<()> {
        let succeeded = shell::overhear(command, |line| self.tally.hear(line))?;
        if succeeded { Ok(()) } else { Err(Failure::new(format!("{what} failed"))) }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    Everything,
    Database,
}
