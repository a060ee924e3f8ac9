use crate::assets;
use crate::failure::Result;
use crate::project::Project;
use crate::shell;

/// Builds everything and runs `paceline demo` with what was given, in the tests' profile: a newcomer
/// builds once.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<()> {
    assets::run(project, &[])?;
    shell::run(project.cargo().args(["build", "--package", "paceline"]))?;
    let binary = project.binary();
    shell::run(project.command(&binary.to_string_lossy()).arg("demo").args(arguments))
}
