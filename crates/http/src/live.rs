//! Telling open pages to look again. What changed is told as topics, names of things; no data.

use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use db::Db;
use domain::{Workspace, WorkspaceId, topics_since};
use tokio::sync::broadcast;
use tokio::time::{sleep, timeout};

/// The most changes that wait for one slow stream; then it is told to look at everything again.
const WAITING: usize = 256;

/// Changes within this time are told together; the first one is told at once.
const TOGETHER: Duration = Duration::from_millis(50);

/// How often the log is looked at when nobody tells us of a change.
const POLL: Duration = Duration::from_secs(1);

/// Something changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The number of the newest event.
    pub newest: i64,
    /// What it is about.
    pub topics: BTreeSet<String>,
    /// The browser tab that asked for it, when one alone did.
    pub tab: Option<String>,
}

/// The streams of all workspaces.
#[derive(Default)]
pub struct Hub {
    rooms: Mutex<HashMap<WorkspaceId, Room>>,
}

struct Room {
    told: i64,
    sender: broadcast::Sender<Arc<Change>>,
}

impl Hub {
    /// Listens to a workspace. `newest` is the number of the event that the listener knows of.
    pub fn listen(&self, workspace: WorkspaceId, newest: i64) -> broadcast::Receiver<Arc<Change>> {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let room = rooms.entry(workspace);
        room.or_insert_with(|| Room { told: newest, sender: broadcast::channel(WAITING).0 }).sender.subscribe()
    }

    /// Watches the log for as long as the program runs, and tells what it sees.
    pub async fn watch(self: Arc<Self>, db: Db) {
        let mut changes = db.changes();
        loop {
            if let Err(error) = self.tell(&db).await {
                tracing::warn!(%error, "the log could not be looked at");
                sleep(POLL).await;
            }
            // whoever wakes us, or nobody for a second: look
            let _ = timeout(POLL, changes.changed()).await;
            self.tell(&db).await.unwrap_or_else(|error| tracing::warn!(%error, "the log could not be looked at"));
            sleep(TOGETHER).await;
        }
    }

    async fn tell(&self, db: &Db) -> db::Result<()> {
        if self.is_empty() {
            return Ok(());
        }
        let heads: Vec<(WorkspaceId, i64)> = db.read(|mut tx| Workspace::heads(&mut tx)).await?;
        for (workspace, head) in heads {
            let Some(told) = self.told(workspace).filter(|told| *told < head) else { continue };
            let (newest, changes) = db.read(move |mut tx| topics_since(&mut tx, workspace, told)).await?;
            self.send(workspace, newest, changes);
        }
        Ok(())
    }

    fn is_empty(&self) -> bool {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.retain(|_, room| room.sender.receiver_count() > 0);
        rooms.is_empty()
    }

    fn told(&self, workspace: WorkspaceId) -> Option<i64> {
        let rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.get(&workspace).map(|room| room.told)
    }

    fn send(&self, workspace: WorkspaceId, newest: i64, changes: Vec<(Option<String>, BTreeSet<String>)>) {
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(room) = rooms.get_mut(&workspace) else { return };
        room.told = room.told.max(newest);
        let mut by_tab: Vec<(Option<String>, BTreeSet<String>)> = Vec::new();
        for (tab, topics) in changes {
            match by_tab.iter_mut().find(|(known, _)| *known == tab) {
                Some((_, known)) => known.extend(topics),
                None => by_tab.push((tab, topics)),
            }
        }
        for (tab, topics) in by_tab {
            // nobody listening any more is no harm
            let _ = room.sender.send(Arc::new(Change { newest, topics, tab }));
        }
    }
}
