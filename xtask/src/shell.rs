//! Running other programs.

use std::env;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::failure::{Failure, Result};

/// Runs the program to its end; what it prints is seen.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    println!("$ {}", spelled(command));
    let status = command.status().map_err(|error| not_started(command, &error))?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("`{}` failed ({status})", spelled(command)))) }
}

/// Runs the program to its end without a word; what it printed, if it succeeded.
pub(crate) fn answer(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    Err(Failure::new(format!("`{}` failed ({}): {}", spelled(command), output.status, complaint(&output))))
}

/// Runs the program to its end; what it prints is seen, and told to `heard` line by line without its
/// colours. Whether it succeeded.
pub(crate) fn overhear(mut command: Command, mut heard: impl FnMut(&str)) -> Result<bool> {
    println!("$ {}", spelled(&command));
    let (reading, writing) = io::pipe()?;
    if io::stdout().is_terminal() {
        command.envs([("CARGO_TERM_COLOR", "always"), ("FORCE_COLOR", "1")]);
    }
    command.stdout(writing.try_clone()?).stderr(writing);
    let mut child = command.spawn().map_err(|error| not_started(&command, &error))?;
    // The pipe ends only when nobody holds its writing end: neither the child nor this command.
    drop(command);
    let mut reading = BufReader::new(reading);
    let mut line = Vec::new();
    while reading.read_until(b'\n', &mut line)? > 0 {
        io::stdout().write_all(&line)?;
        heard(&plain(&String::from_utf8_lossy(&line)));
        line.clear();
    }
    Ok(child.wait()?.success())
}

/// Where the program is, if the `PATH` has it.
pub(crate) fn found(program: &str) -> Option<PathBuf> {
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(&name)).find(|path| path.is_file())
}

/// A line without the codes that colour it.
fn plain(line: &str) -> String {
    let mut bare = String::with_capacity(line.len());
    let mut letters = line.trim_end().chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            bare.push(letter);
        }
    }
    bare
}

fn spelled(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = command.get_args().map(|word| word.to_string_lossy().into_owned());
    std::iter::once(program.to_string_lossy().into_owned()).chain(words).collect::<Vec<_>>().join(" ")
}

fn complaint(output: &Output) -> String {
    let said = if output.stderr.is_empty() { &output.stdout } else { &output.stderr };
    String::from_utf8_lossy(said).trim().to_owned()
}

fn not_started(command: &Command, error: &io::Error) -> Failure {
    Failure::new(format!("`{}` could not be started: {error}", command.get_program().to_string_lossy()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coloured_line_reads_as_plain_words() {
        assert_eq!(
            plain("\u{1b}[32;1m     Summary\u{1b}[0m [   0.004s] 3 tests run\n"),
            "     Summary [   0.004s] 3 tests run"
        );
    }

    #[test]
    fn a_program_that_is_overheard_ends_and_tells_all_it_said() -> Result<()> {
        let mut command = Command::new("sh");
        command.args(["-c", "echo one; echo two >&2; exit 3"]);
        let mut lines = Vec::new();
        let succeeded = overhear(command, |line| lines.push(line.to_owned()))?;
        assert_eq!((succeeded, lines), (false, vec!["one".to_owned(), "two".to_owned()]));
        Ok(())
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let missing = run(&mut Command::new("no-such-program")).map_err(|failure| failure.to_string());
        assert!(missing.is_err_and(|sentence| sentence.starts_with("`no-such-program` could not be started")));
    }
}
