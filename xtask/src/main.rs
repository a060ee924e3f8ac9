//! `cargo x`: the commands of the people who build Paceline. Standard library only, so that the first
//! one starts within seconds of a fresh clone.

mod assets;
mod bench;
mod check;
mod demo;
mod failure;
mod files;
mod not_yet;
mod oracle;
mod postgres;
mod project;
mod release;
mod shell;
mod stamp;
mod suite;
mod system;
mod tally;
mod tidy;

use std::process::ExitCode;

use failure::Result;
use project::Project;

struct Command {
    name: &'static str,
    takes: &'static str,
    about: &'static str,
    run: fn(&Project, &[String]) -> Result<()>,
}

/// What works today. A command that is not there yet stands in [`not_yet`] and in no help.
const COMMANDS: [Command; 8] = [
    Command {
        name: "demo",
        takes: "[--port PORT]",
        about: "build everything and open the demo workspace on this machine",
        run: demo::run,
    },
    Command {
        name: "test",
        takes: "[FILTER]",
        about: "everything: tidy, fmt, clippy, tests on both databases, browser journeys",
        run: suite::run,
    },
    Command {
        name: "check",
        takes: "[--oracle]",
        about: "the fast part of it: fmt, tidy, clippy; or what PM4Py says about our logs",
        run: check::run,
    },
    Command { name: "tidy", takes: "", about: "the house rules only", run: check::tidy },
    Command { name: "assets", takes: "", about: "build the browser code where it changed", run: assets::run },
    Command {
        name: "bench",
        takes: "[--deals N,…]",
        about: "measure, each figure beside its control, into docs/measurements.md",
        run: bench::run,
    },
    Command {
        name: "postgres",
        takes: "COMMAND…",
        about: "run a command with TEST_POSTGRES set to a fresh server",
        run: suite::with_postgres,
    },
    Command { name: "release", takes: "", about: "build the archive that users download", run: release::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            failure.exit_code()
        }
    }
}

fn dispatch(arguments: &[String]) -> Result<()> {
    let Some((name, rest)) = arguments.split_first() else {
        print!("{}", help());
        return Ok(());
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) {
        print!("{}", help());
        return Ok(());
    }
    if let Some(command) = COMMANDS.iter().find(|command| command.name == name) {
        return (command.run)(&Project::here(), rest);
    }
    not_yet::refuse(name)
}

fn help() -> String {
    let lines = COMMANDS.iter().map(|command| {
        let call = format!("{} {}", command.name, command.takes);
        format!("  cargo x {call:<20} {}\n", command.about)
    });
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_shows_what_works_and_nothing_else() {
        let help = help();
        assert!(help.contains("cargo x test [FILTER]"), "{help}");
        assert!(!help.contains("soak"), "{help}");
    }

    #[test]
    fn an_unknown_command_is_a_mistake_of_the_caller() {
        let refused = dispatch(&["deploy".to_owned()]).map_err(|failure| failure.to_string());
        assert_eq!(refused, Err("there is no `cargo x deploy`; `cargo x help` lists the commands".to_owned()));
    }
}
