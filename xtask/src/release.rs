use std::fs;

use crate::assets;
use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::shell;

const BESIDE_THE_BINARY: [&str; 3] = ["LICENSE", "README.md", "CHANGELOG.md"];

/// Makes `target/release/paceline-VERSION-PLATFORM.tar.gz`: the binary, which carries the browser code,
/// and three texts. Whoever runs it needs neither Rust nor Node.
pub(crate) fn run(project: &Project, _arguments: &[String]) -> Result<()> {
    assets::run(project, &[])?;
    shell::run(project.cargo().args(["build", "--release", "--locked", "--package", "paceline"]))?;
    let built = project.target.join("release");
    let name = format!("paceline-{}-{}", env!("CARGO_PKG_VERSION"), platform(project)?);
    let folder = built.join(&name);
    fs::create_dir_all(&folder)?;
    let binary = format!("paceline{}", std::env::consts::EXE_SUFFIX);
    fs::copy(built.join(&binary), folder.join(&binary))?;
    for text in BESIDE_THE_BINARY {
        fs::copy(project.root.join(text), folder.join(text))?;
    }
    let archive = format!("{name}.tar.gz");
    shell::run(project.command("tar").args(["-czf", &archive, &name]).current_dir(&built))?;
    println!("{}", built.join(archive).display());
    Ok(())
}

fn platform(project: &Project) -> Result<String> {
    let about = shell::answer(project.command("rustc").arg("-vV"))?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Failure::new("`rustc -vV` does not say what it builds for"))
}
