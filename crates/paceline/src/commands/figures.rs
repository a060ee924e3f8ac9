//! `paceline figures`

use clap::Args;

use crate::exit::Stop;
use crate::house::House;

#[derive(Debug, Args)]
pub(crate) struct FiguresArgs {}

pub(crate) fn run(_house: &House, _args: &FiguresArgs) -> Result<(), Stop> {
    Err(Stop::failed("not there yet"))
}
