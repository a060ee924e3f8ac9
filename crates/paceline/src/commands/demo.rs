//! `paceline demo` and `paceline bench-data`

use std::path::PathBuf;

use clap::Args;

use crate::bench_data;
use crate::clock;
use crate::config::Config;
use crate::demo;
use crate::exit::Stop;
use crate::house::House;
use crate::runner;

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
    runner::catch_up(&house, &clock::random_name())?;
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
    #[arg(long, default_value_t = 1000, value_parser = clap::value_parser!(u32).range(10..=400_000))]
    pub(crate) deals: u32,
    /// Print how to get in as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn fill(config: Config, args: &BenchDataArgs) -> Result<(), Stop> {
    let house = House::open(config)?;
    let all: db::Result<Vec<domain::Workspace>> = house.db.read_blocking(|mut tx| domain::Workspace::all(&mut tx));
    if !all?.is_empty() {
        return Err(Stop::asked("There is a workspace already. These deals are never mixed with other data."));
    }
    let made = bench_data::fill(&house, args.deals)?;
    runner::catch_up(&house, &clock::random_name())?;
    let password = bench_data::PASSWORD;
    if args.json {
        let told = serde_json::json!({
            "deals": args.deals, "members": made.members, "admin": made.admin, "seller": made.seller,
            "password": password, "token": made.token,
        });
        println!("{told}");
    } else {
        println!("{} deals of {} people. Sign in as {} or {}:", args.deals, made.members, made.admin, made.seller);
        println!("everybody's password is {password}.");
        println!("{}", made.token);
    }
    Ok(())
}
