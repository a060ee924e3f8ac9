//! `paceline target …`

use clap::Subcommand;

use crate::exit::Stop;
use crate::house::House;

#[derive(Debug, Subcommand)]
pub(crate) enum TargetCommand {
    /// List targets
    List,
}

pub(crate) fn run(_house: &House, command: TargetCommand) -> Result<(), Stop> {
    match command {
        TargetCommand::List => Err(Stop::failed("not there yet")),
    }
}
