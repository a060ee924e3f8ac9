//! The stream that tells a browser to look again: names of things, no data.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use domain::secret::Token;
use domain::{Member, SignIn};
use http::{Change, Cookies, Stage, Visit};
use serde::Deserialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio_stream::Stream;
use tokio_stream::wrappers::ReceiverStream;

/// How often a quiet stream says that it is still there.
const STILL_THERE: Duration = Duration::from_secs(15);

/// The most topics that one browser follows.
const MOST_TOPICS: usize = 400;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    topics: String,
    /// The number of the oldest event that some page of the browser stands at.
    last: Option<i64>,
}

/// One browser that listens.
struct Listener {
    stage: Stage,
    visit: Visit,
    /// Its own copy: a header lives in the buffer of the whole request.
    token: Option<Token>,
    topics: BTreeSet<String>,
    sender: mpsc::Sender<Result<Event, Infallible>>,
}

pub(crate) async fn index(
    visit: Visit,
    State(stage): State<Stage>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> ([(&'static str, &'static str); 1], Sse<impl Stream<Item = Result<Event, Infallible>>>) {
    let sound = |topic: &&str| {
        !topic.is_empty() && topic.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":-_".contains(&byte))
    };
    let topics = asked.topics.split([',', ' ']).filter(sound).take(MOST_TOPICS).map(str::to_owned).collect();
    let token = Cookies::token(&headers, &stage);
    let (sender, receiver) = mpsc::channel(16);
    tokio::spawn(Listener { stage, visit, token, topics, sender }.tell(asked.last));
    let stream = Sse::new(ReceiverStream::new(receiver)).keep_alive(KeepAlive::new().interval(STILL_THERE));
    ([("x-accel-buffering", "no")], stream)
}

impl Listener {
    async fn tell(self, last: Option<i64>) {
        let workspace = &self.visit.actor.workspace;
        // listened to first, then asked what was missed: nothing falls between
        let mut changes = self.stage.hub.listen(workspace.id, workspace.last_event);
        let me = format!("member:{}", self.visit.actor.id.text());
        if self.say(self.missed(last).await).await.is_err() {
            return;
        }
        loop {
            let change = tokio::select! {
                change = changes.recv() => change,
                () = self.sender.closed() => return,
            };
            let event = match change {
                Ok(change) if change.topics.contains(&me) && !self.still_signed_in().await => return,
                Ok(change) => self.heard(&change),
                Err(RecvError::Lagged(_)) => Some(everything(self.stage.now())),
                Err(RecvError::Closed) => return,
            };
            if let Some(event) = event
                && self.say(event).await.is_err()
            {
                return;
            }
        }
    }

    async fn say(&self, event: Event) -> Result<(), mpsc::error::SendError<Result<Event, Infallible>>> {
        self.sender.send(Ok(event)).await
    }

    /// The first word: what changed since the browser's pages were drawn.
    async fn missed(&self, last: Option<i64>) -> Event {
        let here = Event::default().comment("here");
        let head = self.visit.actor.workspace.last_event;
        let Some(last) = last.filter(|last| *last < head) else { return here };
        if head - last > MISSED_AT_MOST {
            return everything(head);
        }
        let workspace = self.visit.actor.workspace.id;
        let missed: Result<_, domain::Error> =
            self.stage.db.read(move |mut tx| Ok(domain::topics_since(&mut tx, workspace, last)?)).await;
        let Ok((newest, changes)) = missed else { return everything(head) };
        let topics: BTreeSet<String> = changes.into_iter().flat_map(|(_, topics)| topics).collect();
        let common: BTreeSet<&String> = topics.intersection(&self.topics).collect();
        if common.is_empty() { here } else { refresh(newest, &common, "") }
    }

    fn heard(&self, change: &Change) -> Option<Event> {
        let common: BTreeSet<&String> = change.topics.intersection(&self.topics).collect();
        let tab = change.tab.as_deref().unwrap_or("");
        let tab = if tab.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') { tab } else { "" };
        (!common.is_empty()).then(|| refresh(change.newest, &common, tab))
    }

    async fn still_signed_in(&self) -> bool {
        let Some(token) = self.token.clone() else { return false };
        let now = self.stage.now();
        let found: Result<Option<SignIn>, domain::Error> =
            self.stage.db.read(move |mut tx| Ok(Member::signed_in(&mut tx, &token, now)?)).await;
        // a database that is too busy to say keeps nobody out: the stream carries no data
        !matches!(found, Ok(None))
    }
}

/// So many events are looked through for a browser that comes back; after more it looks at everything.
const MISSED_AT_MOST: i64 = 2000;

fn refresh(newest: i64, topics: &BTreeSet<&String>, tab: &str) -> Event {
    let list: Vec<String> = topics.iter().map(|topic| format!("\"{topic}\"")).collect();
    let data = format!("{{\"topics\":[{}],\"request\":\"{tab}\"}}", list.join(","));
    Event::default().event("refresh").id(newest.to_string()).data(data)
}

fn everything(newest: i64) -> Event {
    refresh(newest, &BTreeSet::from([&"*".to_owned()]), "")
}
