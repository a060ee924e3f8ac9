//! `paceline follow`

use clap::Args;

use crate::exit::Stop;
use crate::house::House;

#[derive(Debug, Args)]
pub(crate) struct FollowArgs {}

pub(crate) fn run(_house: &House, _args: &FollowArgs) -> Result<(), Stop> {
    Err(Stop::failed("not there yet"))
}
