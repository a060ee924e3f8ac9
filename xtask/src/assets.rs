//! The browser code: `web/` in, `web/dist/` out.

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::shell;
use crate::stamp::Stamp;
use crate::system;

/// Installs the packages and builds the bundle, each only where something changed.
pub(crate) fn run(project: &Project, _arguments: &[String]) -> Result<()> {
    let web = project.root.join("web");
    if !web.join("build.mjs").is_file() {
        return Err(Failure::new("web/build.mjs is missing, so there is no browser code to build"));
    }
    system::NODE.ensure()?;
    let packages = Stamp::of(project, "packages", &[&web.join("package.json"), &web.join("package-lock.json")])?;
    if !(packages.is_current() && web.join("node_modules").is_dir()) {
        // No install scripts: a package that is only to be bundled has no business running code here.
        shell::run(
            project.command("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(&web),
        )?;
        packages.keep()?;
    }
    let bundle = Stamp::of(project, "bundle", &[&web])?;
    if !(bundle.is_current() && web.join("dist").is_dir()) {
        shell::run(project.command("node").arg("web/build.mjs"))?;
        bundle.keep()?;
    }
    Ok(())
}
