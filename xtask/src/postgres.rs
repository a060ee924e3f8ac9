//! A `PostgreSQL` cluster for one run of the tests: made, started, and gone afterwards, however this
//! program ends.

mod account;
mod stale;

use std::fs::{self, File};
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use account::Account;

use crate::failure::{Failure, Result};
use crate::project::Project;
use crate::shell;
use crate::system;

/// Small, as nobody tunes a test, but as durable as in production.
const SETTINGS: &str = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=on \
    -c synchronous_commit=on -c shared_buffers=64MB -c max_connections=300 -c max_wal_size=512MB -c jit=off";

/// Waits until whoever started it is gone, be it by Ctrl-C or by a kill, then takes the cluster away; an
/// empty folder may stay, as it lies in one that is not the server's.
const KEEPER: &str = r#"trap '' INT TERM HUP
cat > /dev/null
"$1/pg_ctl" stop --silent -D "$2/data" -m immediate
rm -rf "$2""#;

/// A running cluster.
pub(crate) struct Cluster {
    address: String,
    place: PathBuf,
    keeper: Child,
}

impl Cluster {
    /// Makes and starts a cluster on a port of its own.
    pub(crate) fn start(project: &Project) -> Result<Self> {
        let initdb = system::POSTGRES.ensure()?;
        let programs = fs::canonicalize(initdb)?.parent().map(Path::to_path_buf).unwrap_or_default();
        let account = Account::unprivileged()?;
        stale::sweep(project, &account, &programs)?;
        let place = place(project, &account)?;
        let keeper = keeper(&account, &programs, &place)?;
        let password = password()?;
        make(&account, &programs, &place, &password)?;
        let port = start(&account, &programs, &place)?;
        println!("$ PostgreSQL on 127.0.0.1:{port}");
        let address = format!("postgres://paceline:{password}@127.0.0.1:{port}/postgres");
        Ok(Self { address, place, keeper })
    }

    /// `postgres://…`, as the tests take it.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        // Nobody is left to tell if this fails, and the next run sweeps.
        let _ = self.keeper.wait();
        let _ = fs::remove_dir(&self.place);
    }
}

/// A new folder for one run, which the server's account can reach.
fn place(project: &Project, account: &Account) -> Result<PathBuf> {
    let run = std::process::id().to_string();
    let inside = stale::beside_the_build(project);
    fs::create_dir_all(&inside)?;
    let place = if account.reaches(&inside) {
        inside.join(run)
    } else {
        stale::in_temp().join(stale::PREFIX.to_owned() + &run)
    };
    fs::create_dir(&place)?;
    account.owns(&place)?;
    Ok(place)
}

fn keeper(account: &Account, programs: &Path, place: &Path) -> Result<Child> {
    let mut command = account.command("sh");
    command.args(["-c", KEEPER, "keeper"]).arg(programs).arg(place);
    let child = alone(&mut command).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    Ok(child)
}

/// In a process group of its own, so that Ctrl-C in the terminal does not reach it.
fn alone(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

fn make(account: &Account, programs: &Path, place: &Path, password: &str) -> Result<()> {
    let initdb = programs.join("initdb");
    let secret = place.join("password");
    fs::write(&secret, password)?;
    account.owns(&secret)?;
    let mut command = account.command(&initdb.to_string_lossy());
    command.arg("-D").arg(place.join("data")).arg("--pwfile").arg(&secret);
    command.args(["--username=paceline", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--no-sync"]);
    if knows_icu_databases(&shell::answer(Command::new(&initdb).arg("--version"))?) {
        // Sorts as people do, so that a column that forgot its collation fails a test.
        command.args(["--locale-provider=icu", "--icu-locale=en-US"]);
    }
    shell::answer(&mut command).map(drop)
}

/// `PostgreSQL` 15 and newer can sort a whole database by ICU.
fn knows_icu_databases(version: &str) -> bool {
    let major = version.split_whitespace().find_map(|word| word.split('.').next()?.parse::<u32>().ok());
    major.is_some_and(|major| major >= 15)
}

/// Starts the server; its port. Between choosing a free port and using it somebody else may take it,
/// hence several tries.
fn start(account: &Account, programs: &Path, place: &Path) -> Result<u16> {
    let mut last = Failure::new("PostgreSQL was not started");
    for _ in 0..3 {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let log = place.join("log");
        let mut command = account.command(&programs.join("pg_ctl").to_string_lossy());
        command.args(["start", "--wait", "--silent", "-D"]).arg(place.join("data")).arg("-l").arg(&log);
        command.args(["-o", &format!("-c port={port} {SETTINGS}")]).stdin(Stdio::null()).stdout(Stdio::null());
        if command.status()?.success() {
            return Ok(port);
        }
        last = Failure::new(format!("PostgreSQL did not start: {}", fs::read_to_string(&log).unwrap_or_default()));
    }
    Err(last)
}

/// Drawn anew for each run: whoever else is on this machine must not get into the server.
fn password() -> Result<String> {
    let mut drawn = [0_u8; 16];
    File::open("/dev/urandom")?.read_exact(&mut drawn)?;
    Ok(format!("{:032x}", u128::from_be_bytes(drawn)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_read_from_what_initdb_says() {
        assert!(knows_icu_databases("initdb (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"));
        assert!(knows_icu_databases("initdb (PostgreSQL) 19beta1".replace("beta1", "").as_str()));
        assert!(!knows_icu_databases("initdb (PostgreSQL) 14.2"));
    }

    #[test]
    fn a_password_is_never_drawn_twice() -> Result<()> {
        assert_ne!(password()?, password()?);
        Ok(())
    }
}
