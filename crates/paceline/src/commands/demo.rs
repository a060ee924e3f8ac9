//! `paceline demo` and `paceline bench-data`

use std::path::PathBuf;

use clap::Args;

use crate::clock;
use crate::config::Config;
use crate::demo;
use crate::exit::Stop;
use crate::house::House;

use super::serve;

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// Listen on this port of 127.0.0.1
    #[arg(long)]
    port: Option<u16>,
    /// Only make the data directory
    #[arg(long)]
    fill_only: bool,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

pub(crate) fn run(mut config: Config, args: &DemoArgs) -> Result<(), Stop> {
    if config.database.is_some() {
        return Err(Stop::asked("The demonstration lives in a data directory of its own, not in a database."));
    }
    if let Some(port) = args.port {
        config.listen.set_port(port);
    }
    let given = config.sources.iter().any(|(name, _, from)| *name == "data" && *from != "default");
    if !given {
        config.data = own_directory();
    }
    if config.data.exists() {
        let place = config.data.display();
        return Err(Stop::asked(format!(
            "{place} is there already. The demonstration is never mixed with other data."
        )));
    }
    let directory = config.data.clone();
    let house = House::open(config)?;
    eprintln!("Inventing two years of history …");
    demo::fill(&house)?;
    if args.fill_only {
        println!("The demonstration is in {}. Everybody's password is {}.", directory.display(), demo::PASSWORD);
        return Ok(());
    }
    let outcome = serve::serve(&house, true, |address| {
        if !args.no_open {
            // without a desktop the printed address is enough
            let _ = opener::open_browser(format!("http://{address}/"));
        }
    });
    if !given {
        let _ = std::fs::remove_dir_all(directory);
    }
    outcome
}

fn own_directory() -> PathBuf {
    let mark = u64::from_be_bytes(clock::random_bytes());
    std::env::temp_dir().join(format!("paceline-demo-{mark:016x}"))
}

#[derive(Debug, Args)]
pub(crate) struct BenchDataArgs {
    /// How many deals
    #[arg(long, default_value_t = 1000)]
    pub(crate) deals: u32,
}

pub(crate) fn fill(_config: Config, args: &BenchDataArgs) -> Result<(), Stop> {
    Err(Stop::failed(format!("{} deals cannot be made yet", args.deals)))
}
