//! Settings: from options, then the environment (clap reads both), then one TOML file.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::cli::PlaceArgs;
use crate::exit::Stop;

/// Everything that can be set.
#[derive(Debug, Clone)]
pub(crate) struct Config {
    pub(crate) data: PathBuf,
    pub(crate) database: Option<String>,
    pub(crate) workspace: Option<String>,
    pub(crate) listen: SocketAddr,
    pub(crate) origin: Option<String>,
    pub(crate) insecure_http: bool,
    pub(crate) log: String,
    /// Each setting with the place that it comes from.
    pub(crate) sources: Vec<(&'static str, String, &'static str)>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    workspace: Option<String>,
    listen: Option<SocketAddr>,
    origin: Option<String>,
    insecure_http: Option<bool>,
    log: Option<String>,
}

/// Where people find it unless it is said otherwise.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 7440);

impl Config {
    /// Puts the settings together.
    pub(crate) fn read(args: PlaceArgs) -> Result<Self, Stop> {
        let file = File::read(args.config.as_deref())?;
        let mut sources = Vec::new();
        let data = chosen(&mut sources, "data", args.data, file.data, PathBuf::from("data"), |data| {
            data.display().to_string()
        });
        let listen = chosen(&mut sources, "listen", args.listen, file.listen, LISTEN, ToString::to_string);
        let log = chosen(&mut sources, "log", args.log, file.log, "info".to_owned(), Clone::clone);
        let insecure = args.insecure_http.then_some(true);
        let insecure_http =
            chosen(&mut sources, "insecure_http", insecure, file.insecure_http, false, ToString::to_string);
        let shown = |text: &Option<String>| text.clone().unwrap_or_else(|| "not set".to_owned());
        let origin = chosen(&mut sources, "origin", args.origin.map(Some), file.origin.map(Some), None, shown);
        let workspace =
            chosen(&mut sources, "workspace", args.workspace.map(Some), file.workspace.map(Some), None, shown);
        let database =
            chosen(&mut sources, "database", args.database.map(Some), file.database.map(Some), None, |url| {
                without_password(url.as_deref())
            });
        let config = Self { data, database, workspace, listen, origin, insecure_http, log, sources };
        config.check()
    }

    /// The address of the database: the PostgreSQL one, or the file in the data directory.
    pub(crate) fn address(&self) -> Result<String, Stop> {
        match &self.database {
            Some(url) => Ok(url.clone()),
            None => {
                let file = self.data.join("paceline.db");
                file.to_str().map(str::to_owned).ok_or_else(|| Stop::asked("The data directory needs a name in UTF-8."))
            }
        }
    }

    /// The address that people type.
    pub(crate) fn public_address(&self) -> String {
        self.origin.clone().unwrap_or_else(|| format!("http://{}", self.listen))
    }

    fn check(self) -> Result<Self, Stop> {
        let https = self.origin.as_deref().is_some_and(|origin| origin.starts_with("https://"));
        let sound = self.origin.as_deref().is_none_or(|origin| {
            let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            host.is_some_and(|host| !host.is_empty() && !host.trim_end_matches('/').contains('/'))
        });
        if !sound {
            return Err(Stop::asked("origin: give scheme and host only, as in https://sales.example.org."));
        }
        if !https && !self.listen.ip().is_loopback() && !self.insecure_http {
            return Err(Stop::asked(
                "Others on the network would send their passwords readable. Put a proxy with TLS in front and set \
                 --origin https://…, or say --insecure-http if this network is yours alone.",
            ));
        }
        Ok(self)
    }
}

fn chosen<T>(
    sources: &mut Vec<(&'static str, String, &'static str)>,
    name: &'static str,
    given: Option<T>,
    in_file: Option<T>,
    usual: T,
    show: impl Fn(&T) -> String,
) -> T {
    let (value, from) = match (given, in_file) {
        (Some(value), _) => (value, "option or environment"),
        (None, Some(value)) => (value, "configuration file"),
        (None, None) => (usual, "default"),
    };
    sources.push((name, show(&value), from));
    value
}

fn without_password(url: Option<&str>) -> String {
    let Some(url) = url else { return "the file in the data directory".to_owned() };
    match url.rsplit_once('@') {
        Some((_, place)) => format!("postgres://…@{place}"),
        None => url.to_owned(),
    }
}

impl File {
    fn read(path: Option<&Path>) -> Result<Self, Stop> {
        let usual = Path::new("paceline.toml");
        let path = match path {
            None if !usual.exists() => return Ok(Self::default()),
            None => usual,
            Some(path) => path,
        };
        let text = std::fs::read_to_string(path)
            .map_err(|error| Stop::asked(format!("{} could not be read: {error}.", path.display())))?;
        toml::from_str(&text).map_err(|error| Stop::asked(format!("{}: {error}", path.display())))
    }
}
