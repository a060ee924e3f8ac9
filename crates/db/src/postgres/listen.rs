//! Telling other instances that something changed, and hearing it from them. The word is only "look
//! again": nothing is lost when nobody listens, because everybody also looks once a second.

use std::future::poll_fn;
use std::sync::{Arc, OnceLock};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;
use tokio_postgres::tls::NoTlsStream;
use tokio_postgres::{AsyncMessage, Client, Connection, Socket};

use super::connect::{dial, runtime};
use crate::threads::Notices;
use crate::{Error, Result};

/// The least time between two words to the others.
const PAUSE: Duration = Duration::from_millis(50);

/// The longest time between two attempts to listen.
const LONGEST: Duration = Duration::from_secs(30);

/// Starts the thread. It ends when nobody can change anything here any more.
pub(crate) fn listen(url: &str, notices: &Notices) -> Result<JoinHandle<()>> {
    let (url, heard, made) = (url.to_owned(), notices.hearing(), notices.made());
    let runtime = runtime()?;
    let thread = thread::Builder::new().name("db-listen".into());
    let started = thread.spawn(move || runtime.block_on(keep_listening(&url, &heard, made)));
    started.map_err(|error| Error::Engine(error.to_string()))
}

async fn keep_listening(url: &str, heard: &Arc<watch::Sender<u64>>, mut made: watch::Receiver<u64>) {
    let mut pause = PAUSE;
    while made.has_changed().is_ok() {
        if let Ok((client, connection)) = dial(url).await {
            let myself = Arc::new(OnceLock::new());
            let mut hearing = tokio::spawn(hear(connection, Arc::clone(heard), Arc::clone(&myself)));
            let listened = tokio::select! {
                told = tell(&client, heard, &mut made, &myself) => told.is_ok(),
                _ = &mut hearing => false,
            };
            hearing.abort();
            if listened || myself.get().is_some() {
                pause = PAUSE;
            }
        }
        tokio::select! {
            () = sleep(pause) => {}
            () = until_closed(made.clone()) => return,
        }
        pause = (pause * 2).min(LONGEST);
    }
}

async fn until_closed(mut made: watch::Receiver<u64>) {
    while made.changed().await.is_ok() {}
}

/// Drives the connection, and passes on what others than `myself` say.
async fn hear(
    mut connection: Connection<Socket, NoTlsStream>,
    heard: Arc<watch::Sender<u64>>,
    myself: Arc<OnceLock<i32>>,
) {
    while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
        if let AsyncMessage::Notification(word) = message
            && myself.get() != Some(&word.process_id())
        {
            heard.send_modify(|count| *count += 1);
        }
    }
}

/// Listens, and tells others of what is made here, until the connection breaks or nothing more can
/// be made.
async fn tell(
    client: &Client,
    heard: &watch::Sender<u64>,
    made: &mut watch::Receiver<u64>,
    myself: &OnceLock<i32>,
) -> Result<(), tokio_postgres::Error> {
    client.batch_execute("LISTEN changes").await?;
    let process = client.query_one("SELECT pg_backend_pid()", &[]).await?.try_get(0)?;
    let _ = myself.set(process);
    heard.send_modify(|count| *count += 1); // something may have been missed
    while made.changed().await.is_ok() {
        client.batch_execute("NOTIFY changes").await?;
        sleep(PAUSE).await;
    }
    Ok(())
}
