//! The commands, a file for each kind.

pub(crate) mod demo;
pub(crate) mod export;
pub(crate) mod figures;
pub(crate) mod follow;
pub(crate) mod import;
pub(crate) mod people;
pub(crate) mod serve;
pub(crate) mod setup;
pub(crate) mod target;
pub(crate) mod upkeep;

use tracing_subscriber::EnvFilter;

use crate::cli::{Cli, Command};
use crate::config::Config;
use crate::exit::Stop;
use crate::house::House;

/// Does what was asked.
pub(crate) fn run(cli: Cli) -> Result<(), Stop> {
    let config = Config::read(cli.place)?;
    let quiet = !matches!(cli.command, Command::Serve(_));
    log(if quiet { "warn" } else { &config.log });
    match cli.command {
        Command::Serve(args) => serve::run(config, &args),
        Command::Demo(args) => demo::run(config, &args),
        Command::BenchData(args) => demo::fill(config, &args),
        Command::Setup(args) => setup::run(config, args),
        Command::Import(args) => import::run(config, &args),
        Command::Figures(args) => figures::run(&House::existing(config)?, &args),
        Command::Target(command) => target::run(&House::existing(config)?, command),
        Command::Follow(args) => follow::run(&House::existing(config)?, &args),
        Command::Backup(args) => upkeep::backup(config, &args),
        Command::Restore(args) => upkeep::restore(config, &args),
        Command::Verify(args) => upkeep::verify(config, &args),
        Command::Doctor(args) => upkeep::doctor(&config, &args),
        Command::Export(args) => export::run(&House::existing(config)?, &args),
        Command::Migrate => upkeep::migrate(config),
        Command::CheckConfig => {
            for (name, value, from) in &config.sources {
                println!("{name:14} {value}  ({from})");
            }
            Ok(())
        }
        Command::User(command) => people::users(&House::existing(config)?, command),
        Command::Token(command) => people::tokens(&House::existing(config)?, command),
    }
}

fn log(level: &str) {
    let filter = EnvFilter::try_new(level).unwrap_or_else(|_| EnvFilter::new("info"));
    // a second call (in tests) keeps the first
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
