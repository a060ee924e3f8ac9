use crate::assets;
use crate::failure::Result;
use crate::project::Project;
use crate::shell;

/// Builds what users run, measures it, and writes the tables. What is given goes on to the measuring
/// program; `--check` writes nothing and fails when a limit is missed that was reached before.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    assets::run(project, &[])?;
    shell::run(project.cargo().args(["build", "--release", "--package", "paceline", "--package", "bench"]))?;
    let bench = project.target.join("release").join(format!("bench{}", std::env::consts::EXE_SUFFIX));
    let mut command = project.command(&bench.to_string_lossy());
    if arguments.iter().all(|argument| argument != "--check") {
        command.arg("--write").arg(project.root.join("docs/measurements.md"));
    }
    shell::run(command.args(arguments))
}
