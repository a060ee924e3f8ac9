use crate::assets;
use crate::failure::Result;
use crate::project::Project;
use crate::shell;

/// Builds what users run, measures it, and writes the tables. What is given goes on to the measuring
/// program; `--check` makes it fail when a limit is missed.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    assets::run(project, &[])?;
    shell::run(project.cargo().args(["build", "--release", "--package", "paceline", "--package", "bench"]))?;
    let bench = project.target.join("release").join(format!("bench{}", std::env::consts::EXE_SUFFIX));
    let written = project.root.join("docs/measurements.md");
    shell::run(project.command(&bench.to_string_lossy()).arg("--write").arg(written).args(arguments))
}
