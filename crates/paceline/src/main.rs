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
#[cfg(not(target_env = "msvc"))]
use tikv_jemallocator::Jemalloc;

#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: Jemalloc = Jemalloc;

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
