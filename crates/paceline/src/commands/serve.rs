//! `paceline serve`

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use domain::Workspace;
use tokio::net::TcpListener;

use crate::config::Config;
use crate::exit::Stop;
use crate::house::House;
use crate::{app, clock, runner};

/// How long open answers may take to end when the server stops.
const LAST_WORDS: Duration = Duration::from_secs(10);

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// Listen on this port of 127.0.0.1
    #[arg(long, conflicts_with = "listen")]
    port: Option<u16>,
}

pub(crate) fn run(mut config: Config, args: &ServeArgs) -> Result<(), Stop> {
    if let Some(port) = args.port {
        config.listen.set_port(port);
    }
    serve(&House::open(config)?, false, |_| {})
}

/// Serves until a signal comes. `ready` learns the address once it listens.
pub(crate) fn serve(house: &House, demo: bool, ready: impl FnOnce(SocketAddr)) -> Result<(), Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let outcome = runtime.block_on(until_signal(house, demo, ready));
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

async fn until_signal(house: &House, demo: bool, ready: impl FnOnce(SocketAddr)) -> Result<(), Stop> {
    let key = setup_key(house).await?;
    let stage = app::stage(&house.config, house.db.clone(), key.clone(), demo);
    let listen = house.config.listen;
    let listener = TcpListener::bind(listen)
        .await
        .map_err(|error| Stop::failed(format!("Nobody can listen on {listen}: {error}. Choose another --port.")))?;
    let address = listener.local_addr()?;
    let public = house.config.origin.clone().unwrap_or_else(|| format!("http://{address}"));
    println!("Paceline is at {public}");
    if let Some(key) = &key {
        println!("Set it up at {public}/setup/{key}");
    }
    let watching = tokio::spawn(stage.hub.clone().watch(house.db.clone()));
    let running = tokio::spawn(runner::run(house.clone(), stage.throttle.clone()));
    ready(address);
    let routes = app::router(&stage).into_make_service_with_connect_info::<SocketAddr>();
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut asked = stopped.clone();
    let serving = axum::serve(listener, routes).with_graceful_shutdown(async move {
        let _ = asked.wait_for(|stop| *stop).await;
    });
    let outcome = tokio::select! {
        ended = serving.into_future() => ended.map_err(Stop::from),
        () = house.db.broken() => Err(Stop::failed("The disk refused what it was given. Nothing is written any more; see to the disk and start again.")),
        () = async {
            signal().await;
            let _ = stop.send(true);
            // streams never end by themselves
            tokio::time::sleep(LAST_WORDS).await;
        } => Ok(()),
    };
    watching.abort();
    running.abort();
    outcome
}

/// Without a workspace, the word that opens the first page.
async fn setup_key(house: &House) -> Result<Option<Arc<str>>, Stop> {
    let all: db::Result<Vec<Workspace>> = house.db.read(|mut tx| Workspace::all(&mut tx)).await;
    let word = domain::secret::word(clock::random_bytes());
    Ok(all?.is_empty().then(|| Arc::from(word)))
}

async fn signal() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        let Ok(mut terminated) = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) else {
            let _ = interrupted.await;
            return;
        };
        tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
    }
    #[cfg(not(unix))]
    let _ = interrupted.await;
}
