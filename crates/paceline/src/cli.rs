//! The commands and their options, as `--help` shows them.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::commands::{demo, export, figures, follow, import, people, serve, setup, target, upkeep};

/// A self-hosted workspace for sales teams that win together.
#[derive(Debug, Parser)]
#[command(name = "paceline", version, about, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) place: PlaceArgs,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the data is. Each can also stand in the environment or in the configuration file.
#[derive(Debug, Args)]
pub(crate) struct PlaceArgs {
    /// A TOML file with the same names as these options [default: paceline.toml, when it is there]
    #[arg(long, global = true, env = "PACELINE_CONFIG")]
    pub(crate) config: Option<PathBuf>,
    /// The directory with everything in it [default: data]
    #[arg(long, global = true, env = "PACELINE_DATA")]
    pub(crate) data: Option<PathBuf>,
    /// A PostgreSQL database, postgres://…, instead of the one inside the data directory
    #[arg(long, global = true, env = "PACELINE_DATABASE", hide_env_values = true)]
    pub(crate) database: Option<String>,
    /// The short name of the workspace, when there are several
    #[arg(long, global = true, env = "PACELINE_WORKSPACE")]
    pub(crate) workspace: Option<String>,
    /// Where to listen [default: 127.0.0.1:7440]
    #[arg(long, global = true, env = "PACELINE_LISTEN")]
    pub(crate) listen: Option<SocketAddr>,
    /// The address that people type, as in <https://sales.example.org>
    #[arg(long, global = true, env = "PACELINE_ORIGIN")]
    pub(crate) origin: Option<String>,
    /// Serve a local network by plain http: passwords and cookies travel readable
    #[arg(long, global = true, env = "PACELINE_INSECURE_HTTP")]
    pub(crate) insecure_http: bool,
    /// How much to log: error, warn, info, debug [default: info]
    #[arg(long, global = true, env = "PACELINE_LOG")]
    pub(crate) log: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the pages and the API
    Serve(serve::ServeArgs),
    /// Show a workspace with invented people and two years of history
    Demo(demo::DemoArgs),
    /// Make a workspace and a link for its first admin
    Setup(setup::SetupArgs),
    /// Bring in CSV files of another system
    Import(import::ImportArgs),
    /// Print figures: deals, burndown, forecast, path
    Figures(figures::FiguresArgs),
    /// Set and list targets
    #[command(subcommand)]
    Target(target::TargetCommand),
    /// Bring a follower of the log up to date, or rebuild it
    Follow(follow::FollowArgs),
    /// Write everything into one file, while the server runs
    Backup(upkeep::BackupArgs),
    /// Make a data directory from a backup
    Restore(upkeep::RestoreArgs),
    /// Check the data against its own rules
    Verify(upkeep::VerifyArgs),
    /// Look for trouble: disk, database, configuration
    Doctor(upkeep::DoctorArgs),
    /// Bring the database to this version of the program
    Migrate,
    /// Show where each setting comes from
    CheckConfig,
    /// Write everything as CSV or JSON
    Export(export::ExportArgs),
    /// Add people, list them, make links for them
    #[command(subcommand)]
    User(people::UserCommand),
    /// Make tokens for other programs
    #[command(subcommand)]
    Token(people::TokenCommand),
    /// Fill a new data directory with many deals, to measure with
    BenchData(demo::BenchDataArgs),
}
