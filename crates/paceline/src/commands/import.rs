//! `paceline import`

use clap::Args;

use crate::config::Config;
use crate::exit::Stop;

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {}

pub(crate) fn run(_config: Config, _args: &ImportArgs) -> Result<(), Stop> {
    Err(Stop::failed("not there yet"))
}
