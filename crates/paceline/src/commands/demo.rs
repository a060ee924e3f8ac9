//! `paceline demo`

use clap::Args;

use crate::config::Config;
use crate::exit::Stop;

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {}

pub(crate) fn run(_config: Config, _args: &DemoArgs) -> Result<(), Stop> {
    Err(Stop::failed("not there yet"))
}

#[derive(Debug, Args)]
pub(crate) struct BenchDataArgs {}

pub(crate) fn fill(_config: Config, _args: &BenchDataArgs) -> Result<(), Stop> {
    Err(Stop::failed("not there yet"))
}
