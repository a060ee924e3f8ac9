//! The fast part of the checks: no test runs here. With `--oracle`, what another program says instead.

use crate::assets;
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::{oracle, shell, tidy as house};

/// Formatting, house rules, clippy.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    if arguments.iter().any(|argument| argument == "--oracle") {
        return oracle::run(project);
    }
    shell::run(project.cargo().args(["fmt", "--all", "--check"]))?;
    tidy(project, arguments)?;
    assets::run(project, &[])?;
    shell::run(project.cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

/// The house rules.
pub(crate) fn tidy(project: &Project, _arguments: &[String]) -> Result<()> {
    println!("$ tidy");
    let findings = house::findings(&project.root)?;
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        1 => Err(Failure::new("tidy: 1 finding")),
        count => Err(Failure::new(format!("tidy: {count} findings"))),
    }
}
