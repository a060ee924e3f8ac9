//! The binary: commands, configuration, start and stop, background work.

mod app;
mod bench_data;
mod cli;
mod clock;
mod commands;
mod config;
mod demo;
mod exit;
mod house;
mod runner;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    match commands::run(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("{stop}");
            stop.code()
        }
    }
}
