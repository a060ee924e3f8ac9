//! Reaching a `PostgreSQL` server.

use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio_postgres::tls::NoTlsStream;
use tokio_postgres::{Client, Config, Connection, NoTls, Socket};

use super::{Session, error};
use crate::dialect::Lane;
use crate::engine::Engine;
use crate::threads::Ended;
use crate::{Durability, Error, Result, Settings};

/// How long the server may be silent before the connection counts as dead: so long passes before the
/// first question whether it is still there, and as long again before the last goes unanswered.
const SILENCE: Duration = Duration::from_secs(10);

/// How many times it is asked.
const QUESTIONS: u32 = 2;

/// How long a new connection may take.
const GREETING: Duration = Duration::from_secs(5);

/// Connects, and lends the connection to `serve` for its lifetime. Both stay on the thread that calls.
pub(crate) fn connected(
    url: &str,
    lane: Lane,
    settings: &Settings,
    serve: &mut dyn FnMut(&mut dyn Engine) -> Ended,
) -> Result<Ended> {
    let runtime = runtime()?;
    let client = runtime.block_on(async {
        let (client, connection) = dial(url).await?;
        tokio::spawn(connection);
        let prepared = client.batch_execute(&manners(lane, settings)).await;
        prepared.map_err(|error| error::judged(&error, client.is_closed()))?;
        Ok::<Client, Error>(client)
    })?;
    Ok(serve(&mut Session::new(runtime, client)))
}

pub(super) fn runtime() -> Result<Runtime> {
    let built = Builder::new_current_thread().enable_all().build();
    built.map_err(|error| Error::Engine(error.to_string()))
}

pub(super) async fn dial(url: &str) -> Result<(Client, Connection<Socket, NoTlsStream>)> {
    let mut config: Config = url.parse().map_err(|_| Error::Engine("that is no address of a database".into()))?;
    config.connect_timeout(GREETING).tcp_user_timeout(SILENCE);
    config.keepalives_idle(SILENCE).keepalives_interval(SILENCE / QUESTIONS).keepalives_retries(QUESTIONS);
    config.connect(NoTls).await.map_err(|error| error::judged(&error, false))
}

/// What a connection of a lane asks of the server: a statement limit for pages, a lock limit for
/// changes, so that a stuck instance elsewhere holds up nobody for long.
fn manners(lane: Lane, settings: &Settings) -> String {
    let synchronous = match settings.durability {
        Durability::Full => "on",
        Durability::Off => "off",
    };
    match lane {
        Lane::Write => format!("SET synchronous_commit = {synchronous}; SET lock_timeout = 2000;"),
        Lane::Page => format!("SET statement_timeout = {};", settings.page_limit.as_millis()),
        Lane::Long | Lane::Upkeep => String::new(),
    }
}
